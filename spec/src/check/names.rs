//! Every variant has a name, and its own; every section has an anchor, and its own.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use heck::ToKebabCase;

use super::ambiguity::collide;
use super::{describe, is_live};
use crate::model::Entry;
use crate::name;
use crate::problem::Problem;
use crate::read::{Read, Spans};

pub(super) fn names(read: &mut Read, problems: &mut Vec<Problem>) {
    let types = [format!("{}Error", read.api.name), format!("{}ErrorKind", read.api.name)];
    for (entry, spans) in read
        .entries
        .iter_mut()
        .filter(|(entry, spans)| is_live(entry) && entry.name.is_empty() && !spans.broken)
    {
        entry.name = name::of_entry(entry).unwrap_or_default();
        if let Some(code) = entry.code().filter(|_| entry.name.is_empty()) {
            let message = format!("no name can be made of the code `{code}`");
            problems
                .push(Problem::error("no-name", &spans.code, message).help("add `name:`, in UpperCamelCase"));
        }
    }
    let mut taken = HashMap::<&str, &(Entry, Spans)>::new();
    for pair in read.entries.iter().filter(|(entry, _)| is_live(entry) && !entry.name.is_empty()) {
        let (entry, spans) = pair;
        let name = entry.name.as_str();
        if ["Unrecognized", "ALL"].contains(&name)
            || (!entry.fields.is_empty() && types.iter().any(|t| t == name))
        {
            let message = format!("the name `{name}` is taken by what is generated");
            problems.push(Problem::error("name-taken", name_span(pair), message).help("add another `name:`"));
        }
        let first = *taken.entry(name).or_insert(pair);
        // Of two entries that one response could be, `ambiguity` speaks.
        let ambiguous =
            first.0.code() == entry.code() && !first.1.broken && !spans.broken && collide(&first.0, entry);
        if !std::ptr::eq(first, pair) && !ambiguous {
            problems.push(same_name(first, pair));
        }
    }
}

fn same_name(first: &(Entry, Spans), second: &(Entry, Spans)) -> Problem {
    let name = &second.0.name;
    let message = format!("{} and {} are both the variant `{name}`", describe(&first.0), describe(&second.0));
    let problem =
        Problem::error("name-taken", name_span(second), message).also(name_span(first), "first used here");
    let status = second.0.statuses.first_text().filter(|_| first.0.code() == second.0.code());
    match status {
        Some(status) => problem.help(format!(
            "a code can stand under several statuses, as variants of different names: add `name: {name}{status}`"
        )),
        None => problem.help("give one of them another `name:`"),
    }
}

/// What gives an entry its name.
fn name_span((entry, spans): &(Entry, Spans)) -> &Range<usize> {
    spans.name.as_ref().unwrap_or(if entry.code.is_some() { &spans.code } else { &spans.status })
}

pub(super) fn anchors(entries: &mut [(Entry, Spans)]) {
    let mut used = HashMap::<String, usize>::new();
    let mut taken = HashSet::<String>::new();
    for (entry, _) in entries {
        let name = Some(&entry.name).filter(|name| !name.is_empty()).cloned();
        let base = name.or_else(|| name::of_entry(entry)).unwrap_or_default().to_kebab_case();
        let count = used.entry(base.clone()).or_default();
        entry.anchor = loop {
            *count += 1;
            let anchor = if *count == 1 { base.clone() } else { format!("{base}-{count}") };
            if taken.insert(anchor.clone()) {
                break anchor;
            }
        };
    }
}

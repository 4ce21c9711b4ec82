//! Checks that every live entry has a name of its own.

use std::collections::HashMap;

use super::RuleInput;
use super::ambiguity::can_collide;
use crate::Arena;
use crate::name::RESERVED_NAMES;
use crate::name::make_variant_name;
use crate::parse::ParsedEntry;
use crate::problem::Problem;
use crate::span::Span;

/// Chooses a name for every entry: the one that is written, else one that is made.
///
/// A live entry has none if none can be made, or if a part of it can't be read. A retired one has its code then, since
/// it has no variant.
pub(crate) fn choose_names<'a>(arena: &'a Arena, entries: &[ParsedEntry<'a>]) -> Vec<Option<&'a str>> {
    entries.iter().map(|entry| choose_name(arena, entry)).collect()
}

fn choose_name<'a>(arena: &'a Arena, entry: &ParsedEntry<'a>) -> Option<&'a str> {
    if let Some(name) = entry.name.value() {
        return Some(name);
    }
    if !entry.is_readable() {
        return None;
    }
    match make_variant_name(entry.code_text(), entry.statuses()) {
        Some(name) => Some(arena.alloc_str(&name)),
        None if entry.life.is_live() => None,
        None => entry.code_text(),
    }
}

pub(super) fn check_made_names(input: &RuleInput<'_, '_>, problems: &mut Vec<Problem>) {
    let nameless = input.entries().iter().zip(input.names).filter(|(_, name)| name.is_none());
    for (entry, _) in nameless.filter(|(entry, _)| entry.is_readable()) {
        let Some(code) = entry.code_text() else { continue };
        let message = format!("no variant name can be made from code `{code}`");
        let problem = Problem::error("no-name", entry.locate(&entry.code), message);
        problems.push(problem.help("add `name:`, in UpperCamelCase"));
    }
}

pub(super) fn check_reserved_names(input: &RuleInput<'_, '_>, problems: &mut Vec<Problem>) {
    let api = input.catalog.api.as_ref().and_then(|api| api.name);
    let types = api.map(|name| [format!("{name}Error"), format!("{name}ErrorKind")]);
    for (name, entry) in input.named_entries() {
        // An entry with fields has a type of its name.
        let is_type = !entry.fields.is_empty() && types.iter().flatten().any(|other| other == name);
        if is_type || RESERVED_NAMES.contains(&name) {
            let message = format!("name `{name}` is used by generated code");
            let problem = Problem::error("name-taken", locate_name(entry), message);
            problems.push(problem.help("add another `name:`"));
        }
    }
}

pub(super) fn check_unique_names(input: &RuleInput<'_, '_>, problems: &mut Vec<Problem>) {
    let mut taken = HashMap::<&str, &ParsedEntry<'_>>::new();
    for (name, entry) in input.named_entries() {
        match taken.get(name) {
            // What `check_ambiguity` reports isn't reported again.
            Some(first) if !is_ambiguous(first, entry) => problems.push(report_same_name(name, first, entry)),
            Some(_) => {}
            None => drop(taken.insert(name, entry)),
        }
    }
}

fn is_ambiguous(first: &ParsedEntry<'_>, second: &ParsedEntry<'_>) -> bool {
    let are_readable = first.is_readable() && second.is_readable();
    are_readable && first.code_text() == second.code_text() && can_collide(first, second)
}

fn report_same_name(name: &str, first: &ParsedEntry<'_>, second: &ParsedEntry<'_>) -> Problem {
    let message = format!("{} and {} are both named `{name}`", first.describe(), second.describe());
    let problem = Problem::error("name-taken", locate_name(second), message)
        .also(locate_name(first), "first used here");
    let has_same_code = first.code_text() == second.code_text();
    match second.statuses().head().filter(|_| has_same_code) {
        Some(status) => problem.help(format!(
            "a code can have several entries of different names, one for each status: add `name: {name}{status}`"
        )),
        None => problem.help("give one of them another `name:`"),
    }
}

/// Locates what gives an entry its name.
fn locate_name(entry: &ParsedEntry<'_>) -> Span {
    let span = entry.name.span().or(entry.code.span()).or(entry.statuses.span());
    span.unwrap_or_else(|| entry.locate(&entry.name))
}

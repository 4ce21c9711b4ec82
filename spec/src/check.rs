//! The rules that concern several parts of a catalog, and what they make of it: a `Spec`.

use std::collections::HashMap;
use std::ops::Range;

use crate::Meant;
use crate::lint::lint;
use crate::model::{Entry, Life, Piece, Spec, Statuses, Template};
use crate::problem::{Problem, Problems};
use crate::read::{Read, Spans};

mod ambiguity;
mod names;

use ambiguity::ambiguity;
use names::{anchors, names};

/// Applies every rule. Each reports all that breaks it; the value is meant for a file without problems.
pub(crate) fn check(mut read: Read, problems: &mut Vec<Problem>) -> (Spec, Vec<Problem>) {
    // Entries refer to groups by id, and an id that isn't there or there twice would scatter a page.
    groups(&mut read, problems);
    // Every variant needs a name, and its own: two entries in one variant could not be told apart.
    names(&mut read, problems);
    // Links to a section must stay what they are, and lead to one section only.
    anchors(&mut read.entries);
    // A response has to become one error, whatever the order of the file.
    ambiguity(&read.entries, problems);
    // An old client takes a code for what it meant before.
    retired_codes(&read.entries, problems);
    // A client asks every error whether to try again; no answer would be an answer.
    retry_hints(&read, problems);
    // Messages are printed, and what is sensitive must not be.
    sensitive_names(&read.entries, problems);

    let warnings = lint(&read);
    let (mut entries, mut retired) = (Vec::new(), Vec::new());
    for (entry, _) in read.entries {
        let list = if matches!(entry.life, Life::Retired(_)) { &mut retired } else { &mut entries };
        list.push(entry);
    }
    let spec = Spec {
        api: read.api,
        envelope: read.envelope,
        retry: read.retry,
        partial: read.partial,
        groups: read.groups.into_iter().map(|(group, _)| group).collect(),
        lints: read.lints,
        entries,
        retired,
        warnings: Problems::default(),
    };
    (spec, warnings)
}

fn groups(read: &mut Read, problems: &mut Vec<Problem>) {
    let mut seen = HashMap::<&str, (usize, &Range<usize>)>::new();
    for (index, (group, span)) in read.groups.iter().enumerate() {
        if let Some((_, first)) = seen.get(group.id.as_str()) {
            let message = format!("the group `{}` stands twice", group.id);
            let problem = Problem::error("duplicate-group", span, message).also(first, "first here");
            problems.push(problem.help("give one of them another `id`, or remove it"));
        } else {
            seen.insert(&group.id, (index, span));
        }
    }
    let mut meant = Meant::one_of(read.groups.iter().map(|(group, _)| group.id.as_str()));
    for (entry, spans) in &mut read.entries {
        let Some((id, span)) = &spans.group else { continue };
        entry.group = seen.get(id.as_str()).map(|(index, _)| *index);
        if entry.group.is_none() {
            let help = meant.help(id, || format!("add it to `groups`: `- {{ id: {id}, title: … }}`"));
            problems
                .push(Problem::error("unknown-group", span, format!("there is no group `{id}`")).help(help));
        }
    }
}

fn retired_codes(entries: &[(Entry, Spans)], problems: &mut Vec<Problem>) {
    let retired: HashMap<_, _> = entries
        .iter()
        .filter(|(entry, _)| !is_live(entry))
        .filter_map(|(entry, spans)| Some((entry.code()?, &spans.code)))
        .collect();
    for (entry, spans) in entries.iter().filter(|(entry, _)| is_live(entry)) {
        let Some((code, first)) = entry.code().and_then(|code| Some((code, retired.get(code)?))) else {
            continue;
        };
        let message = format!("code `{code}` is retired and can't be used again");
        let problem = Problem::error("retired-code", &spans.code, message)
            .also(first, "retired here")
            .help("choose another code: old clients take this one for what it was");
        problems.push(problem);
    }
}

fn retry_hints(read: &Read, problems: &mut Vec<Problem>) {
    for (entry, spans) in read.entries.iter().filter(|(entry, spans)| is_live(entry) && !spans.broken) {
        if entry.retry.is_some() {
            continue;
        }
        let uncovered = match &entry.statuses {
            Statuses::Listed(list) => list.iter().find(|status| read.retry.for_status(**status).is_none()),
            other => read.retry.for_statuses(other).is_none().then_some(&0),
        };
        let Some(status) = uncovered else { continue };
        let message = format!("{} has no retry hint", describe(entry));
        let start = spans.entry.start;
        let key = match (&entry.statuses, status) {
            (Statuses::Class(class), _) => format!("{class}xx"),
            (Statuses::Any, _) => "default".to_owned(),
            (Statuses::Listed(_), status) => status.to_string(),
        };
        let help = format!("add `retry:` to it, or `{key}:` to the `retry` at the top");
        problems.push(Problem::error("missing-key", &(start..start), message).help(help));
    }
}

fn sensitive_names(entries: &[(Entry, Spans)], problems: &mut Vec<Problem>) {
    for (entry, spans) in entries {
        let pieces = entry.message.iter().flat_map(Template::pieces);
        let names = pieces.filter_map(|piece| match piece {
            Piece::Field(name) => Some(name),
            Piece::Text(_) => None,
        });
        for name in
            names.filter(|name| entry.fields.iter().any(|field| field.sensitive && field.name == **name))
        {
            let message = format!("the message names the sensitive field `{name}`");
            let help = "take it out of `message`: messages are printed and logged";
            problems.push(Problem::error("sensitive-in-message", &spans.message, message).help(help));
        }
    }
}

/// An entry the way a message names it: ``code `unauthorized` at status 401``.
fn describe(entry: &Entry) -> String {
    match (entry.code(), entry.statuses.first_text()) {
        (Some(code), Some(status)) => format!("code `{code}` at status {status}"),
        (Some(code), None) => format!("code `{code}`"),
        (None, status) => format!("status {} without a code", status.unwrap_or_default()),
    }
}

fn is_live(entry: &Entry) -> bool {
    !matches!(entry.life, Life::Retired(_))
}

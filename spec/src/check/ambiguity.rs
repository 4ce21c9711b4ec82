//! One response is one error: no two entries can fit it equally well.

use std::collections::HashMap;

use super::is_live;
use crate::model::{Condition, Entry, Expected, Place, Statuses};
use crate::problem::Problem;
use crate::read::Spans;

pub(super) fn ambiguity(entries: &[(Entry, Spans)], problems: &mut Vec<Problem>) {
    let mut by_code = HashMap::<Option<&str>, Vec<&(Entry, Spans)>>::new();
    for pair in entries.iter().filter(|(entry, spans)| is_live(entry) && !spans.broken) {
        by_code.entry(pair.0.code()).or_default().push(pair);
    }
    for group in by_code.values() {
        let mut seen = Seen::default();
        for (entry, spans) in group {
            match seen.rival(entry) {
                Some((first, first_spans)) => problems.push(ambiguous(first, first_spans, entry, spans)),
                None => seen.add(entry, spans),
            }
        }
    }
}

/// Entries of one code, by what they look at and then by what they want to see there: entries that look at the same
/// places and want different things can't collide, and a catalog may have thousands of those.
#[derive(Default)]
struct Seen<'a>(HashMap<Vec<&'a Place>, Wanted<'a>>);
type Wanted<'a> = HashMap<Vec<&'a Expected>, Vec<(&'a Entry, &'a Spans)>>;

impl<'a> Seen<'a> {
    fn add(&mut self, entry: &'a Entry, spans: &'a Spans) {
        let (places, expected) = signature(entry);
        self.0.entry(places).or_default().entry(expected).or_default().push((entry, spans));
    }

    fn rival(&self, entry: &Entry) -> Option<(&'a Entry, &'a Spans)> {
        let (places, expected) = signature(entry);
        let same = self.0.get(&places).and_then(|seen| seen.get(&expected)).into_iter().flatten();
        let others = self.0.iter().filter(|(other, _)| **other != places && other.len() == places.len());
        let others = others.flat_map(|(_, seen)| seen.values().flatten());
        same.chain(others)
            .copied()
            .filter(|(other, _)| collide(other, entry))
            .min_by_key(|(other, _)| other.line)
    }
}

fn signature(entry: &Entry) -> (Vec<&Place>, Vec<&Expected>) {
    let mut conditions: Vec<_> = entry.conditions.iter().collect();
    conditions.sort_by_key(|condition| &condition.place);
    conditions.into_iter().map(|condition| (&condition.place, &condition.expected)).unzip()
}

/// Whether one response could be either of two entries with one code, or both without.
pub(super) fn collide(a: &Entry, b: &Entry) -> bool {
    a.conditions.len() == b.conditions.len()
        && overlap(a, b).is_some()
        && compatible(&a.conditions, &b.conditions)
}

/// What two entries' statuses have in common, in words. A listed status goes before a class and before none.
fn overlap(a: &Entry, b: &Entry) -> Option<String> {
    match (&a.statuses, &b.statuses) {
        (Statuses::Any, Statuses::Any) => Some("without a status".to_owned()),
        (Statuses::Class(a), Statuses::Class(b)) if a == b => Some(format!("at status {a}xx")),
        (Statuses::Listed(a), Statuses::Listed(b)) => {
            a.iter().find(|status| b.contains(status)).map(|status| format!("at status {status}"))
        }
        _ => None,
    }
}

/// Whether all of two lists of conditions can hold together.
fn compatible(a: &[Condition], b: &[Condition]) -> bool {
    let contradict = |a: &Condition, b: &Condition| a.place == b.place && a.expected != b.expected;
    !a.iter().any(|a| b.iter().any(|b| contradict(a, b)))
}

fn ambiguous(first: &Entry, first_spans: &Spans, entry: &Entry, spans: &Spans) -> Problem {
    let overlap = overlap(first, entry).unwrap_or_default();
    let (message, at, first_at) = match entry.code() {
        Some(code) => (format!("code `{code}` is used twice {overlap}"), &spans.code, &first_spans.code),
        None => (
            format!("{} is used twice without a code", overlap.trim_start_matches("at ")),
            &spans.status,
            &first_spans.status,
        ),
    };
    let help = if entry.conditions.is_empty() {
        "give one of them a `match`, or remove it"
    } else {
        "give them a `match` that can't hold together, or remove one"
    };
    Problem::error("ambiguous", at, message).also(first_at, "first used here").help(help)
}

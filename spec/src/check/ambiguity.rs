//! Checks that a response is one error: no two entries can fit it equally well.

use std::collections::HashMap;

use errspec_data::{Condition, Expected, Place, Statuses};

use super::RuleInput;
use crate::notation::format_class;
use crate::parse::ParsedEntry;
use crate::problem::Problem;

pub(super) fn check_ambiguity(input: &RuleInput<'_, '_>, problems: &mut Vec<Problem>) {
    let mut by_code = HashMap::<Option<&str>, SeenEntries<'_, '_>>::new();
    for (index, entry) in input.entries().iter().enumerate() {
        if !entry.life.is_live() || !entry.is_readable() {
            continue;
        }
        let seen = by_code.entry(entry.code_text()).or_default();
        match seen.find_rival(entry) {
            Some(first) => problems.push(report_ambiguity(first, entry)),
            None => seen.add(index, entry),
        }
    }
}

/// Entries of one code, by the places that they look at and then by what they expect there: entries that look at the
/// same places and expect different things can't collide, and a catalog may have thousands of those.
#[derive(Default)]
struct SeenEntries<'c, 'a>(HashMap<Vec<Place<'a>>, ExpectingEntries<'c, 'a>>);

type ExpectingEntries<'c, 'a> = HashMap<Vec<Expected<'a>>, Vec<(usize, &'c ParsedEntry<'a>)>>;

impl<'c, 'a> SeenEntries<'c, 'a> {
    fn add(&mut self, index: usize, entry: &'c ParsedEntry<'a>) {
        let (places, expected) = sort_by_place(entry.conditions);
        self.0.entry(places).or_default().entry(expected).or_default().push((index, entry));
    }

    /// Finds the first entry that one response could be as well.
    fn find_rival(&self, entry: &ParsedEntry<'a>) -> Option<&'c ParsedEntry<'a>> {
        let (places, expected) = sort_by_place(entry.conditions);
        let same = self.0.get(&places).and_then(|seen| seen.get(&expected)).into_iter().flatten();
        // Entries with more conditions are tried first, so only those with as many can be rivals.
        let others = self.0.iter().filter(|(other, _)| **other != places && other.len() == places.len());
        let rivals = same
            .chain(others.flat_map(|(_, seen)| seen.values().flatten()))
            .filter(|(_, other)| can_collide(other, entry));
        rivals.min_by_key(|(index, _)| *index).map(|(_, rival)| *rival)
    }
}

/// Sorts conditions by place and returns their places and what they expect there.
fn sort_by_place<'a>(conditions: &[Condition<'a>]) -> (Vec<Place<'a>>, Vec<Expected<'a>>) {
    let mut sorted: Vec<_> =
        conditions.iter().map(|condition| (condition.place(), condition.expected())).collect();
    sorted.sort_unstable();
    sorted.into_iter().unzip()
}

/// Returns whether one response could be either of two entries with the same code, or both without one.
pub(super) fn can_collide(a: &ParsedEntry<'_>, b: &ParsedEntry<'_>) -> bool {
    a.conditions.len() == b.conditions.len()
        && find_overlap(a.statuses(), b.statuses()).is_some()
        && are_compatible(a.conditions, b.conditions)
}

/// Finds what two entries' statuses have in common, in words.
///
/// A listed status is preferred to a class and to none, so that those don't overlap.
fn find_overlap(a: Statuses<'_>, b: Statuses<'_>) -> Option<String> {
    match (a, b) {
        (Statuses::Any, Statuses::Any) => Some("without a status".to_owned()),
        (Statuses::Class(a), Statuses::Class(b)) if a == b => Some(format!("at status {}", format_class(a))),
        _ if a.is_listed() && b.is_listed() => {
            let common = a.listed().find(|status| b.contains(*status));
            common.map(|status| format!("at status {status}"))
        }
        _ => None,
    }
}

/// Returns whether all of two lists of conditions can hold together.
fn are_compatible(a: &[Condition<'_>], b: &[Condition<'_>]) -> bool {
    let contradict =
        |a: &Condition<'_>, b: &Condition<'_>| a.place().is_same(&b.place()) && a.expected() != b.expected();
    !a.iter().any(|a| b.iter().any(|b| contradict(a, b)))
}

fn report_ambiguity(first: &ParsedEntry<'_>, second: &ParsedEntry<'_>) -> Problem {
    let overlap = find_overlap(first.statuses(), second.statuses()).unwrap_or_default();
    let (message, span, first_span) = match second.code_text() {
        Some(code) => (
            format!("duplicate code `{code}` {overlap}"),
            second.locate(&second.code),
            first.locate(&first.code),
        ),
        None => (
            format!("duplicate {} without a code", overlap.trim_start_matches("at ")),
            second.locate(&second.statuses),
            first.locate(&first.statuses),
        ),
    };
    let help = if second.conditions.is_empty() {
        "give one of them a `match`, or remove it"
    } else {
        "give them a `match` that can't hold for both, or remove one"
    };
    Problem::error("ambiguous", span, message).also(first_span, "first used here").help(help)
}

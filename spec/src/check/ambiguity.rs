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
        let rival = entry.codes_or_none().find_map(|code| by_code.get(&code)?.find_rival(entry));
        if let Some(first) = rival {
            problems.push(report_ambiguity(first, entry));
            continue;
        }
        for code in entry.codes_or_none() {
            by_code.entry(code).or_default().add(index, entry);
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

/// Returns whether all of two lists of conditions are known to hold together for some response.
///
/// That is known of values at places that have one value. Of what is tested in another way, or at a place that has
/// several values, the earlier entry counts.
fn are_compatible(a: &[Condition<'_>], b: &[Condition<'_>]) -> bool {
    let contradict = |a: &Condition<'_>, b: &Condition<'_>| {
        a.place().is_same(&b.place()) && !has_common_value(a.expected(), b.expected())
    };
    let is_comparable = |condition: &Condition<'_>| {
        let is_value =
            matches!(condition.expected(), Expected::Text(_) | Expected::Null | Expected::OneOf(_));
        let has_one_value = condition.place().pointer().is_some_and(|pointer| pointer.lists() == 0);
        is_value && has_one_value && !condition.is_negated()
    };
    a.iter().chain(b).all(is_comparable) && !a.iter().any(|a| b.iter().any(|b| contradict(a, b)))
}

fn has_common_value(a: Expected<'_>, b: Expected<'_>) -> bool {
    match (a, b) {
        (Expected::OneOf(several), one) | (one, Expected::OneOf(several)) => {
            several.iter().any(|other| has_common_value(*other, one))
        }
        _ => a == b,
    }
}

fn report_ambiguity(first: &ParsedEntry<'_>, second: &ParsedEntry<'_>) -> Problem {
    let overlap = find_overlap(first.statuses(), second.statuses()).unwrap_or_default();
    let common = second
        .codes()
        .find_map(|code| Some((code, first.codes().find(|other| other.value.text == code.value.text)?)));
    let (message, span, first_span) = match common {
        Some((code, other)) => {
            (format!("duplicate code `{}` {overlap}", code.value.text), code.span, other.span)
        }
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

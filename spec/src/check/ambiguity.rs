//! Checks that a response is one error: no two entries can fit it equally well.

use std::collections::HashMap;

use errspec_data::{Condition, Statuses};

use super::RuleInput;
use super::seen_entries::SeenEntries;
use crate::notation::format_class;
use crate::parse::ParsedEntry;
use crate::problem::Problem;

pub(super) fn check_ambiguity(input: &RuleInput<'_, '_>, problems: &mut Vec<Problem>) {
    let mut by_code = HashMap::<Option<&str>, SeenEntries<'_, '_>>::new();
    for entry in input.entries() {
        if !entry.life.is_live() || !entry.is_readable() {
            continue;
        }
        let seen = by_code.entry(entry.code_text()).or_default();
        match seen.find_rival(entry) {
            Some(first) => problems.push(report_ambiguity(first, entry)),
            None => seen.add(entry),
        }
    }
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

//! Checks that a response is one error: no two entries can fit it equally well.

use std::collections::{HashMap, HashSet};

use errspec_data::{Condition, Expected, Format, Place, Pointer, Statuses};

use super::RuleInput;
use super::entry_set::{BitSet, EntrySet};
use crate::notation::format_class;
use crate::parse::ParsedEntry;
use crate::problem::Problem;

pub(super) fn check_ambiguity(input: &RuleInput<'_, '_>, problems: &mut Vec<Problem>) {
    let mut by_code = HashMap::<Option<&str>, SeenEntries<'_, '_>>::new();
    for entry in input.entries() {
        if !entry.life.is_live() || !entry.is_readable() || !entry.conditions.iter().all(is_comparable) {
            continue;
        }
        let rival = entry.codes_or_none().find_map(|code| by_code.get_mut(&code)?.find_rival(input, entry));
        if let Some(first) = rival {
            problems.push(report_ambiguity(first, entry));
            continue;
        }
        for code in entry.codes_or_none() {
            by_code.entry(code).or_default().entries.push(entry);
        }
    }
}

/// What tells entries of a code apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Aspect<'a> {
    /// How many conditions there are: entries with more are tried first.
    Count,
    /// The status. Every entry has this, and a class and none are values too: they give way to a listed status.
    Status,
    /// What is at a place.
    Place(Place<'a>),
}

/// A value of an aspect.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum AspectValue<'a> {
    Number(usize),
    Status(Statuses<'a>),
    /// A text, or none.
    Text(Option<&'a str>),
    /// An object or an array.
    Container,
}

type Traits<'a> = Vec<(Aspect<'a>, Vec<AspectValue<'a>>)>;

fn list_traits<'a>(input: &RuleInput<'_, 'a>, entry: &ParsedEntry<'a>) -> Traits<'a> {
    let statuses = match entry.statuses() {
        statuses if statuses.is_listed() => {
            statuses.listed().map(|status| AspectValue::Status(Statuses::One(status))).collect()
        }
        other => vec![AspectValue::Status(other)],
    };
    let count = AspectValue::Number(entry.conditions.len());
    let mut traits = vec![(Aspect::Count, vec![count]), (Aspect::Status, statuses)];
    traits.extend(
        entry
            .conditions
            .iter()
            .map(|condition| (Aspect::Place(condition.place()), list_values(condition.expected()))),
    );
    // An element of XML can have both a text and attributes.
    if input.catalog.envelope.is_none_or(|envelope| envelope.reads(Format::Xml)) {
        return traits;
    }
    // In JSON, a place above a value has no text.
    let values = entry.conditions.iter().filter(|condition| needs_value(condition));
    let above: HashSet<_> = values.flat_map(|condition| list_places_above(condition.place())).collect();
    traits.extend(above.into_iter().map(|place| (Aspect::Place(place), vec![AspectValue::Container])));
    traits
}

/// Returns whether a comparable condition holds only where there is a value.
fn needs_value(condition: &Condition<'_>) -> bool {
    !list_values(condition.expected()).contains(&AspectValue::Text(None))
}

/// Lists the places that lead to a place in the body.
fn list_places_above(place: Place<'_>) -> impl Iterator<Item = Place<'_>> {
    let text = place.pointer().map_or("", Pointer::as_str);
    text.match_indices('/').map(|(end, _)| Place::body(&text[..end]))
}

fn list_values(expected: Expected<'_>) -> Vec<AspectValue<'_>> {
    match expected {
        Expected::Text(text) => vec![AspectValue::Text(Some(text))],
        Expected::OneOf(several) => several.iter().flat_map(|one| list_values(*one)).collect(),
        _ => vec![AspectValue::Text(None)],
    }
}

/// Entries of one code, none of which can collide with another, by the values that they have.
///
/// A catalog may have thousands of them, so that they aren't compared one by one.
#[derive(Default)]
struct SeenEntries<'c, 'a> {
    entries: Vec<&'c ParsedEntry<'a>>,
    /// How many of them have their values below: most codes have one entry, which is compared with none.
    indexed: usize,
    by_aspect: HashMap<Aspect<'a>, EntrySet>,
    by_value: HashMap<(Aspect<'a>, AspectValue<'a>), EntrySet>,
}

impl<'c, 'a> SeenEntries<'c, 'a> {
    fn index_entries(&mut self, input: &RuleInput<'_, 'a>) {
        for number in self.indexed..self.entries.len() {
            for (aspect, values) in list_traits(input, self.entries[number]) {
                self.by_aspect.entry(aspect).or_default().insert(number);
                for value in values {
                    self.by_value.entry((aspect, value)).or_default().insert(number);
                }
            }
        }
        self.indexed = self.entries.len();
    }

    /// Finds the first entry that one response could be as well: one that has nothing in another way.
    fn find_rival(
        &mut self,
        input: &RuleInput<'_, 'a>,
        entry: &ParsedEntry<'a>,
    ) -> Option<&'c ParsedEntry<'a>> {
        self.index_entries(input);
        let traits = list_traits(input, entry);
        let mut different = BitSet::default();
        for (aspect, values) in traits {
            let Some(with_aspect) = self.by_aspect.get(&aspect) else { continue };
            let mut others = BitSet::default();
            with_aspect.add_to(&mut others);
            for alike in values.iter().filter_map(|value| self.by_value.get(&(aspect, *value))) {
                alike.remove_from(&mut others);
            }
            different.add_all(&others);
        }
        different.first_absent(self.entries.len()).map(|number| self.entries[number])
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

/// Returns whether a condition asks for a value at a place that has one value: whether it and others hold together can be
/// told.
fn is_comparable(condition: &Condition<'_>) -> bool {
    let is_value = matches!(condition.expected(), Expected::Text(_) | Expected::Null | Expected::OneOf(_));
    let has_one_value = condition.place().pointer().is_some_and(|pointer| pointer.lists() == 0);
    is_value && has_one_value && !condition.is_negated()
}

/// Returns whether all of two lists of conditions are known to hold together for some response.
///
/// That is known of values at places that have one value. Of what is tested in another way, or at a place that has
/// several values, the earlier entry counts.
fn are_compatible(a: &[Condition<'_>], b: &[Condition<'_>]) -> bool {
    let contradict = |a: &Condition<'_>, b: &Condition<'_>| {
        a.place().is_same(&b.place()) && !has_common_value(a.expected(), b.expected())
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

//! Checks that a response is one error: no two entries can fit it equally well.

use std::collections::{HashMap, HashSet};

use errspec_data::{Condition, Expected, Format, Place, Statuses};

use super::RuleInput;
use super::entry_set::{BitSet, EntrySet};
use crate::notation::format_class;
use crate::parse::ParsedEntry;
use crate::problem::Problem;

pub(super) fn check_ambiguity(input: &RuleInput<'_, '_>, problems: &mut Vec<Problem>) {
    let entries: Vec<_> = input.live_entries().filter(|entry| is_judged(entry)).collect();
    let shared_codes = find_shared_codes(&entries);
    let has_rivals = |entry: &ParsedEntry<'_>| entry.codes_or_none().any(|code| shared_codes.contains(&code));
    let mut seen = SeenEntries::new(input, &entries);
    for entry in entries.iter().copied().filter(|entry| has_rivals(entry)) {
        let traits = list_traits(&seen.places_above, entry);
        match seen.find_rival(entry, &traits) {
            Some(first) => problems.push(report_ambiguity(first, entry)),
            None => seen.insert(entry, traits),
        }
    }
}

/// Returns whether it can be told which responses fit an entry.
fn is_judged(entry: &ParsedEntry<'_>) -> bool {
    entry.is_readable() && entry.conditions.iter().all(is_comparable)
}

/// Finds the codes that several entries have, or that none has.
fn find_shared_codes<'a>(entries: &[&ParsedEntry<'a>]) -> HashSet<Option<&'a str>> {
    let (mut seen, mut shared) = (HashSet::new(), HashSet::new());
    for code in entries.iter().flat_map(|entry| entry.codes_or_none()) {
        if !seen.insert(code) {
            shared.insert(code);
        }
    }
    shared
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

fn list_traits<'a>(places_above: &PlacesAbove<'a>, entry: &ParsedEntry<'a>) -> Traits<'a> {
    let statuses = match entry.statuses() {
        statuses if statuses.is_listed() => {
            statuses.listed().map(|status| AspectValue::Status(Statuses::One(status))).collect()
        }
        other => vec![AspectValue::Status(other)],
    };
    let count = AspectValue::Number(entry.conditions.len());
    let mut traits = vec![(Aspect::Count, vec![count]), (Aspect::Status, statuses)];
    for condition in entry.conditions {
        let mut values = Vec::new();
        add_values(condition.expected(), &mut values);
        traits.push((Aspect::Place(condition.place()), values));
    }
    let above = places_above.list(entry.conditions).into_iter().map(Place::body);
    traits.extend(above.map(|place| (Aspect::Place(place), vec![AspectValue::Container])));
    // What has few values is looked up fast, and tells most entries apart.
    traits.sort_by_key(|(_, values)| values.len());
    traits
}

fn add_values<'a>(expected: Expected<'a>, values: &mut Vec<AspectValue<'a>>) {
    match expected {
        Expected::Text(text) => values.push(AspectValue::Text(Some(text))),
        Expected::OneOf(several) => several.iter().for_each(|one| add_values(*one, values)),
        _ => values.push(AspectValue::Text(None)),
    }
}

/// The places of conditions that lead to those of others: in JSON, a place above a value has no text.
struct PlacesAbove<'a> {
    pointers: HashSet<&'a str>,
    /// Whether one of them has this length: most parts of a pointer needn't be looked up.
    lengths: Vec<bool>,
}

impl<'a> PlacesAbove<'a> {
    fn find(input: &RuleInput<'_, 'a>, entries: &[&ParsedEntry<'a>]) -> Self {
        let mut found = Self { pointers: HashSet::new(), lengths: Vec::new() };
        // An element of XML can have both a text and attributes.
        if input.catalog.envelope.is_none_or(|envelope| envelope.reads(Format::Xml)) {
            return found;
        }
        let conditions = entries.iter().flat_map(|entry| entry.conditions);
        for pointer in conditions.filter_map(|condition| condition.place().pointer()) {
            let pointer = pointer.as_str();
            if found.pointers.insert(pointer) && pointer.len() >= found.lengths.len() {
                found.lengths.resize(pointer.len() + 1, false);
            }
            found.lengths[pointer.len()] = true;
        }
        found
    }

    /// Lists those above the places where conditions need a value, by their pointers.
    fn list(&self, conditions: &[Condition<'a>]) -> HashSet<&'a str> {
        let needed = conditions.iter().filter(|condition| needs_value(condition.expected()));
        let pointers = needed.filter_map(|condition| condition.place().pointer());
        let is_place =
            |above: &&str| self.lengths.get(above.len()) == Some(&true) && self.pointers.contains(above);
        pointers
            .flat_map(|pointer| {
                let text = pointer.as_str();
                text.match_indices('/').map(|(end, _)| &text[..end])
            })
            .filter(is_place)
            .collect()
    }
}

/// Returns whether a comparable condition holds only where there is a value.
fn needs_value(expected: Expected<'_>) -> bool {
    match expected {
        Expected::OneOf(several) => several.iter().all(|one| needs_value(*one)),
        other => matches!(other, Expected::Text(_)),
    }
}

/// Entries none of which can collide with another, by their codes and by the values that they have.
///
/// A catalog may have thousands of one code, so that they aren't compared one by one.
struct SeenEntries<'c, 'a> {
    places_above: PlacesAbove<'a>,
    entries: Vec<&'c ParsedEntry<'a>>,
    by_code: HashMap<Option<&'a str>, EntrySet>,
    by_aspect: HashMap<Aspect<'a>, SeenValues<'a>>,
}

/// The entries that have an aspect, by their values.
#[derive(Default)]
struct SeenValues<'a> {
    all: EntrySet,
    by_value: HashMap<AspectValue<'a>, EntrySet>,
}

impl<'c, 'a> SeenEntries<'c, 'a> {
    fn new(input: &RuleInput<'_, 'a>, entries: &[&ParsedEntry<'a>]) -> Self {
        let (by_code, by_aspect) = (HashMap::new(), HashMap::new());
        Self { places_above: PlacesAbove::find(input, entries), entries: Vec::new(), by_code, by_aspect }
    }

    fn insert(&mut self, entry: &'c ParsedEntry<'a>, traits: Traits<'a>) {
        let number = self.entries.len();
        self.entries.push(entry);
        for code in entry.codes_or_none() {
            self.by_code.entry(code).or_default().insert(number);
        }
        for (aspect, values) in traits {
            let seen = self.by_aspect.entry(aspect).or_default();
            seen.all.insert(number);
            for value in values {
                seen.by_value.entry(value).or_default().insert(number);
            }
        }
    }

    /// Finds the first entry that one response could be as well: one that has nothing in another way.
    fn find_rival(&self, entry: &ParsedEntry<'a>, traits: &Traits<'a>) -> Option<&'c ParsedEntry<'a>> {
        let mut rivals = BitSet::default();
        for code in entry.codes_or_none() {
            if let Some(with_code) = self.by_code.get(&code) {
                with_code.add_to(&mut rivals);
            }
        }
        for (aspect, values) in traits {
            rivals.first()?;
            let Some(seen) = self.by_aspect.get(aspect) else { continue };
            seen.keep_alike(values, &mut rivals);
        }
        rivals.first().map(|number| self.entries[number])
    }
}

impl<'a> SeenValues<'a> {
    /// Removes the entries that have the aspect and none of the values.
    fn keep_alike(&self, values: &[AspectValue<'a>], rivals: &mut BitSet) {
        let alike: Vec<_> = values.iter().filter_map(|value| self.by_value.get(value)).collect();
        // All have the same values, or so it often is.
        if alike.iter().any(|alike| alike.len() == self.all.len()) {
            return;
        }
        let mut others = BitSet::default();
        self.all.add_to(&mut others);
        for alike in alike {
            alike.remove_from(&mut others);
        }
        rivals.remove_all(&others);
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

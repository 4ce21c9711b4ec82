//! Finds, among the entries of one code, the first one that a response could be as well.

use std::collections::HashMap;

use errspec_data::{Expected, Place};

use super::ambiguity::can_collide;
use crate::parse::ParsedEntry;

/// Entries of one code, none of which collides with another, by the number of their conditions: those with more are
/// tried first, so that only those with as many can collide.
#[derive(Default)]
pub(super) struct SeenEntries<'c, 'a>(HashMap<usize, EntryIndex<'c, 'a>>);

/// Entries with equally many conditions, in the order of the catalog, by what they expect where.
///
/// A catalog may have thousands of entries of one code, which can't all be compared with each other. Those that expect
/// something else at one of the places of an entry can't collide with it, which leaves few at the right place.
#[derive(Default)]
struct EntryIndex<'c, 'a> {
    entries: Vec<&'c ParsedEntry<'a>>,
    places: HashMap<Place<'a>, PlaceIndex<'a>>,
}

/// What is expected at a place; entries are numbers in [`EntryIndex::entries`].
#[derive(Default)]
struct PlaceIndex<'a> {
    expecting: HashMap<Expected<'a>, Vec<usize>>,
    entry_count: usize,
    /// Those of the first `searched` entries that expect nothing there.
    lacking: Vec<usize>,
    searched: usize,
}

impl<'c, 'a> SeenEntries<'c, 'a> {
    pub(super) fn add(&mut self, entry: &'c ParsedEntry<'a>) {
        self.0.entry(entry.conditions.len()).or_default().add(entry);
    }

    /// Finds the first entry that one response could be as well.
    pub(super) fn find_rival(&mut self, entry: &ParsedEntry<'a>) -> Option<&'c ParsedEntry<'a>> {
        self.0.get_mut(&entry.conditions.len())?.find_rival(entry)
    }
}

impl<'c, 'a> EntryIndex<'c, 'a> {
    fn add(&mut self, entry: &'c ParsedEntry<'a>) {
        for condition in entry.conditions {
            let place = self.places.entry(condition.place()).or_default();
            place.expecting.entry(condition.expected()).or_default().push(self.entries.len());
            place.entry_count += 1;
        }
        self.entries.push(entry);
    }

    fn find_rival(&mut self, entry: &ParsedEntry<'a>) -> Option<&'c ParsedEntry<'a>> {
        let Some((place, expected)) = self.choose_condition(entry) else {
            return self.entries.iter().find(|other| can_collide(other, entry)).copied();
        };
        let index = self.places.entry(place).or_default();
        for (number, other) in self.entries.iter().enumerate().skip(index.searched) {
            if other.conditions.iter().all(|condition| condition.place() != place) {
                index.lacking.push(number);
            }
        }
        index.searched = self.entries.len();
        let same = index.expecting.get(&expected).map_or(&[][..], Vec::as_slice);
        let find_first = |numbers: &[usize]| {
            numbers.iter().copied().find(|number| can_collide(self.entries[*number], entry))
        };
        let rivals = [find_first(&index.lacking), find_first(same)];
        rivals.into_iter().flatten().min().map(|number| self.entries[number])
    }

    /// Chooses the condition of an entry that leaves the fewest others.
    fn choose_condition(&self, entry: &ParsedEntry<'a>) -> Option<(Place<'a>, Expected<'a>)> {
        let count_left = |place: Place<'a>, expected: Expected<'a>| match self.places.get(&place) {
            Some(index) => {
                let same_count = index.expecting.get(&expected).map_or(0, Vec::len);
                (self.entries.len() + same_count).saturating_sub(index.entry_count)
            }
            None => self.entries.len(),
        };
        let conditions = entry.conditions.iter().map(|condition| (condition.place(), condition.expected()));
        conditions.min_by_key(|(place, expected)| count_left(*place, *expected))
    }
}

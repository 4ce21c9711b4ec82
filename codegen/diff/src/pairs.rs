//! Pairs the entries of two versions: decides which entry of the newer is which entry of the older.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;

use errspec_data::{Condition, Statuses};
use errspec_spec::{CatalogEntry, Spec};

use crate::notation::{write_condition, write_statuses};

/// An entry of the older version, and what it is in the newer.
pub(crate) type EntryPair<'a> = (&'a CatalogEntry<'a>, &'a CatalogEntry<'a>);

/// What became of the entries of two versions, each list in catalog order.
#[derive(Default)]
pub(crate) struct EntryPairs<'a> {
    /// Live in both versions.
    pub(crate) kept: Vec<EntryPair<'a>>,
    /// Live in the older version, retired in the newer.
    pub(crate) retired: Vec<EntryPair<'a>>,
    /// Retired in the older version, with a code that is live in the newer.
    pub(crate) reused: Vec<EntryPair<'a>>,
    /// Retired in both versions.
    pub(crate) still_retired: Vec<EntryPair<'a>>,
    pub(crate) added: Vec<&'a CatalogEntry<'a>>,
    pub(crate) removed: Vec<&'a CatalogEntry<'a>>,
    pub(crate) retired_added: Vec<&'a CatalogEntry<'a>>,
    pub(crate) retired_removed: Vec<&'a CatalogEntry<'a>>,
    /// Whether the kept entries are in another order.
    pub(crate) is_reordered: bool,
    /// The position of the last kept entry whose number changed.
    last_moved: Option<usize>,
    new_positions: HashMap<&'a str, usize>,
}

impl<'a> EntryPairs<'a> {
    pub(crate) fn find(old: &'a Spec<'a>, new: &'a Spec<'a>) -> Self {
        let mut pairs = Self {
            added: new.entries().iter().collect(),
            removed: old.entries().iter().collect(),
            retired_added: new.retired().iter().collect(),
            retired_removed: old.retired().iter().collect(),
            new_positions: number_entries(new),
            ..Self::default()
        };
        pairs.pair_entries();
        let (old_positions, new_positions) = (number_entries(old), &pairs.new_positions);
        for list in [&mut pairs.kept, &mut pairs.retired] {
            list.sort_by_key(|(_, new)| new_positions.get(new.anchor()));
        }
        let positions = pairs.kept.iter().filter_map(|(old, new)| {
            Some((*old_positions.get(old.anchor())?, *new_positions.get(new.anchor())?))
        });
        let positions: Vec<_> = positions.collect();
        pairs.is_reordered = !positions.is_sorted_by_key(|(old, _)| *old);
        pairs.last_moved = positions.iter().filter(|(old, new)| old != new).map(|(_, new)| *new).max();
        pairs
    }

    /// Returns the position of an entry in the newer version, from 0.
    pub(crate) fn position(&self, entry: &CatalogEntry<'_>) -> Option<usize> {
        self.new_positions.get(entry.anchor()).copied()
    }

    /// Returns whether an added entry is before kept ones that have another number now.
    pub(crate) fn moves_numbers(&self, added: &CatalogEntry<'_>) -> bool {
        self.position(added) < self.last_moved
    }

    /// Pairs the entries by what identifies them best, then by less: an entry that changed its name, or its status, is
    /// still found by the rest.
    fn pair_entries(&mut self) {
        let Self {
            kept, retired, reused, still_retired, added, removed, retired_added, retired_removed, ..
        } = self;
        still_retired.extend(take_pairs(retired_removed, retired_added, find_code));
        still_retired.extend(take_pairs(retired_removed, retired_added, |entry| Some(identify_entry(entry))));
        // A code is in use or retired, never both, so a code that is retired now takes its entry along.
        retired.extend(take_pairs(removed, retired_added, find_code));
        retired.extend(take_pairs(removed, retired_added, |entry| Some(identify_entry(entry))));
        kept.extend(take_pairs(removed, added, |entry| Some(identify_entry(entry))));
        kept.extend(take_pairs(removed, added, |entry| Some(entry.data().name())));
        kept.extend(take_pairs(removed, added, identify_without_conditions));
        kept.extend(take_pairs(removed, added, find_code));
        let codes: HashMap<_, _> =
            retired_removed.iter().filter_map(|old| Some((find_code(old)?, *old))).collect();
        let in_use = kept.iter().map(|(_, new)| *new).chain(added.iter().copied());
        reused.extend(in_use.filter_map(|new| Some((*codes.get(find_code(new)?)?, new))));
        added.retain(|new| !reused.iter().any(|(_, reusing)| new.anchor() == reusing.anchor()));
        retired_removed.retain(|old| !reused.iter().any(|(reused, _)| old.anchor() == reused.anchor()));
    }
}

/// Maps the anchors of a catalog's entries, which are unique, to their positions, live entries first.
fn number_entries<'a>(spec: &'a Spec<'a>) -> HashMap<&'a str, usize> {
    let entries = spec.entries().iter().chain(spec.retired());
    entries.enumerate().map(|(position, entry)| (entry.anchor(), position)).collect()
}

/// Takes entries with the same key out of both lists, and pairs the first with the first.
fn take_pairs<'a, K: Eq + Hash>(
    old: &mut Vec<&'a CatalogEntry<'a>>,
    new: &mut Vec<&'a CatalogEntry<'a>>,
    key: impl Fn(&'a CatalogEntry<'a>) -> Option<K>,
) -> Vec<EntryPair<'a>> {
    let mut by_key = HashMap::<K, VecDeque<&CatalogEntry<'a>>>::new();
    for entry in new.iter() {
        if let Some(key) = key(entry) {
            by_key.entry(key).or_default().push_back(entry);
        }
    }
    let mut pairs = Vec::new();
    old.retain(|entry| {
        let found = key(entry).and_then(|key| by_key.get_mut(&key)?.pop_front());
        pairs.extend(found.map(|found| (*entry, found)));
        found.is_none()
    });
    let taken: HashSet<_> = pairs.iter().map(|(_, new)| new.anchor()).collect();
    new.retain(|entry| !taken.contains(entry.anchor()));
    pairs
}

fn find_code<'a>(entry: &'a CatalogEntry<'a>) -> Option<&'a str> {
    entry.data().code_text()
}

/// Returns what a response is recognized by.
fn identify_entry<'a>(entry: &'a CatalogEntry<'a>) -> (Option<&'a str>, String, Vec<String>) {
    let data = entry.data();
    (data.code_text(), sort_statuses(data.statuses()), sort_conditions(data.conditions()))
}

fn identify_without_conditions<'a>(entry: &'a CatalogEntry<'a>) -> Option<(&'a str, String)> {
    Some((find_code(entry)?, sort_statuses(entry.data().statuses())))
}

fn sort_statuses(statuses: Statuses<'_>) -> String {
    let mut list: Vec<_> = statuses.listed().collect();
    list.sort_unstable();
    write_statuses(if list.len() > 1 { Statuses::Several(&list) } else { statuses })
}

fn sort_conditions(conditions: &[Condition<'_>]) -> Vec<String> {
    let mut list: Vec<_> = conditions.iter().map(write_condition).collect();
    list.sort_unstable();
    list
}

//! The entries of two versions → which one of the newer is which one of the older.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;

use errspec_data::{Condition, Statuses};
use errspec_spec::{CatalogEntry, Spec};

use crate::notation;

/// What became of the entries, each list in catalog order.
#[derive(Default)]
pub(crate) struct Pairs<'a> {
    /// In use in both.
    pub(crate) kept: Vec<(&'a CatalogEntry<'a>, &'a CatalogEntry<'a>)>,
    /// In use in the older, retired in the newer.
    pub(crate) retired: Vec<(&'a CatalogEntry<'a>, &'a CatalogEntry<'a>)>,
    /// Retired in the older, and in use under its code in the newer.
    pub(crate) reused: Vec<(&'a CatalogEntry<'a>, &'a CatalogEntry<'a>)>,
    /// Retired in both.
    pub(crate) still_retired: Vec<(&'a CatalogEntry<'a>, &'a CatalogEntry<'a>)>,
    pub(crate) added: Vec<&'a CatalogEntry<'a>>,
    pub(crate) removed: Vec<&'a CatalogEntry<'a>>,
    pub(crate) retired_added: Vec<&'a CatalogEntry<'a>>,
    pub(crate) retired_removed: Vec<&'a CatalogEntry<'a>>,
    /// Whether the kept entries stand in another order.
    pub(crate) is_reordered: bool,
}

impl<'a> Pairs<'a> {
    pub(crate) fn of(old: &'a Spec<'a>, new: &'a Spec<'a>) -> Self {
        let mut pairs = Self {
            added: new.entries().iter().collect(),
            removed: old.entries().iter().collect(),
            retired_added: new.retired().iter().collect(),
            retired_removed: old.retired().iter().collect(),
            ..Self::default()
        };
        pairs.pair();
        let new_positions = number_entries(new);
        for list in [&mut pairs.kept, &mut pairs.retired] {
            list.sort_by_key(|(_, new)| new_positions.get(new.anchor()));
        }
        let old_positions = number_entries(old);
        pairs.is_reordered = !pairs.kept.is_sorted_by_key(|(old, _)| old_positions.get(old.anchor()));
        pairs
    }

    /// From what says most to what says least: an entry that changed its name, or its status, is still found by the
    /// rest.
    fn pair(&mut self) {
        let Self {
            kept, retired, reused, still_retired, added, removed, retired_added, retired_removed, ..
        } = self;
        still_retired.extend(take(retired_removed, retired_added, code));
        still_retired.extend(take(retired_removed, retired_added, |entry| Some(identity(entry))));
        // A code is in use or retired, never both, so a code that is retired now takes its entry along.
        retired.extend(take(removed, retired_added, code));
        retired.extend(take(removed, retired_added, |entry| Some(identity(entry))));
        kept.extend(take(removed, added, |entry| Some(identity(entry))));
        kept.extend(take(removed, added, |entry| Some(entry.data().name())));
        kept.extend(take(removed, added, code_and_statuses));
        kept.extend(take(removed, added, code));
        let codes: HashMap<_, _> =
            retired_removed.iter().filter_map(|old| Some((code(old)?, *old))).collect();
        let in_use = kept.iter().map(|(_, new)| *new).chain(added.iter().copied());
        reused.extend(in_use.filter_map(|new| Some((*codes.get(code(new)?)?, new))));
        added.retain(|new| !reused.iter().any(|(_, reusing)| new.anchor() == reusing.anchor()));
        retired_removed.retain(|old| !reused.iter().any(|(reused, _)| old.anchor() == reused.anchor()));
    }
}

/// The positions of a catalog's entries by their anchors, of which each has its own.
fn number_entries<'a>(spec: &'a Spec<'a>) -> HashMap<&'a str, usize> {
    let entries = spec.entries().iter().chain(spec.retired());
    entries.enumerate().map(|(position, entry)| (entry.anchor(), position)).collect()
}

/// Takes the pairs out of both lists whose key is the same, the first with the first.
fn take<'a, K: Eq + Hash>(
    old: &mut Vec<&'a CatalogEntry<'a>>,
    new: &mut Vec<&'a CatalogEntry<'a>>,
    key: impl Fn(&'a CatalogEntry<'a>) -> Option<K>,
) -> Vec<(&'a CatalogEntry<'a>, &'a CatalogEntry<'a>)> {
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

fn code<'a>(entry: &'a CatalogEntry<'a>) -> Option<&'a str> {
    entry.data().code_text()
}

/// What a response is recognized by.
fn identity<'a>(entry: &'a CatalogEntry<'a>) -> (Option<&'a str>, String, Vec<String>) {
    let data = entry.data();
    (data.code_text(), sort_statuses(data.statuses()), sort_conditions(data.conditions()))
}

fn code_and_statuses<'a>(entry: &'a CatalogEntry<'a>) -> Option<(&'a str, String)> {
    Some((code(entry)?, sort_statuses(entry.data().statuses())))
}

fn sort_statuses(statuses: Statuses<'_>) -> String {
    let mut list: Vec<_> = statuses.listed().collect();
    list.sort_unstable();
    notation::statuses(if list.len() > 1 { Statuses::Several(&list) } else { statuses })
}

fn sort_conditions(conditions: &[Condition<'_>]) -> Vec<String> {
    let mut list: Vec<_> = conditions.iter().map(notation::condition).collect();
    list.sort_unstable();
    list
}

//! Pairs the entries of two versions: decides which entry of the newer is which entry of the older.

use std::collections::{HashMap, HashSet, VecDeque};

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
    pub(crate) reused: Vec<(EntryPair<'a>, &'a str)>,
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
        pairs.find_reused_codes(old, new);
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

    /// Returns the number of the kind of an entry in the newer version.
    pub(crate) fn kind(&self, entry: &CatalogEntry<'_>) -> Option<u16> {
        u16::try_from(self.position(entry)? + 1).ok()
    }

    /// Returns the position of an entry in the newer version, from 0.
    fn position(&self, entry: &CatalogEntry<'_>) -> Option<usize> {
        self.new_positions.get(entry.anchor()).copied()
    }

    /// Returns whether an added entry is before kept ones that have another number now.
    pub(crate) fn moves_numbers(&self, added: &CatalogEntry<'_>) -> bool {
        self.position(added) < self.last_moved
    }

    /// Pairs the entries by what identifies them best, then by less: an entry that changed its name, its statuses or
    /// some of its codes is still found by the rest.
    fn pair_entries(&mut self) {
        let Self { kept, retired, still_retired, added, removed, retired_added, retired_removed, .. } = self;
        for key in [identify_codes, identify_any_code] {
            still_retired.extend(take_pairs(retired_removed, retired_added, key));
        }
        still_retired.extend(take_pairs(retired_removed, retired_added, identify_entry));
        // A code is in use or retired, never both, so codes that are retired now take their entry along.
        retired.extend(take_pairs(removed, retired_added, identify_codes));
        retired.extend(take_pairs(removed, retired_added, identify_entry));
        for key in [identify_entry, identify_name, identify_code_and_statuses, identify_any_code_and_statuses]
        {
            kept.extend(take_pairs(removed, added, key));
        }
        for key in [identify_code, identify_any_code] {
            kept.extend(take_pairs(removed, added, key));
        }
        // Of an entry that is live no more, perhaps not all codes are listed as retired.
        retired.extend(take_pairs(removed, retired_added, identify_any_code));
    }

    /// Finds the codes that were retired and are live.
    fn find_reused_codes(&mut self, old: &'a Spec<'a>, new: &'a Spec<'a>) {
        let mut retired = HashMap::new();
        for entry in old.retired() {
            retired.extend(entry.data().codes().map(|code| (code.text, entry)));
        }
        for entry in new.entries() {
            let codes = entry.data().codes().map(|code| code.text);
            self.reused.extend(codes.filter_map(|code| Some(((*retired.get(code)?, entry), code))));
        }
        let Self { reused, added, retired_removed, .. } = self;
        added.retain(|new| !reused.iter().any(|((_, reusing), _)| new.anchor() == reusing.anchor()));
        retired_removed.retain(|old| !reused.iter().any(|((reused, _), _)| old.anchor() == reused.anchor()));
    }
}

/// Maps the anchors of a catalog's entries, which are unique, to their positions, live entries first.
fn number_entries<'a>(spec: &'a Spec<'a>) -> HashMap<&'a str, usize> {
    let entries = spec.entries().iter().chain(spec.retired());
    entries.enumerate().map(|(position, entry)| (entry.anchor(), position)).collect()
}

/// What an entry is recognized by: one of these keys.
type EntryKeys = Vec<String>;

/// Takes entries that have a key in common out of both lists, and pairs the first with the first.
fn take_pairs<'a>(
    old: &mut Vec<&'a CatalogEntry<'a>>,
    new: &mut Vec<&'a CatalogEntry<'a>>,
    identify: fn(&CatalogEntry<'_>) -> EntryKeys,
) -> Vec<EntryPair<'a>> {
    if old.is_empty() || new.is_empty() {
        return Vec::new();
    }
    let mut by_key = HashMap::<String, VecDeque<&CatalogEntry<'a>>>::new();
    for entry in new.iter() {
        for key in identify(entry) {
            by_key.entry(key).or_default().push_back(entry);
        }
    }
    let mut pairs = Vec::new();
    let mut taken = HashSet::new();
    old.retain(|entry| {
        let found = identify(entry).iter().find_map(|key| {
            let entries = by_key.get_mut(key)?;
            std::iter::from_fn(|| entries.pop_front()).find(|entry| !taken.contains(entry.anchor()))
        });
        if let Some(found) = found {
            taken.insert(found.anchor());
            pairs.push((*entry, found));
        }
        found.is_none()
    });
    new.retain(|entry| !taken.contains(entry.anchor()));
    pairs
}

fn identify_name(entry: &CatalogEntry<'_>) -> EntryKeys {
    vec![entry.data().name().to_owned()]
}

/// Identifies an entry by all that a response is recognized by.
fn identify_entry(entry: &CatalogEntry<'_>) -> EntryKeys {
    let data = entry.data();
    let parts = (sort_codes(entry), sort_statuses(data.statuses()), sort_conditions(data.conditions()));
    vec![format!("{parts:?}")]
}

/// Identifies an entry by all its codes; one without a code isn't identified.
fn identify_codes(entry: &CatalogEntry<'_>) -> EntryKeys {
    let codes = sort_codes(entry);
    if codes.is_empty() { Vec::new() } else { vec![format!("{codes:?}")] }
}

fn identify_code(entry: &CatalogEntry<'_>) -> EntryKeys {
    entry.data().code_text().map(str::to_owned).into_iter().collect()
}

fn identify_any_code(entry: &CatalogEntry<'_>) -> EntryKeys {
    entry.data().codes().map(|code| code.text.to_owned()).collect()
}

fn identify_code_and_statuses(entry: &CatalogEntry<'_>) -> EntryKeys {
    add_statuses(entry, identify_code(entry))
}

fn identify_any_code_and_statuses(entry: &CatalogEntry<'_>) -> EntryKeys {
    add_statuses(entry, identify_any_code(entry))
}

fn add_statuses(entry: &CatalogEntry<'_>, codes: EntryKeys) -> EntryKeys {
    let statuses = sort_statuses(entry.data().statuses());
    codes.into_iter().map(|code| format!("{statuses} {code}")).collect()
}

fn sort_codes<'a>(entry: &CatalogEntry<'a>) -> Vec<&'a str> {
    let mut codes: Vec<_> = entry.data().codes().map(|code| code.text).collect();
    codes.sort_unstable();
    codes
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

//! The entries of two versions → which one of the newer is which one of the older.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;

use errspec_spec::{Condition, Entry, Spec, Statuses};

use crate::notation;

/// What became of the entries, each list in catalog order.
#[derive(Default)]
pub(crate) struct Pairs<'a> {
    /// In use in both.
    pub(crate) kept: Vec<(&'a Entry, &'a Entry)>,
    /// In use in the older, retired in the newer.
    pub(crate) retired: Vec<(&'a Entry, &'a Entry)>,
    /// Retired in the older, and in use under its code in the newer.
    pub(crate) reused: Vec<(&'a Entry, &'a Entry)>,
    /// Retired in both.
    pub(crate) still_retired: Vec<(&'a Entry, &'a Entry)>,
    pub(crate) added: Vec<&'a Entry>,
    pub(crate) removed: Vec<&'a Entry>,
    pub(crate) retired_added: Vec<&'a Entry>,
    pub(crate) retired_removed: Vec<&'a Entry>,
}

impl<'a> Pairs<'a> {
    pub(crate) fn of(old: &'a Spec, new: &'a Spec) -> Self {
        let mut pairs = Self {
            added: new.entries().iter().collect(),
            removed: old.entries().iter().collect(),
            retired_added: new.retired().iter().collect(),
            retired_removed: old.retired().iter().collect(),
            ..Self::default()
        };
        pairs.pair();
        pairs
    }

    /// From what says most to what says least: an entry that changed its name, or its status, is still found by the
    /// rest.
    fn pair(&mut self) {
        let Self { kept, retired, reused, still_retired, added, removed, retired_added, retired_removed } =
            self;
        still_retired.extend(take(retired_removed, retired_added, Entry::code));
        still_retired.extend(take(retired_removed, retired_added, |entry| Some(identity(entry))));
        // A code is in use or retired, never both, so a code that is retired now takes its entry along.
        retired.extend(take(removed, retired_added, Entry::code));
        retired.extend(take(removed, retired_added, |entry| Some(identity(entry))));
        kept.extend(take(removed, added, |entry| Some(identity(entry))));
        kept.extend(take(removed, added, |entry| Some(entry.name())));
        kept.extend(take(removed, added, code_and_statuses));
        kept.extend(take(removed, added, Entry::code));
        let codes: HashMap<_, _> =
            retired_removed.iter().filter_map(|old| Some((old.code()?, *old))).collect();
        let in_use = kept.iter().map(|(_, new)| *new).chain(added.iter().copied());
        reused.extend(in_use.filter_map(|new| Some((*codes.get(new.code()?)?, new))));
        added.retain(|new| !reused.iter().any(|(_, reusing)| std::ptr::eq(*new, *reusing)));
        retired_removed.retain(|old| !reused.iter().any(|(reused, _)| std::ptr::eq(*old, *reused)));
        // A list of entries lies in one piece of memory, and several can stand on one line.
        for list in [kept, retired] {
            list.sort_by_key(|(_, new)| std::ptr::from_ref(*new));
        }
    }
}

/// Takes the pairs out of both lists whose key is the same, the first with the first.
fn take<'a, K: Eq + Hash>(
    old: &mut Vec<&'a Entry>,
    new: &mut Vec<&'a Entry>,
    key: impl Fn(&'a Entry) -> Option<K>,
) -> Vec<(&'a Entry, &'a Entry)> {
    let mut by_key = HashMap::<K, VecDeque<&Entry>>::new();
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
    let taken: HashSet<_> = pairs.iter().map(|(_, new)| std::ptr::from_ref(*new)).collect();
    new.retain(|entry| !taken.contains(&std::ptr::from_ref(*entry)));
    pairs
}

/// What a response is recognized by.
fn identity(entry: &Entry) -> (Option<&str>, String, Vec<String>) {
    (entry.code(), statuses(entry.statuses()), conditions(entry.conditions()))
}

fn code_and_statuses(entry: &Entry) -> Option<(&str, String)> {
    Some((entry.code()?, statuses(entry.statuses())))
}

fn statuses(statuses: &Statuses) -> String {
    match statuses {
        Statuses::Listed(list) => {
            let mut list = list.clone();
            list.sort_unstable();
            notation::statuses(&Statuses::Listed(list))
        }
        other => notation::statuses(other),
    }
}

fn conditions(conditions: &[Condition]) -> Vec<String> {
    let mut list: Vec<_> = conditions.iter().map(notation::condition).collect();
    list.sort_unstable();
    list
}

//! Compares the lists of entries: which entries were added or removed, and whether their order changed.

use errspec_codegen::lower;
use errspec_codegen::text::format_code;
use errspec_spec::{Arena, CatalogEntry, Spec};

use crate::added::{CatalogVersions, compare_added_hints};
use crate::change::{Change, ChangedEntry};
use crate::entry::{EntryVersion, compare_entry, compare_texts};
use crate::pairs::EntryPairs;
use crate::rule::{
    CODE_REUSED, ENTRY_ADDED, ENTRY_INSERTED, ENTRY_REMOVED, ENTRY_RETIRED, ORDER_CHANGED, RETIRED_ADDED,
    RETIRED_REMOVED, Rule,
};

pub(crate) fn compare_entries(old: &Spec<'_>, new: &Spec<'_>) -> Vec<Change> {
    let pairs = EntryPairs::find(old, new);
    let mut changes = list_gone_entries(&pairs);
    changes.extend(list_added_entries(old, new, &pairs));
    for (before, after) in &pairs.kept {
        let old = EntryVersion { spec: old, entry: before };
        let new = EntryVersion { spec: new, entry: after };
        changes.extend(compare_entry(old, new));
    }
    for (before, after) in &pairs.still_retired {
        let entry = ChangedEntry::kept(before, after);
        let texts = compare_texts(before, after);
        changes.extend(texts.map(|(rule, message)| Change::in_entry(rule, entry, message)));
    }
    if pairs.is_reordered {
        changes.push(Change::in_catalog(&ORDER_CHANGED, "entries are in another order"));
    }
    changes
}

/// Lists the entries that are no longer live, and those that are no longer listed as retired.
fn list_gone_entries(pairs: &EntryPairs<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for before in &pairs.removed {
        changes.push(change_entry(&ENTRY_REMOVED, ChangedEntry::removed(before), "is gone"));
    }
    for (before, after) in &pairs.retired {
        changes.push(change_entry(&ENTRY_RETIRED, ChangedEntry::kept(before, after), "is retired"));
    }
    for before in &pairs.retired_removed {
        let entry = ChangedEntry::removed(before);
        changes.push(change_entry(&RETIRED_REMOVED, entry, "is no longer listed as retired"));
    }
    changes
}

/// Lists the entries that are live now and weren't, and those that are new among the retired ones.
fn list_added_entries(old: &Spec<'_>, new: &Spec<'_>, pairs: &EntryPairs<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for (before, after) in &pairs.reused {
        let code = format_code(after.data().code_text().unwrap_or_default());
        let message = format!("code {code} is retired and used again");
        changes.push(Change::in_entry(&CODE_REUSED, ChangedEntry::kept(before, after), message));
    }
    for after in &pairs.retired_added {
        changes.push(change_entry(&RETIRED_ADDED, ChangedEntry::added(after), "is listed as retired"));
    }
    if !pairs.added.is_empty() {
        let arena = Arena::new();
        let catalogs = CatalogVersions { old: lower(&arena, old), new: lower(&arena, new) };
        changes.extend(pairs.added.iter().flat_map(|after| judge_added_entry(&catalogs, pairs, after)));
    }
    changes
}

/// Judges a live entry that is new: by its place in the list, and by what its responses were before.
fn judge_added_entry(
    catalogs: &CatalogVersions<'_>,
    pairs: &EntryPairs<'_>,
    added: &CatalogEntry<'_>,
) -> Vec<Change> {
    let entry = ChangedEntry::added(added);
    let change = if pairs.moves_numbers(added) {
        change_entry(&ENTRY_INSERTED, entry.clone(), "is new, and moves the entries behind it")
    } else {
        change_entry(&ENTRY_ADDED, entry.clone(), "is new")
    };
    let mut changes = vec![change];
    let position = pairs.position(added).and_then(|position| u16::try_from(position).ok());
    let found = position.map(|position| compare_added_hints(catalogs, position + 1));
    for (rule, message) in found.into_iter().flatten() {
        changes.push(Change::in_entry(rule, entry.clone(), message));
    }
    changes
}

fn change_entry(rule: &'static Rule, entry: ChangedEntry, message: &str) -> Change {
    Change::in_entry(rule, entry, message.to_owned())
}

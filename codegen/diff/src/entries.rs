//! Compares the lists of entries: which entries were added or removed, and whether their order changed.

use std::cell::LazyCell;

use errspec_codegen::text::format_code;
use errspec_spec::{Arena, Spec, lower};

use crate::added::{CatalogVersions, compare_taken_hints};
use crate::change::{Change, ChangedEntry};
use crate::entry::{EntryVersion, compare_entry, compare_retired_entry};
use crate::envelope::finds_more_codes;
use crate::pairs::EntryPairs;
use crate::rule::{
    CODE_REUSED, ENTRY_ADDED, ENTRY_INSERTED, ENTRY_REMOVED, ENTRY_RETIRED, ORDER_CHANGED, RETIRED_ADDED,
    RETIRED_REMOVED, Rule,
};
use crate::taken::TakenResponses;

pub(crate) fn compare_entries(old: &Spec<'_>, new: &Spec<'_>) -> Vec<Change> {
    let pairs = EntryPairs::find(old, new);
    let mut changes = list_gone_entries(&pairs);
    changes.extend(list_added_entries(&pairs));
    for (before, after) in &pairs.kept {
        let old = EntryVersion { spec: old, entry: before };
        let new = EntryVersion { spec: new, entry: after };
        changes.extend(compare_entry(old, new));
    }
    for (before, after) in &pairs.still_retired {
        changes.extend(compare_retired_entry(before, after));
    }
    changes.extend(judge_taken_responses(old, new, &pairs));
    if pairs.is_reordered {
        changes.push(Change::in_catalog(&ORDER_CHANGED, "entries are in another order"));
    }
    changes
}

/// Judges what the responses were before that entries take now.
fn judge_taken_responses(old: &Spec<'_>, new: &Spec<'_>, pairs: &EntryPairs<'_>) -> Vec<Change> {
    let arena = Arena::new();
    // Most changes need no look at what responses become.
    let catalogs = LazyCell::new(|| CatalogVersions { old: lower(&arena, old), new: lower(&arena, new) });
    let mut changes = Vec::new();
    let mut judge = |entry: ChangedEntry, taken: &[TakenResponses<'_>]| {
        if !taken.is_empty() {
            let found = compare_taken_hints(&catalogs, taken).into_iter();
            changes.extend(found.map(|(rule, message)| Change::in_entry(rule, entry.clone(), message)));
        }
    };
    for after in &pairs.added {
        let taken = pairs.kind(after).map(|kind| TakenResponses::list_all(kind, after.data()));
        judge(ChangedEntry::added(after), &taken.unwrap_or_default());
    }
    let finds_more_codes = finds_more_codes(old.envelope(), new.envelope());
    for (before, after) in &pairs.kept {
        let Some(kind) = pairs.kind(after) else { continue };
        let mut taken = TakenResponses::list_further(&arena, kind, before.data(), after.data());
        if finds_more_codes {
            taken.extend(TakenResponses::list_found(kind, after.data()));
        }
        judge(ChangedEntry::kept(before, after), &taken);
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
fn list_added_entries(pairs: &EntryPairs<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for ((before, after), code) in &pairs.reused {
        let message = format!("code {} is retired and used again", format_code(code));
        changes.push(Change::in_entry(&CODE_REUSED, ChangedEntry::kept(before, after), message));
    }
    for after in &pairs.retired_added {
        changes.push(change_entry(&RETIRED_ADDED, ChangedEntry::added(after), "is listed as retired"));
    }
    for after in &pairs.added {
        let entry = ChangedEntry::added(after);
        changes.push(if pairs.moves_numbers(after) {
            change_entry(&ENTRY_INSERTED, entry, "is new, and moves the entries behind it")
        } else {
            change_entry(&ENTRY_ADDED, entry, "is new")
        });
    }
    changes
}

fn change_entry(rule: &'static Rule, entry: ChangedEntry, message: &str) -> Change {
    Change::in_entry(rule, entry, message.to_owned())
}

//! Compares the two versions of one entry.

use errspec_codegen::text::format_code;
use errspec_data::{Condition, Field, Statuses};
use errspec_spec::{CatalogEntry, Life, Spec};

use crate::change::{Change, ChangedEntry, ChangedText, FoundChange};
use crate::codes::{compare_codes, list_added_codes};
use crate::conditions::{Difference, compare_conditions};
use crate::fields::{FieldPairs, compare_fields};
use crate::notation::{NONE, from_to, write_conditions, write_statuses};
use crate::retry::compare_entry_hints;
use crate::rule::{
    CONDITION_ORDER, DEPRECATION_WITHDRAWN, ENTRY_DEPRECATED, GROUPS_CHANGED, MATCH_CHANGED, MATCH_WIDENED,
    NAME_CHANGED, RETIRED_ADDED, RETIRED_REMOVED, STATUS_CHANGED, STATUS_ORDER, TEXTS_CHANGED,
};

/// An entry, and the version of the catalog that it is in.
#[derive(Clone, Copy)]
pub(crate) struct EntryVersion<'a> {
    pub(crate) spec: &'a Spec<'a>,
    pub(crate) entry: &'a CatalogEntry<'a>,
}

/// Compares an entry that is live in both versions.
pub(crate) fn compare_entry(old: EntryVersion<'_>, new: EntryVersion<'_>) -> Vec<Change> {
    let [old_data, new_data] = [old, new].map(|version| version.entry.data());
    let mut found = Vec::<FoundChange>::new();
    found.extend(compare_codes(old_data, new_data));
    found.extend(compare_statuses(old_data.statuses(), new_data.statuses()));
    found.extend(compare_names(old_data.name(), new_data.name()));
    found.extend(compare_matches(old_data.conditions(), new_data.conditions()));
    found.extend(compare_fields(old_data, new_data));
    found.extend(compare_entry_hints(old, new));
    found.extend(compare_deprecations(old.entry, new.entry));
    found.extend(compare_group_of_entry(old, new));
    let entry = ChangedEntry::kept(old.entry, new.entry);
    let found = found.into_iter().map(|(rule, message)| Change::in_entry(rule, entry.clone(), message));
    found.chain(compare_texts(old.entry, new.entry)).collect()
}

fn compare_statuses(old: Statuses<'_>, new: Statuses<'_>) -> Option<FoundChange> {
    if old == new {
        return None;
    }
    // The first status is the one that is sent.
    let is_same_set = match (old, new) {
        (Statuses::Several(old), Statuses::Several(new)) => {
            old.len() == new.len()
                && old.first() == new.first()
                && old.iter().all(|status| new.contains(status))
        }
        _ => false,
    };
    let rule = if is_same_set { &STATUS_ORDER } else { &STATUS_CHANGED };
    Some((rule, format!("`status`: {}", from_to(&write_statuses(old), &write_statuses(new)))))
}

fn compare_names(old: &str, new: &str) -> Option<FoundChange> {
    (old != new).then(|| (&NAME_CHANGED, format!("`name`: {}", from_to(old, new))))
}

fn compare_matches(old: &[Condition<'_>], new: &[Condition<'_>]) -> Option<FoundChange> {
    let rule = match compare_conditions(old, new) {
        Difference::None => return None,
        Difference::Order => &CONDITION_ORDER,
        Difference::Widened => &MATCH_WIDENED,
        Difference::Other => &MATCH_CHANGED,
    };
    let change = from_to(&write_conditions(old), &write_conditions(new));
    Some((rule, format!("`match`: {change}")))
}

fn compare_deprecations(old: &CatalogEntry<'_>, new: &CatalogEntry<'_>) -> Option<FoundChange> {
    match (old.deprecated(), new.deprecated()) {
        (None, Some(notice)) => {
            let replacement =
                notice.replacement().map(|code| format!(", in favour of {}", format_code(code)));
            Some((&ENTRY_DEPRECATED, format!("is deprecated{}", replacement.unwrap_or_default())))
        }
        (Some(_), None) => Some((&DEPRECATION_WITHDRAWN, "is no longer deprecated".to_owned())),
        _ => None,
    }
}

fn compare_group_of_entry(old: EntryVersion<'_>, new: EntryVersion<'_>) -> Option<FoundChange> {
    let [old, new] = [old, new].map(|EntryVersion { spec, entry }| {
        entry.group().and_then(|index| spec.groups().get(index)).map_or(NONE, |group| group.id())
    });
    (old != new).then(|| (&GROUPS_CHANGED, format!("`group`: {}", from_to(old, new))))
}

/// Compares an entry that is retired in both versions: its codes are taken, and people read about it.
pub(crate) fn compare_retired_entry(old: &CatalogEntry<'_>, new: &CatalogEntry<'_>) -> Vec<Change> {
    let [old_data, new_data] = [old, new].map(CatalogEntry::data);
    let mut found = Vec::<FoundChange>::new();
    let removed = list_added_codes(new_data, old_data).map(format_code);
    found.extend(
        removed.map(|code| (&RETIRED_REMOVED, format!("code {code} is no longer listed as retired"))),
    );
    let added = list_added_codes(old_data, new_data).map(format_code);
    found.extend(added.map(|code| (&RETIRED_ADDED, format!("code {code} is listed as retired"))));
    let statuses = compare_statuses(old_data.statuses(), new_data.statuses());
    let conditions = compare_matches(old_data.conditions(), new_data.conditions());
    let read = [statuses, conditions].into_iter().flatten();
    found.extend(read.map(|(_, message)| (&TEXTS_CHANGED, message)));
    let entry = ChangedEntry::kept(old, new);
    let found = found.into_iter().map(|(rule, message)| Change::in_entry(rule, entry.clone(), message));
    found.chain(compare_texts(old, new)).collect()
}

/// Compares what people read about an entry; all that differs makes one change.
fn compare_texts(old: &CatalogEntry<'_>, new: &CatalogEntry<'_>) -> Option<Change> {
    let texts = list_changed_texts(old, new);
    let mut names: Vec<_> = texts.iter().map(|text| text.name).collect();
    names.dedup();
    let change = Change::in_entry(&TEXTS_CHANGED, ChangedEntry::kept(old, new), names.join(", "));
    (!names.is_empty()).then(|| change.with_texts(texts))
}

/// Lists the texts that differ, those of one name together.
fn list_changed_texts(old: &CatalogEntry<'_>, new: &CatalogEntry<'_>) -> Vec<ChangedText> {
    let (old_data, new_data) = (old.data(), new.data());
    let pairs = FieldPairs::find(old_data.fields(), new_data.fields());
    let of_fields = |name, text: fn(&Field<'_>) -> Option<String>| {
        pairs.kept.iter().map(move |(old, new)| (name, text(old), text(new)))
    };
    let own = |text: Option<&str>| text.map(str::to_owned);
    let mut texts = vec![
        ("meaning", own(Some(old_data.meaning())), own(Some(new_data.meaning()))),
        ("causes", list_items(old_data.causes()), list_items(new_data.causes())),
        ("guidance", own(old_data.guidance()), own(new_data.guidance())),
        ("user_message", own(old_data.user_message()), own(new_data.user_message())),
        ("message", own(old_data.message()), own(new_data.message())),
    ];
    texts.extend(of_fields("name of a field", |field| Some(field.name().to_owned())));
    texts.extend(of_fields("meaning of a field", |field| field.meaning().map(str::to_owned)));
    texts.extend([
        ("docs", own(old.own_docs()), own(new.own_docs())),
        ("since", own(old.since()), own(new.since())),
    ]);
    if has_same_kind_of_notice(old.life(), new.life()) {
        texts.push(("notice", format_notice(old.life()), format_notice(new.life())));
    }
    texts.retain(|(_, old, new)| old != new);
    texts.into_iter().map(|(name, old, new)| ChangedText { name, old, new }).collect()
}

/// Writes a list as Markdown.
fn list_items(texts: &[&str]) -> Option<String> {
    let items: Vec<_> = texts.iter().map(|text| format!("- {text}")).collect();
    (!items.is_empty()).then(|| items.join("\n"))
}

fn has_same_kind_of_notice(old: &Life<'_>, new: &Life<'_>) -> bool {
    matches!((old, new), (Life::Deprecated(_), Life::Deprecated(_)) | (Life::Retired(_), Life::Retired(_)))
}

/// Writes the texts of a notice, each with its key.
fn format_notice(life: &Life<'_>) -> Option<String> {
    let (Life::Deprecated(notice) | Life::Retired(notice)) = life else { return None };
    let texts = [("since", notice.since()), ("note", notice.note()), ("use", notice.replacement())];
    let lines = texts.into_iter().filter_map(|(key, text)| Some(format!("{key}: {}", text?)));
    Some(lines.collect::<Vec<_>>().join("\n"))
}

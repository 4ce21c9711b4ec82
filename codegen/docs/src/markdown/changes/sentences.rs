//! Puts changes into the words of the page, each as a sentence.

use std::collections::BTreeMap;

use errspec_codegen::text::format_code;
use errspec_data::{Entry, EnvelopePart, Field};
use errspec_diff::{Bump, Change, ChangeKind};
use errspec_spec::{CatalogEntry, Spec};

use super::super::phrase::{format_statuses, join_with_and, join_with_or};
use super::super::place::{describe_locator, describe_locators};
use crate::advice::summarize_retry;

/// An entry, and the version of the catalog that it is in.
pub(super) type EntryIn<'s> = (&'s Spec<'s>, &'s CatalogEntry<'s>);

/// The order in which the changes of an entry are told.
const ORDER: [ChangeKind; 7] = [
    ChangeKind::Code,
    ChangeKind::Status,
    ChangeKind::Match,
    ChangeKind::Fields,
    ChangeKind::Retry,
    ChangeKind::Texts,
    ChangeKind::Name,
];

/// Describes the changes of an entry that is live in both versions, those of one kind in one sentence; empty where
/// readers see no difference.
pub(super) fn describe_entry_changes(changes: &[&Change], old: EntryIn<'_>, new: EntryIn<'_>) -> String {
    let sentences = ORDER.into_iter().filter_map(|kind| {
        let change = changes.iter().find(|change| change.rule().kind() == kind)?;
        describe_entry_change(change, old, new)
    });
    sentences.collect::<Vec<_>>().join(" ")
}

fn describe_entry_change(change: &Change, old: EntryIn<'_>, new: EntryIn<'_>) -> Option<String> {
    let versions = [old, new];
    let [old_data, new_data] = versions.map(|(_, entry)| entry.data());
    match change.rule().kind() {
        ChangeKind::Code => describe_replacement("Its code", [old_data, new_data].map(describe_codes)),
        ChangeKind::Status => {
            describe_replacement("Its status", [old_data, new_data].map(list_statuses_in_order))
        }
        ChangeKind::Match if change.rule().bump() > Bump::Patch => {
            Some("What tells it from other errors has changed.".to_owned())
        }
        ChangeKind::Fields => describe_fields(old_data.fields(), new_data.fields()),
        ChangeKind::Retry => {
            let summaries = versions.map(|(spec, entry)| format!("*{}*", summarize_retry(spec, entry)));
            let longer = || "What it says about retrying has changed.".to_owned();
            Some(describe_replacement("Retry", summaries).unwrap_or_else(longer))
        }
        ChangeKind::Texts => list_reworded(change),
        ChangeKind::Name => {
            let [old, new] = [old_data, new_data].map(|data| format_code(data.name()));
            Some(format!("In Rust, it is now {new}; it was {old}."))
        }
        _ => None,
    }
}

/// Describes what is now in place of what was; none if that is the same.
fn describe_replacement(what: &str, [old, new]: [String; 2]) -> Option<String> {
    (old != new).then(|| format!("{what} is now {new}; it was {old}."))
}

fn list_statuses_in_order(entry: &Entry<'_>) -> String {
    let listed = entry.statuses().listed().map(|status| status.to_string()).collect();
    join_sorted(listed).unwrap_or_else(|| format_statuses(entry.statuses()))
}

fn describe_codes(entry: &Entry<'_>) -> String {
    let codes = entry.codes().map(|code| format_code(code.text)).collect();
    join_sorted(codes).unwrap_or_else(|| "*none*".to_owned())
}

/// Joins alternatives of which the first is sent, and the order of the others says nothing; none if there are none.
fn join_sorted(mut alternatives: Vec<String>) -> Option<String> {
    alternatives.get_mut(1..)?.sort();
    Some(join_with_or(&alternatives))
}

/// Says which fields are new, gone, or other than they were.
fn describe_fields(old: &[Field<'_>], new: &[Field<'_>]) -> Option<String> {
    let describe = |field: &Field<'_>| {
        let place = describe_locator(&field.at(), format_code);
        (format_code(field.name()), format!("{} {place}", field.value_type().name()))
    };
    describe_differences(
        ["New in the response", "No longer in the response", "Of another type or at another place"],
        &old.iter().map(describe).collect(),
        &new.iter().map(describe).collect(),
    )
}

/// Says what is new, gone, and other than it was, of what has a name and a description.
fn describe_differences(
    leads: [&str; 3],
    old: &BTreeMap<String, String>,
    new: &BTreeMap<String, String>,
) -> Option<String> {
    let added = new.keys().filter(|name| !old.contains_key(*name));
    let removed = old.keys().filter(|name| !new.contains_key(*name));
    let is_other =
        |(name, described): &(&String, &String)| old.get(*name).is_some_and(|old| old != *described);
    let changed = new.iter().filter(is_other).map(|(name, _)| name);
    let names = [added.cloned().collect::<Vec<_>>(), removed.cloned().collect(), changed.cloned().collect()];
    let listed = leads.iter().zip(names).filter(|(_, names)| !names.is_empty());
    let sentences: Vec<_> =
        listed.map(|(lead, names)| format!("{lead}: {}.", join_with_and(&names))).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// Lists the texts on the page that have other words.
fn list_reworded(change: &Change) -> Option<String> {
    let mut names: Vec<_> = change.texts().iter().filter_map(|text| name_text(text.name())).collect();
    names.dedup();
    let names: Vec<_> = names.into_iter().map(str::to_owned).collect();
    (!names.is_empty()).then(|| format!("Reworded: {}.", join_with_and(&names)))
}

/// Returns what the page calls a text; none for what isn't a text of its own.
fn name_text(key: &str) -> Option<&str> {
    match key {
        "meaning" | "causes" | "guidance" | "message" => Some(key),
        "user_message" => Some("what to tell users"),
        "meaning of a field" => Some("fields"),
        _ => None,
    }
}

/// Describes what differs for all errors, a sentence for each part of the page.
pub(super) fn describe_common_changes(changes: &[Change], old: &Spec<'_>, new: &Spec<'_>) -> Vec<String> {
    let kinds =
        changes.iter().filter(|change| change.entry().is_none()).map(|change| match change.rule().id() {
            "retry-verdict" => ChangeKind::Envelope,
            _ => change.rule().kind(),
        });
    let kinds: Vec<_> = kinds.collect();
    let sentences = [
        (ChangeKind::Envelope, describe_envelope(old, new)),
        (ChangeKind::Details, "A response with several errors has another form.".to_owned()),
        (ChangeKind::Partial, "A failure inside a success has another form.".to_owned()),
        (
            ChangeKind::Retry,
            "Whether to retry after errors that are not listed, or without a response, has changed."
                .to_owned(),
        ),
    ];
    sentences.into_iter().filter(|(kind, _)| kinds.contains(kind)).map(|(_, sentence)| sentence).collect()
}

fn describe_envelope(old: &Spec<'_>, new: &Spec<'_>) -> String {
    let [old, new] = [old, new].map(|spec| {
        let parts = EnvelopePart::ALL.into_iter().map(|part| {
            let places = describe_locators(spec.envelope().locators(part), format_code);
            (format!("*{}*", part.title()), places)
        });
        parts.filter(|(_, places)| !places.is_empty()).collect()
    });
    let leads =
        ["New in error responses", "No longer in error responses", "At another place in error responses"];
    let other = || "Which responses are errors, or which form they have, has changed.".to_owned();
    describe_differences(leads, &old, &new).unwrap_or_else(other)
}

//! Compares what concerns all entries: the API, the envelope, the retry table, groups and lints.

use errspec_data::{Envelope, EnvelopePart, Items, Preset};
use errspec_spec::{Group, Spec, UrlTemplate};

use crate::change::Change;
use crate::notation::{from_to, write_conditions, write_locator, write_locators};
use crate::retry::compare_retry_tables;
use crate::rule::{
    API_RENAMED, API_TEXTS, ENVELOPE_CHANGED, GROUPS_CHANGED, LINTS_CHANGED, PARTIAL_ADDED, PARTIAL_CHANGED,
    PARTIAL_REMOVED, Rule,
};

/// A key, and what the catalog has there.
type KeyText = (&'static str, String);

pub(crate) fn compare_top_level(old: &Spec<'_>, new: &Spec<'_>) -> Vec<Change> {
    let mut changes = compare_apis(old, new);
    changes.extend(compare_envelopes(old.envelope(), new.envelope()));
    changes.extend(compare_partials(old.partial(), new.partial()));
    changes.extend(compare_retry_tables(old.retry(), new.retry()));
    changes.extend(compare_group_lists(old.groups(), new.groups()));
    if old.lints() != new.lints() {
        changes.push(Change::in_catalog(&LINTS_CHANGED, "`lints`"));
    }
    changes
}

fn compare_apis(old: &Spec<'_>, new: &Spec<'_>) -> Vec<Change> {
    let (old, new) = (old.api(), new.api());
    let mut changes = Vec::new();
    if old.name() != new.name() {
        let message = format!("the API's name: {}", from_to(old.name(), new.name()));
        changes.push(Change::in_catalog(&API_RENAMED, message));
    }
    let texts = [
        ("`title`", old.title() != new.title() && old.name() == new.name()),
        ("`description`", old.description() != new.description()),
        ("`version`", old.version() != new.version()),
        ("`docs`", old.docs().map(UrlTemplate::as_str) != new.docs().map(UrlTemplate::as_str)),
    ];
    let keys: Vec<_> = texts.into_iter().filter(|(_, differs)| *differs).map(|(key, _)| key).collect();
    if !keys.is_empty() {
        changes.push(Change::in_catalog(&API_TEXTS, format!("the API's {}", keys.join(", "))));
    }
    changes
}

fn compare_envelopes(old: &Envelope<'_>, new: &Envelope<'_>) -> Vec<Change> {
    compare_keys(&ENVELOPE_CHANGED, "envelope", &write_envelope(old), &write_envelope(new))
}

fn write_envelope(envelope: &Envelope<'_>) -> Vec<KeyText> {
    let parts = EnvelopePart::ALL.map(|part| (part.key(), write_locators(envelope.locators(part))));
    let others = [
        ("failed_2xx", write_conditions(envelope.failed_2xx())),
        ("preset", envelope.preset().map_or("none", Preset::name).to_owned()),
    ];
    parts.into_iter().chain(others).collect()
}

fn compare_partials(old: Option<&Items<'_>>, new: Option<&Items<'_>>) -> Vec<Change> {
    match (old, new) {
        (None, None) => Vec::new(),
        (None, Some(_)) => vec![Change::in_catalog(&PARTIAL_ADDED, "`partial`")],
        (Some(_), None) => vec![Change::in_catalog(&PARTIAL_REMOVED, "`partial`")],
        (Some(old), Some(new)) => {
            compare_keys(&PARTIAL_CHANGED, "partial", &write_partial(old), &write_partial(new))
        }
    }
}

fn write_partial(partial: &Items<'_>) -> [KeyText; 5] {
    [
        ("items", partial.pointer().to_string()),
        ("failed", write_conditions(partial.failed())),
        ("target", partial.target().map_or_else(|| "none".to_owned(), |at| write_locator(&at))),
        ("code", write_locators(partial.code())),
        ("message", write_locators(partial.message())),
    ]
}

/// Returns a change for each key below `parent` that has another text.
fn compare_keys(rule: &'static Rule, parent: &str, old: &[KeyText], new: &[KeyText]) -> Vec<Change> {
    let mut changes = Vec::new();
    for ((key, old), (_, new)) in old.iter().zip(new) {
        if old != new {
            changes.push(Change::in_catalog(rule, format!("`{parent}.{key}`: {}", from_to(old, new))));
        }
    }
    changes
}

fn compare_group_lists(old: &[Group<'_>], new: &[Group<'_>]) -> Option<Change> {
    let differs = |(old, new): (&Group<'_>, &Group<'_>)| {
        (old.id(), old.title(), old.description()) != (new.id(), new.title(), new.description())
    };
    let differ = old.len() != new.len() || old.iter().zip(new).any(differs);
    differ.then(|| Change::in_catalog(&GROUPS_CHANGED, "`groups`"))
}

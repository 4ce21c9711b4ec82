//! Compares what concerns all entries: the API, the envelope, the retry table, groups and lints.

use errspec_spec::{Group, Spec, UrlTemplate};

use crate::change::Change;
use crate::envelope::{compare_envelopes, compare_partials};
use crate::notation::from_to;
use crate::retry::compare_retry_tables;
use crate::rule::{API_RENAMED, API_TEXTS, GROUPS_CHANGED, LINTS_CHANGED};

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

fn compare_group_lists(old: &[Group<'_>], new: &[Group<'_>]) -> Option<Change> {
    let differs = |(old, new): (&Group<'_>, &Group<'_>)| {
        (old.id(), old.title(), old.description()) != (new.id(), new.title(), new.description())
    };
    let differ = old.len() != new.len() || old.iter().zip(new).any(differs);
    differ.then(|| Change::in_catalog(&GROUPS_CHANGED, "`groups`"))
}

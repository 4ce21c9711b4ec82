//! What concerns all entries of two versions → how it differs.

use errspec_data::{Envelope, EnvelopePart, Items, Preset};
use errspec_spec::{Group, Spec, UrlTemplate};

use crate::notation::from_to;
use crate::rule::{
    API_RENAMED, API_TEXTS, ENVELOPE_CHANGED, GROUPS_CHANGED, LINTS_CHANGED, PARTIAL_ADDED, PARTIAL_CHANGED,
    PARTIAL_REMOVED,
};
use crate::{Change, notation, retry};

/// The key of a part, and what is written there.
type Part = (&'static str, String);

pub(crate) fn changes(old: &Spec<'_>, new: &Spec<'_>) -> Vec<Change> {
    let mut changes = api(old, new);
    changes.extend(envelope(old.envelope(), new.envelope()));
    changes.extend(partial(old.partial(), new.partial()));
    changes.extend(retry::of_table(old.retry(), new.retry()));
    changes.extend(groups(old.groups(), new.groups()));
    if old.lints() != new.lints() {
        changes.push(Change::of_catalog(&LINTS_CHANGED, "`lints`"));
    }
    changes
}

fn api(old: &Spec<'_>, new: &Spec<'_>) -> Vec<Change> {
    let (old, new) = (old.api(), new.api());
    let mut changes = Vec::new();
    if old.name() != new.name() {
        let message = format!("the API's name: {}", from_to(old.name(), new.name()));
        changes.push(Change::of_catalog(&API_RENAMED, message));
    }
    let texts = [
        ("`title`", old.title() != new.title() && old.name() == new.name()),
        ("`description`", old.description() != new.description()),
        ("`version`", old.version() != new.version()),
        ("`docs`", old.docs().map(UrlTemplate::as_str) != new.docs().map(UrlTemplate::as_str)),
    ];
    let keys: Vec<_> = texts.into_iter().filter(|(_, differs)| *differs).map(|(key, _)| key).collect();
    if !keys.is_empty() {
        changes.push(Change::of_catalog(&API_TEXTS, format!("the API's {}", keys.join(", "))));
    }
    changes
}

fn envelope(old: &Envelope<'_>, new: &Envelope<'_>) -> Vec<Change> {
    let parts = |envelope: &Envelope<'_>| -> Vec<Part> {
        let located = EnvelopePart::ALL.map(|part| (part.key(), notation::locators(envelope.locators(part))));
        let others = [
            ("failed_2xx", notation::conditions(envelope.failed_2xx())),
            ("preset", envelope.preset().map_or("none", Preset::name).to_owned()),
        ];
        located.into_iter().chain(others).collect()
    };
    let changed = parts(old).into_iter().zip(parts(new)).filter(|((_, old), (_, new))| old != new);
    let change = |((part, old), (_, new)): (Part, Part)| {
        Change::of_catalog(&ENVELOPE_CHANGED, format!("`envelope.{part}`: {}", from_to(&old, &new)))
    };
    changed.map(change).collect()
}

fn partial(old: Option<&Items<'_>>, new: Option<&Items<'_>>) -> Vec<Change> {
    let parts = |partial: &Items<'_>| -> [Part; 5] {
        [
            ("items", partial.pointer().to_string()),
            ("failed", notation::conditions(partial.failed())),
            ("target", partial.target().map_or_else(|| "none".to_owned(), |at| notation::locator(&at))),
            ("code", notation::locators(partial.code())),
            ("message", notation::locators(partial.message())),
        ]
    };
    match (old, new) {
        (None, None) => Vec::new(),
        (None, Some(_)) => vec![Change::of_catalog(&PARTIAL_ADDED, "`partial`")],
        (Some(_), None) => vec![Change::of_catalog(&PARTIAL_REMOVED, "`partial`")],
        (Some(old), Some(new)) => {
            let changed = parts(old).into_iter().zip(parts(new)).filter(|((_, old), (_, new))| old != new);
            let change = |((part, old), (_, new)): (Part, Part)| {
                Change::of_catalog(&PARTIAL_CHANGED, format!("`partial.{part}`: {}", from_to(&old, &new)))
            };
            changed.map(change).collect()
        }
    }
}

fn groups(old: &[Group<'_>], new: &[Group<'_>]) -> Vec<Change> {
    let texts = |groups: &[Group<'_>]| {
        let text = |group: &Group<'_>| {
            (group.id().to_owned(), group.title().to_owned(), group.description().map(str::to_owned))
        };
        groups.iter().map(text).collect::<Vec<_>>()
    };
    if texts(old) == texts(new) {
        return Vec::new();
    }
    vec![Change::of_catalog(&GROUPS_CHANGED, "`groups`")]
}

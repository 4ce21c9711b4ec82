//! Entries → a response for each status, with an example of each error that it can be.

use std::collections::BTreeMap;

use errspec_codegen::notation::format_class;
use errspec_codegen::{retry_advice, text};
use errspec_data::Statuses;
use errspec_spec::{CatalogEntry, Spec};

use super::{body, header};
use crate::json::Json;
use crate::neutral_json;
use crate::reason::reason;
use crate::sample::{self, Sample};

/// What OpenAPI tells responses apart by, in the order of the document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Status(u16),
    Class(u8),
    Default,
}

impl Key {
    fn all_of(entry: &CatalogEntry) -> Vec<Self> {
        match entry.data().statuses() {
            Statuses::Any => vec![Self::Default],
            Statuses::Class(class) => vec![Self::Class(class)],
            listed => listed.listed().map(Self::Status).collect(),
        }
    }

    fn text(self) -> String {
        match self {
            Self::Status(status) => status.to_string(),
            Self::Class(class) => format!("{class}XX"),
            Self::Default => "default".to_owned(),
        }
    }

    fn what(self) -> String {
        match self {
            Self::Status(status) => reason(status).map_or_else(|| format!("Status {status}"), str::to_owned),
            Self::Class(class) => {
                format!("Any {} status without a response of its own", format_class(class))
            }
            Self::Default => "Any status".to_owned(),
        }
    }

    fn sample(self, spec: &Spec, entry: &CatalogEntry) -> Sample {
        match self {
            Self::Status(status) => sample::error_at(spec, entry, status),
            Self::Class(_) | Self::Default => sample::error(spec, entry),
        }
    }
}

pub(super) fn all(spec: &Spec) -> Json {
    let mut by_key = BTreeMap::<Key, Vec<&CatalogEntry>>::new();
    for entry in spec.entries() {
        for key in Key::all_of(entry) {
            by_key.entry(key).or_default().push(entry);
        }
    }
    Json::map(by_key.iter().map(|(key, entries)| (key.text(), response(spec, *key, entries))))
}

fn response(spec: &Spec, key: Key, entries: &[&CatalogEntry]) -> Json {
    let headers = header::of_response(spec, entries);
    let described = entries.iter().map(|entry| neutral_json::entry(spec, entry).sparse());
    let members = [
        ("description", Some(description(key, entries).into())),
        ("headers", Some(headers).filter(|headers| *headers != Json::object([]))),
        ("content", content(spec, key, entries)),
        ("x-errspec", Some(Json::object([("errors", described.collect())]))),
    ];
    Json::map(members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))))
}

/// In Markdown.
fn description(key: Key, entries: &[&CatalogEntry]) -> String {
    let each = entries.iter().map(|entry| {
        let code = entry.data().code_text().map_or_else(|| "*without a code*".to_owned(), text::format_code);
        let deprecated = if entry.deprecated().is_some() { " (deprecated)" } else { "" };
        format!("- {code}{deprecated}: {}", text::clean_line(entry.data().meaning()))
    });
    format!("{}.\n\n{}", key.what(), each.collect::<Vec<_>>().join("\n"))
}

/// The body; None where errors are told by the header alone.
fn content(spec: &Spec, key: Key, entries: &[&CatalogEntry]) -> Option<Json> {
    let samples: Vec<_> = entries.iter().map(|entry| (*entry, key.sample(spec, entry))).collect();
    let (_, bodied) = samples.iter().find(|(_, sample)| sample.body().is_some())?;
    let examples = samples.iter().filter_map(|(entry, sample)| {
        Some((entry.data().name().to_owned(), example(spec, entry, sample.body()?)))
    });
    let media = Json::object([("schema", body::schema_of(spec, entries)), ("examples", Json::map(examples))]);
    Some(Json::object([(bodied.media_type(), media)]))
}

fn example(spec: &Spec, entry: &CatalogEntry, value: &Json) -> Json {
    let advice = format!("**Retry:** {}", text::clean_line(&retry_advice::advice(spec, entry)));
    let advice = entry
        .data()
        .guidance()
        .map_or(advice.clone(), |guidance| format!("{advice}\n\n{}", text::clean_block(guidance)));
    Json::object([
        ("summary", text::strip_markup(entry.data().meaning()).into()),
        ("description", advice.into()),
        ("value", value.clone()),
    ])
}

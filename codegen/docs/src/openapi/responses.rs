//! Makes a response for each status, with an example of each error that it can be.

use std::collections::BTreeMap;

use errspec_codegen::{retry_advice, text};
use errspec_data::{Catalog, Statuses};
use errspec_spec::notation::format_class;
use errspec_spec::{CatalogEntry, Spec};

use super::headers::make_response_headers;
use super::schemas::refer_to_schemas;
use crate::http_names::find_reason;
use crate::json_value::Json;
use crate::neutral_json::encode_entry;
use crate::sample::{SampleResponse, make_sample, make_sample_at};

/// The key of a response in OpenAPI, in the order of the document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ResponseKey {
    Status(u16),
    Class(u8),
    Default,
}

impl ResponseKey {
    fn list_keys(entry: &CatalogEntry<'_>) -> Vec<Self> {
        match entry.data().statuses() {
            Statuses::Any => vec![Self::Default],
            Statuses::Class(class) => vec![Self::Class(class)],
            listed => listed.listed().map(Self::Status).collect(),
        }
    }

    fn to_text(self) -> String {
        match self {
            Self::Status(status) => status.to_string(),
            Self::Class(class) => format_class(class).to_uppercase(),
            Self::Default => "default".to_owned(),
        }
    }

    /// Returns the status, unless the response is for several.
    fn single_status(self) -> Option<u16> {
        match self {
            Self::Status(status) => Some(status),
            Self::Class(_) | Self::Default => None,
        }
    }

    fn describe_status(self) -> String {
        match self {
            Self::Status(status) => {
                find_reason(status).map_or_else(|| format!("Status {status}"), str::to_owned)
            }
            Self::Class(class) => {
                format!("Any {} status without a response of its own", format_class(class))
            }
            Self::Default => "Any status".to_owned(),
        }
    }

    fn make_sample(self, catalog: &Catalog<'_>, entry: &CatalogEntry<'_>) -> SampleResponse {
        match self {
            Self::Status(status) => make_sample_at(catalog, entry, status),
            Self::Class(_) | Self::Default => make_sample(catalog, entry),
        }
    }
}

/// Makes the component `responses`.
pub(super) fn make_responses(spec: &Spec<'_>, catalog: &Catalog<'_>) -> Json {
    let mut entries_by_key = BTreeMap::<_, Vec<&CatalogEntry<'_>>>::new();
    for entry in spec.entries() {
        for key in ResponseKey::list_keys(entry) {
            entries_by_key.entry(key).or_default().push(entry);
        }
    }
    let responses = entries_by_key.iter().map(|(key, entries)| {
        let response = make_response_component(spec, catalog, *key, entries);
        (key.to_text(), response)
    });
    Json::map(responses)
}

fn make_response_component(
    spec: &Spec<'_>,
    catalog: &Catalog<'_>,
    key: ResponseKey,
    entries: &[&CatalogEntry<'_>],
) -> Json {
    let headers = make_response_headers(spec, entries, key.single_status());
    let encoded = entries.iter().map(|entry| encode_entry(spec, entry).without_empty_members());
    let members = [
        ("description", Some(describe_response(key, entries).into())),
        ("headers", Some(headers).filter(|headers| *headers != Json::object([]))),
        ("content", make_content(spec, catalog, key, entries)),
        ("x-errspec", Some(Json::object([("errors", encoded.collect())]))),
    ];
    Json::map(members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))))
}

/// Lists the errors that a response can be, in Markdown.
fn describe_response(key: ResponseKey, entries: &[&CatalogEntry<'_>]) -> String {
    let errors = entries.iter().map(|entry| {
        let code = entry.data().code_text().map_or_else(|| "*without a code*".to_owned(), text::format_code);
        let deprecated = if entry.deprecated().is_some() { " (deprecated)" } else { "" };
        format!("- {code}{deprecated}: {}", text::clean_line(entry.data().meaning()))
    });
    format!("{}.\n\n{}", key.describe_status(), errors.collect::<Vec<_>>().join("\n"))
}

/// Makes the content of a response; none if header fields alone identify its errors.
fn make_content(
    spec: &Spec<'_>,
    catalog: &Catalog<'_>,
    key: ResponseKey,
    entries: &[&CatalogEntry<'_>],
) -> Option<Json> {
    let mut examples = Vec::new();
    for entry in entries {
        if let Some(body) = key.make_sample(catalog, entry).body() {
            examples.push((entry.data().name().to_owned(), make_example(spec, entry, body)));
        }
    }
    if examples.is_empty() {
        return None;
    }
    let media_type = catalog.envelope().content_type();
    let schema = refer_to_schemas(spec, entries);
    let media = Json::object([("schema", schema), ("examples", Json::map(examples))]);
    Some(Json::object([(media_type, media)]))
}

fn make_example(spec: &Spec<'_>, entry: &CatalogEntry<'_>, body: &Json) -> Json {
    let advice = text::clean_line(&retry_advice::write_advice(spec, entry));
    let mut description = format!("**Retry:** {advice}");
    if let Some(guidance) = entry.data().guidance() {
        description.push_str("\n\n");
        description.push_str(&text::clean_block(guidance));
    }
    Json::object([
        ("summary", text::strip_markup(entry.data().meaning()).into()),
        ("description", description.into()),
        ("value", body.clone()),
    ])
}

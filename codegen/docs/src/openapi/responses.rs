//! Makes a response for each status, with an example of each error that it can be.

use std::collections::{BTreeMap, HashSet};

use errspec_codegen::{retry_advice, text};
use errspec_data::{Catalog, EnvelopePart, Format, Locator, Place, Statuses};
use errspec_spec::notation::format_class;
use errspec_spec::{CatalogEntry, Spec};

use super::headers::make_response_headers;
use super::schemas::refer_to_schemas;
use crate::http_names::find_reason;
use crate::json_value::Json;
use crate::neutral_json::encode_entry;
use crate::sample::{SampleResponse, make_sample, make_sample_at};
use crate::schema_keywords::{add_description, make_typed};

const XML: &str = "application/xml";
/// The last status that can be a key of responses in OpenAPI (3.1, section 4.8.16).
const LAST_STATUS: u16 = 599;

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
            Statuses::Class(class) => vec![Self::from_class(class)],
            listed => {
                let mut keys: Vec<_> = listed.listed().map(Self::from_status).collect();
                keys.sort();
                keys.dedup();
                keys
            }
        }
    }

    /// Returns the key of a status; OpenAPI has none above 599, and such a status is one of all others.
    fn from_status(status: u16) -> Self {
        if status <= LAST_STATUS { Self::Status(status) } else { Self::Default }
    }

    fn from_class(class: u8) -> Self {
        if u16::from(class) * 100 <= LAST_STATUS { Self::Class(class) } else { Self::Default }
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
        let mut listed = entry.data().statuses().listed();
        match self.single_status().or_else(|| listed.find(|status| Self::from_status(*status) == self)) {
            Some(status) => make_sample_at(catalog, entry, status),
            None => make_sample(catalog, entry),
        }
    }
}

/// The errors that a response can be.
#[derive(Default)]
struct ResponseEntries<'s> {
    all: Vec<&'s CatalogEntry<'s>>,
    /// Those that are described here in full, and not by name alone.
    full: Vec<&'s CatalogEntry<'s>>,
}

/// An entry in more responses than this is described in full in the first one alone: a catalog of a few MiB would become a
/// document of some GiB.
const MAX_FULL: usize = 50;

/// Makes the component `responses`.
pub(super) fn make_responses(spec: &Spec<'_>, catalog: &Catalog<'_>) -> Json {
    let mut entries_by_key = BTreeMap::<_, ResponseEntries<'_>>::new();
    for entry in spec.entries() {
        let keys = ResponseKey::list_keys(entry);
        for (index, key) in keys.iter().enumerate() {
            let entries = entries_by_key.entry(*key).or_default();
            entries.all.push(entry);
            entries.full.extend((index == 0 || keys.len() <= MAX_FULL).then_some(entry));
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
    entries: &ResponseEntries<'_>,
) -> Json {
    let headers = make_response_headers(spec, &entries.all, key.single_status());
    let members = [
        ("description", Some(describe_response(key, &entries.all).into())),
        ("headers", Some(headers).filter(|headers| *headers != Json::object([]))),
        ("content", make_content(spec, catalog, key, entries)),
        ("x-errspec", Some(Json::object([("errors", encode_entries(spec, entries))]))),
    ];
    Json::map(members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))))
}

fn encode_entries(spec: &Spec<'_>, entries: &ResponseEntries<'_>) -> Json {
    let full: HashSet<_> = entries.full.iter().map(|entry| entry.data().name()).collect();
    let encoded = entries.all.iter().map(|entry| match entry.data().name() {
        name if full.contains(name) => encode_entry(spec, entry).without_empty_members(),
        name => Json::object([("name", name.into())]),
    });
    encoded.collect()
}

/// Lists the errors that a response can be, in Markdown.
fn describe_response(key: ResponseKey, entries: &[&CatalogEntry<'_>]) -> String {
    let errors = entries.iter().map(|entry| {
        let codes: Vec<_> = entry.data().codes().map(|code| text::format_code(code.text)).collect();
        let code = if codes.is_empty() { "*without a code*".to_owned() } else { codes.join(", ") };
        let deprecated = if entry.deprecated().is_some() { " (deprecated)" } else { "" };
        let status = describe_further_statuses(key, entry);
        format!("- {code}{status}{deprecated}: {}", text::clean_line(entry.data().meaning()))
    });
    let has_further = entries.iter().any(|entry| !describe_further_statuses(key, entry).is_empty());
    let note = if has_further { " OpenAPI has no key for those above 599." } else { "" };
    format!("{}.{note}\n\n{}", key.describe_status(), errors.collect::<Vec<_>>().join("\n"))
}

/// Names the statuses of an entry that OpenAPI has no key for.
fn describe_further_statuses(key: ResponseKey, entry: &CatalogEntry<'_>) -> String {
    let further: Vec<_> = match entry.data().statuses() {
        Statuses::Class(class) => vec![format_class(class)],
        statuses => {
            let further = statuses.listed().filter(|status| *status > LAST_STATUS);
            further.map(|status| status.to_string()).collect()
        }
    };
    if key != ResponseKey::Default || further.is_empty() {
        return String::new();
    }
    format!(" (status {})", further.join(", "))
}

/// Makes the content of a response: JSON with examples, and what else bodies can be. None if header fields alone
/// identify its errors.
fn make_content(
    spec: &Spec<'_>,
    catalog: &Catalog<'_>,
    key: ResponseKey,
    entries: &ResponseEntries<'_>,
) -> Option<Json> {
    let mut examples = Vec::new();
    for entry in &entries.full {
        if let Some(value) = key.make_sample(catalog, entry).example() {
            examples.push((entry.data().name().to_owned(), make_example(spec, entry, value)));
        }
    }
    let envelope = catalog.envelope();
    let mut content = Vec::new();
    if !examples.is_empty() {
        let schema = ("schema", refer_to_schemas(spec, &entries.all));
        let with_examples = Json::object([schema.clone(), ("examples", Json::map(examples))]);
        if envelope.reads(Format::Json) {
            content.push((envelope.content_type().to_owned(), with_examples));
            // What is sent is JSON, so that there is no example in XML.
            if envelope.reads(Format::Xml) {
                content.push((XML.to_owned(), Json::object([schema])));
            }
        } else {
            content.push((XML.to_owned(), with_examples));
        }
    }
    if reads_text(catalog) {
        let schema = add_description(make_typed("string"), "An error as plain text.");
        content.push(("text/plain".to_owned(), Json::object([("schema", schema)])));
    }
    (!content.is_empty()).then(|| Json::map(content))
}

/// Returns whether a part of an error can be in a body that is text.
fn reads_text(catalog: &Catalog<'_>) -> bool {
    let locators = EnvelopePart::ALL.into_iter().flat_map(|part| catalog.envelope().locators(part));
    let mut places = locators.map(Locator::place);
    places.any(|place| place == Place::Text)
}

fn make_example(spec: &Spec<'_>, entry: &CatalogEntry<'_>, value: Json) -> Json {
    let advice = text::clean_line(&retry_advice::write_advice(spec, entry));
    let data = entry.data();
    let mut blocks = Vec::new();
    if !data.causes().is_empty() {
        let causes = data.causes().iter().map(|cause| format!("\n- {}", text::clean_line(cause)));
        blocks.push(format!("**Why it happens:**\n{}", causes.collect::<String>()));
    }
    blocks.push(format!("**Retry:** {advice}"));
    blocks.extend(data.guidance().map(text::clean_block));
    blocks.extend(data.user_message().map(|text| format!("**Tell users:** {}", text::escape_line(text))));
    blocks.extend(data.docs_url().map(|url| format!("**See also:** {}", text::format_web_link(url))));
    Json::object([
        ("summary", text::strip_markup(entry.data().meaning()).into()),
        ("description", blocks.join("\n\n").into()),
        ("value", value),
    ])
}

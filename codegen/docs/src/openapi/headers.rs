//! Makes the header fields of responses: those that any error can have, and those of one response.

use errspec_codegen::hint_groups::group_hints_in_force;
use errspec_data::{EnvelopePart, Locator, Place};
use errspec_spec::{CatalogEntry, Spec};

use super::parts::{make_field_schema, make_part_schema};
use super::refer_to_component;
use crate::http_names::format_header_name;
use crate::json_value::Json;
use crate::schema_keywords::{add_description, make_typed};

const RETRY_AFTER: &str = "Retry-After";

/// Makes the component `headers`: the header fields that any error can have.
pub(super) fn make_headers(spec: &Spec<'_>) -> Json {
    let envelope = spec.envelope();
    let wait = "How long to wait before sending the request again: a number of seconds, or a date.";
    let mut headers = HeaderList::default();
    headers.add_header(RETRY_AFTER, add_description(make_header(make_typed("string")), wait));
    for part in EnvelopePart::ALL {
        headers.add_locators(envelope.locators(part), |at| make_part_schema(spec, part, at));
    }
    Json::map(headers.0)
}

/// Makes the header fields of a response that is one of some entries, at one status or at any that they have.
pub(super) fn make_response_headers(
    spec: &Spec<'_>,
    entries: &[&CatalogEntry<'_>],
    status: Option<u16>,
) -> Json {
    let envelope = spec.envelope();
    let mut headers = HeaderList::default();
    let is_retryable = |entry: &CatalogEntry<'_>| match status {
        Some(status) => spec.retry_hint(entry, Some(status)).is_retryable(),
        None => group_hints_in_force(spec, entry).iter().any(|group| group.hint().is_retryable()),
    };
    if entries.iter().any(|entry| is_retryable(entry)) {
        headers.add_header(RETRY_AFTER, refer_to_component("headers", RETRY_AFTER));
    }
    let locators = EnvelopePart::ALL.into_iter().flat_map(|part| envelope.locators(part));
    for name in locators.filter_map(find_header_name) {
        headers.add_header(&name, refer_to_component("headers", &name));
    }
    for field in entries.iter().flat_map(|entry| entry.data().fields()) {
        if let Some(name) = find_header_name(&field.at()) {
            headers.add_header(&name, make_header(make_field_schema(field)));
        }
    }
    Json::map(headers.0)
}

/// Header fields in order, each once.
#[derive(Default)]
struct HeaderList(Vec<(String, Json)>);

impl HeaderList {
    fn add_header(&mut self, name: &str, header: Json) {
        if !self.0.iter().any(|(other, _)| other == name) {
            self.0.push((name.to_owned(), header));
        }
    }

    fn add_locators(&mut self, locators: &[Locator<'_>], make_schema: impl Fn(&Locator<'_>) -> Json) {
        for locator in locators {
            if let Some(name) = find_header_name(locator) {
                self.add_header(&name, make_header(make_schema(locator)));
            }
        }
    }
}

fn make_header(schema: Json) -> Json {
    Json::object([("schema", schema)])
}

fn find_header_name(locator: &Locator<'_>) -> Option<String> {
    match locator.place() {
        Place::Header(name) => Some(format_header_name(name)),
        Place::Body { .. } | Place::Text | Place::Key => None,
    }
}

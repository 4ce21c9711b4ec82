//! Makes the header fields of responses.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::TextStyle;
use super::parts::{make_field_schema, make_part_schema};
use super::response_key::ResponseKey;
use super::value::{OpenApiValue, add_description, make_object, make_typed};
use crate::catalog::Catalog;
use crate::entry::Entry;
use crate::envelope::EnvelopePart;
use crate::locator::{Locator, Place};
use crate::statuses::Statuses;

const WAIT: &str = "How long to wait before sending the request again: a number of seconds, or a date.";

/// Makes the header fields of a response that is one of some entries: their objects, by their names.
///
/// They are stated in place, since some readers follow no reference to a header field.
#[must_use]
pub fn make_response_headers(
    catalog: &Catalog<'_>,
    key: ResponseKey,
    entries: &[&Entry<'_>],
    style: TextStyle,
) -> Vec<(String, OpenApiValue)> {
    let mut headers = HeaderList::default();
    if entries.iter().any(|entry| is_retried(catalog, key, entry)) {
        headers.add("retry-after", || add_description(make_header(make_typed("string")), WAIT));
    }
    for part in EnvelopePart::ALL {
        for at in catalog.envelope().locators(part) {
            headers.add_place(at, || make_part_schema(entries.iter().copied(), part, at));
        }
    }
    for field in entries.iter().flat_map(|entry| entry.fields()) {
        headers.add_place(&field.at(), || make_field_schema(field, style));
    }
    headers.0
}

/// Returns whether a request is sent again at a status of a key.
fn is_retried(catalog: &Catalog<'_>, key: ResponseKey, entry: &Entry<'_>) -> bool {
    let is_retried_at = |status: u16| {
        let hint = catalog.retry().hint_in_force_or_never(entry.own_retry(), entry.statuses(), Some(status));
        hint.is_retryable()
    };
    match (key.single_status(), entry.statuses()) {
        (Some(status), _) => is_retried_at(status),
        (None, Statuses::Class(class)) => {
            let first = u16::from(class) * 100;
            (first..first + 100).any(is_retried_at)
        }
        (None, Statuses::Any) => {
            let hint = catalog.retry().hint_in_force_or_never(entry.own_retry(), Statuses::Any, None);
            hint.is_retryable()
        }
        (None, listed) => listed.listed().any(is_retried_at),
    }
}

/// Header fields in order, each once.
#[derive(Default)]
struct HeaderList(Vec<(String, OpenApiValue)>);

impl HeaderList {
    fn add(&mut self, name: &str, make_header: impl FnOnce() -> OpenApiValue) {
        let name = format_header_name(name);
        if !self.0.iter().any(|(other, _)| *other == name) {
            self.0.push((name, make_header()));
        }
    }

    fn add_place(&mut self, at: &Locator<'_>, make_schema: impl FnOnce() -> OpenApiValue) {
        if let Place::Header(name) = at.place() {
            self.add(name, || make_header(make_schema()));
        }
    }
}

fn make_header(schema: OpenApiValue) -> OpenApiValue {
    make_object([("schema", schema)])
}

/// Formats the name of a header field with capitals, such as `X-Request-Id`.
#[must_use]
pub fn format_header_name(name: &str) -> String {
    name.split('-').map(capitalize).collect::<Vec<_>>().join("-")
}

fn capitalize(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + chars.as_str())
}

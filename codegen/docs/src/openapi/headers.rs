//! The envelope and the fields of entries → the header fields of responses.

use errspec_data::{Locator, Place};
use errspec_spec::{CatalogEntry, Spec};

use super::body::{self, described, kind};
use super::reference;
use crate::json::Json;
use crate::reason::header;

const RETRY_AFTER: &str = "Retry-After";

/// The header fields that any error can have.
pub(super) fn all(spec: &Spec) -> Json {
    let envelope = spec.envelope();
    let what = "How long to wait before the request is sent again: seconds, or a date.";
    let mut headers = Headers::default();
    headers.add(RETRY_AFTER, described(header_of(kind("string")), what));
    headers.add_all(envelope.code(), |at| body::code(spec, at));
    headers.add_all(envelope.message(), |_| body::message());
    headers.add_all(envelope.request_id(), |_| body::request_id());
    headers.add_all(envelope.retry_after(), body::wait);
    Json::map(headers.0)
}

/// The header fields of a response that is one of some entries.
pub(super) fn of_response(spec: &Spec, entries: &[&CatalogEntry]) -> Json {
    let envelope = spec.envelope();
    let mut headers = Headers::default();
    if entries.iter().any(|entry| spec.retry_hint(entry, None).is_retryable()) {
        headers.add(RETRY_AFTER, reference("headers", RETRY_AFTER));
    }
    let parts = [envelope.code(), envelope.message(), envelope.request_id(), envelope.retry_after()];
    for name in parts.concat().iter().filter_map(name) {
        headers.add(&name, reference("headers", &name));
    }
    for field in entries.iter().flat_map(|entry| entry.data().fields()) {
        if let Some(name) = name(&field.at()) {
            headers.add(&name, header_of(body::field(field)));
        }
    }
    Json::map(headers.0)
}

/// Header fields in order, each once.
#[derive(Default)]
struct Headers(Vec<(String, Json)>);

impl Headers {
    fn add(&mut self, name: &str, header: Json) {
        if !self.0.iter().any(|(other, _)| other == name) {
            self.0.push((name.to_owned(), header));
        }
    }

    fn add_all(&mut self, locators: &[Locator], schema: impl Fn(&Locator<'_>) -> Json) {
        for locator in locators {
            if let Some(name) = name(locator) {
                self.add(&name, header_of(schema(locator)));
            }
        }
    }
}

fn header_of(schema: Json) -> Json {
    Json::object([("schema", schema)])
}

fn name(locator: &Locator<'_>) -> Option<String> {
    match locator.place() {
        Place::Header(name) => Some(header(name)),
        Place::Body { .. } => None,
    }
}

//! A response → what generated code makes of it: an error with its message and its fields, or a success.

use errspec::__private::http::{self, StatusCode};
use errspec::__private::{Bytes, FailedItems, decode_response, is_error, with_fields};
use errspec::{ErrorResponse, RetryHint};
use errspec_spec::CatalogEntry;
use errspec_spec::errspec_data::{self, Field};
use serde_json::Value;

use super::Catalog;
use super::response::Response;

/// Stands for the status of a body that came without: no entry can list it.
const NO_STATUS: u16 = 999;

/// What a catalog makes of a response.
pub(super) struct Decoded<'a> {
    pub(super) catalog: &'a Catalog,
    /// Whether the response is no error at all. A body alone may be one.
    pub(super) is_success: bool,
    /// The error that it is if it is one: several where no status tells them apart, one if it is unrecognized.
    pub(super) errors: Vec<Error<'a>>,
    /// The failures inside a success, each with its target. A body alone may be one.
    pub(super) items: Vec<(Option<String>, Error<'a>)>,
}

/// An error as generated code has it.
pub(super) struct Error<'a> {
    pub(super) catalog: &'a Catalog,
    /// None if it is unrecognized.
    pub(super) entry: Option<&'a CatalogEntry<'a>>,
    /// The status that came, if one did.
    pub(super) status: Option<u16>,
    pub(super) response: ErrorResponse,
    /// The typed members that came.
    pub(super) fields: Vec<(&'static Field<'static>, Value)>,
    lowered: &'static errspec_data::Catalog<'static>,
}

impl<'a> Decoded<'a> {
    pub(super) fn of(catalog: &'a Catalog, response: &Response) -> Self {
        let Response { status, headers, body } = response;
        let lowered = catalog.lower();
        let error = |at: u16| {
            let status = status.map(|status| status.as_u16());
            Error::of(catalog, lowered, status, decode_response(lowered, request(response, at)))
        };
        let mut errors = vec![error(status.map_or(NO_STATUS, |status| status.as_u16()))];
        if status.is_none() {
            errors.extend(statuses(catalog, errors[0].response.code()).into_iter().map(error));
            if errors.iter().any(|error| error.entry.is_some()) {
                errors.retain(|error| error.entry.is_some());
            }
            errors.sort_by_key(|error| error.response.kind_number());
            errors.dedup_by_key(|error| error.response.kind_number());
        }
        let is_success = status.is_some_and(|status| !is_error(lowered, status, headers, body));
        let of_success = status.unwrap_or(StatusCode::OK).as_u16();
        let success = request(response, of_success);
        let items = FailedItems::find(lowered, &success)
            .map(|(target, response)| (target, Error::of(catalog, lowered, Some(of_success), response)));
        Self { catalog, is_success, errors, items: items.collect() }
    }
}

impl<'a> Error<'a> {
    fn of(
        catalog: &'a Catalog,
        lowered: &'static errspec_data::Catalog<'static>,
        status: Option<u16>,
        response: ErrorResponse,
    ) -> Self {
        let index = usize::from(response.kind_number()).checked_sub(1);
        let entry = index.and_then(|index| catalog.spec.entries().get(index));
        let fields = with_fields(&response, |reader| reader.list_values().collect());
        Self { catalog, entry, status, response, fields, lowered }
    }

    /// Its message, unless that is what is known without it: the meaning of the entry, or the status.
    pub(super) fn message(&self) -> Option<&str> {
        let (message, kind) = (self.response.message(), self.response.kind_number());
        let default = match self.entry {
            Some(_) => self.lowered.meaning(kind),
            None => self.response.status().canonical_reason().unwrap_or("unrecognized error"),
        };
        (message != default).then_some(message)
    }

    /// Its hint, going by the status that came.
    pub(super) fn hint(&self) -> RetryHint {
        self.lowered.retry_hint(self.response.kind_number(), self.status)
    }
}

/// A response of the http crate, with a status in any case.
fn request(response: &Response, status: u16) -> http::Response<Bytes> {
    let mut made = http::Response::new(response.body.clone());
    *made.headers_mut() = response.headers.clone();
    *made.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
    made
}

/// The statuses that entries with a code list.
fn statuses(catalog: &Catalog, code: Option<&str>) -> Vec<u16> {
    let entries =
        catalog.spec.entries().iter().filter(|entry| code.is_some() && entry.data().code_text() == code);
    entries.flat_map(|entry| entry.data().statuses().listed()).collect()
}

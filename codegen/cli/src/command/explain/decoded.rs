//! Decodes a response with the runtime, as generated code does.

use errspec::__private::http::{self, StatusCode};
use errspec::__private::{Bytes, FailedItems, decode_response, is_error, with_fields};
use errspec::ErrorResponse;
use errspec_data::{Field, Statuses};
use errspec_spec::CatalogEntry;

use super::OpenCatalog;
use super::response::PastedResponse;
use crate::catalog::lower_catalog;

/// A response as one catalog decodes it.
pub(super) struct DecodedResponse<'a> {
    pub(super) catalog: &'a OpenCatalog,
    /// Whether the status that came makes it a success. A body alone can be either.
    pub(super) is_success: bool,
    /// The error, recognized or not. Several if no status came and entries at different statuses have the code.
    pub(super) errors: Vec<DecodedError<'a>>,
    /// The failures inside a success, each with its target.
    pub(super) items: Vec<(Option<String>, DecodedError<'a>)>,
}

/// An error as generated code holds it.
pub(super) struct DecodedError<'a> {
    pub(super) catalog: &'a OpenCatalog,
    /// The entry that was recognized, if any.
    pub(super) entry: Option<&'a CatalogEntry<'a>>,
    /// The status that came, if one did.
    pub(super) status: Option<u16>,
    pub(super) response: ErrorResponse,
    /// The fields that came, with their values as JSON.
    pub(super) fields: Vec<(&'static Field<'static>, String)>,
    /// The details that came, each with its target.
    pub(super) details: Vec<(Option<String>, DecodedError<'a>)>,
}

impl<'a> DecodedResponse<'a> {
    /// Decodes a response by a catalog.
    pub(super) fn decode(catalog: &'a OpenCatalog, pasted: &PastedResponse) -> Self {
        let PastedResponse { status, headers, body } = pasted;
        let lowered = lower_catalog(&catalog.spec);
        let decode_at = |assumed: u16| {
            let response = decode_response(lowered, make_http_response(pasted, assumed));
            DecodedError::new(catalog, status.map(|status| status.as_u16()), response)
        };
        let errors = match status {
            Some(status) => vec![decode_at(status.as_u16())],
            None => decode_without_status(catalog, decode_at),
        };
        let is_success = status.is_some_and(|status| !is_error(lowered, status, headers, body));
        let assumed = status.unwrap_or(StatusCode::OK).as_u16();
        let success = make_http_response(pasted, assumed);
        let items = FailedItems::find(lowered, &success)
            .map(|(target, response)| (target, DecodedError::of_item(catalog, response)));
        Self { catalog, is_success, errors, items: items.collect() }
    }
}

/// Decodes a body at each status at which its code is listed, and returns each entry that it can be once.
fn decode_without_status<'a>(
    catalog: &OpenCatalog,
    decode_at: impl Fn(u16) -> DecodedError<'a>,
) -> Vec<DecodedError<'a>> {
    let at_no_status = decode_at(find_unlisted_status(catalog));
    let statuses = list_statuses_of_code(catalog, at_no_status.response.code());
    let mut errors: Vec<_> = statuses.into_iter().map(decode_at).collect();
    // It comes last: of two that are the same entry, the one at a listed status is kept, whose retry hint is right.
    errors.push(at_no_status);
    if errors.iter().any(|error| error.entry.is_some()) {
        errors.retain(|error| error.entry.is_some());
    }
    errors.sort_by_key(|error| error.response.kind_number());
    errors.dedup_by_key(|error| error.response.kind_number());
    errors
}

/// Returns a status that takes the place of one that was not pasted: no entry lists it, unless all are listed.
fn find_unlisted_status(catalog: &OpenCatalog) -> u16 {
    let is_listed = |status: u16| {
        let mut statuses = catalog.spec.entries().iter().map(|entry| entry.data().statuses());
        statuses.any(|statuses| statuses != Statuses::Any && statuses.contains(status))
    };
    (400..=999).rev().find(|status| !is_listed(*status)).unwrap_or(999)
}

/// Lists the statuses of the entries with a code.
fn list_statuses_of_code(catalog: &OpenCatalog, code: Option<&str>) -> Vec<u16> {
    let entries = catalog.spec.entries().iter();
    let with_code = entries.filter(|entry| code.is_some_and(|code| entry.data().has_code(code)));
    with_code.flat_map(|entry| entry.data().statuses().listed()).collect()
}

/// Makes the response that the runtime decodes, with the status that came or an assumed one.
fn make_http_response(pasted: &PastedResponse, status: u16) -> http::Response<Bytes> {
    let mut response = http::Response::new(pasted.body.clone());
    *response.headers_mut() = pasted.headers.clone();
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
    response
}

impl<'a> DecodedError<'a> {
    fn new(catalog: &'a OpenCatalog, status: Option<u16>, response: ErrorResponse) -> Self {
        let index = usize::from(response.kind_number()).checked_sub(1);
        let entry = index.and_then(|index| catalog.spec.entries().get(index));
        let fields = with_fields(&response, |reader| reader.list_values().collect());
        let details = FailedItems::find_details(&response)
            .map(|(target, detail)| (target, DecodedError::of_item(catalog, detail)))
            .collect();
        Self { catalog, entry, status, response, fields, details }
    }

    /// Keeps what was decoded of an item: its own status, or that of the whole response.
    fn of_item(catalog: &'a OpenCatalog, response: ErrorResponse) -> Self {
        Self::new(catalog, Some(response.status().as_u16()), response)
    }
}

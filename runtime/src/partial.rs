//! Failures inside a successful response: the items of an array that failed, each with its error.

use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode};

use crate::catalog::{Catalog, Partial};
use crate::decode::{self, Keep, Slot, kind, wait};
use crate::error::ApiError;
use crate::kind::ErrorKind;
use crate::reply::{Found, Parts, Reply, Text};

/// An item has none: entries that list statuses fit it only by being the only ones of their code.
const NO_STATUS: u16 = 0;

/// One thing that failed inside a successful response.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Failure<E> {
    /// What failed, as the catalog's `subject` names it; none if it isn't there or is neither text nor a number.
    pub subject: Option<String>,
    /// Why. Its body is the item; status and header fields are those of the response.
    pub error: E,
}

/// The failures that a successful response reports; none where the catalog has no `partial`.
pub(crate) fn failures<E: ApiError, B: AsRef<[u8]>>(response: &Response<B>) -> Vec<Failure<E>> {
    let failure =
        |(subject, kind, reply)| Failure { subject, error: E::from_parts(E::Kind::from_index(kind), reply) };
    failed_items(E::Kind::CATALOG, response).into_iter().map(failure).collect()
}

/// The subject, the kind and the reply of each item that failed.
pub fn failed_items<B: AsRef<[u8]>>(
    catalog: &'static Catalog,
    response: &Response<B>,
) -> Vec<(Option<String>, u16, Reply)> {
    let Some(partial) = &catalog.partial else { return Vec::new() };
    if !response.status().is_success() {
        return Vec::new();
    }
    let (text, mut mended) = (decode::text(response.body().as_ref()), None);
    let mut slots = [Slot::Absent];
    decode::walk(&partial.items, Keep::Elements, &text, &mut mended, &mut slots);
    let [Slot::Elements(items)] = slots else { return Vec::new() };
    let failed = |item| failed_item(catalog, partial, response.status(), response.headers(), item);
    items.into_iter().filter_map(failed).collect()
}

/// What an item says, if it failed.
fn failed_item(
    catalog: &'static Catalog,
    partial: &Partial,
    status: StatusCode,
    headers: &HeaderMap,
    item: &str,
) -> Option<(Option<String>, u16, Reply)> {
    let body = Bytes::copy_from_slice(item.as_bytes());
    let no_headers = HeaderMap::new();
    decode::with_answer_of(&partial.item, partial.slots, &no_headers, item, |answer| {
        if !answer.holds_all(partial.failed) {
            return None;
        }
        let code = partial.code.iter().find_map(|at| answer.text(at));
        let message = partial.message.iter().find_map(|at| answer.string(at));
        // What the catalog's entries and envelope look at is looked up in the item, as in a body.
        let (kind, request_id, retry_after) =
            decode::with_answer(&catalog.envelope, headers, &body, |whole| {
                let kind = code.as_deref().map(|code| kind::choose(catalog, Some(code), NO_STATUS, whole));
                let request_id = catalog.envelope.request_id.iter().find_map(|at| whole.text(at));
                let retry_after = wait::asked(whole, catalog.envelope.retry_after);
                (kind.unwrap_or(catalog.len()), request_id.map(|id| Text::keep(id, &body)), retry_after)
            });
        let found = Found {
            other_code: code.filter(|_| kind == catalog.len()).map(|code| Text::keep(code, &body)),
            message: message.map(|text| Text::keep(text.into(), &body)),
            request_id,
            retry_after,
        };
        let subject = partial.subject.as_ref().and_then(|at| answer.text(at)).map(String::from);
        let parts =
            Parts { catalog, kind, status, headers: headers.clone(), body: body.clone(), found, made: None };
        Some((subject, kind, Reply::new(parts)))
    })
}

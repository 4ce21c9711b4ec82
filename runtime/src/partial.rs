//! Finds the failures inside a successful response: the items that failed, each with its error.

use std::marker::PhantomData;
use std::ops::Range;

use bytes::Bytes;
use errspec_data::{Catalog, ReadResponse};
use http::{HeaderMap, Response, StatusCode};

use crate::decode::json::{Keep, Slot, scan_json};
use crate::decode::{find_rest, keep_decision, with_item, with_received};
use crate::error::ApiError;
use crate::fields::fill_message_template;
use crate::private::DescribeKind;
use crate::response::{ErrorResponse, Parts, body_text};

/// One thing that failed inside a response.
///
/// ```
/// use errspec::{ApiError, Failure};
///
/// /// Lists what failed inside a successful response.
/// fn list_failures<E: ApiError>(response: &http::Response<Vec<u8>>) -> Vec<String> {
///     let failures = E::partial_failures(response);
///     let describe = |Failure { target, error, .. }| format!("{}: {error}", target.unwrap_or_default());
///     failures.map(describe).collect()
/// }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Failure<E> {
    /// What failed, as the catalog's `target` names it; none if it isn't there or is neither text nor an integer.
    pub target: Option<String>,
    /// Why it failed. The body is that of the item; status and header fields are those of the response.
    pub error: E,
}

/// The failures inside a response, which are decoded one by one.
///
/// ```
/// use errspec::ApiError;
///
/// fn has_failed_items<E: ApiError>(response: &http::Response<Vec<u8>>) -> bool {
///     E::partial_failures(response).next().is_some()
/// }
/// ```
#[derive(Debug)]
#[must_use = "iterators are lazy"]
pub struct Failures<'r, E> {
    items: FailedItems<'r>,
    errors: PhantomData<fn() -> E>,
}

impl<'r, E: ApiError> Failures<'r, E> {
    pub(crate) fn find<B: AsRef<[u8]>>(response: &'r Response<B>) -> Self {
        Self { items: FailedItems::find(E::Kind::CATALOG, response), errors: PhantomData }
    }
}

impl<E: ApiError> Iterator for Failures<'_, E> {
    type Item = Failure<E>;

    fn next(&mut self) -> Option<Failure<E>> {
        let (target, response) = self.items.next()?;
        Some(Failure { target, error: E::hold(response) })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.items.size_hint()
    }
}

/// The items of a response that failed: what each is about, and its error.
#[derive(Debug)]
pub struct FailedItems<'r> {
    catalog: &'static Catalog<'static>,
    status: StatusCode,
    headers: &'r HeaderMap,
    /// The whole body as text; the items are parts of it.
    text: Bytes,
    ranges: std::vec::IntoIter<Range<usize>>,
}

impl<'r> FailedItems<'r> {
    /// Finds the items of a successful response; none where the catalog has no `partial`.
    pub fn find<B: AsRef<[u8]>>(catalog: &'static Catalog<'static>, response: &'r Response<B>) -> Self {
        let (mut text, mut ranges) = (Bytes::new(), Vec::new());
        if let Some(items) = catalog.partial().filter(|_| response.status().is_success()) {
            let body = body_text(response.body().as_ref());
            let mut slots = [Slot::Absent];
            scan_json(&items.way(), Keep::Elements, &body, &mut slots);
            if let [Slot::Elements(found)] = slots {
                (text, ranges) = (Bytes::copy_from_slice(body.as_bytes()), found);
            }
        }
        let (status, headers) = (response.status(), response.headers());
        Self { catalog, status, headers, text, ranges: ranges.into_iter() }
    }

    /// Decodes an item, if it failed.
    fn decode_item(&self, range: Range<usize>) -> Option<(Option<String>, ErrorResponse)> {
        let (catalog, items, body) = (self.catalog, self.catalog.partial()?, self.text.slice(range));
        let item = std::str::from_utf8(&body).ok()?;
        // An item has no header fields. Only the wait that a server asks for is that of the whole response.
        let (envelope, no_headers) = (catalog.envelope(), HeaderMap::new());
        let (target, kind, found) = with_item(&items.tree(), item, |received| {
            if !received.holds_all(items.failed()) {
                return None;
            }
            let target = items.target().and_then(|at| received.find_identifier(&at).map(str::to_owned));
            let decision = with_received(envelope, None, &no_headers, &body, |whole| {
                catalog.decide_item(items, received, whole)
            });
            let rest =
                with_received(envelope, None, self.headers, &body, |whole| find_rest(envelope, whole, &body));
            Some((target, decision.kind, keep_decision(catalog, &decision, rest, &body)))
        })?;
        let (status, headers) = (self.status, self.headers.clone());
        let mut parts = Parts { catalog, kind, status, headers, body, found, made_of: None };
        if parts.found.message.is_none() {
            fill_message_template(&mut parts);
        }
        Some((target, ErrorResponse::new(parts)))
    }
}

impl Iterator for FailedItems<'_> {
    type Item = (Option<String>, ErrorResponse);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let range = self.ranges.next()?;
            if let Some(item) = self.decode_item(range) {
                return Some(item);
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.ranges.len()))
    }
}

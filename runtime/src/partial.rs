//! Failures inside a successful response: the items that failed, each with its error.

use std::marker::PhantomData;
use std::ops::Range;

use bytes::Bytes;
use errspec_data::{Items, ReadResponse};
use http::{HeaderMap, Response, StatusCode};

use crate::decode::json::{Keep, Slot, scan_json};
use crate::decode::{find_rest, with_item, with_received};
use crate::error::ApiError;
use crate::private::DescribeKind;
use crate::response::{ErrorResponse, Found, Parts, Text, body_text};

/// One thing that failed inside a response.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Failure<E> {
    /// What failed, as the catalog's `target` names it; none if it isn't there or is neither text nor an integer.
    pub target: Option<String>,
    /// Why it failed. The body is that of the item; status and header fields are those of the response.
    pub error: E,
}

/// The failures inside a response, which are decoded one by one.
#[derive(Debug)]
#[must_use = "iterators are lazy"]
pub struct Failures<'r, E> {
    items: Option<&'static Items<'static>>,
    status: StatusCode,
    headers: &'r HeaderMap,
    /// The whole body as text; the items are parts of it.
    text: Bytes,
    ranges: std::vec::IntoIter<Range<usize>>,
    errors: PhantomData<fn() -> E>,
}

impl<'r, E: ApiError> Failures<'r, E> {
    /// Finds the items of a successful response; none where the catalog has no `partial`.
    pub(crate) fn find<B: AsRef<[u8]>>(response: &'r Response<B>) -> Self {
        let items = E::Kind::CATALOG.partial().filter(|_| response.status().is_success());
        let (mut text, mut ranges) = (Bytes::new(), Vec::new());
        if let Some(items) = items {
            let body = body_text(response.body().as_ref());
            let mut slots = [Slot::Absent];
            scan_json(&items.way(), Keep::Elements, &body, &mut slots);
            if let [Slot::Elements(found)] = slots {
                (text, ranges) = (Bytes::copy_from_slice(body.as_bytes()), found);
            }
        }
        let (status, headers) = (response.status(), response.headers());
        Self { items, status, headers, text, ranges: ranges.into_iter(), errors: PhantomData }
    }

    /// Decodes an item, if it failed.
    fn decode_item(&self, items: &Items<'_>, range: Range<usize>) -> Option<Failure<E>> {
        let catalog = E::Kind::CATALOG;
        let body = self.text.slice(range);
        let item = std::str::from_utf8(&body).ok()?;
        let (target, code, message) = with_item(&items.tree(), item, |received| {
            received.holds_all(items.failed()).then(|| {
                let target = items.target().and_then(|at| received.find_identifier(&at).map(str::to_owned));
                let code = items.code().iter().find_map(|at| received.find_identifier(at));
                let message = items.message().iter().find_map(|at| received.find_text(at));
                (target, code.map(str::to_owned), message.map(|text| Text::keep(text, &body)))
            })
        })?;
        // What the entries and the envelope look at is looked up in the item as in a body.
        let (kind, rest) = with_received(catalog.envelope(), None, self.headers, &body, |whole| {
            let kind = code.as_deref().map_or(0, |code| catalog.choose_kind(Some(code), whole));
            (kind, find_rest(catalog.envelope(), whole, &body))
        });
        let other_code = code.filter(|code| catalog.code(kind) != Some(code));
        let found = Found { other_code: other_code.map(|code| Text::Owned(code.into())), message, ..rest };
        let (status, headers) = (self.status, self.headers.clone());
        let response =
            ErrorResponse::new(Parts { catalog, kind, status, headers, body, found, made_of: None });
        Some(Failure { target, error: E::hold(response) })
    }
}

impl<E: ApiError> Iterator for Failures<'_, E> {
    type Item = Failure<E>;

    fn next(&mut self) -> Option<Failure<E>> {
        let items = self.items?;
        loop {
            let range = self.ranges.next()?;
            if let Some(failure) = self.decode_item(items, range) {
                return Some(failure);
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.ranges.len()))
    }
}

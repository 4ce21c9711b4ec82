//! Decodes a response to the kind of an error and what came with it. No response fails to decode.

pub(crate) mod json;
#[cfg(test)]
mod tests;
mod text;
mod wait;

use bytes::Bytes;
use errspec_data::{Catalog, Decision, Envelope, Place, ReadResponse, Tree, Value};
use http::{HeaderMap, Response, StatusCode};

use crate::fields::fill_message_template;
use crate::response::{ErrorResponse, Found, Parts, Text, body_text};
use json::{Keep, Slot, scan_json};
use text::find_text_message;
pub(crate) use wait::find_wait;

/// As many slots are kept on the stack; more are allocated.
const SLOTS_ON_STACK: usize = 4;

/// A response, or an item of one, whose body has been read.
pub(crate) struct ReceivedResponse<'a> {
    status: Option<u16>,
    headers: &'a HeaderMap,
    slots: &'a [Slot<'a>],
}

impl ReadResponse for ReceivedResponse<'_> {
    fn status(&self) -> Option<u16> {
        self.status
    }

    fn value(&self, place: Place<'_>, index: usize) -> Option<Value<'_>> {
        match place {
            Place::Body { slot, .. } if index == 0 => self.slots.get(usize::from(slot))?.value(),
            Place::Body { .. } => None,
            Place::Header(name) => {
                let value = self.headers.get_all(name).iter().nth(index)?;
                std::str::from_utf8(value.as_bytes()).ok().map(Value::Text)
            }
        }
    }
}

/// Makes a response an error: the number of its kind is in it.
#[must_use]
pub fn decode_response(catalog: &'static Catalog<'static>, response: Response<Bytes>) -> ErrorResponse {
    ErrorResponse::new(decode_parts(catalog, response))
}

pub(crate) fn decode_parts(catalog: &'static Catalog<'static>, response: Response<Bytes>) -> Parts {
    let (head, body) = response.into_parts();
    let status = Some(head.status.as_u16());
    let (kind, found) = with_received(catalog.envelope(), status, &head.headers, &body, |received| {
        let decision = catalog.decide(received);
        let rest = find_rest(catalog.envelope(), received, &body);
        (decision.kind, keep_decision(catalog, &decision, rest, &body))
    });
    let mut parts =
        Parts { catalog, kind, status: head.status, headers: head.headers, body, found, made_of: None };
    if parts.found.message.is_none() {
        let text = body_text(&parts.body);
        let message = find_text_message(&text, &parts.headers);
        parts.found.message = message.map(|message| Text::keep(message, &parts.body));
    }
    if parts.found.message.is_none() {
        fill_message_template(&mut parts);
    }
    parts
}

/// Keeps what a decision found beside the rest.
pub(crate) fn keep_decision(
    catalog: &Catalog<'_>,
    decision: &Decision<'_>,
    rest: Found,
    body: &[u8],
) -> Found {
    let other_code = decision.code.filter(|code| catalog.code(decision.kind) != Some(*code));
    Found {
        other_code: other_code.map(|code| Text::keep(code, body)),
        message: decision.message.map(|text| Text::keep(text, body)),
        ..rest
    }
}

/// Finds what doesn't depend on the kind: the id of the request and the wait.
pub(crate) fn find_rest(envelope: &Envelope<'_>, received: &ReceivedResponse<'_>, body: &[u8]) -> Found {
    let request_id = envelope.request_id().iter().find_map(|at| received.find_identifier(at));
    Found {
        request_id: request_id.map(|id| Text::keep(id, body)),
        retry_after: find_wait(received, received.headers, envelope.retry_after()),
        ..Found::default()
    }
}

/// Decides whether a response is an error: by its status, or by what the catalog says of a successful one.
#[must_use]
pub fn is_error(catalog: &Catalog<'_>, status: StatusCode, headers: &HeaderMap, body: &[u8]) -> bool {
    let came = Some(status.as_u16());
    if !status.is_success() || catalog.envelope().failed_2xx().is_empty() {
        return catalog.is_error(&ReceivedResponse { status: came, headers, slots: &[] });
    }
    with_received(catalog.envelope(), came, headers, body, |received| catalog.is_error(received))
}

/// Reads a body once and hands over what is at the places that the envelope names.
pub(crate) fn with_received<T>(
    envelope: &Envelope<'_>,
    status: Option<u16>,
    headers: &HeaderMap,
    body: &[u8],
    f: impl FnOnce(&ReceivedResponse<'_>) -> T,
) -> T {
    with_tree(&envelope.tree(), &body_text(body), |slots| f(&ReceivedResponse { status, headers, slots }))
}

/// Reads an item of a response once and hands over what is at the places of a tree.
pub(crate) fn with_item<T>(tree: &Tree<'_>, item: &str, f: impl FnOnce(&ReceivedResponse<'_>) -> T) -> T {
    // An item has no header fields, and an empty map allocates nothing.
    let headers = HeaderMap::new();
    with_tree(tree, item, |slots| f(&ReceivedResponse { status: None, headers: &headers, slots }))
}

fn with_tree<T>(tree: &Tree<'_>, text: &str, f: impl FnOnce(&[Slot<'_>]) -> T) -> T {
    // Most envelopes look at two or three places, for which nothing is allocated.
    let mut on_stack = [const { Slot::Absent }; SLOTS_ON_STACK];
    let mut on_heap = Vec::new();
    let count = usize::from(tree.slots());
    let slots = if let Some(slots) = on_stack.get_mut(..count) {
        slots
    } else {
        on_heap.resize_with(count, Slot::default);
        &mut on_heap
    };
    scan_json(tree, Keep::Scalars, text, slots);
    f(slots)
}

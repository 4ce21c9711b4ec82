//! From a response to the kind of an error and what came with it. Total: no response fails to decode.

mod answer;
pub(crate) mod kind;
pub(crate) mod surrogate;
#[cfg(test)]
mod tests;
pub(crate) mod wait;
mod walk;

use std::borrow::Cow;

use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode};

use crate::catalog::{Catalog, Envelope, Member};
use crate::fields;
use crate::reply::{Found, Parts, Reply, Text};
pub(crate) use answer::Answer;
pub(crate) use walk::{Keep, Slot, walk};

/// As many slots are kept on the stack; more are allocated.
const SLOTS_ON_STACK: usize = 4;

/// Makes a response the number of a kind and its reply.
#[must_use]
pub fn decode(catalog: &'static Catalog, response: Response<Bytes>) -> (u16, Reply) {
    let (head, body) = response.into_parts();
    let (kind, mut found) = with_answer(&catalog.envelope, &head.headers, &body, |answer| {
        find(catalog, head.status, answer, &body)
    });
    if found.message.is_none() {
        // A template that names no field needs none.
        let message = catalog.template(kind).and_then(|template| fields::fill(template, |_| None));
        found.message = message.map(|message| Text::Owned(message.into()));
    }
    let parts = Parts { catalog, kind, status: head.status, headers: head.headers, body, found, made: None };
    (kind, Reply::new(parts))
}

/// Whether a response is an error: by its status, or by what the catalog says about a successful one.
#[must_use]
pub fn is_failure(catalog: &Catalog, status: StatusCode, headers: &HeaderMap, body: &[u8]) -> bool {
    let conditions = catalog.envelope.failed_2xx;
    if !status.is_success() || conditions.is_empty() {
        return status.is_client_error() || status.is_server_error();
    }
    with_answer(&catalog.envelope, headers, body, |answer| answer.holds_all(conditions))
}

/// Reads a body once and hands over what stands at the places that the envelope names.
pub(crate) fn with_answer<T>(
    envelope: &Envelope,
    headers: &HeaderMap,
    body: &[u8],
    f: impl FnOnce(&Answer<'_>) -> T,
) -> T {
    with_answer_of(&envelope.body, envelope.slots, headers, &text(body), f)
}

/// Reads a text once and hands over what stands at the places of a tree.
pub(crate) fn with_answer_of<T>(
    tree: &Member,
    count: u16,
    headers: &HeaderMap,
    text: &str,
    f: impl FnOnce(&Answer<'_>) -> T,
) -> T {
    let mut mended = None;
    let mut stack = [const { Slot::Absent }; SLOTS_ON_STACK];
    let mut heap = Vec::new();
    let count = usize::from(count);
    let slots = if let Some(slots) = stack.get_mut(..count) {
        slots
    } else {
        heap.resize_with(count, Slot::default);
        &mut heap
    };
    walk(tree, Keep::Scalars, text, &mut mended, slots);
    f(&Answer { slots, headers })
}

pub(crate) fn find(catalog: &Catalog, status: StatusCode, answer: &Answer<'_>, body: &[u8]) -> (u16, Found) {
    let envelope = &catalog.envelope;
    let code = envelope.code.iter().find_map(|at| Some((at.place, answer.text(at)?)));
    let (code_place, code) = code.unzip();
    let kind = kind::choose(catalog, code.as_deref(), status.as_u16(), answer);
    let mut messages = envelope.message.iter().filter(|at| Some(at.place) != code_place);
    let found = Found {
        other_code: code.filter(|_| kind == catalog.len()).map(|code| Text::keep(code, body)),
        message: messages.find_map(|at| answer.string(at)).map(|text| Text::keep(text.into(), body)),
        request_id: envelope.request_id.iter().find_map(|at| answer.text(at)).map(|id| Text::keep(id, body)),
        retry_after: wait::asked(answer, envelope.retry_after),
    };
    (kind, found)
}

/// The body as text, without a byte order mark; what isn't UTF-8 is replaced.
pub(crate) fn text(body: &[u8]) -> Cow<'_, str> {
    let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
    std::str::from_utf8(body).map_or_else(|_| String::from_utf8_lossy(body), Cow::Borrowed)
}

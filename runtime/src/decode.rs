//! Decodes a response to the kind of an error and what came with it. No response fails to decode.

pub(crate) mod body;
pub(crate) mod found;
pub(crate) mod json;
mod parts;
mod received;
#[cfg(test)]
mod tests;
mod wait;
#[cfg(feature = "xml")]
pub(crate) mod xml;

use bytes::Bytes;
use errspec_data::{Catalog, Decision, Entry, EnvelopePart, Locator, Place, ReadResponse, Tree};
use http::{HeaderMap, Response, StatusCode};

use crate::fields::fill_message_template;
use crate::located::{Found, Text};
use crate::response::{ErrorResponse, Parts};
use body::{BodyKind, classify_body, decode_utf8, read_text};
use found::{Findings, Keep, OwnedFindings, Slot};
use json::scan_json;
pub(crate) use parts::{find_rest, find_status, find_target};
pub(crate) use received::ReceivedResponse;
pub use wait::parse_moment;
pub(crate) use wait::{find_wait, read_time};

/// As many slots are kept on the stack; more are allocated.
const SLOTS_ON_STACK: usize = 4;

/// Makes a response an error: the number of its kind is in it.
#[must_use]
pub fn decode_response(catalog: &'static Catalog<'static>, response: Response<Bytes>) -> ErrorResponse {
    let mut error = ErrorResponse::new(read_parts(catalog, response));
    if error.0.found.message.is_none() {
        fill_message_template(error.parts_mut());
    }
    error
}

/// Reads all of a response but a message that its kind makes of fields.
#[inline]
fn read_parts(catalog: &'static Catalog<'static>, response: Response<Bytes>) -> Parts {
    let body = response.body();
    let (mut kind, mut found) = (0, Found::default());
    with_received(catalog, response.status(), response.headers(), body, |received| {
        let decision = catalog.decide(received);
        kind = decision.kind;
        find_rest(catalog.envelope(), received, decision.code_at, body, &mut found);
        keep_decision(catalog, decision, body, &mut found);
        if found.message.is_none() {
            let message = find_text_message(catalog, kind, received);
            found.message = message.map(|message| Text::keep(message, body));
        }
    });
    let (head, body) = response.into_parts();
    let (status, headers) = (head.status, head.headers);
    let hint_status = Some(status.as_u16());
    Parts { catalog, kind, status, headers, body, found, item_headers: None, hint_status, added: None }
}

/// Keeps what a decision found beside the rest.
#[inline(always)]
#[expect(clippy::inline_always, reason = "measured: most of it is decided where it is called")]
pub(crate) fn keep_decision(catalog: &Catalog<'_>, decision: Decision<'_>, body: &[u8], found: &mut Found) {
    // An entry that a code was found for has it, so that there is nothing to compare where it has no other.
    let has_one_code = catalog.entry(decision.kind).is_some_and(|entry| entry.other_codes().is_empty());
    let is_other = |code: &&str| catalog.code(decision.kind) != Some(*code);
    let is_kind_code = decision.code_at.is_some() && has_one_code;
    let other_code = if is_kind_code { None } else { decision.code.filter(is_other) };
    found.other_code = other_code.map(|code| Text::keep(code, body));
    found.message = decision.message.map(|message| Text::keep_cow(message, body));
}

/// Finds the message of a body that is text: the text, if no locator reads it. A code that nobody lists is the message
/// as well.
fn find_text_message<'r>(
    catalog: &Catalog<'_>,
    kind: u16,
    response: &'r ReceivedResponse<'_>,
) -> Option<&'r str> {
    let text = response.text()?;
    let is_code = |code: &str| catalog.first_with_code(code) != 0;
    let is_read = EnvelopePart::ALL.into_iter().any(|part| {
        catalog.envelope().locators(part).iter().filter(|at| at.place() == Place::Text).any(|at| {
            let found = response.find_identifier(at);
            found.is_some_and(|text| part != EnvelopePart::Code || is_code(text))
        })
    });
    let fields = catalog.entry(kind).map_or(&[][..], Entry::fields);
    let is_field = |at: Locator<'_>| at.place() == Place::Text && response.find_identifier(&at).is_some();
    let is_read = is_read || fields.iter().any(|field| is_field(field.at()));
    (!is_read).then_some(text)
}

/// Decides whether a response is an error: by its status, or by what the catalog says of a successful one.
#[must_use]
pub fn is_error(catalog: &Catalog<'_>, status: StatusCode, headers: &HeaderMap, body: &[u8]) -> bool {
    if !status.is_success() || catalog.envelope().failed_2xx().is_empty() {
        return catalog.is_error(&ReceivedResponse::new(Some(status.as_u16()), headers, Findings::NONE));
    }
    with_received(catalog, status, headers, body, |received| catalog.is_error(received))
}

/// Reads a body once and hands over what is at the places that the envelope names.
pub(crate) fn with_received<T>(
    catalog: &Catalog<'_>,
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
    f: impl FnOnce(&ReceivedResponse<'_>) -> T,
) -> T {
    let text = decode_utf8(body);
    let kind = classify_body(&text, headers, catalog.envelope());
    let read = if kind == BodyKind::Text { read_text(&text) } else { None };
    with_findings(catalog.envelope().tree(), kind, &text, |findings| {
        f(&ReceivedResponse::new(Some(status.as_u16()), headers, findings).with_text(read))
    })
}

/// Reads a body once and hands over what is at the places of a tree.
pub(crate) fn with_findings<T>(
    tree: &Tree<'_>,
    kind: BodyKind,
    text: &str,
    f: impl FnOnce(Findings<'_, '_>) -> T,
) -> T {
    // Most envelopes look at two or three places, for which nothing is allocated.
    let mut on_stack = [Slot::Absent; SLOTS_ON_STACK];
    let mut on_heap = Vec::new();
    let count = usize::from(tree.slots());
    let slots = if let Some(slots) = on_stack.get_mut(..count) {
        slots
    } else {
        on_heap.resize(count, Slot::Absent);
        &mut on_heap
    };
    let owned = scan_body(tree, Keep::Scalars, kind, text, slots);
    f(Findings { slots, owned: owned.as_deref() })
}

/// Fills the slots of a tree from a body, and returns what they refer to.
pub(crate) fn scan_body<'a>(
    tree: &Tree<'_>,
    keep: Keep,
    kind: BodyKind,
    text: &'a str,
    slots: &mut [Slot<'a>],
) -> Option<Box<OwnedFindings<'a>>> {
    match kind {
        BodyKind::Json => scan_json(tree, keep, text, slots),
        #[cfg(feature = "xml")]
        BodyKind::Xml => xml::scan_xml(tree, xml::XmlRoot::Document, text, slots),
        #[cfg(feature = "xml")]
        BodyKind::XmlItem => xml::scan_xml(tree, xml::XmlRoot::Element, text, slots),
        #[cfg(not(feature = "xml"))]
        BodyKind::Xml | BodyKind::XmlItem => None,
        BodyKind::Html | BodyKind::Text => None,
    }
}

//! Finds the parts of an error that don't depend on its kind.

use std::borrow::Cow;

use errspec_data::{
    CodePlace, CodePosition, Envelope, EnvelopePart, Locator, Member, ReadResponse, Tree, Value,
};
use http::header::RETRY_AFTER;

use super::found::{Findings, Keep, Slot};
use super::json::scan_json;
use super::{ReceivedResponse, find_wait};
use crate::located::{About, Found, Text};

/// Finds what doesn't depend on the kind, given where the code of the kind is.
#[inline]
pub(crate) fn find_rest(
    envelope: &Envelope<'_>,
    received: &ReceivedResponse<'_>,
    code_at: Option<CodePosition>,
    body: &[u8],
    found: &mut Found,
) {
    const REST: [EnvelopePart; 5] = [
        EnvelopePart::RequestId,
        EnvelopePart::RetryAfter,
        EnvelopePart::ShouldRetry,
        EnvelopePart::Docs,
        EnvelopePart::Target,
    ];
    // Many envelopes have nothing but a code and a message, and many responses no `Retry-After`.
    let is_stated = REST.iter().any(|part| !envelope.locators(*part).is_empty())
        || received.headers().contains_key(RETRY_AFTER);
    if is_stated {
        find_stated_rest(envelope, received, code_at, body, found);
    }
}

#[inline(never)]
fn find_stated_rest(
    envelope: &Envelope<'_>,
    received: &ReceivedResponse<'_>,
    code_at: Option<CodePosition>,
    body: &[u8],
    found: &mut Found,
) {
    let request_id = envelope.request_id().iter().find_map(|at| received.find_identifier(at));
    found.request_id = request_id.map(|id| Text::keep(id, body));
    found.about = find_about(envelope, received, code_at, body);
}

/// Finds what an error says about itself, if it says anything.
fn find_about(
    envelope: &Envelope<'_>,
    received: &ReceivedResponse<'_>,
    code_at: Option<CodePosition>,
    body: &[u8],
) -> Option<Box<About>> {
    let headers = received.headers();
    let code = code_at.and_then(|code| envelope.locate_code(code));
    let about = About {
        retry_after: find_wait(received, headers, headers, envelope.retry_after()),
        should_retry: find_verdict(received, envelope.should_retry()),
        docs: find_link(received, envelope.docs(), code).map(|link| Text::keep(link, body)),
        target: find_target(received, envelope.target(), code).map(|target| Text::keep_cow(target, body)),
    };
    (about != About::default()).then(|| Box::new(about))
}

/// Finds the server's own verdict whether to send the request again.
fn find_verdict<R: ReadResponse>(response: &R, locators: &[Locator<'_>]) -> Option<bool> {
    let verdict_at = |at: &Locator<'_>| {
        response.find_located(at, |value| match value {
            Value::Boolean(verdict) => Some(verdict),
            Value::Text(text) => match at.cut(text)? {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            },
            _ => None,
        })
    };
    locators.iter().find_map(verdict_at)
}

/// Finds a link that can be shown: one of HTTP.
fn find_link<'r, R: ReadResponse>(
    response: &'r R,
    locators: &[Locator<'_>],
    code: Option<CodePlace<'_>>,
) -> Option<&'r str> {
    let link_at = |at: &Locator<'_>| {
        response.find_beside_code(at, code, |value| at.cut(value.text()?).filter(|text| is_http_link(text)))
    };
    locators.iter().find_map(link_at)
}

/// Returns whether a text is a link with the scheme `http` or `https`, in upper case or lower case.
fn is_http_link(text: &str) -> bool {
    let is_scheme = |scheme: &str| ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let is_odd = |character: char| character.is_whitespace() || character.is_control();
    text.split_once("://").is_some_and(|(scheme, rest)| is_scheme(scheme) && !rest.is_empty())
        && !text.contains(is_odd)
}

/// Finds what an error is about: a text, an integer, or an array of scalars, which are joined.
pub(crate) fn find_target<'r, R: ReadResponse>(
    response: &'r R,
    locators: &[Locator<'_>],
    code: Option<CodePlace<'_>>,
) -> Option<Cow<'r, str>> {
    let target_at = |at: &Locator<'_>| {
        response.find_beside_code(at, code, |value| match value {
            Value::Array(json) => at.cut(&join_scalars(json)?).map(|target| target.to_owned().into()),
            value => at.cut(value.identifier()?).map(Cow::Borrowed),
        })
    };
    locators.iter().find_map(target_at)
}

/// Joins the scalars of a JSON array with `.`, without nulls; none if something else is in it.
fn join_scalars(json: &str) -> Option<String> {
    const EACH: Tree<'static> = Tree::new(1, &[Member::new("*").with_slot(0)]);
    let mut slots = [Slot::Absent];
    let owned = scan_json(&EACH, Keep::Scalars, json, &mut slots);
    let findings = Findings { slots: &slots, owned: owned.as_deref() };
    let mut joined = String::new();
    for value in (0..).map_while(|index| findings.value(0, index)) {
        let text = match value {
            Value::Text(text) | Value::Number(text) => text,
            Value::Boolean(true) => "true",
            Value::Boolean(false) => "false",
            Value::Null => continue,
            Value::Array(_) | Value::Object => return None,
        };
        if !joined.is_empty() {
            joined.push('.');
        }
        joined.push_str(text);
    }
    (!joined.is_empty()).then_some(joined)
}

/// Finds the HTTP status that an item has of its own.
pub(crate) fn find_status<R: ReadResponse>(response: &R, locators: &[Locator<'_>]) -> Option<u16> {
    let status_at = |at: &Locator<'_>| {
        response.find_located(at, |value| {
            let digits = at.cut(value.identifier()?)?;
            let is_status = digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse().ok().filter(|status| is_status && *status >= 100)
        })
    };
    locators.iter().find_map(status_at)
}

//! Takes texts out of a response that may be shown: those that the envelope names, and what a body is.

use std::borrow::Cow;
use std::time::SystemTime;

use errspec::__private::http::header::{DATE, HeaderMap};
use errspec::__private::parse_moment;
use errspec::ErrorResponse;
use errspec_data::{Catalog, EnvelopePart, Place};

use super::finding::ShownResponse;

/// As much of a text of a server is kept, in characters.
const MAX_TEXT: usize = 200;
/// As much of a body is shown where bodies are, in characters.
const MAX_SHOWN_BODY: usize = 2000;
/// The longest time that anybody writes, in bytes.
const MAX_TIME: usize = 40;

/// Returns the message, if it is what the envelope names: not a body that is text, and not what a template makes of
/// fields.
pub(super) fn find_named_message(catalog: &Catalog<'_>, error: &ErrorResponse) -> Option<String> {
    let message = error.stated_message()?;
    let has_template = catalog.entry(error.kind_number()).is_some_and(|entry| entry.message().is_some());
    let reads_text = EnvelopePart::ALL
        .into_iter()
        .any(|part| catalog.envelope().locators(part).iter().any(|at| at.place() == Place::Text));
    let is_body = !reads_text && body_as_text(error).trim() == message;
    (!has_template && !is_body).then(|| shorten(message))
}

/// Describes what a body without a code is, without saying what is in it.
pub(super) fn describe_shape(error: &ErrorResponse) -> String {
    let text = body_as_text(error);
    let text = text.trim_start_matches('\u{feff}').trim();
    let shape = match text.as_bytes() {
        [] => "empty",
        [b'{', ..] => "a JSON object",
        [b'[', ..] => "a JSON array",
        [b'<', ..] if text.to_ascii_lowercase().contains("<html") => "a page of HTML",
        [b'<', ..] => "XML",
        _ if std::str::from_utf8(error.body()).is_err() => "not text",
        _ => "text",
    };
    format!("{shape}{}", if has_message_place(error) { " with a message" } else { "" })
}

/// Returns whether a message was found that isn't the body as a whole.
fn has_message_place(error: &ErrorResponse) -> bool {
    error.stated_message().is_some_and(|message| body_as_text(error).trim() != message)
}

/// Returns the body as text; what isn't UTF-8 is replaced.
pub(super) fn body_as_text(error: &ErrorResponse) -> Cow<'_, str> {
    String::from_utf8_lossy(error.body())
}

/// Finds when a response came: as it was recorded, else by its `Date`.
pub(super) fn find_time(recorded: Option<&str>, headers: &HeaderMap) -> Option<(SystemTime, String)> {
    let date = headers.get(DATE).and_then(|date| date.to_str().ok());
    let mut times = recorded.into_iter().chain(date).filter(|text| text.len() <= MAX_TIME);
    times.find_map(|text| Some((parse_moment(text)?, text.to_owned())))
}

/// Returns the header fields and the start of the body.
pub(super) fn show_response(error: &ErrorResponse) -> ShownResponse {
    let fields = error.headers().iter();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let headers = fields.map(|(name, value)| (name.to_string(), shorten(&text(value.as_bytes()))));
    ShownResponse {
        headers: headers.collect(),
        body: body_as_text(error).chars().take(MAX_SHOWN_BODY).collect(),
    }
}

/// Returns the start of a text of a server.
pub(super) fn shorten(text: &str) -> String {
    let mut start: String = text.chars().take(MAX_TEXT).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}

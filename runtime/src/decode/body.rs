//! Tells what a body is, by how it begins, and reads the text of one that is text.

use std::borrow::Cow;

use errspec_data::{Envelope, Format};
use http::HeaderMap;
use http::header::CONTENT_TYPE;

use super::json::Cursor;

/// The longest text that is read, in bytes: beyond it nobody reads on.
const LONGEST_TEXT: usize = 4096;

/// What a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyKind {
    /// JSON: by its first character, or as a whole if it is a scalar.
    Json,
    /// XML, where the catalog has it.
    Xml,
    /// An element of XML that is an item: its places begin inside of it.
    XmlItem,
    /// A page of HTML, by how it begins or by its content type.
    Html,
    /// Anything else, such as what a gateway answers in place of the API.
    Text,
}

impl BodyKind {
    /// Returns what an item is, given what its text looks like.
    pub(crate) fn of_item(self) -> Self {
        match self {
            Self::Xml => Self::XmlItem,
            other => other,
        }
    }
}

/// Tells what a body is that has no byte order mark.
#[inline]
pub(crate) fn classify_body(body: &str, headers: &HeaderMap, envelope: &Envelope<'_>) -> BodyKind {
    // Most bodies begin with it, and nothing else does.
    if body.starts_with('{') { BodyKind::Json } else { classify_text(body, headers, envelope) }
}

fn classify_text(body: &str, headers: &HeaderMap, envelope: &Envelope<'_>) -> BodyKind {
    let text = body.trim_start_matches(is_space);
    match text.bytes().next() {
        Some(b'{' | b'[' | b'"') => BodyKind::Json,
        Some(b'<') if is_html(text, headers) => BodyKind::Html,
        Some(b'<') if envelope.reads(Format::Xml) => BodyKind::Xml,
        Some(_) if is_json_scalar(text) => BodyKind::Json,
        _ if is_html(text, headers) => BodyKind::Html,
        _ => BodyKind::Text,
    }
}

/// Returns the text of a body that is text, trimmed and at most 4 KiB; none if it is empty or binary.
pub(crate) fn read_text(body: &str) -> Option<&str> {
    let text = body.trim();
    let end = (0..=LONGEST_TEXT.min(text.len())).rev().find(|end| text.is_char_boundary(*end))?;
    let text = text[..end].trim_end();
    let is_binary = |c: char| c == char::REPLACEMENT_CHARACTER || c.is_control() && !c.is_whitespace();
    (!text.is_empty() && !text.contains(is_binary)).then_some(text)
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}

/// Returns whether a text is a JSON scalar as a whole.
fn is_json_scalar(text: &str) -> bool {
    let text = text.trim_end_matches(is_space);
    let mut cursor = Cursor::new(text);
    cursor.skip_scalar().is_ok() && cursor.at == text.len()
}

fn is_html(text: &str, headers: &HeaderMap) -> bool {
    let starts_with =
        |mark: &str| text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    starts_with("<!doctype html") || starts_with("<html") || media_type.eq_ignore_ascii_case("text/html")
}

/// Returns the body as text, without spaces and a byte order mark before it; what isn't UTF-8 is replaced.
#[inline]
pub(crate) fn decode_utf8(body: &[u8]) -> Cow<'_, str> {
    let body = if body.starts_with(b"{") { body } else { skip_mark(body).unwrap_or(body) };
    std::str::from_utf8(body).map_or_else(|_| String::from_utf8_lossy(body), Cow::Borrowed)
}

/// Skips a byte order mark and the spaces before it, if there is one.
fn skip_mark(body: &[u8]) -> Option<&[u8]> {
    body.trim_ascii_start().strip_prefix("\u{feff}".as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: Envelope<'static> = Envelope::new().with_formats(&[Format::Json, Format::Xml]);

    fn classify(body: &str) -> BodyKind {
        classify_body(body, &HeaderMap::new(), &Envelope::new())
    }

    #[test]
    fn first_character_tells_json() {
        for body in ["{", "[1", "\"text", "42", "-1.5e3", "null", " true\n", "\n {"] {
            assert_eq!(classify(body), BodyKind::Json, "{body}");
        }
        for body in ["", "  ", "42 is the answer", "true story", "nullify", "-", "<b>no</b> page", "'a'"] {
            assert_eq!(classify(body), BodyKind::Text, "{body}");
        }
    }

    #[test]
    fn pages_are_html_whatever_a_catalog_reads() {
        let headers: HeaderMap =
            [(CONTENT_TYPE, "Text/HTML; charset=utf-8".parse().unwrap())].into_iter().collect();
        for envelope in [Envelope::new(), XML] {
            for body in ["<!DOCTYPE html><p>", "\n<HTML lang=en>"] {
                assert_eq!(classify_body(body, &HeaderMap::new(), &envelope), BodyKind::Html, "{body}");
            }
            assert_eq!(classify_body("Bad gateway", &headers, &envelope), BodyKind::Html);
            assert_eq!(classify_body("<Error/>", &headers, &envelope), BodyKind::Html);
            assert_eq!(classify_body("{}", &headers, &envelope), BodyKind::Json);
        }
    }

    #[test]
    fn xml_is_xml_where_a_catalog_reads_it() {
        let body = "<?xml version=\"1.0\"?><Error/>";
        assert_eq!(classify_body(body, &HeaderMap::new(), &XML), BodyKind::Xml);
        assert_eq!(classify(body), BodyKind::Text);
    }

    #[test]
    fn text_is_trimmed_and_not_binary() {
        assert_eq!(read_text(" upstream connect error\n"), Some("upstream connect error"));
        assert_eq!(["", " \n", "a\0b", "a\u{fffd}b"].map(read_text), [None; 4]);
    }

    #[test]
    fn long_text_is_cut_between_characters() {
        let text = format!("a{}", "é".repeat(3000));
        assert_eq!(read_text(&text).map(str::len), Some(4095));
    }
}

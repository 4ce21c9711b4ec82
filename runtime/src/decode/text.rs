//! Reads bodies that are text, such as what a gateway answers in place of the API: the text is the message.

use errspec_data::Tree;
use http::HeaderMap;
use http::header::CONTENT_TYPE;

use super::json::{Keep, Slot, scan_json};

/// The longest text that is taken as a message, in bytes: beyond it nobody reads on.
const LONGEST_MESSAGE: usize = 4096;

/// Finds the message in a body that is text; none if it is JSON, a page of HTML, or no text at all.
pub(super) fn find_text_message<'b>(body: &'b str, headers: &HeaderMap) -> Option<&'b str> {
    let text = body.trim();
    let is_binary = |c: char| c == char::REPLACEMENT_CHARACTER || c.is_control() && !c.is_whitespace();
    if text.is_empty() || is_json(text) || is_html(text, headers) || text.contains(is_binary) {
        return None;
    }
    let end = (0..=LONGEST_MESSAGE.min(text.len())).rev().find(|end| text.is_char_boundary(*end))?;
    Some(text[..end].trim_end())
}

/// Returns whether a body is JSON: by its first character, or as a whole if it is a scalar.
fn is_json(text: &str) -> bool {
    const ROOT: Tree<'static> = Tree::new(1, &[]).with_slot(0);
    if text.starts_with(['{', '[', '"']) {
        return true;
    }
    let mut slots = [Slot::Absent];
    scan_json(&ROOT, Keep::Json, text, &mut slots);
    matches!(slots, [Slot::Json(json)] if json.len() == text.len())
}

/// Returns whether a body is a page of HTML, by how it begins or by its content type.
fn is_html(text: &str, headers: &HeaderMap) -> bool {
    let starts_with =
        |mark: &str| text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    starts_with("<!doctype html") || starts_with("<html") || media_type.eq_ignore_ascii_case("text/html")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(body: &str) -> Option<&str> {
        find_text_message(body, &HeaderMap::new())
    }

    #[test]
    fn text_is_the_message() {
        assert_eq!(message(" upstream connect error\n"), Some("upstream connect error"));
        assert_eq!(message("429 Too Many Requests"), Some("429 Too Many Requests"));
        assert_eq!(message("true story"), Some("true story"));
        assert_eq!(message("<b>no</b> page"), Some("<b>no</b> page"));
    }

    #[test]
    fn json_html_and_binary_are_no_text() {
        for body in ["", "  ", "{", "[1", "\"text", "42", "-1.5e3", "null", "true"] {
            assert_eq!(message(body), None, "{body}");
        }
        for body in ["<!DOCTYPE html><p>", "<HTML>", "a\0b", "a\u{fffd}b"] {
            assert_eq!(message(body), None, "{body}");
        }
        let html = [(CONTENT_TYPE, "Text/HTML; charset=utf-8".parse().unwrap())].into_iter().collect();
        assert_eq!(find_text_message("Bad gateway", &html), None);
    }

    #[test]
    fn long_text_is_cut_between_characters() {
        let text = format!("a{}", "é".repeat(3000));
        assert_eq!(message(&text).map(str::len), Some(4095));
    }
}

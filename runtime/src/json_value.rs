//! Reads and writes single JSON values (RFC 8259), as fields have them.

use std::fmt::Write as _;

use errspec_data::{DraftValue, Value};

use crate::decode::json::{Cursor, read_string};

/// Returns the digits of a number, without spaces around them.
pub(crate) fn read_number(json: &str) -> Option<&str> {
    match read_plain(json)? {
        Value::Number(digits) => Some(digits),
        _ => None,
    }
}

/// Returns which boolean it is.
pub(crate) fn read_boolean(json: &str) -> Option<bool> {
    match read_plain(json)? {
        Value::Boolean(value) => Some(value),
        _ => None,
    }
}

/// Reads a number or a word that is all there is.
fn read_plain(json: &str) -> Option<Value<'_>> {
    let mut cursor = Cursor::new(json);
    cursor.skip_space();
    let value = cursor.take_plain().ok()?;
    cursor.skip_space();
    cursor.peek().is_none().then_some(value)
}

/// Makes a value that is given as JSON one that can be put into a draft.
pub(crate) fn make_draft_value(json: &str) -> DraftValue {
    match (read_string(json), read_plain(json)) {
        (Some(text), _) => DraftValue::Text(text.into_owned()),
        (None, Some(value)) => value.into(),
        (None, None) => DraftValue::Json(json.to_owned()),
    }
}

/// Returns any value as it is written, but for the spaces outside of its strings.
pub(crate) fn compact_value(json: &str) -> Option<String> {
    let mut cursor = Cursor::new(json);
    cursor.skip_value().ok()?;
    cursor.skip_space();
    if cursor.peek().is_some() {
        return None;
    }
    let (mut is_in_string, mut is_escaped) = (false, false);
    let is_kept = |character: &char| {
        let is_quote = *character == '"' && !is_escaped;
        is_escaped = is_in_string && *character == '\\' && !is_escaped;
        is_in_string ^= is_quote;
        is_in_string || !character.is_ascii_whitespace()
    };
    Some(json.chars().filter(is_kept).collect())
}

/// Writes a string with its quotes.
pub(crate) fn write_string(text: &str, json: &mut String) {
    json.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => json.extend(['\\', character]),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            // A `String` takes whatever is written.
            '\0'..' ' => drop(write!(json, "\\u{:04x}", u32::from(character))),
            _ => json.push(character),
        }
    }
    json.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped() {
        let mut json = String::new();
        write_string("a\"\\\n\u{7}é", &mut json);
        assert_eq!(json, r#""a\"\\\n\u0007é""#);
    }

    #[test]
    fn spaces_outside_of_strings_are_dropped() {
        let json = " { \"a b\" : [ 1.0 ,\n\"c \\\" d\" , \"\\\\\" ] } ";
        assert_eq!(compact_value(json).as_deref(), Some(r#"{"a b":[1.0,"c \" d","\\"]}"#));
        assert_eq!(compact_value("[1] 2"), None);
        assert_eq!(compact_value("[1"), None);
    }
}

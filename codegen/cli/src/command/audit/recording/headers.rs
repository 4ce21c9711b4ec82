//! Reads header fields in the ways in which recordings write them.

use errspec::__private::http::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;

/// More fields than a server sends.
const MAX_FIELDS: usize = 1000;

/// Reads header fields: an object, whose members are texts or lists of them; or a list of pairs, or of objects with
/// `name` and `value`. What can't be a field, as the pseudo fields of HTTP/2 can't, is left out.
pub(super) fn read_header_fields(fields: &Value) -> HeaderMap {
    let mut headers = HeaderMap::new();
    match fields {
        Value::Object(members) => {
            members.iter().take(MAX_FIELDS).for_each(|(name, value)| add_field(&mut headers, name, value));
        }
        Value::Array(items) => {
            for (name, value) in items.iter().take(MAX_FIELDS).filter_map(split_field) {
                add_field(&mut headers, name, value);
            }
        }
        _ => {}
    }
    headers
}

/// Returns the status among the fields of HTTP/2 and later, where it is one of them.
pub(super) fn find_pseudo_status(fields: &Value) -> Option<u16> {
    let value = match fields {
        Value::Object(members) => members.get(":status"),
        Value::Array(items) => {
            items.iter().filter_map(split_field).find(|(name, _)| *name == ":status").map(|(_, value)| value)
        }
        _ => None,
    };
    read_status(value?)
}

/// Reads a status, which may be written as a text.
pub(super) fn read_status(value: &Value) -> Option<u16> {
    let number = match value {
        Value::Number(number) => number.as_u64()?,
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    u16::try_from(number).ok().filter(|status| (100..1000).contains(status))
}

fn split_field(item: &Value) -> Option<(&str, &Value)> {
    match item {
        Value::Array(pair) => match &pair[..] {
            [name, value] => Some((name.as_str()?, value)),
            _ => None,
        },
        Value::Object(members) => Some((members.get("name")?.as_str()?, members.get("value")?)),
        _ => None,
    }
}

fn add_field(headers: &mut HeaderMap, name: &str, value: &Value) {
    match value {
        Value::Array(values) => {
            for value in values.iter().take(MAX_FIELDS).filter(|value| !value.is_array()) {
                add_field(headers, name, value);
            }
        }
        // Chromium writes several fields of one name as lines.
        Value::String(text) => text.split('\n').for_each(|line| add_text(headers, name, line)),
        Value::Number(number) => add_text(headers, name, &number.to_string()),
        _ => {}
    }
}

fn add_text(headers: &mut HeaderMap, name: &str, text: &str) {
    let field = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(text.trim().as_bytes()));
    if let (Ok(name), Ok(value)) = field {
        let _ = headers.try_append(name, value);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_way_of_writing_fields() {
        for fields in [
            json!({ "A": ["1", "2"], "B": 3, ":status": "404", "c d": "x", "e": null }),
            json!([["A", "1"], ["a", "2"], ["B", "3"], [":status", "404"], ["x"], 7]),
            json!([{ "name": "A", "value": "1\n2" }, { "name": "b", "value": 3 }, { "name": ":status", "value": 404 }]),
        ] {
            let headers = read_header_fields(&fields);
            let values: Vec<_> = headers.get_all("a").iter().chain(headers.get_all("b")).collect();
            assert!(headers.len() == 3 && values == ["1", "2", "3"], "{fields}: {headers:?}");
            assert_eq!(find_pseudo_status(&fields), Some(404), "{fields}");
        }
    }
}

//! Writes JSON values as the XML that catalogs read as the same values.

use std::fmt::Write as _;

use crate::json_value::Json;

/// Marks a member that is an attribute.
const ATTRIBUTE: char = '@';

/// Returns a body as an XML document; none if it has no root element, which is its only member, or if a name can't be
/// that of an element.
pub(crate) fn render_xml(body: &Json) -> Option<String> {
    let Json::Object(members) = body else { return None };
    let [(name, root)] = &members[..] else { return None };
    if name.starts_with(ATTRIBUTE) || matches!(root, Json::Array(_)) || !has_xml_names(body) {
        return None;
    }
    let mut out = String::new();
    write_element(name, root, 0, &mut out);
    Some(out)
}

fn has_xml_names(value: &Json) -> bool {
    match value {
        Json::Object(members) => members.iter().all(|(name, value)| {
            let name = name.strip_prefix(ATTRIBUTE).unwrap_or(name);
            let is_start = |c: char| c.is_ascii_alphabetic() || c == '_';
            let is_part = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
            name.starts_with(is_start) && name.chars().all(is_part) && has_xml_names(value)
        }),
        Json::Array(elements) => elements.iter().all(has_xml_names),
        Json::Literal(_) | Json::Text(_) => true,
    }
}

/// Writes an element; those of an array are repeated.
fn write_element(name: &str, value: &Json, depth: usize, out: &mut String) {
    let (indent, break_line) = ("  ".repeat(depth), if out.is_empty() { "" } else { "\n" });
    match value {
        Json::Array(elements) => {
            for element in elements {
                write_element(name, element, depth, out);
            }
        }
        Json::Object(members) => {
            let _ = write!(out, "{break_line}{indent}<{name}");
            let (attributes, children): (Vec<_>, Vec<_>) =
                members.iter().partition(|(name, _)| name.starts_with(ATTRIBUTE));
            for (attribute, value) in attributes {
                let attribute = attribute.trim_start_matches(ATTRIBUTE);
                let _ = write!(out, " {attribute}=\"{}\"", escape_xml(&value.to_string()));
            }
            if children.is_empty() {
                out.push_str("/>");
                return;
            }
            out.push('>');
            for (name, child) in children {
                write_element(name, child, depth + 1, out);
            }
            let _ = write!(out, "\n{indent}</{name}>");
        }
        scalar => {
            let text = escape_xml(&scalar.to_string());
            let _ = write!(out, "{break_line}{indent}<{name}>{text}</{name}>");
        }
    }
}

fn escape_xml(text: &str) -> String {
    let text: String =
        text.chars().map(|c| if errspec_spec::is_hostile(c) { '\u{FFFD}' } else { c }).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn body_with_a_root_is_a_document() {
        let errors = [Json::object([("Code", "a<b".into())]), Json::object([("@kind", 5.into())])];
        let root = Json::object([("@id", "\"x\"".into()), ("Error", errors.into_iter().collect())]);
        let document = render_xml(&Json::object([("Response", root)])).unwrap();
        assert_eq!(
            document,
            "<Response id=\"&quot;x&quot;\">\n  <Error>\n    <Code>a&lt;b</Code>\n  </Error>\n  \
             <Error kind=\"5\"/>\n</Response>"
        );
    }

    #[test]
    fn body_without_a_root_is_no_document() {
        for body in [
            Json::object([]),
            Json::from("x"),
            Json::object([("a", 1.into()), ("b", 2.into())]),
            Json::object([("a b", 1.into())]),
            Json::object([("a", [Json::from(1)].into_iter().collect())]),
        ] {
            assert_eq!(render_xml(&body), None);
        }
    }
}

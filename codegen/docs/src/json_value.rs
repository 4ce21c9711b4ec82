//! Holds JSON values and writes them as readable documents, always the same bytes for the same value.

use std::fmt::{self, Write as _};

use errspec_data::{DraftBody, DraftValue};

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    /// A number, a boolean or `null`, as it is written.
    Literal(String),
    Text(String),
    Array(Vec<Json>),
    /// The members in the order in which they are written.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Makes an object with these members, in this order.
    pub(crate) fn object<const N: usize>(members: [(&str, Self); N]) -> Self {
        Self::map(members.map(|(name, value)| (name.to_owned(), value)))
    }

    /// Makes an object with members whose names are computed.
    pub(crate) fn map(members: impl IntoIterator<Item = (String, Self)>) -> Self {
        Self::Object(members.into_iter().collect())
    }

    pub(crate) fn null() -> Self {
        Self::Literal("null".to_owned())
    }

    /// Makes the value of a body that was drafted. What was left empty inside of an array is `null`.
    pub(crate) fn from_draft(body: DraftBody<'_>) -> Self {
        match body {
            DraftBody::Empty => Self::null(),
            DraftBody::Leaf(value) => value.into(),
            DraftBody::Array(items) => items.into_iter().map(Self::from_draft).collect(),
            DraftBody::Object(members) => Self::map(
                members.into_iter().map(|(name, value)| (name.into_owned(), Self::from_draft(value))),
            ),
        }
    }

    /// Removes the members that are `null` or empty, at every depth.
    pub(crate) fn without_empty_members(self) -> Self {
        match self {
            Self::Array(items) => items.into_iter().map(Self::without_empty_members).collect(),
            Self::Object(members) => {
                let kept = members.into_iter().filter(|(_, value)| !value.is_null_or_empty());
                Self::map(kept.map(|(name, value)| (name, value.without_empty_members())))
            }
            Self::Literal(_) | Self::Text(_) => self,
        }
    }

    fn is_null_or_empty(&self) -> bool {
        match self {
            Self::Literal(literal) => literal == "null",
            Self::Text(_) => false,
            Self::Array(items) => items.is_empty(),
            Self::Object(members) => members.is_empty(),
        }
    }

    /// Formats the value on several lines, indented by two spaces.
    pub(crate) fn to_pretty(&self) -> String {
        let mut out = String::new();
        self.write_at_depth(0, &mut out);
        out
    }

    fn write_at_depth(&self, depth: usize, out: &mut String) {
        match self {
            Self::Literal(literal) => out.push_str(literal),
            Self::Text(text) => write_json_string(text, out),
            Self::Array(items) => {
                let items = items.iter().map(|item| (None, item));
                write_members(['[', ']'], items, depth, out);
            }
            Self::Object(members) => {
                let members = members.iter().map(|(name, value)| (Some(name.as_str()), value));
                write_members(['{', '}'], members, depth, out);
            }
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Literal(value.to_string())
    }
}

impl From<u128> for Json {
    fn from(number: u128) -> Self {
        Self::Literal(number.to_string())
    }
}

impl From<DraftValue> for Json {
    fn from(value: DraftValue) -> Self {
        match value {
            DraftValue::Boolean(value) => value.into(),
            // An empty object is what documentation shows of a field that is any JSON.
            DraftValue::Json(json) if json == "{}" => Self::object([]),
            DraftValue::Number(json) | DraftValue::Json(json) => Self::Literal(json),
            DraftValue::Text(text) => Self::Text(text),
        }
    }
}

/// Shows a text without quotes.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            other => f.write_str(&other.to_pretty()),
        }
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(Self::null, Into::into)
    }
}

impl<T: Into<Json>> FromIterator<T> for Json {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

/// Writes the elements of an array, or the members of an object with their names, one on each line.
fn write_members<'a>(
    [open, close]: [char; 2],
    members: impl ExactSizeIterator<Item = (Option<&'a str>, &'a Json)>,
    depth: usize,
    out: &mut String,
) {
    out.push(open);
    let is_empty = members.len() == 0;
    for (index, (name, value)) in members.enumerate() {
        out.push_str(if index > 0 { ",\n" } else { "\n" });
        out.push_str(&"  ".repeat(depth + 1));
        if let Some(name) = name {
            write_json_string(name, out);
            out.push_str(": ");
        }
        value.write_at_depth(depth + 1, out);
    }
    if !is_empty {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    }
    out.push(close);
}

/// Writes a JSON string. Invisible characters are escaped as well, so that nothing on a page is hidden or reordered.
fn write_json_string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if errspec_spec::is_hostile(c) => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            // GitHub's runner, in whose logs documents may be, takes `##[` for a command wherever it is.
            '[' if out.ends_with("##") => out.push_str("\\u005b"),
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_members_are_removed_at_every_depth() {
        let inner = Json::object([("a", Json::null()), ("b", 1.into()), ("c", Json::Array(Vec::new()))]);
        let outer = Json::object([("items", [inner].into_iter().collect()), ("none", Json::object([]))]);
        assert_eq!(
            outer.without_empty_members().to_pretty(),
            "{\n  \"items\": [\n    {\n      \"b\": 1\n    }\n  ]\n}"
        );
    }

    #[test]
    fn quotes_and_invisible_characters_are_escaped() {
        assert_eq!(Json::from("a\"\\\n\u{202E}\u{7}").to_pretty(), r#""a\"\\\n\u202e\u0007""#);
        assert_eq!(Json::from("##[a").to_pretty(), r###""##\u005ba""###);
    }
}

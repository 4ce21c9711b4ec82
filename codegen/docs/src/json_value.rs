//! Values and the places they belong to → a JSON document, readable.

use std::borrow::Cow;
use std::fmt::Write as _;

use errspec_data::Pointer;

/// The largest index that an array is filled up to; what is larger is the name of a member.
const MAX_INDEX: usize = 9;

/// A JSON value in the making.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    /// Nothing yet.
    Hole,
    /// A number, a boolean or `null`, as it is written.
    Literal(String),
    Text(String),
    Array(Vec<Json>),
    /// Members in the order in which they were put.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// An object with these members, in this order.
    pub(crate) fn object<const N: usize>(members: [(&str, Self); N]) -> Self {
        Self::map(members.map(|(name, value)| (name.to_owned(), value)))
    }

    /// An object whose members' names aren't known beforehand.
    pub(crate) fn map(members: impl IntoIterator<Item = (String, Self)>) -> Self {
        Self::Object(members.into_iter().collect())
    }

    /// The same without the members that say nothing: nulls, and empty arrays and objects.
    pub(crate) fn sparse(self) -> Self {
        let nothing = [Self::null(), Self::Array(Vec::new()), Self::Object(Vec::new())];
        let says_nothing = |value: &Self| nothing.contains(value);
        match self {
            Self::Array(items) => items.into_iter().map(Self::sparse).collect(),
            Self::Object(members) => {
                let telling = members.into_iter().filter(|(_, value)| !says_nothing(value));
                Self::map(telling.map(|(name, value)| (name, value.sparse())))
            }
            other => other,
        }
    }

    pub(crate) fn null() -> Self {
        Self::Literal("null".to_owned())
    }

    /// What a text stands for that can be any scalar: `false` is most likely the boolean.
    pub(crate) fn scalar(text: &str) -> Self {
        let is_number = text.parse::<i64>().is_ok_and(|number| number.to_string() == text);
        if is_number || ["true", "false"].contains(&text) {
            return Self::Literal(text.to_owned());
        }
        Self::Text(text.to_owned())
    }

    /// Puts a value at a JSON Pointer, unless something else is there or in the way.
    pub(crate) fn put(&mut self, pointer: Pointer<'_>, value: Json) -> bool {
        self.put_at(&pointer.tokens().collect::<Vec<_>>(), value)
    }

    fn put_at(&mut self, path: &[Cow<'_, str>], value: Json) -> bool {
        let Some((token, rest)) = path.split_first() else {
            let free = *self == Self::Hole;
            if free {
                *self = value;
            }
            return free;
        };
        if *self == Self::Hole {
            *self = if index(token).is_some() { Self::Array(Vec::new()) } else { Self::Object(Vec::new()) };
        }
        self.member(token).is_some_and(|member| member.put_at(rest, value))
    }

    /// The member or element of this name, made if it can be.
    fn member(&mut self, token: &str) -> Option<&mut Json> {
        match self {
            Self::Array(items) => {
                let index = index(token)?;
                items.resize(items.len().max(index + 1), Self::Hole);
                items.get_mut(index)
            }
            Self::Object(members) => {
                let known = members.iter().position(|(name, _)| name == token);
                let position = known.unwrap_or_else(|| {
                    members.push((token.to_owned(), Self::Hole));
                    members.len() - 1
                });
                members.get_mut(position).map(|(_, value)| value)
            }
            Self::Hole | Self::Literal(_) | Self::Text(_) => None,
        }
    }

    /// The document on several lines, indented by two spaces.
    pub(crate) fn pretty(&self) -> String {
        let mut out = String::new();
        self.write(0, &mut out);
        out
    }

    fn write(&self, depth: usize, out: &mut String) {
        match self {
            Self::Hole => out.push_str("{}"),
            Self::Literal(literal) => out.push_str(literal),
            Self::Text(text) => write_text(text, out),
            Self::Array(items) => {
                let items = items.iter().map(|item| (None, item));
                write_all(['[', ']'], items, depth, out);
            }
            Self::Object(members) => {
                let members = members.iter().map(|(name, value)| (Some(name.as_str()), value));
                write_all(['{', '}'], members, depth, out);
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

fn write_all<'a>(
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
            write_text(name, out);
            out.push_str(": ");
        }
        value.write(depth + 1, out);
    }
    if !is_empty {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    }
    out.push(close);
}

/// A JSON string; what can't be seen is escaped as well.
fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if errspec_codegen::text::is_hostile(c) => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// An index into an array, RFC 6901, section 4.
pub(crate) fn index(token: &str) -> Option<usize> {
    let index = token.parse::<usize>().ok().filter(|index| *index <= MAX_INDEX)?;
    (index.to_string() == token).then_some(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(json: &mut Json, path: &str, value: &str) -> bool {
        json.put(Pointer::new(path), Json::scalar(value))
    }

    #[test]
    fn values_stand_where_pointers_say() {
        let mut json = Json::Hole;
        assert!(put(&mut json, "/errors/0/code", "x"));
        assert!(put(&mut json, "/errors/0/final", "true"));
        assert!(put(&mut json, "/status", "-5"));
        assert_eq!(
            json.pretty(),
            "{\n  \"errors\": [\n    {\n      \"code\": \"x\",\n      \"final\": true\n    }\n  ],\n  \"status\": -5\n}"
        );
    }

    #[test]
    fn what_is_there_stays() {
        let mut json = Json::Hole;
        assert!(put(&mut json, "/error", "x"));
        assert!(!put(&mut json, "/error", "y"));
        assert!(!put(&mut json, "/error/message", "y"));
        assert_eq!(json.pretty(), "{\n  \"error\": \"x\"\n}");
    }

    #[test]
    fn texts_are_escaped() {
        assert_eq!(Json::scalar("a\"\\\n\u{202E}\u{7}").pretty(), r#""a\"\\\n\u202e\u0007""#);
    }
}

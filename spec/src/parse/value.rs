//! Reads single values out of nodes and reports what it can't read.

use super::parsed::OddBoolean;
use super::{Map, Part, Reader};
use crate::name::{convert_text, is_type_name};
use crate::span::Spanned;
use crate::yaml::{Node, Style, Value};

impl<'a> Reader<'a, '_> {
    /// Parses a part of an entry.
    pub(super) fn parse_part<T>(
        &mut self,
        map: &Map<'_>,
        key: &str,
        parse: impl FnOnce(&mut Self, &Node) -> Option<T>,
    ) -> Part<T> {
        match map.get(key) {
            Some(node) => match parse(self, node) {
                Some(value) => Part::Read(Spanned { value, span: node.span }),
                None => Part::Unreadable,
            },
            None if map.mistyped.contains(&key) => Part::Unreadable,
            None => Part::Absent,
        }
    }

    /// Parses a part that consists of others; returns as well whether all of them can be read.
    pub(super) fn parse_whole<T: Default>(
        &mut self,
        map: &Map<'_>,
        key: &'static str,
        parse: impl FnOnce(&mut Self, &Node) -> T,
    ) -> (T, bool) {
        let before = self.problems.len();
        let node = map.get(key);
        let value = node.map_or_else(T::default, |node| parse(self, node));
        let is_broken = node.is_some_and(Node::contains_broken)
            || self.problems.len() > before
            || map.mistyped.contains(&key);
        (value, !is_broken)
    }

    /// Returns the text of any scalar.
    pub(super) fn parse_text<'n>(&mut self, node: &'n Node) -> Option<&'n str> {
        let text = node.scalar();
        if text.is_none() {
            self.report_type(node, "text", None);
        }
        text
    }

    /// Returns the trimmed text of a key, unless nothing is left of it.
    pub(super) fn parse_optional_text(&mut self, map: &Map<'_>, key: &str) -> Option<&'a str> {
        let text = self.parse_text(map.get(key)?)?.trim();
        (!text.is_empty()).then(|| self.keep_text(text))
    }

    /// Returns a text as it is written, and reports an empty one.
    pub(super) fn parse_non_empty(&mut self, node: &Node, key: &str) -> Option<&'a str> {
        let text = self.parse_text(node)?;
        if text.is_empty() {
            self.report_invalid(node, format!("`{key}` is empty"), "write a text, or leave the key out");
            return None;
        }
        if node.is_null() {
            let help = format!("put quotes around the text: `\"{text}\"`");
            self.report_invalid(node, format!("`{key}` is null"), help);
            return None;
        }
        Some(self.keep_text(text))
    }

    /// Returns the words of a text on one line.
    pub(super) fn parse_sentence(&mut self, node: &Node) -> Option<&'a str> {
        let text = self.parse_text(node)?;
        Some(self.keep_text(&text.split_whitespace().collect::<Vec<_>>().join(" ")))
    }

    pub(super) fn parse_boolean(&mut self, node: &Node) -> Option<bool> {
        match &node.value {
            Value::Scalar { text, style: Style::Plain } if text == "true" => Some(true),
            Value::Scalar { text, style: Style::Plain } if text == "false" => Some(false),
            Value::Scalar { text, .. } => {
                let (found, help) = match text.to_ascii_lowercase().as_str() {
                    "true" | "false" if node.is_quoted() => (
                        format!("the string `{text}`"),
                        format!("remove the quotes: `{}`", text.to_ascii_lowercase()),
                    ),
                    "true" | "yes" | "on" | "y" | "1" => (format!("`{text}`"), "write `true`".to_owned()),
                    "false" | "no" | "off" | "n" | "0" => (format!("`{text}`"), "write `false`".to_owned()),
                    _ => (format!("`{text}`"), "write `true` or `false`".to_owned()),
                };
                self.report_invalid(node, format!("expected a boolean, found {found}"), help);
                None
            }
            _ => {
                self.report_type(node, "a boolean", Some("true"));
                None
            }
        }
    }

    /// Keeps a scalar without quotes that YAML 1.1 takes for a boolean and JSON doesn't, for the lint that reports it.
    pub(super) fn note_odd_boolean(&mut self, node: &Node) {
        let Value::Scalar { text, style: Style::Plain } = &node.value else { return };
        let meant = match text.to_ascii_lowercase().as_str() {
            "true" if text != "true" => true,
            "false" if text != "false" => false,
            "yes" | "on" => true,
            "no" | "off" => false,
            _ => return,
        };
        let odd = OddBoolean { text: self.keep_text(text), meant };
        self.odd_booleans.push(Spanned { value: odd, span: node.span });
    }

    /// Returns the value that has a name.
    pub(super) fn parse_choice<T: Copy>(
        &mut self,
        node: &Node,
        kind: &str,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
        let index = self.parse_known_name(node, kind, &names)?;
        choices.get(index).map(|(_, value)| *value)
    }

    /// Returns which of the names it is.
    fn parse_known_name(&mut self, node: &Node, kind: &str, names: &[&'static str]) -> Option<usize> {
        let Some(text) = node.scalar() else {
            self.report_type(node, &format!("one {kind}"), names.first().copied());
            return None;
        };
        let found = names.iter().position(|name| *name == text);
        if found.is_none() {
            let message = format!("unknown {kind} `{text}`");
            self.report_unknown(node.span, "invalid-value", message, text, names);
        }
        found
    }

    /// Returns a name in `UpperCamelCase` that Rust can have as that of a type or variant.
    pub(super) fn parse_type_name(&mut self, node: &Node) -> Option<&'a str> {
        let text = self.parse_text(node)?;
        if is_type_name(text) {
            return Some(self.keep_text(text));
        }
        let help = match convert_text(text) {
            Some(name) => format!("write `{name}`"),
            None => "start with a capital letter; use letters and digits only".to_owned(),
        };
        self.report_invalid(node, format!("`{text}` is not in UpperCamelCase"), help);
        None
    }

    /// Returns a link that a page can contain: http, https or relative, without characters that would end it.
    pub(super) fn parse_url(&mut self, node: &Node) -> Option<&'a str> {
        let text = self.parse_text(node)?;
        let before_colon = text.split_once(':').map(|(scheme, _)| scheme);
        let scheme = before_colon.filter(|scheme| !scheme.contains(['/', '#', '?']));
        let is_hostile = |c: char| c.is_whitespace() || c.is_control() || "<>\"`\\|^".contains(c);
        if scheme.is_some_and(|scheme| !["http", "https"].contains(&scheme)) || text.contains(is_hostile) {
            let help = "write a URL that starts with `https://`, with spaces as `%20`";
            self.report_invalid(node, "`docs` is not a URL", help);
            return None;
        }
        (!text.is_empty()).then(|| self.keep_text(text))
    }
}

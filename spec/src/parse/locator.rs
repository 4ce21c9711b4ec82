//! Parses locators and conditions: where a value is in a response, and what it has to be.

use errspec_data::{Condition, Expected, Locator, Place, Unit};

use super::{Map, Reader};
use crate::vocabulary;
use crate::yaml::{Node, Value};

/// The runtime's reader of JSON goes 128 levels deep.
const MAX_LEVELS: usize = 100;

impl<'a> Reader<'a, '_> {
    /// Parses one locator or a list of them.
    pub(super) fn parse_locators(&mut self, node: &Node, key: &str) -> &'a [Locator<'a>] {
        let nodes = self.parse_one_or_many(node, key);
        let locators: Vec<_> = nodes.into_iter().filter_map(|node| self.parse_locator(node)).collect();
        self.keep_list(&locators)
    }

    pub(super) fn parse_locator(&mut self, node: &Node) -> Option<Locator<'a>> {
        if node.scalar().is_some() {
            return self.parse_place(node).map(Locator::at);
        }
        let map = self.parse_map(node, &vocabulary::LOCATOR)?;
        let place = map.get("at").and_then(|node| self.parse_place(node));
        let (after, before) = (self.parse_mark(&map, "after"), self.parse_mark(&map, "before"));
        let unit = map.get("unit").map_or(Some(Unit::default()), |node| self.parse_unit(node));
        let whole = Locator::at(place?).with_unit(unit?);
        let after_cut = after.map_or(whole, |mark| whole.with_after(mark));
        Some(before.map_or(after_cut, |mark| after_cut.with_before(mark)))
    }

    /// Parses a mark, which is kept as it is: it may be a space.
    fn parse_mark(&mut self, map: &Map<'_>, key: &str) -> Option<&'a str> {
        self.parse_non_empty(map.get(key)?, key)
    }

    fn parse_unit(&mut self, node: &Node) -> Option<Unit> {
        self.parse_choice(node, "unit", &Unit::ALL.map(|unit| (unit.name(), unit)))
    }

    /// Parses a JSON Pointer or `header:NAME`.
    pub(super) fn parse_place(&mut self, node: &Node) -> Option<Place<'a>> {
        let text = self.parse_text(node)?;
        match text.split_once(':') {
            Some(("header", name)) => self.parse_header(node, name.trim()),
            _ => self.parse_pointer(node).map(Place::body),
        }
    }

    fn parse_header(&mut self, node: &Node, name: &str) -> Option<Place<'a>> {
        if let Ok(name) = http::HeaderName::from_bytes(name.as_bytes()) {
            return Some(Place::Header(self.keep_text(name.as_str())));
        }
        self.report_invalid(
            node,
            format!("invalid name of a header field: `{name}`"),
            "write `header:x-request-id`",
        );
        None
    }

    /// Parses a JSON Pointer (RFC 6901, sections 3 and 4).
    pub(super) fn parse_pointer(&mut self, node: &Node) -> Option<&'a str> {
        let text = self.parse_text(node)?;
        if !text.is_empty() && !text.starts_with('/') {
            let guess = text.trim_start_matches(['$', '.']).replace(['.', '['], "/").replace(']', "");
            let help = format!("a JSON Pointer starts with `/`: `/{guess}`; a header field is `header:NAME`");
            self.report_invalid(node, format!("invalid locator `{text}`"), help);
            return None;
        }
        if text.split('~').skip(1).any(|rest| !rest.starts_with(['0', '1'])) {
            let help = "in a JSON Pointer, write `~` as `~0`, and `/` within a name as `~1`";
            self.report_invalid(node, format!("invalid JSON Pointer `{text}`"), help);
            return None;
        }
        let levels = text.matches('/').count();
        if levels > MAX_LEVELS {
            let message = format!("JSON Pointer of {levels} levels");
            self.report_invalid(node, message, format!("the limit is {MAX_LEVELS}"));
            return None;
        }
        Some(self.keep_text(text))
    }

    /// Parses a map from places to the texts that have to be there.
    pub(super) fn parse_conditions(&mut self, node: &Node, key: &str) -> &'a [Condition<'a>] {
        let members = self.parse_members(node, "{ /error/type: card_error }").unwrap_or_default();
        if matches!(node.value, Value::Map(_)) && members.is_empty() {
            self.report_invalid(node, format!("empty map in `{key}`"), "write at least one condition");
        }
        let parsed = members.iter().filter_map(|(place, value)| self.parse_condition(place, value));
        let conditions: Vec<_> = parsed.collect();
        self.keep_list(&conditions)
    }

    fn parse_condition(&mut self, key: &Node, value: &Node) -> Option<Condition<'a>> {
        let place = self.parse_place(key);
        let expected = if value.is_null() {
            Expected::Null
        } else {
            let text = self.parse_text(value)?;
            // A header field has no booleans, so that `yes` is a text like any other there.
            if matches!(place, Some(Place::Body { .. })) {
                self.note_odd_boolean(value);
            }
            Expected::Text(self.keep_text(text))
        };
        Some(Condition::new(place?, expected))
    }
}

//! Parses locators and conditions: where a value is in a response, and what it has to be.

use errspec_data::{Condition, EnvelopePart, Expected, Locator, Place, Unit};

use super::parsed::OddPointer;
use super::{Map, Reader};
use crate::span::Spanned;
use crate::vocabulary::{self, KeyList};
use crate::yaml::{Node, Value};

/// The runtime's reader of JSON goes 128 levels deep.
const MAX_LEVELS: usize = 100;

impl<'a> Reader<'a, '_> {
    /// Parses one locator or a list of them.
    pub(super) fn parse_locators(&mut self, node: &Node, key: &str) -> &'a [Locator<'a>] {
        let nodes = self.parse_one_or_many(node, key);
        let mut locators = Vec::new();
        for node in nodes {
            self.check_unit(node, key);
            locators.extend(self.parse_locator(node));
        }
        self.keep_list(&locators)
    }

    pub(super) fn parse_locator(&mut self, node: &Node) -> Option<Locator<'a>> {
        if node.scalar().is_some() {
            return self.parse_place(node).map(Locator::at);
        }
        if let Some(key) = find_place_as_key(node) {
            let place = key.scalar().unwrap_or_default();
            self.report_invalid(
                key,
                format!("place `{place}` as a key of a locator"),
                format!("write `at: {place}`"),
            );
            return None;
        }
        let map = self.parse_map(node, &vocabulary::LOCATOR)?;
        let place = map.get("at").and_then(|node| self.parse_place(node));
        let unit = map.get("unit").map_or(Some(Unit::default()), |node| self.parse_unit(node));
        let between = map.get("between").map(|node| self.parse_between(node));
        let when = map.get("when").map_or(&[][..], |node| self.parse_conditions(node, "when"));
        let (after, before) = (self.parse_mark(&map, "after"), self.parse_mark(&map, "before"));
        let mut locator = Locator::at(place?).with_unit(unit?).with_when(when);
        if let Some(between) = between {
            let (start, end) = between?;
            locator = locator.with_between(start, end);
        }
        locator = after.map_or(locator, |mark| locator.with_after(mark));
        Some(before.map_or(locator, |mark| locator.with_before(mark)))
    }

    /// Reports a unit where no wait is read, since nothing would count it.
    pub(super) fn check_unit(&mut self, locator: &Node, key: &str) {
        let Value::Map(members) = &locator.value else { return };
        let unit = members.iter().find(|(name, _)| name.scalar() == Some("unit"));
        if let Some((name, _)) = unit.filter(|_| key != EnvelopePart::RetryAfter.key()) {
            self.report_invalid(name, format!("`unit` in `{key}`"), "leave it out: it is for `retry_after`");
        }
    }

    /// Parses the marks between which a value is; a null as the second one stands for the end.
    fn parse_between(&mut self, node: &Node) -> Option<(&'a str, Option<&'a str>)> {
        let Value::List(marks) = &node.value else {
            self.report_type(node, "a list of two marks", Some("between: [\"(\", \")\"]"));
            return None;
        };
        let [start, end] = &marks[..] else {
            let message = format!("expected two marks in `between`, found {}", marks.len());
            self.report_invalid(
                node,
                message,
                "write `[\"(\", \")\"]`, or `[\"(\", null]` for all up to the end",
            );
            return None;
        };
        if start.is_null() {
            self.report_invalid(
                start,
                "`between` without a first mark",
                "write `before: \")\"` to cut at one mark",
            );
            return None;
        }
        let first = self.parse_non_empty(start, "between");
        if end.scalar() == Some("") && end.is_quoted() {
            self.report_invalid(end, "`between` with an empty mark", "write `null` for all up to the end");
            return None;
        }
        let last = if end.is_null() { Some(None) } else { self.parse_non_empty(end, "between").map(Some) };
        Some((first?, last?))
    }

    /// Parses a mark, which is kept as it is: it may be a space.
    fn parse_mark(&mut self, map: &Map<'_>, key: &str) -> Option<&'a str> {
        self.parse_non_empty(map.get(key)?, key)
    }

    fn parse_unit(&mut self, node: &Node) -> Option<Unit> {
        self.parse_choice(node, "unit", &Unit::ALL.map(|unit| (unit.name(), unit)))
    }

    /// Parses a JSON Pointer, `header:NAME` or `body`.
    pub(super) fn parse_place(&mut self, node: &Node) -> Option<Place<'a>> {
        let Some(text) = node.scalar() else {
            self.report_type(node, "one place", Some("/error/code"));
            return None;
        };
        if text == "body" {
            return Some(Place::Text);
        }
        match text.split_once(':') {
            Some(("header", name)) => self.parse_header(node, name.trim()),
            _ if is_pointer(text) => self.parse_pointer(node).map(Place::body),
            _ => {
                self.report_invalid(node, format!("invalid locator `{text}`"), suggest_locator(text));
                None
            }
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
        let Some(text) = node.scalar() else {
            self.report_type(node, "one JSON Pointer", Some("/errors"));
            return None;
        };
        if !is_pointer(text) {
            self.report_invalid(node, format!("invalid JSON Pointer `{text}`"), suggest_pointer(text));
            return None;
        }
        if text.contains("[*]") || text.split('/').any(|token| token == "**") {
            let help =
                format!("write `{}`: `*` is every element", text.replace("[*]", "/*").replace("**", "*"));
            self.report_invalid(node, format!("invalid JSON Pointer `{text}`"), help);
            return None;
        }
        if text.split('~').skip(1).any(|rest| !rest.starts_with(['0', '1'])) {
            let help = "in a JSON Pointer, write `~` as `~0`, and `/` within a name as `~1`";
            self.report_invalid(node, format!("invalid JSON Pointer `{text}`"), help);
            return None;
        }
        self.note_odd_pointer(node, text);
        let levels = text.matches('/').count();
        if levels > MAX_LEVELS {
            let message = format!("JSON Pointer of {levels} levels");
            self.report_invalid(node, message, format!("the limit is {MAX_LEVELS}"));
            return None;
        }
        Some(self.keep_text(text))
    }

    /// Keeps a JSON Pointer that no response has anything at, for the lint that reports it.
    fn note_odd_pointer(&mut self, node: &Node, text: &str) {
        let meant = rewrite_odd_pointer(text);
        if meant != text {
            let odd = OddPointer { text: self.keep_text(text), meant: self.keep_text(&meant) };
            self.odd_pointers.push(Spanned { value: odd, span: node.span });
        }
    }

    /// Parses a map from places to the texts that have to be there.
    pub(super) fn parse_conditions(&mut self, node: &Node, key: &str) -> &'a [Condition<'a>] {
        let members = self.parse_members(node, "{ /error/type: card_error }").unwrap_or_default();
        // A key that is no place isn't among them, and was reported.
        let is_reported = self.problems.iter().any(|problem| node.span.contains(problem.start()));
        if matches!(node.value, Value::Map(_)) && members.is_empty() && !is_reported {
            self.report_invalid(node, format!("empty map in `{key}`"), "write at least one condition");
        }
        let parsed = members.iter().filter_map(|(place, value)| self.parse_condition(place, value));
        let conditions: Vec<_> = parsed.collect();
        self.keep_list(&conditions)
    }

    fn parse_condition(&mut self, key: &Node, value: &Node) -> Option<Condition<'a>> {
        if let Some(test) = key.scalar().filter(|text| vocabulary::TEST.contains(text)) {
            let help = format!("write the place first: `{{ /error/type: {{ {test}: card_error }} }}`");
            self.report_invalid(key, format!("`{test}` without a place"), help);
            return None;
        }
        let place = self.parse_place(key);
        // A header field has no booleans, so that `yes` is a text like any other there.
        if matches!(place, Some(Place::Body { .. })) {
            self.note_odd_booleans(value);
        }
        let (expected, is_negated) = self.parse_test(value)?;
        let condition = Condition::new(place?, expected);
        Some(if is_negated { condition.negate() } else { condition })
    }

    /// Parses what has to be at a place, and whether it must not be there.
    fn parse_test(&mut self, node: &Node) -> Option<(Expected<'a>, bool)> {
        let Value::Map(_) = &node.value else { return Some((self.parse_expected(node)?, false)) };
        match self.parse_only_key(node, &vocabulary::TEST)? {
            ("not", value) => Some((self.parse_expected(value)?, true)),
            _ => Some((self.parse_expected(node)?, false)),
        }
    }

    /// Parses what has to be at a place: a text, null, a list of both, or a part of a text.
    fn parse_expected(&mut self, node: &Node) -> Option<Expected<'a>> {
        match &node.value {
            Value::Map(_) => {
                let (key, value) = self.parse_only_key(node, &vocabulary::TEST)?;
                match key {
                    "prefix" => self.parse_non_empty(value, key).map(Expected::Prefix),
                    "contains" => self.parse_non_empty(value, key).map(Expected::Contains),
                    _ => {
                        let help = "leave out both `not`";
                        self.report_invalid(node, "`not` in `not`", help);
                        None
                    }
                }
            }
            Value::List(nodes) if nodes.is_empty() => {
                self.report_invalid(node, "empty list in a condition", "write at least one value");
                None
            }
            Value::List(nodes) => {
                let choices: Vec<_> = nodes.iter().map(|node| self.parse_scalar_or_null(node)).collect();
                let choices: Vec<_> = choices.into_iter().collect::<Option<_>>()?;
                Some(Expected::OneOf(self.keep_list(&choices)))
            }
            _ => self.parse_scalar_or_null(node),
        }
    }

    /// Notes the odd booleans in what a condition asks for.
    fn note_odd_booleans(&mut self, node: &Node) {
        match &node.value {
            Value::List(list) => list.iter().for_each(|node| self.note_odd_booleans(node)),
            Value::Map(members) => {
                let negated = members.iter().filter(|(key, _)| key.scalar() == Some("not"));
                negated.for_each(|(_, value)| self.note_odd_booleans(value));
            }
            _ => self.note_odd_boolean(node),
        }
    }

    fn parse_scalar_or_null(&mut self, node: &Node) -> Option<Expected<'a>> {
        if node.is_null() {
            return Some(Expected::Null);
        }
        let text = self.parse_text(node)?;
        Some(Expected::Text(self.keep_text(text)))
    }

    /// Returns the only key of a map, and its value.
    fn parse_only_key<'n>(&mut self, node: &'n Node, list: &KeyList) -> Option<(&'static str, &'n Node)> {
        let before = self.problems.len();
        let map = self.parse_map(node, list)?;
        let found: Vec<_> = list.names().filter_map(|name| Some((name, map.find_member(name)?.1))).collect();
        if let [only] = found[..] {
            return Some(only);
        }
        if self.problems.len() == before {
            let message = format!("expected one key in {}, found {}", list.subject, found.len());
            self.report_invalid(node, message, format!("write `{}`", list.example));
        }
        None
    }
}

/// Finds the key of a map that is a place, as in conditions, where the map is meant as a locator and has none.
fn find_place_as_key(node: &Node) -> Option<&Node> {
    let Value::Map(members) = &node.value else { return None };
    let mut keys = members.iter().map(|(key, _)| &**key);
    let is_place = |text: &str| text.starts_with('/') || text.starts_with("header:");
    let has_place = keys.clone().any(|key| key.scalar() == Some("at"));
    keys.find(|key| !has_place && key.scalar().is_some_and(is_place))
}

/// Returns whether a text may be a JSON Pointer, of which the empty one is the whole body.
fn is_pointer(text: &str) -> bool {
    text.is_empty() || text.starts_with('/')
}

/// Says which locator may be meant by a text that is none.
fn suggest_locator(text: &str) -> String {
    if text.contains("://") {
        let help = "say where in a response the link is: `/error/doc_url`; links of your own are `docs` of `api` or of an entry";
        return help.to_owned();
    }
    let after_header = text.get(..6).filter(|start| start.eq_ignore_ascii_case("header")).map(|_| &text[6..]);
    let name = after_header.map_or(text, |name| name.trim_start_matches(['.', ':', '/', ' ', '_']));
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte == b'-' || byte.is_ascii_alphanumeric());
    if is_name && after_header.is_some() {
        return format!("write `header:{name}`");
    }
    if is_name && name.contains('-') {
        return format!("write `header:{name}` for the header field, `/{name}` for the member of the body");
    }
    if text == "key" {
        let help =
            "write `/key` for the member of this name; `key` is for `target` in `partial` and `details`";
        return help.to_owned();
    }
    if text == "true" || text == "false" || text.starts_with(|c: char| c.is_ascii_digit()) {
        let help = "say where in a response the value is: `/error/code`, or `header:NAME` for a header field";
        return help.to_owned();
    }
    format!("{}; a header field is `header:NAME`, a whole text is `body`", suggest_pointer(text))
}

/// Writes a pointer without parts that look like another notation: `/errors[0]/code`, `/errors/-/code`, `/errors//code`
/// and a `/` at the end.
fn rewrite_odd_pointer(text: &str) -> String {
    let mut names = Vec::new();
    for part in text.split('/').skip(1).filter(|part| !part.is_empty()) {
        match part.split_once('[').and_then(|(name, rest)| Some((name, rest.strip_suffix(']')?))) {
            Some((name, index)) if index.bytes().all(|byte| byte.is_ascii_digit()) || index == "*" => {
                names.extend([name, if index.is_empty() { "*" } else { index }]);
            }
            // RFC 6901, section 4: `-` is the element behind the last one, which no response has.
            _ => names.push(if part == "-" { "*" } else { part }),
        }
    }
    let meant: String = names.iter().filter(|name| !name.is_empty()).flat_map(|name| ["/", name]).collect();
    if meant.is_empty() { text.to_owned() } else { meant }
}

/// Says which JSON Pointer may be meant by a path in another notation.
fn suggest_pointer(text: &str) -> String {
    if text.starts_with("header:") {
        return "write a JSON Pointer into the body: `/errors`".to_owned();
    }
    if text == "body" {
        return "write `\"\"` for the whole body".to_owned();
    }
    let names = text.trim_start_matches(['$', '.', '@', '#', '/']).replace("[]", "/*");
    format!("a JSON Pointer starts with `/`: `/{}`", names.replace(['.', '['], "/").replace(']', ""))
}

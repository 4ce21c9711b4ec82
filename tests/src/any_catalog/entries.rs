//! Draws entries.

use std::fmt::Write as _;

use super::{Choices, KeyDraw};

const CODES: &[&str] = &["a", "b", "5", "[a, b]", "[c, d, e]", "f", "g", "'a: b'", "'x#y'", "true", "'400'"];
const STATUSES: &[&str] = &["400", "404", "[400, 404]", "503", "200", "422", "302", "999"];
const TYPES: &[&str] = &["string", "integer", "unsigned", "number", "boolean", "json"];

/// Names of fields, in an order that doesn't matter; some are words of Rust or methods of every error.
const FIELD_NAMES: [&str; 3] = ["one", "type", "code"];

impl<'a> Choices<'a> {
    /// Draws an entry, whose name has this number.
    pub(super) fn draw_entry(&mut self, number: usize) -> String {
        if self.happens(8) {
            let notice = self.draw_notice();
            return format!("{{ code: r{number}, meaning: {}, retired: {notice} }}", self.draw_text());
        }
        let mut entry = format!("{{ name: E{number}, meaning: {}", self.draw_text());
        entry += &self.draw_identity();
        let texts: [KeyDraw<'a>; 9] = [
            ("retry", Self::draw_hint),
            ("causes", Self::draw_texts),
            ("guidance", Self::draw_text),
            ("user_message", Self::draw_text),
            ("since", Self::draw_text),
            ("deprecated", Self::draw_notice),
            ("match", Self::draw_conditions),
            ("group", |choices| choices.pick(&["g", "h"]).to_owned()),
            ("docs", |choices| {
                choices.pick(&["'https://a.example/b?c=d#e'", "'http://a.example'"]).to_owned()
            }),
        ];
        entry += &self.draw_keys(3, &texts);
        entry += &self.draw_fields();
        entry + " }"
    }

    /// Draws code and status, of which one is there.
    fn draw_identity(&mut self) -> String {
        match self.roll(8) {
            0 => format!(", status: {}", self.pick(STATUSES)),
            1 => format!(", status: {}", self.pick(&["4xx", "5xx", "3xx"])),
            2 => format!(", code: {}", self.pick(CODES)),
            _ => format!(", code: {}, status: {}", self.pick(CODES), self.pick(STATUSES)),
        }
    }

    fn draw_notice(&mut self) -> String {
        let keys: [KeyDraw<'a>; 3] = [
            ("since", Self::draw_text),
            ("note", Self::draw_text),
            ("use", |choices| choices.pick(&["E0", "a", "r1"]).to_owned()),
        ];
        let drawn = self.draw_keys(2, &keys);
        format!("{{ {} }}", drawn.trim_start_matches(", "))
    }

    fn draw_fields(&mut self) -> String {
        let count = self.roll(FIELD_NAMES.len() + 1);
        if count == 0 {
            return String::new();
        }
        let fields: Vec<_> = FIELD_NAMES[..count].iter().map(|name| self.draw_field(name)).collect();
        let mut drawn = format!(", fields: {{ {} }}", fields.join(", "));
        if self.happens(2) {
            let _ = write!(drawn, ", message: {}", self.pick(&["'{one}'", "'a {one} {{b}}'", "'a'"]));
        }
        drawn
    }

    /// Draws a place that is like those of the envelope, or one of them.
    fn draw_field_place(&mut self) -> String {
        if self.happens(3) {
            return self.draw_locator();
        }
        self.pick(&["/x/y", "/error/x", "/errors/0/x", "header:x-field", "{ at: /z, between: ['(', ')'] }"])
            .to_owned()
    }

    fn draw_field(&mut self, name: &str) -> String {
        let value_type = self.pick(TYPES);
        if self.happens(2) {
            let keys: [KeyDraw<'a>; 2] = [("at", Self::draw_field_place), ("meaning", Self::draw_text)];
            let sensitive = if name != "one" && self.happens(4) { ", sensitive: true" } else { "" };
            return format!("{name}: {{ type: {value_type}{sensitive}{} }}", self.draw_keys(2, &keys));
        }
        format!("{name}: {value_type}")
    }
}

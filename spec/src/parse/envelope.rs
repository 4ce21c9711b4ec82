//! Parses the envelope, and where a successful response keeps failures.

use errspec_data::{Condition, Envelope, EnvelopePart, Expected, Items, Locator, Place, Preset};

use super::{Map, Reader};
use crate::problem::Problem;
use crate::span::Span;
use crate::vocabulary;
use crate::yaml::{Node, Value};

impl<'a> Reader<'a, '_> {
    pub(super) fn parse_envelope(&mut self, node: &Node) -> Option<Envelope<'a>> {
        if node.scalar().is_some() {
            return self.parse_preset(node).map(Envelope::from_preset);
        }
        let map = self.parse_map(node, &vocabulary::ENVELOPE)?;
        let preset = map.get("preset");
        if preset.is_none() && map.get("code").is_none() {
            self.report_missing(&map, "code", "code: /code");
        }
        let mut envelope = match preset {
            Some(node) => self.parse_preset(node).map_or_else(Envelope::new, Envelope::from_preset),
            None => Envelope::new(),
        };
        // A key replaces its part of the preset: locators of both would be tried in an order that nobody wrote.
        for part in EnvelopePart::ALL {
            if let Some(node) = map.get(part.key()) {
                envelope = envelope.with_locators(part, self.parse_locators(node, part.key()));
            }
        }
        let failed = map.get("failed_2xx").map_or(&[][..], |node| self.parse_failed_2xx(node));
        Some(envelope.with_failed_2xx(failed))
    }

    fn parse_preset(&mut self, node: &Node) -> Option<Preset> {
        let text = self.parse_text(node)?;
        if text.starts_with('/') || text.starts_with("header:") {
            let message = format!("expected a map or a preset, found the place `{text}`");
            self.report_invalid(node, message, format!("say what is there: `{{ code: {text} }}`"));
            return None;
        }
        self.parse_choice(node, "preset", &Preset::ALL.map(|preset| (preset.name(), preset)))
    }

    fn parse_failed_2xx(&mut self, node: &Node) -> &'a [Condition<'a>] {
        if matches!(node.value, Value::Map(_)) {
            return self.parse_conditions(node, "failed_2xx");
        }
        let place = self.parse_place(node);
        let condition = place.map(|place| Condition::new(place, Expected::Present));
        self.arena.alloc_slice_fill_iter(condition)
    }

    pub(super) fn parse_partial(&mut self, node: &Node) -> Option<Items<'a>> {
        let map = self.parse_map(node, &vocabulary::PARTIAL)?;
        let pointer = map.get("items").and_then(|node| self.parse_pointer(node));
        let failed = map.get("failed").map(|node| self.parse_item_conditions(node));
        let target = map.get("target").and_then(|node| self.parse_item_locator(node));
        let code = self.parse_item_locators(&map, "code");
        let message = self.parse_item_locators(&map, "message");
        let items = Items::new(pointer?, failed?).with_code(code).with_message(message);
        Some(target.map_or(items, |target| items.with_target(target)))
    }

    fn parse_item_conditions(&mut self, node: &Node) -> &'a [Condition<'a>] {
        let conditions = self.parse_conditions(node, "failed");
        for condition in conditions {
            self.check_item_place(node.span, condition.place());
        }
        conditions
    }

    fn parse_item_locator(&mut self, node: &Node) -> Option<Locator<'a>> {
        let locator = self.parse_locator(node)?;
        self.check_item_place(node.span, locator.place());
        Some(locator)
    }

    fn parse_item_locators(&mut self, map: &Map<'_>, key: &str) -> &'a [Locator<'a>] {
        let Some(node) = map.get(key) else { return &[] };
        let locators = self.parse_locators(node, key);
        for locator in locators {
            self.check_item_place(node.span, locator.place());
        }
        locators
    }

    /// Reports a header field: an item is a part of the body and has none.
    fn check_item_place(&mut self, span: Span, place: Place<'_>) {
        if let Place::Header(name) = place {
            let message = format!("header field `{name}` in an item of the body");
            let problem = Problem::error("invalid-value", span, message);
            self.report(problem.help("write a JSON Pointer into the item"));
        }
    }
}

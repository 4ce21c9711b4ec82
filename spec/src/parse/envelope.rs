//! Parses the envelope, and where a successful response keeps failures.

use errspec_data::{
    Alternatives, Condition, Envelope, EnvelopePart, Expected, Format, ItemPart, Items, Locator, Place,
    Preset,
};

use super::Reader;
use crate::problem::Problem;
use crate::span::Span;
use crate::vocabulary::{self, KeyList};
use crate::yaml::Node;

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
                let of_preset = envelope.locators(part);
                let locators = self.parse_locators(node, part.key()).iter().map(|at| {
                    // What the preset takes for none at a place is none there in a longer list as well.
                    let known = of_preset.iter().find(|known| known.is_same_value(at));
                    known.and_then(Locator::ignored).map_or(*at, |value| at.with_ignored(value))
                });
                let locators: Vec<_> = locators.collect();
                envelope = envelope.with_locators(part, self.keep_list(&locators));
            }
        }
        if let Some(node) = map.get("failed_2xx") {
            envelope = envelope.with_failed_2xx(self.parse_alternatives(node, "failed_2xx"));
        }
        if let Some(node) = map.get("format") {
            envelope = envelope.with_formats(self.parse_formats(node));
        }
        let details = map.get("details").and_then(|node| self.parse_items(node, &vocabulary::DETAILS));
        Some(details.map_or(envelope, |details| envelope.with_details(details)))
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

    fn parse_formats(&mut self, node: &Node) -> &'a [Format] {
        let names = Format::ALL.map(|format| (format.name(), format));
        let nodes = self.parse_one_or_many(node, "format");
        let mut formats = Vec::new();
        for node in nodes {
            match self.parse_choice(node, "format", &names) {
                Some(format) if formats.contains(&format) => {
                    let message = format!("duplicate format `{}`", format.name());
                    self.report_invalid(node, message, "remove one of them");
                }
                format => formats.extend(format),
            }
        }
        self.keep_list(&formats)
    }

    /// Parses what makes a response or an item a failure: conditions, a place that has a value, or a list of these.
    fn parse_alternatives(&mut self, node: &Node, key: &str) -> Alternatives<'a> {
        let nodes = self.parse_one_or_many(node, key);
        let alternatives: Vec<_> =
            nodes.into_iter().filter_map(|node| self.parse_alternative(node, key)).collect();
        self.keep_list(&alternatives)
    }

    fn parse_alternative(&mut self, node: &Node, key: &str) -> Option<&'a [Condition<'a>]> {
        if node.scalar().is_some() {
            let condition = Condition::new(self.parse_place(node)?, Expected::Present);
            return Some(self.keep_list(&[condition]));
        }
        let conditions = self.parse_conditions(node, key);
        (!conditions.is_empty()).then_some(conditions)
    }

    /// Parses where several things are, of which each may be an error: `partial` or `details`.
    pub(super) fn parse_items(&mut self, node: &Node, list: &KeyList) -> Option<Items<'a>> {
        let map = self.parse_map(node, list)?;
        let pointer = map.get("items").and_then(|node| self.parse_pointer(node));
        let failed = map.get("failed").map_or(&[][..], |node| self.parse_item_alternatives(node));
        let mut items = Items::new(pointer?).with_failed(failed);
        for part in ItemPart::ALL {
            if let Some(node) = map.get(part.key()) {
                items = items.with_locators(part, self.parse_item_locators(node, part));
            }
        }
        Some(items)
    }

    fn parse_item_alternatives(&mut self, node: &Node) -> Alternatives<'a> {
        let alternatives = self.parse_alternatives(node, "failed");
        for condition in alternatives.iter().copied().flatten() {
            self.check_item_place(node.span, condition.place());
        }
        alternatives
    }

    fn parse_item_locators(&mut self, node: &Node, part: ItemPart) -> &'a [Locator<'a>] {
        let nodes = self.parse_one_or_many(node, part.key());
        let mut locators = Vec::new();
        for node in nodes {
            self.check_unit(node, part.key());
            if part == ItemPart::Target && node.scalar() == Some("key") {
                locators.push(Locator::at(Place::Key));
            } else if let Some(locator) = self.parse_locator(node) {
                let conditions = locator.when().iter().map(Condition::place);
                for place in conditions.chain([locator.place()]) {
                    self.check_item_place(node.span, place);
                }
                locators.push(locator);
            }
        }
        self.keep_list(&locators)
    }

    /// Reports a place that an item doesn't have: it is a part of a body that is no text, and has no header fields.
    fn check_item_place(&mut self, span: Span, place: Place<'_>) {
        let (message, help) = match place {
            Place::Header(name) => (
                format!("header field `{name}` in an item of the body"),
                "write a JSON Pointer into the item",
            ),
            Place::Text => (
                "`body` in an item of the body".to_owned(),
                "write a JSON Pointer into the item: `\"\"` is the whole item",
            ),
            Place::Body { .. } | Place::Key => return,
        };
        self.report(Problem::error("invalid-value", span, message).help(help));
    }
}

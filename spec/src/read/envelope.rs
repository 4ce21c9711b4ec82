//! The envelope, and failures inside a success.

use std::ops::Range;

use super::{Map, Reader};
use crate::model::{Condition, Envelope, Expected, Locator, Partial, Place, Pointer, Preset};
use crate::problem::Problem;
use crate::raw::{Node, Value};
use crate::vocabulary::{self, names};

impl Reader<'_> {
    pub(super) fn envelope(&mut self, node: &Node) -> Option<Envelope> {
        if node.scalar().is_some() {
            return self.preset(node);
        }
        let map = self.map(node, "`envelope`", &names(&vocabulary::ENVELOPE))?;
        let base = map.get("preset").map(|node| self.preset(node));
        let code_known = base.is_some() || map.required("code", self).is_some();
        let base = base.flatten().unwrap_or_default();
        let envelope = Envelope {
            preset: base.preset,
            code: self.part(&map, "code", base.code),
            message: self.part(&map, "message", base.message),
            request_id: self.part(&map, "request_id", base.request_id),
            retry_after: self.part(&map, "retry_after", base.retry_after),
            failed_2xx: map.get("failed_2xx").map_or_else(Vec::new, |node| self.failed_2xx(node)),
        };
        code_known.then_some(envelope)
    }

    fn part(&mut self, map: &Map<'_>, key: &str, preset: Vec<Locator>) -> Vec<Locator> {
        map.get(key).map_or(preset, |node| self.locators(node, &format!("`{key}`")))
    }

    fn preset(&mut self, node: &Node) -> Option<Envelope> {
        match self.text(node, "the preset")?.as_str() {
            "problem+json" => Some(problem_json()),
            place if place.starts_with('/') || place.starts_with("header:") => {
                let help = format!("say of what: `{{ code: {place} }}`");
                self.invalid(node, format!("`{place}` is a place, and an envelope has several parts"), help);
                None
            }
            other => {
                let message = format!("there is no preset `{other}`");
                self.unknown(&node.span, "invalid-value", &message, other, &names(&vocabulary::PRESETS));
                None
            }
        }
    }

    fn failed_2xx(&mut self, node: &Node) -> Vec<Condition> {
        if matches!(node.value, Value::Map(_)) {
            return self.conditions(node, "`failed_2xx`");
        }
        let place = self.place(node, "`failed_2xx`");
        place.map(|place| Condition { place, expected: Expected::Present }).into_iter().collect()
    }

    pub(super) fn partial(&mut self, node: &Node) -> Option<Partial> {
        let map = self.map(node, "`partial`", &names(&vocabulary::PARTIAL))?;
        let items = map.required("items", self).and_then(|node| self.pointer(node, "`items`"));
        let failed = map.required("failed", self).map(|node| {
            let failed = self.conditions(node, "`failed`");
            for condition in &failed {
                self.in_body(&node.span, &condition.place);
            }
            failed
        });
        let subject = map.get("subject").and_then(|node| self.locator(node, "`subject`"));
        if let Some(subject) = &subject {
            self.in_body(&map.key("subject"), &subject.place);
        }
        let mut locators = |key: &str| {
            let found = self.part(&map, key, Vec::new());
            for locator in &found {
                self.in_body(&map.key(key), &locator.place);
            }
            found
        };
        let (code, message) = (locators("code"), locators("message"));
        Some(Partial { items: items?, failed: failed?, subject, code, message })
    }

    /// An item is a part of the body and has no header fields.
    fn in_body(&mut self, span: &Range<usize>, place: &Place) {
        if let Place::Header(name) = place {
            let message = format!("an item has no header field `{name}`");
            self.report(
                Problem::error("invalid-value", span, message).help("write a JSON Pointer into the item"),
            );
        }
    }
}

/// Problem details, RFC 9457: the type is the code, and `about:blank` says that there is none.
fn problem_json() -> Envelope {
    let member = |name: &str| Locator::at(Place::Body(Pointer { tokens: vec![name.to_owned()] }));
    Envelope {
        preset: Some(Preset::ProblemJson),
        code: vec![Locator { ignore: Some("about:blank".to_owned()), ..member("type") }],
        message: vec![member("detail"), member("title")],
        ..Envelope::default()
    }
}

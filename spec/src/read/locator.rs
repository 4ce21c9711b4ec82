//! Locators and conditions: where a value is in a response, and what it has to be.

use std::rc::Rc;

use super::Reader;
use crate::model::{Condition, Expected, Locator, Place, Pointer, Unit};
use crate::raw::{Node, Value};
use crate::vocabulary::{self, names};

/// The reader of JSON goes 128 levels deep.
const MAX_TOKENS: usize = 100;

impl Reader<'_> {
    /// One locator or a list of them.
    pub(super) fn locators(&mut self, node: &Node, what: &str) -> Vec<Locator> {
        self.one_or_many(node, what).into_iter().filter_map(|node| self.locator(node, what)).collect()
    }

    pub(super) fn locator(&mut self, node: &Node, what: &str) -> Option<Locator> {
        if node.scalar().is_some() {
            return self.place(node, what).map(Locator::at);
        }
        let map = self.map(node, what, &names(&vocabulary::LOCATOR))?;
        let place = map.required("at", self).and_then(|node| self.place(node, what));
        let (after, before) = (self.mark(&map, "after"), self.mark(&map, "before"));
        let unit = map.get("unit").map_or(Some(Unit::default()), |node| self.unit(node))?;
        Some(Locator { after, before, unit, ..Locator::at(place?) })
    }

    /// A mark is kept as it is: it may be a space.
    fn mark(&mut self, map: &super::Map<'_>, key: &str) -> Option<String> {
        let node = map.get(key)?;
        let text = self.text(node, &format!("`{key}`"))?;
        if text.is_empty() {
            self.invalid(node, format!("`{key}` is empty"), "name the mark to cut at, or leave the key out");
        }
        Some(text)
    }

    fn unit(&mut self, node: &Node) -> Option<Unit> {
        match node.scalar() {
            Some("s") => Some(Unit::Seconds),
            Some("ms") => Some(Unit::Milliseconds),
            Some("epoch") => Some(Unit::Epoch),
            other => {
                let message = format!("`{}` is not a unit", other.unwrap_or_else(|| node.describe()));
                self.invalid(node, message, "write `s`, `ms` or `epoch`");
                None
            }
        }
    }

    /// A JSON Pointer or `header:NAME`.
    pub(super) fn place(&mut self, node: &Node, what: &str) -> Option<Place> {
        let text = self.text(node, what)?;
        match text.split_once(':') {
            Some(("header", name)) => self.header(node, name.trim()),
            _ => self.pointer_of(node, &text).map(Place::Body),
        }
    }

    /// A JSON Pointer, where only the body can be meant.
    pub(super) fn pointer(&mut self, node: &Node, what: &str) -> Option<Pointer> {
        let text = self.text(node, what)?;
        self.pointer_of(node, &text)
    }

    fn header(&mut self, node: &Node, name: &str) -> Option<Place> {
        if let Ok(name) = http::HeaderName::from_bytes(name.as_bytes()) {
            return Some(Place::Header(name.as_str().to_owned()));
        }
        self.invalid(
            node,
            format!("`{name}` is not the name of a header field"),
            "write `header:x-request-id`",
        );
        None
    }

    /// RFC 6901, sections 3 and 4.
    fn pointer_of(&mut self, node: &Node, text: &str) -> Option<Pointer> {
        if !text.is_empty() && !text.starts_with('/') {
            let guess = text.trim_start_matches(['$', '.']).replace(['.', '['], "/").replace(']', "");
            let help = format!("a JSON Pointer starts with `/`: `/{guess}`; a header field is `header:NAME`");
            self.invalid(node, format!("`{text}` is not a locator"), help);
            return None;
        }
        let tokens: Vec<_> = text.split('/').skip(1).map(str::to_owned).collect();
        if tokens.iter().any(|token| token.replace("~0", "").replace("~1", "").contains('~')) {
            let help = "in a JSON Pointer `~` is written `~0`, and `/` within a name `~1`";
            self.invalid(node, format!("`{text}` is not a JSON Pointer"), help);
            return None;
        }
        if tokens.len() > MAX_TOKENS {
            self.invalid(node, format!("a JSON Pointer of {} levels", tokens.len()), "100 is the limit");
            return None;
        }
        Some(Pointer {
            tokens: tokens.iter().map(|token| token.replace("~1", "/").replace("~0", "~")).collect(),
        })
    }

    /// A map of locators to the texts that have to be there.
    pub(super) fn conditions(&mut self, node: &Node, what: &str) -> Vec<Condition> {
        let members = self.members(node, what).unwrap_or_default();
        if matches!(&node.value, Value::Map(members) if members.is_empty()) {
            self.invalid(node, format!("{what} is an empty map"), "name at least one condition");
        }
        members.iter().filter_map(|member| self.condition(member, what)).collect()
    }

    fn condition(&mut self, (key, value): &(Rc<Node>, Rc<Node>), what: &str) -> Option<Condition> {
        let place = self.place(key, what);
        let expected = if value.is_null() {
            Expected::Null
        } else {
            Expected::Text(self.text(value, &format!("a value of {what}"))?)
        };
        Some(Condition { place: place?, expected })
    }
}

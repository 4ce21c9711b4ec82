//! What a response holds at the places that a catalog names.

use std::borrow::Cow;

use http::HeaderMap;

use super::walk::{Slot, Value};
use crate::catalog::{Condition, Expected, Locator, Place};

/// A response whose body has been read.
pub(crate) struct Answer<'a> {
    pub(super) slots: &'a [Slot<'a>],
    pub(super) headers: &'a HeaderMap,
}

impl<'a> Answer<'a> {
    /// A string or an integer, as text; none if it is empty.
    pub(crate) fn text(&self, at: &Locator) -> Option<Cow<'a, str>> {
        match self.value(at.place)? {
            Value::Text(text) => at.trim(text).map(Cow::Borrowed),
            Value::Unsigned(number) => Some(number.to_string().into()),
            Value::Signed(number) => Some(number.to_string().into()),
            _ => None,
        }
    }

    /// A string; none if it is empty.
    pub(crate) fn string(&self, at: &Locator) -> Option<&'a str> {
        match self.value(at.place)? {
            Value::Text(text) => at.trim(text),
            _ => None,
        }
    }

    /// A number, or a string that is one.
    pub(super) fn number(&self, at: &Locator) -> Option<f64> {
        match self.value(at.place)? {
            Value::Text(text) => at.trim(text)?.trim().parse().ok(),
            #[expect(clippy::cast_precision_loss, reason = "such waits are longer than anybody's")]
            Value::Unsigned(number) => Some(number as f64),
            Value::Float(number) => Some(number),
            _ => None,
        }
    }

    /// Whether all conditions hold.
    pub(crate) fn holds_all(&self, conditions: &[Condition]) -> bool {
        conditions.iter().all(|condition| self.holds(condition))
    }

    fn holds(&self, condition: &Condition) -> bool {
        let value = self.value(condition.place).filter(|value| !matches!(value, Value::Null));
        match condition.expected {
            Expected::Text(text) => value.is_some_and(|value| reads(value, text)),
            Expected::Null => value.is_none(),
            Expected::Present => value.is_some(),
        }
    }

    fn value(&self, place: Place) -> Option<Value<'a>> {
        match place {
            Place::Body(slot, _) => self.slots.get(usize::from(slot))?.value(),
            Place::Header(name) => {
                let value = self.headers.get(name)?;
                std::str::from_utf8(value.as_bytes()).ok().map(Value::Text)
            }
        }
    }
}

impl Locator {
    /// Cuts off what the locator says; none if nothing is left, or what counts as none.
    pub(crate) fn trim<'a>(&self, text: &'a str) -> Option<&'a str> {
        let text = self.after.and_then(|mark| text.split_once(mark)).map_or(text, |(_, rest)| rest);
        let text = self.before.and_then(|mark| text.split_once(mark)).map_or(text, |(rest, _)| rest);
        (!text.is_empty() && Some(text) != self.ignore).then_some(text)
    }
}

/// Whether a scalar is written like this.
fn reads(value: Value<'_>, expected: &str) -> bool {
    match value {
        Value::Bool(value) => expected == if value { "true" } else { "false" },
        Value::Unsigned(number) => number.to_string() == expected,
        Value::Signed(number) => number.to_string() == expected,
        Value::Float(number) => {
            serde_json::Number::from_f64(number).is_some_and(|number| number.to_string() == expected)
        }
        Value::Text(text) => text == expected,
        Value::Null | Value::Nested => false,
    }
}

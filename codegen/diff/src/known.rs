//! Decides whether a condition holds for responses of which only some is known: the code, and conditions that hold.

use errspec_data::{Condition, Expected, Locator, Place, ReadResponse, Value};

/// What is known of the responses that an entry takes.
#[derive(Clone, Copy)]
pub(crate) struct KnownResponse<'a> {
    /// The code that was found, if one was.
    pub(crate) code: Option<&'a str>,
    /// The places where the code may have been found.
    pub(crate) code_at: &'a [Locator<'a>],
    /// What holds.
    pub(crate) conditions: &'a [Condition<'a>],
}

/// The only value at a place, if there is one; a response that holds nothing else.
struct KnownValue<'v> {
    place: Place<'v>,
    value: Option<Value<'v>>,
}

impl ReadResponse for KnownValue<'_> {
    fn status(&self) -> Option<u16> {
        None
    }

    fn value(&self, place: Place<'_>, index: usize) -> Option<Value<'_>> {
        self.value.filter(|_| index == 0 && self.place.is_same(&place))
    }
}

impl KnownResponse<'_> {
    /// Returns whether all conditions hold, or none if it isn't known.
    pub(crate) fn holds_all(&self, conditions: &[Condition<'_>]) -> Option<bool> {
        let mut all = Some(true);
        for condition in conditions {
            match self.holds(condition) {
                Some(false) => return Some(false),
                Some(true) => {}
                None => all = None,
            }
        }
        all
    }

    fn holds(&self, condition: &Condition<'_>) -> Option<bool> {
        let place = condition.place();
        if let (Some(code), [at]) = (self.code, self.code_at) {
            let is_code = at.place().is_same(&place) && at.is_whole() && at.when().is_empty();
            if is_code && has_one_value(place) {
                return Some(holds_for(condition, Some(Value::Text(code))));
            }
        }
        let known = self.conditions.iter().find(|known| known.place().is_same(&place))?;
        if known.expected() == condition.expected() {
            return Some(known.is_negated() == condition.is_negated());
        }
        // Of several values, only what one of them is expected to be is known.
        if known.is_negated() || !has_one_value(place) {
            return None;
        }
        match known.expected() {
            Expected::Text(text) => Some(holds_for(condition, Some(Value::Text(text)))),
            Expected::Null => Some(holds_for(condition, None)),
            Expected::OneOf(values) => {
                let mut results = values.iter().map(|value| holds_for(condition, write_value(*value)));
                let first = results.next()?;
                results.all(|result| result == first).then_some(first)
            }
            Expected::Prefix(known) => {
                holds_for_part(condition, known, |known, part| known.starts_with(part))
            }
            Expected::Contains(known) => holds_for_part(condition, known, |_, _| false),
            Expected::Present => None,
        }
    }
}

fn has_one_value(place: Place<'_>) -> bool {
    place.pointer().is_some_and(|pointer| pointer.lists() == 0)
}

fn write_value(expected: Expected<'_>) -> Option<Value<'_>> {
    match expected {
        Expected::Text(text) => Some(Value::Text(text)),
        _ => None,
    }
}

fn holds_for(condition: &Condition<'_>, value: Option<Value<'_>>) -> bool {
    condition.holds(&KnownValue { place: condition.place(), value })
}

/// Returns whether a condition holds for a text that has a known part, or none if that depends on the rest.
fn holds_for_part(
    condition: &Condition<'_>,
    known: &str,
    begins_with: fn(&str, &str) -> bool,
) -> Option<bool> {
    let is_met = match condition.expected() {
        Expected::Null => Some(false),
        Expected::Prefix(part) if begins_with(known, part) => Some(true),
        Expected::Contains(part) if known.contains(part) => Some(true),
        Expected::Text(text) if !text.contains(known) => Some(false),
        _ => None,
    };
    is_met.map(|is_met| is_met != condition.is_negated())
}

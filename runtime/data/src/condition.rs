//! Defines what a response has to hold at a place.

use crate::decision::ReadResponse;
use crate::locator::Place;

/// What a response has to hold at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Condition<'a> {
    place: Place<'a>,
    expected: Expected<'a>,
    is_negated: bool,
}

/// Alternatives, of which one has to hold: all conditions of it.
pub type Alternatives<'a> = &'a [&'a [Condition<'a>]];

/// What a condition asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expected<'a> {
    /// A scalar with this text, as it was sent.
    Text(&'a str),
    /// Nothing, or null.
    Null,
    /// Anything but null.
    Present,
    /// One of several: texts, and perhaps null.
    OneOf(&'a [Expected<'a>]),
    /// A string that begins with this text.
    Prefix(&'a str),
    /// A string that holds this text.
    Contains(&'a str),
}

/// A value of a response: a scalar as it was sent, or something that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'r> {
    /// JSON's `null`.
    Null,
    /// A boolean.
    Boolean(bool),
    /// A number, in the digits that were sent.
    Number(&'r str),
    /// A string, or the value of a header field.
    Text(&'r str),
    /// An array, as the JSON that was sent.
    Array(&'r str),
    /// An object.
    Object,
}

impl<'a> Condition<'a> {
    /// States what a place has to hold.
    #[must_use]
    pub const fn new(place: Place<'a>, expected: Expected<'a>) -> Self {
        Self { place, expected, is_negated: false }
    }

    /// States that a place must not hold it.
    #[must_use]
    pub const fn negate(self) -> Self {
        Self { is_negated: true, ..self }
    }

    /// Moves it to another place.
    #[must_use]
    pub const fn with_place(self, place: Place<'a>) -> Self {
        Self { place, ..self }
    }

    /// States what has to be at a JSON Pointer, whose value is kept in a slot of the tree.
    #[must_use]
    pub const fn body(pointer: &'a str, slot: u16, expected: Expected<'a>) -> Self {
        Self::new(Place::Body { pointer: crate::Pointer::new(pointer), slot }, expected)
    }

    /// States what has to be in a header field, by its name in lower case.
    #[must_use]
    pub const fn header(name: &'a str, expected: Expected<'a>) -> Self {
        Self::new(Place::Header(name), expected)
    }

    /// Returns the place.
    #[must_use]
    pub const fn place(&self) -> Place<'a> {
        self.place
    }

    /// Returns what the place has to hold.
    #[must_use]
    pub const fn expected(&self) -> Expected<'a> {
        self.expected
    }

    /// Returns whether the place must not hold what is expected.
    #[must_use]
    pub const fn is_negated(&self) -> bool {
        self.is_negated
    }

    /// Returns whether it holds for a response.
    ///
    /// Of several values at the place one has to be what is expected. A negated condition holds where none is, also
    /// where there is no value.
    #[must_use]
    pub fn holds<R: ReadResponse + ?Sized>(&self, response: &R) -> bool {
        self.expected.is_met(self.place, response) != self.is_negated
    }

    /// Returns whether it may hold for the beginning of a body, and not hold any more for the whole of it.
    #[must_use]
    pub fn can_end(&self) -> bool {
        match self.place {
            // More elements may come, one of which is what must not be there.
            Place::Body { pointer, .. } if self.is_negated => {
                self.expected != Expected::Null && pointer.lists() > 0
            }
            Place::Body { .. } | Place::Key => self.expected.takes_null(),
            Place::Text => {
                self.is_negated || !matches!(self.expected, Expected::Prefix(_) | Expected::Contains(_))
            }
            Place::Header(_) => false,
        }
    }

    /// Returns whether another condition is known to hold wherever this one does.
    #[must_use]
    pub fn implies(&self, other: &Self) -> bool {
        let same_place = self.place.is_same(&other.place);
        same_place
            && match (self.is_negated, other.is_negated) {
                (false, false) => self.expected.implies(other.expected),
                // What excludes more excludes less.
                (true, true) => other.expected.implies(self.expected),
                // Of several values another one could be what must not be there.
                (false, true) => self.place.has_one_value() && self.expected.excludes(other.expected),
                (true, false) => false,
            }
    }

    /// Returns whether it holds for a text at its place.
    pub(crate) fn takes_text(&self, text: &str) -> bool {
        self.expected.takes(Value::Text(text)) != self.is_negated
    }

    /// Returns whether it holds without a value, and not with any: a service leaves the place empty.
    pub(crate) fn keeps_empty(&self) -> bool {
        !self.is_negated && self.expected.takes_null()
    }

    /// Returns whether it holds only where a value is there that isn't null.
    pub(crate) fn needs_value(&self) -> bool {
        self.expected.takes_null() == self.is_negated
    }

    /// Returns whether it holds for a response, and a value is there if the condition is negated: a failure is nothing
    /// that can be told from a value's absence, or a download would be one.
    #[must_use]
    pub fn holds_of_value<R: ReadResponse + ?Sized>(&self, response: &R) -> bool {
        self.holds(response) && (!self.is_negated || Expected::Present.is_met(self.place, response))
    }
}

impl Expected<'_> {
    /// Returns whether nothing, or null, is what is expected.
    fn takes_null(self) -> bool {
        match self {
            Self::Null => true,
            // The list has no list in it.
            Self::OneOf(several) => several.contains(&Self::Null),
            Self::Text(_) | Self::Present | Self::Prefix(_) | Self::Contains(_) => false,
        }
    }

    fn implies(self, other: Self) -> bool {
        match (self, other) {
            (Self::OneOf(several), _) => several.iter().all(|one| one.implies(other)),
            (_, Self::OneOf(several)) => several.iter().any(|one| self.implies(*one)),
            // A text may have come as a number, which begins with nothing and holds nothing.
            (Self::Prefix(text), Self::Prefix(part)) => text.starts_with(part),
            (Self::Prefix(text) | Self::Contains(text), Self::Contains(part)) => text.contains(part),
            (Self::Text(_) | Self::Prefix(_) | Self::Contains(_), Self::Present) => true,
            _ => self == other,
        }
    }

    /// Returns whether a single value that is this is known not to be the other.
    fn excludes(self, other: Self) -> bool {
        match (self, other) {
            (Self::OneOf(several), _) => several.iter().all(|one| one.excludes(other)),
            (_, Self::OneOf(several)) => several.iter().all(|one| self.excludes(*one)),
            (Self::Null, _) | (_, Self::Null) => self != other,
            (Self::Text(text), Self::Text(other)) => text != other,
            (Self::Text(text), Self::Prefix(part)) | (Self::Prefix(part), Self::Text(text)) => {
                !text.starts_with(part)
            }
            (Self::Text(text), Self::Contains(part)) | (Self::Contains(part), Self::Text(text)) => {
                !text.contains(part)
            }
            (Self::Prefix(one), Self::Prefix(other)) => !one.starts_with(other) && !other.starts_with(one),
            _ => false,
        }
    }

    fn is_met<R: ReadResponse + ?Sized>(self, place: Place<'_>, response: &R) -> bool {
        (self.takes_null() && response.value(place, 0).is_none())
            || response.find_value(place, |value| self.takes(value).then_some(())).is_some()
    }

    /// Returns whether a value is what is expected.
    pub(crate) fn takes(self, value: Value<'_>) -> bool {
        match self {
            Self::Text(text) => value.is_written(text),
            Self::Null => value == Value::Null,
            Self::Present => value != Value::Null,
            // The list has no list in it.
            Self::OneOf(several) => several.iter().any(|one| one.takes(value)),
            Self::Prefix(text) => value.text().is_some_and(|value| value.starts_with(text)),
            Self::Contains(text) => value.text().is_some_and(|value| value.contains(text)),
        }
    }
}

impl<'r> Value<'r> {
    /// Returns the text of a string or an integer, which is what codes and request ids are.
    #[must_use]
    #[inline]
    pub fn identifier(self) -> Option<&'r str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Number(digits) if is_integer(digits) => Some(digits),
            _ => None,
        }
    }

    /// Returns the text of a string that isn't empty.
    #[must_use]
    #[inline]
    pub fn text(self) -> Option<&'r str> {
        match self {
            Self::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// Returns whether a scalar is written like this.
    #[must_use]
    pub fn is_written(self, expected: &str) -> bool {
        match self {
            Self::Boolean(value) => expected == if value { "true" } else { "false" },
            Self::Number(text) | Self::Text(text) => text == expected,
            Self::Null | Self::Array(_) | Self::Object => false,
        }
    }
}

/// Returns whether a JSON number is an integer: digits with at most a minus before them.
fn is_integer(number: &str) -> bool {
    number.strip_prefix('-').unwrap_or(number).bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: Expected<'static> = Expected::Text("ab");
    const LIST: Expected<'static> = Expected::OneOf(&[TEXT, Expected::Null]);

    const fn at(expected: Expected<'static>) -> Condition<'static> {
        Condition::body("/x", 0, expected)
    }

    const fn each(expected: Expected<'static>) -> Condition<'static> {
        Condition::body("/x/*", 0, expected)
    }

    #[test]
    fn condition_ends_where_what_comes_later_can_break_it() {
        for ends in [
            at(Expected::Null),
            at(LIST),
            each(TEXT).negate(),
            Condition::new(Place::Text, TEXT),
            Condition::new(Place::Text, Expected::Prefix("a")).negate(),
        ] {
            assert!(ends.can_end(), "{ends:?}");
        }
        for stays in [
            at(TEXT),
            at(TEXT).negate(),
            each(TEXT),
            at(Expected::Null).negate(),
            each(Expected::Null).negate(),
            Condition::new(Place::Text, Expected::Prefix("a")),
            Condition::new(Place::Text, Expected::Contains("a")),
            Condition::header("x", Expected::Null),
        ] {
            assert!(!stays.can_end(), "{stays:?}");
        }
    }

    #[test]
    fn what_is_known_implies_what_asks_for_less() {
        for (one, other) in [
            (at(TEXT), at(LIST)),
            (at(TEXT), at(Expected::Present)),
            (at(Expected::Prefix("ab")), at(Expected::Prefix("a"))),
            (at(Expected::Prefix("ab")), at(Expected::Contains("b"))),
            (at(LIST).negate(), at(TEXT).negate()),
        ] {
            assert!(one.implies(&other), "{one:?} {other:?}");
            assert!(!other.implies(&one), "{other:?} {one:?}");
        }
        assert!(!at(TEXT).implies(&at(TEXT).negate()));
        assert!(!at(TEXT).implies(&each(TEXT)));
    }
}

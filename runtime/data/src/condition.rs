//! Defines what a response has to hold at a place.

use crate::decision::ReadResponse;
use crate::locator::Place;

/// What a response has to hold at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Condition<'a> {
    place: Place<'a>,
    expected: Expected<'a>,
}

/// What a condition asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Expected<'a> {
    /// A scalar with this text, as it was sent.
    Text(&'a str),
    /// Nothing, or null.
    Null,
    /// Anything but null.
    Present,
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
    /// An array or an object.
    Nested,
}

impl<'a> Condition<'a> {
    /// States what a place has to hold.
    #[must_use]
    pub const fn new(place: Place<'a>, expected: Expected<'a>) -> Self {
        Self { place, expected }
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

    /// Returns whether it holds for a response.
    #[must_use]
    pub fn holds<R: ReadResponse + ?Sized>(&self, response: &R) -> bool {
        let has = |test: &dyn Fn(Value<'_>) -> bool| {
            response.find_value(self.place, |value| test(value).then_some(())).is_some()
        };
        match self.expected {
            Expected::Text(text) => has(&|value| value.is_written(text)),
            Expected::Null => response.value(self.place, 0).is_none() || has(&|value| value == Value::Null),
            Expected::Present => has(&|value| value != Value::Null),
        }
    }
}

impl<'r> Value<'r> {
    /// Returns the text of a string or an integer, which is what codes and request ids are.
    #[must_use]
    pub fn identifier(self) -> Option<&'r str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Number(digits) if is_integer(digits) => Some(digits),
            _ => None,
        }
    }

    /// Returns whether a scalar is written like this.
    #[must_use]
    pub fn is_written(self, expected: &str) -> bool {
        match self {
            Self::Boolean(value) => expected == if value { "true" } else { "false" },
            Self::Number(text) | Self::Text(text) => text == expected,
            Self::Null | Self::Nested => false,
        }
    }
}

/// Returns whether a JSON number is an integer: digits with at most a minus before them.
fn is_integer(number: &str) -> bool {
    number.strip_prefix('-').unwrap_or(number).bytes().all(|byte| byte.is_ascii_digit())
}

//! A value that a service sends.

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use core::fmt;

use crate::condition::{Condition, Expected, Value};
use crate::entry::Code;

/// A value that a service sends. It shows itself as messages, header fields and longer texts have it: a string without
/// quotes, else JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftValue {
    /// A boolean.
    Boolean(bool),
    /// A number, in digits.
    Number(String),
    /// A string.
    Text(String),
    /// Any other value, as JSON.
    Json(String),
}

impl DraftValue {
    pub(crate) fn as_value(&self) -> Value<'_> {
        match self {
            Self::Boolean(value) => Value::Boolean(*value),
            Self::Number(digits) => Value::Number(digits),
            Self::Text(text) => Value::Text(text),
            Self::Json(text) if text.starts_with('[') => Value::Array(text),
            Self::Json(text) if text.starts_with('{') => Value::Object,
            Self::Json(_) => Value::Null,
        }
    }

    /// Returns a code as it is sent.
    #[must_use]
    pub fn from_code(code: Code<'_>) -> Self {
        if code.is_integer { Self::Number(code.text.to_owned()) } else { Self::Text(code.text.to_owned()) }
    }

    /// Returns a value with which a condition holds; none if only its absence does.
    ///
    /// A text is taken for what it most likely is: `true` for a boolean, `5` for a number.
    #[must_use]
    pub fn from_condition(condition: &Condition<'_>) -> Option<Self> {
        match condition.expected() {
            expected if condition.is_negated() => {
                let mut values =
                    [Self::Boolean(true), Self::Boolean(false), Self::Number("0".to_owned())].into_iter();
                values.find(|value| !expected.takes(value.as_value()))
            }
            expected => Self::from_expected(expected),
        }
    }

    fn from_expected(expected: Expected<'_>) -> Option<Self> {
        match expected {
            Expected::Text(text @ ("true" | "false")) => Some(Self::Boolean(text == "true")),
            Expected::Text(text) if is_plain_number(text) => Some(Self::Number(text.to_owned())),
            Expected::Text(text) | Expected::Prefix(text) | Expected::Contains(text) => {
                Some(Self::Text(text.to_owned()))
            }
            Expected::Present => Some(Self::Boolean(true)),
            Expected::Null => None,
            Expected::OneOf(several) => several.first().and_then(|first| Self::from_expected(*first)),
        }
    }
}

impl From<Value<'_>> for DraftValue {
    fn from(value: Value<'_>) -> Self {
        match value {
            Value::Boolean(value) => Self::Boolean(value),
            Value::Number(digits) => Self::Number(digits.to_owned()),
            Value::Text(text) => Self::Text(text.to_owned()),
            Value::Array(json) => Self::Json(json.to_owned()),
            Value::Object => Self::Json("{}".to_owned()),
            Value::Null => Self::Json("null".to_owned()),
        }
    }
}

impl fmt::Display for DraftValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(value) => value.fmt(f),
            Self::Number(text) | Self::Text(text) | Self::Json(text) => f.write_str(text),
        }
    }
}

/// Returns whether a text is a JSON integer of a usual size.
fn is_plain_number(text: &str) -> bool {
    text.parse::<i64>().is_ok_and(|number| number.to_string() == text)
}

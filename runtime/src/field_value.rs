//! Defines the types of fields: how each is read from JSON and text, and written as JSON.

use std::borrow::Cow;

#[cfg(feature = "json")]
use serde_json::Value as Json;

use crate::decode::json::read_string;
use crate::json_value::{compact_value, read_boolean, read_number, write_string};

/// A type of a field.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the type of a field",
    note = "`serde_json::Value` is one with the feature `json` of errspec: `features = [\"json\"]`"
)]
pub trait FieldValue: Sized {
    /// Reads JSON; none if it is of another type.
    #[must_use]
    fn from_json(json: &str) -> Option<Self>;

    /// Reads the text of a header field, or what is cut out of a text.
    #[must_use]
    fn from_text(text: &str) -> Option<Self> {
        Self::from_json(text)
    }

    /// Writes it as JSON.
    #[must_use]
    fn into_json(self) -> String;
}

impl FieldValue for String {
    fn from_json(json: &str) -> Option<Self> {
        read_string(json).map(Cow::into_owned)
    }

    fn from_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    fn into_json(self) -> String {
        let mut json = String::new();
        write_string(&self, &mut json);
        json
    }
}

#[cfg(feature = "json")]
impl FieldValue for Json {
    fn from_json(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    fn into_json(self) -> String {
        self.to_string()
    }
}

/// Takes the place of `serde_json::Value` without the feature `json`, whose absence is said once.
#[cfg(not(feature = "json"))]
#[derive(Clone, Debug, PartialEq)]
pub enum NoJson {}

#[cfg(not(feature = "json"))]
impl FieldValue for NoJson {
    fn from_json(_: &str) -> Option<Self> {
        None
    }

    fn into_json(self) -> String {
        match self {}
    }
}

/// Any value, as it is written.
pub(crate) struct AnyValue(String);

impl FieldValue for AnyValue {
    fn from_json(json: &str) -> Option<Self> {
        compact_value(json).map(Self)
    }

    fn into_json(self) -> String {
        self.0
    }
}

impl FieldValue for bool {
    fn from_json(json: &str) -> Option<Self> {
        read_boolean(json)
    }

    fn into_json(self) -> String {
        self.to_string()
    }
}

impl FieldValue for f64 {
    fn from_json(json: &str) -> Option<Self> {
        read_number(json)?.parse().ok().filter(|number: &Self| number.is_finite())
    }

    fn into_json(self) -> String {
        // JSON has no infinity and no NaN. Only `Debug` writes large and small numbers with an exponent.
        if self.is_finite() { format!("{self:?}") } else { "null".to_owned() }
    }
}

macro_rules! integer {
    ($($type:ty),*) => {$(
        impl FieldValue for $type {
            fn from_json(json: &str) -> Option<Self> {
                read_number(json)?.parse().ok()
            }

            fn into_json(self) -> String {
                self.to_string()
            }
        }
    )*};
}

integer!(i64, u64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_other_types_are_none() {
        assert_eq!(u64::from_json("-1"), None);
        assert_eq!(i64::from_json("1.0"), None);
        assert_eq!(i64::from_json("\"1\""), None);
        assert_eq!(i64::from_json("+1"), None);
        assert_eq!(i64::from_json("01"), None);
        assert_eq!(f64::from_json("1"), Some(1.0));
        assert_eq!(f64::from_json("1e999"), None);
        assert_eq!(f64::from_json("inf"), None);
        assert_eq!(bool::from_json("1"), None);
        assert_eq!(String::from_json("null"), None);
        assert_eq!(String::from_json(r#""a\ud83d""#).as_deref(), Some("a\u{FFFD}"));
        assert_eq!(u64::from_text(" 7 "), Some(7));
    }

    #[test]
    fn numbers_are_read_as_they_were_written() {
        for number in [0.0, -0.0, 0.1, 1e16, 1e-7, f64::MAX, f64::MIN_POSITIVE, 123_456.789] {
            let json = number.into_json();
            assert_eq!(f64::from_json(&json).map(f64::to_bits), Some(number.to_bits()), "{json}");
        }
        assert_eq!(f64::NAN.into_json(), "null");
        assert_eq!(u64::from_json(&u64::MAX.into_json()), Some(u64::MAX));
    }

    #[cfg(feature = "json")]
    #[test]
    fn any_json_is_a_value() {
        assert_eq!(Json::from_json("[1]"), Some(vec![1].into()));
        assert_eq!(Json::from_json("[1"), None);
    }
}

//! Reads the typed members of an error's body when they are asked for, and writes them into one.

use std::fmt;

use errspec_data::{Entry, Field, FieldType, Place};
use http::HeaderMap;
use serde_json::Value;

use crate::decode::json::{Keep, Slot, read_string, scan_json};
use crate::private::AccessFields;
use crate::response::{ErrorResponse, Parts, Text, body_text};

/// What the generated struct of an entry's fields implements.
///
/// The trait is sealed: only generated code implements it. [`ErrorResponse::fields`] reads such a struct.
///
/// ```
/// use errspec::{ErrorFields, ErrorResponse};
///
/// fn has_fields<F: ErrorFields>(response: &ErrorResponse) -> bool {
///     response.fields::<F>().is_some()
/// }
/// ```
pub trait ErrorFields: AccessFields {}

impl<F: AccessFields> ErrorFields for F {}

/// The values of the fields of one response.
#[derive(Debug)]
pub struct FieldReader<'a> {
    /// The fields of the entry; none if the error is unrecognized.
    fields: &'static [Field<'static>],
    headers: &'a HeaderMap,
    slots: Vec<Slot<'a>>,
    /// The values that an error was made of that is to be sent.
    made_of: &'a [Option<Value>],
}

/// Reads the body of a response in one pass and hands over the values of its fields.
pub fn with_fields<T>(response: &ErrorResponse, f: impl FnOnce(&FieldReader<'_>) -> T) -> T {
    f(&FieldReader::new(&response.0, &body_text(response.body())))
}

/// Fills in the template of the entry as the message, if all its fields are there.
pub(crate) fn fill_message_template(parts: &mut Parts) {
    let Some(template) = parts.catalog.entry(parts.kind).and_then(Entry::message) else { return };
    let message = {
        let text = body_text(&parts.body);
        let reader = FieldReader::new(parts, &text);
        errspec_data::fill_template(template, |name| reader.show_field(name))
    };
    if let Some(message) = message.filter(|message| !message.is_empty()) {
        parts.found.message = Some(Text::Owned(message.into()));
    }
}

impl<'a> FieldReader<'a> {
    fn new(parts: &'a Parts, text: &'a str) -> Self {
        let entry = parts.catalog.entry(parts.kind);
        let tree = entry.map(Entry::field_tree).unwrap_or_default();
        let mut slots = Vec::new();
        slots.resize_with(usize::from(tree.slots()), Slot::default);
        if tree.slots() > 0 {
            scan_json(&tree, Keep::Json, text, &mut slots);
        }
        let fields = entry.map_or(&[][..], Entry::fields);
        let made_of = parts.made_of.as_ref().map_or(&[][..], |made_of| &made_of.fields);
        Self { fields, headers: &parts.headers, slots, made_of }
    }

    /// Returns the value of the field of this name, if it is there and of this type.
    #[must_use]
    pub fn read<T: FieldValue>(&self, name: &str) -> Option<T> {
        let (index, field) = self.find_field(name)?;
        self.read_field(index, field)
    }

    fn find_field(&self, name: &str) -> Option<(usize, &'static Field<'static>)> {
        self.fields.iter().enumerate().find(|(_, field)| field.name() == name)
    }

    fn read_field<T: FieldValue>(&self, index: usize, field: &Field<'_>) -> Option<T> {
        // An error that is to be sent has its values before it has a body.
        if let Some(value) = self.made_of.get(index) {
            return T::from_json(&value.as_ref()?.to_string());
        }
        let at = field.at();
        let json = match at.place() {
            Place::Header(name) => {
                let text = std::str::from_utf8(self.headers.get(name)?.as_bytes()).ok()?;
                return T::from_text(at.cut(text)?);
            }
            Place::Body { slot, .. } => match self.slots.get(usize::from(slot))? {
                Slot::Json(json) => *json,
                _ => return None,
            },
        };
        if at.is_whole() {
            return T::from_json(json);
        }
        T::from_text(at.cut(&read_string(json)?)?)
    }

    /// Shows the value of a field as text, if it is there and of its type.
    fn show_field(&self, name: &str) -> Option<String> {
        let (index, field) = self.find_field(name)?;
        Some(ShownValue(&self.read_value(index, field)?).to_string())
    }

    /// Returns the fields that are there and of their type, in the order of the entry.
    pub fn list_values(&self) -> impl Iterator<Item = (&'static Field<'static>, Value)> {
        self.fields
            .iter()
            .enumerate()
            .filter_map(|(index, field)| Some((field, self.read_value(index, field)?)))
    }

    /// Reads a value as the type that the catalog says.
    fn read_value(&self, index: usize, field: &Field<'_>) -> Option<Value> {
        match field.value_type() {
            FieldType::String => self.read_field::<String>(index, field).map(Value::from),
            FieldType::Integer => self.read_field::<i64>(index, field).map(Value::from),
            FieldType::Unsigned => self.read_field::<u64>(index, field).map(Value::from),
            FieldType::Number => self.read_field::<f64>(index, field).map(Value::from),
            FieldType::Boolean => self.read_field::<bool>(index, field).map(Value::from),
            FieldType::Json => self.read_field(index, field),
        }
    }
}

/// Shows the value of a field as messages and header fields have it: a string without quotes, else JSON.
pub(crate) struct ShownValue<'v>(pub(crate) &'v Value);

impl fmt::Display for ShownValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::String(text) => f.write_str(text),
            other => other.fmt(f),
        }
    }
}

/// A type of a field.
pub trait FieldValue: Sized {
    /// Reads JSON; none if it is of another type.
    #[must_use]
    fn from_json(json: &str) -> Option<Self>;

    /// Reads the text of a header field, or what is cut out of a text.
    #[must_use]
    fn from_text(text: &str) -> Option<Self> {
        Self::from_json(text)
    }

    /// Makes it the JSON value.
    fn into_json(self) -> Value;
}

impl FieldValue for String {
    fn from_json(json: &str) -> Option<Self> {
        read_string(json).map(std::borrow::Cow::into_owned)
    }

    fn from_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    fn into_json(self) -> Value {
        self.into()
    }
}

impl FieldValue for Value {
    fn from_json(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    fn into_json(self) -> Value {
        self
    }
}

macro_rules! scalar {
    ($($type:ty),*) => {$(
        impl FieldValue for $type {
            fn from_json(json: &str) -> Option<Self> {
                serde_json::from_str(json).ok()
            }

            fn into_json(self) -> Value {
                self.into()
            }
        }
    )*};
}

scalar!(i64, u64, f64, bool);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_other_types_are_none() {
        assert_eq!(u64::from_json("-1"), None);
        assert_eq!(i64::from_json("1.0"), None);
        assert_eq!(i64::from_json("\"1\""), None);
        assert_eq!(f64::from_json("1"), Some(1.0));
        assert_eq!(String::from_json("null"), None);
        assert_eq!(String::from_json(r#""a\ud83d""#).as_deref(), Some("a\u{FFFD}"));
        assert_eq!(Value::from_json("[1]"), Some(vec![1].into()));
        assert_eq!(u64::from_text("7"), Some(7));
    }
}

//! The typed members of an error's body: read from a reply, written into one.

use http::HeaderMap;
use serde_json::Value;

use crate::catalog::{Locator, Member, Place};
use crate::decode::{self, Keep, Slot};
use crate::reply::Reply;

/// Where the fields of an entry are.
#[derive(Debug)]
pub struct Fields {
    /// The members of the body that are looked at, as a tree.
    pub body: Member,
    /// How many slots the tree has.
    pub slots: u16,
    /// The fields: their names in templates, and where they are.
    pub at: &'static [(&'static str, Locator)],
}

/// The fields of one reply, before they have types.
#[derive(Debug)]
pub struct RawFields<'a> {
    fields: &'static Fields,
    headers: &'a HeaderMap,
    slots: Vec<Slot<'a>>,
    taken: usize,
}

impl Fields {
    /// Reads the fields of a reply in one pass and hands them over.
    pub fn read<T>(&'static self, reply: &Reply, make: impl FnOnce(&mut RawFields<'_>) -> T) -> T {
        let (text, mut mended) = (decode::text(reply.body()), None);
        let mut slots = Vec::new();
        slots.resize_with(usize::from(self.slots), Slot::default);
        decode::walk(&self.body, Keep::Json, &text, &mut mended, &mut slots);
        make(&mut RawFields { fields: self, headers: reply.headers(), slots, taken: 0 })
    }
}

impl RawFields<'_> {
    /// The value of the next field, if it is there and of its type.
    pub fn take<T: Field>(&mut self) -> Option<T> {
        let (_, at) = self.fields.at.get(self.taken)?;
        self.taken += 1;
        let json = match at.place {
            Place::Header(name) => {
                let text = std::str::from_utf8(self.headers.get(name)?.as_bytes()).ok()?;
                return T::from_text(at.trim(text)?);
            }
            Place::Body(slot, _) => match self.slots.get(usize::from(slot))? {
                Slot::Json(json) => *json,
                _ => return None,
            },
        };
        if at.after.is_none() && at.before.is_none() {
            return T::from_json(json);
        }
        let text = String::from_json(json)?;
        T::from_text(at.trim(&text)?)
    }
}

/// A type of a field.
pub trait Field: Sized {
    /// Reads JSON; none if it is of another type.
    #[must_use]
    fn from_json(json: &str) -> Option<Self>;

    /// Reads the text of a header field, or what is cut out of a text.
    #[must_use]
    fn from_text(text: &str) -> Option<Self> {
        Self::from_json(text)
    }

    /// The JSON value.
    fn to_json(&self) -> Value;
}

impl Field for String {
    fn from_json(json: &str) -> Option<Self> {
        let read = serde_json::from_str(json).ok();
        read.or_else(|| serde_json::from_str(&decode::surrogate::mend(json)?).ok())
    }

    fn from_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    fn to_json(&self) -> Value {
        self.as_str().into()
    }
}

impl Field for Value {
    fn from_json(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    fn to_json(&self) -> Value {
        self.clone()
    }
}

macro_rules! scalar {
    ($($type:ty),*) => {$(
        impl Field for $type {
            fn from_json(json: &str) -> Option<Self> {
                serde_json::from_str(json).ok()
            }

            fn to_json(&self) -> Value {
                (*self).into()
            }
        }
    )*};
}

scalar!(i64, u64, f64, bool);

/// Fills in a template; none if a field that it names isn't there. `{{` and `}}` are braces.
pub(crate) fn fill(template: &str, field: impl Fn(&str) -> Option<Value>) -> Option<String> {
    let (mut out, mut rest) = (String::new(), template);
    while let Some(at) = rest.find(['{', '}']) {
        out.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(brace) {
            out.push_str(brace);
            rest = after;
        } else {
            let (name, after) = rest.split_once('}')?;
            match field(name)? {
                Value::String(text) => out.push_str(&text),
                value => out.push_str(&value.to_string()),
            }
            rest = after;
        }
    }
    Some(out + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_filled_in_if_all_its_fields_are_there() {
        let field = |name: &str| match name {
            "used" => Some(120.into()),
            "plan" => Some("free".into()),
            _ => None,
        };
        assert_eq!(fill("{used} of {plan} {{x}}", field).as_deref(), Some("120 of free {x}"));
        assert_eq!(fill("{used} of {other}", field), None);
        assert_eq!(fill("plain", field).as_deref(), Some("plain"));
    }

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

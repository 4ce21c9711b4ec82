//! One pass over a JSON text that keeps what stands at the places of a tree.

#[cfg(test)]
mod tests;

use std::fmt;

use serde_core::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::surrogate::mend;
use crate::catalog::Member;

/// As what `serde_json` shows a number, as the only member of a map, if some crate of a build enables its
/// feature `arbitrary_precision`.
const NUMBER: &str = "$serde_json::private::Number";

/// What of a value is kept.
#[derive(Clone, Copy)]
pub(crate) enum Keep {
    /// A scalar's value, of anything else that it is there.
    Scalars,
    /// The JSON, as it is written.
    Json,
    /// The JSON of an array's elements, those before the break if it breaks off.
    Elements,
}

/// A place for a value of the text.
#[derive(Debug, Default)]
pub(crate) enum Slot<'a> {
    #[default]
    Absent,
    InText(Value<'a>),
    /// A string that is written with escapes.
    Unescaped(String),
    Json(&'a str),
    Elements(Vec<&'a str>),
}

/// A value; of one that isn't a scalar only that it is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(&'a str),
    Nested,
}

impl Slot<'_> {
    pub(super) fn value(&self) -> Option<Value<'_>> {
        match self {
            Self::Absent | Self::Json(_) | Self::Elements(_) => None,
            Self::InText(value) => Some(*value),
            Self::Unescaped(text) => Some(Value::Text(text)),
        }
    }
}

/// Fills the slots of a tree from a text; what comes after the document, or after a mistake in it, doesn't
/// count.
pub(crate) fn walk<'a>(
    body: &Member,
    keep: Keep,
    text: &'a str,
    mended: &'a mut Option<String>,
    slots: &mut [Slot<'a>],
) {
    if read(body, keep, text, slots).is_err_and(|error| error.is_syntax()) {
        if let Some(text) = mend(text) {
            clear(body, slots);
            let _ = read(body, keep, mended.insert(text), slots);
        }
    }
}

fn read<'a>(body: &Member, keep: Keep, text: &'a str, slots: &mut [Slot<'a>]) -> serde_json::Result<()> {
    let result = read_all(body, keep, text, slots);
    if result.as_ref().is_err_and(serde_json::Error::is_eof) {
        // Nobody knows what number the digits at a break would have become.
        clear(body, slots);
        return read_all(body, keep, text.trim_end_matches(|last: char| last.is_ascii_digit()), slots);
    }
    result
}

fn read_all<'a>(body: &Member, keep: Keep, text: &'a str, slots: &mut [Slot<'a>]) -> serde_json::Result<()> {
    Look { member: body, keep, slots }.deserialize(&mut serde_json::Deserializer::from_str(text))
}

/// Forgets a member and everything in it.
fn clear(member: &Member, slots: &mut [Slot<'_>]) {
    if let Some(slot) = slot(member, slots) {
        *slot = Slot::Absent;
    }
    member.members.iter().for_each(|member| clear(member, slots));
}

fn slot<'s, 'a>(member: &Member, slots: &'s mut [Slot<'a>]) -> Option<&'s mut Slot<'a>> {
    slots.get_mut(usize::from(member.slot?))
}

/// Looks at a value that a member of the tree stands for.
struct Look<'t, 's, 'a> {
    member: &'t Member,
    keep: Keep,
    slots: &'s mut [Slot<'a>],
}

impl<'a> Look<'_, '_, 'a> {
    fn put(&mut self, value: Value<'a>) {
        self.fill(Slot::InText(value));
    }

    fn fill(&mut self, kept: Slot<'a>) {
        if let Some(slot) = slot(self.member, self.slots) {
            *slot = kept;
        }
    }

    /// Keeps the JSON, then looks into it.
    fn json<D: Deserializer<'a>>(mut self, deserializer: D) -> Result<(), D::Error> {
        let json = <&RawValue>::deserialize(deserializer)?.get();
        self.fill(Slot::Json(json));
        if !self.member.members.is_empty() {
            let inner = Member { key: "", slot: None, members: self.member.members };
            let _ = read_all(&inner, self.keep, json, self.slots);
        }
        Ok(())
    }

    fn elements<D: Deserializer<'a>>(mut self, deserializer: D) -> Result<(), D::Error> {
        let mut elements = Vec::new();
        let result = deserializer.deserialize_seq(Elements(&mut elements));
        self.fill(Slot::Elements(elements));
        result
    }
}

impl<'de> DeserializeSeed<'de> for Look<'_, '_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.keep {
            Keep::Json if self.member.slot.is_some() => self.json(deserializer),
            Keep::Elements if self.member.slot.is_some() => self.elements(deserializer),
            _ => deserializer.deserialize_any(self),
        }
    }
}

/// The elements of an array, as they are written.
struct Elements<'v, 'a>(&'v mut Vec<&'a str>);

impl<'de> Visitor<'de> for Elements<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(element) = seq.next_element::<&RawValue>()? {
            self.0.push(element.get());
        }
        Ok(())
    }
}

impl<'de> Visitor<'de> for Look<'_, '_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(mut self) -> Result<(), E> {
        self.put(Value::Null);
        Ok(())
    }

    fn visit_bool<E>(mut self, value: bool) -> Result<(), E> {
        self.put(Value::Bool(value));
        Ok(())
    }

    fn visit_u64<E>(mut self, number: u64) -> Result<(), E> {
        self.put(Value::Unsigned(number));
        Ok(())
    }

    fn visit_i64<E>(mut self, number: i64) -> Result<(), E> {
        self.put(Value::Signed(number));
        Ok(())
    }

    fn visit_f64<E>(mut self, number: f64) -> Result<(), E> {
        self.put(float(number));
        Ok(())
    }

    fn visit_borrowed_str<E>(mut self, text: &'de str) -> Result<(), E> {
        self.put(Value::Text(text));
        Ok(())
    }

    fn visit_str<E>(mut self, text: &str) -> Result<(), E> {
        self.fill(Slot::Unescaped(text.to_owned()));
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        self.put(Value::Nested);
        while let Some(key) = map.next_key_seed(KeyOf(self.member.members))? {
            match key {
                Key::Member(member) => {
                    clear(member, self.slots);
                    map.next_value_seed(Look { member, keep: self.keep, slots: self.slots })?;
                }
                Key::Number => self.put(number(&map.next_value::<String>()?)),
                Key::Other => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        self.put(Value::Nested);
        for index in 0.. {
            let member = self.member.members.iter().find(|member| is_index(member.key, index));
            let more = match member {
                Some(member) => {
                    seq.next_element_seed(Look { member, keep: self.keep, slots: self.slots })?.is_some()
                }
                None => seq.next_element::<IgnoredAny>()?.is_some(),
            };
            if !more {
                break;
            }
        }
        Ok(())
    }
}

/// Which member of the tree a key stands for.
enum Key<'t> {
    Member(&'t Member),
    Number,
    Other,
}

struct KeyOf<'t>(&'t [Member]);

impl<'de, 't> DeserializeSeed<'de> for KeyOf<'t> {
    type Value = Key<'t>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key<'t>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'t> Visitor<'_> for KeyOf<'t> {
    type Value = Key<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Key<'t>, E> {
        Ok(match self.0.iter().find(|member| member.key == key) {
            Some(member) => Key::Member(member),
            None if key == NUMBER => Key::Number,
            None => Key::Other,
        })
    }
}

/// Whether a reference token is this index: decimal digits, without leading zeros (RFC 6901, section 4).
fn is_index(token: &str, index: usize) -> bool {
    let digits = token.bytes().all(|byte| byte.is_ascii_digit());
    digits && (token == "0" || !token.starts_with('0')) && token.parse() == Ok(index)
}

fn number<'a>(text: &str) -> Value<'a> {
    let unsigned = text.parse().map(Value::Unsigned);
    let integer = unsigned.or_else(|_| text.parse().map(Value::Signed));
    integer.unwrap_or_else(|_| text.parse().map_or(Value::Nested, float))
}

/// `serde_json` reads the integer `-0` as a fraction.
fn float<'a>(number: f64) -> Value<'a> {
    if number == 0.0 && number.is_sign_negative() { Value::Unsigned(0) } else { Value::Float(number) }
}

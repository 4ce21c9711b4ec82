//! Drafts a response: values at their places, and which of them must not be there.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::condition::{Condition, Value};
use crate::decision::ReadResponse;
use crate::draft_value::DraftValue;
use crate::locator::{Locator, Place, Pointer};

/// The part of a response's body that was drafted so far.
#[derive(Clone, Debug, PartialEq)]
pub enum DraftBody<'a> {
    /// Nothing yet, which is `null` inside of an array.
    Empty,
    /// A value.
    Leaf(DraftValue),
    /// An array.
    Array(Vec<Self>),
    /// An object, in the order in which its members were put there.
    Object(Vec<(Cow<'a, str>, Self)>),
}

impl<'a> DraftBody<'a> {
    /// Puts a value at a JSON Pointer, unless something is there or the way leads through a value; returns whether it
    /// did.
    ///
    /// Where nothing is yet, a number makes an array and any other token an object (RFC 6901, section 4).
    pub fn put(&mut self, pointer: Pointer<'a>, value: DraftValue) -> bool {
        let mut at = self;
        for token in pointer.tokens() {
            let Some(inner) = at.enter(&token) else { return false };
            at = inner;
        }
        let is_free = matches!(at, Self::Empty);
        if is_free {
            *at = Self::Leaf(value);
        }
        is_free
    }

    /// Puts a value, unless there is one.
    pub(crate) fn fill(&mut self, value: Self) {
        if matches!(self, Self::Empty) {
            *self = value;
        }
    }

    /// Puts items behind the elements of an array. They are lost if something else is there.
    pub(crate) fn push_all(&mut self, items: impl Iterator<Item = Self>) {
        self.fill(Self::Array(Vec::new()));
        if let Self::Array(elements) = self {
            elements.extend(items);
        }
    }

    /// Returns how many members an object has.
    pub(crate) fn count_members(&self) -> usize {
        match self {
            Self::Object(members) => members.len(),
            Self::Empty | Self::Leaf(_) | Self::Array(_) => 0,
        }
    }

    /// Enters the member of a name, which is made unless it is one of the first that are known; none if there is a value in
    /// the way. An array has no names, so that what has one is an element of its own.
    pub(crate) fn enter_named(&mut self, name: &str, known: usize) -> Option<&mut Self> {
        self.fill(Self::Object(Vec::new()));
        match self {
            Self::Object(members) => {
                let index = members.iter().take(known).position(|(other, _)| other == name);
                let index = index.unwrap_or_else(|| {
                    members.push((Cow::Owned(name.to_owned()), Self::Empty));
                    members.len() - 1
                });
                members.get_mut(index).map(|(_, member)| member)
            }
            Self::Array(items) => {
                items.push(Self::Empty);
                items.last_mut()
            }
            Self::Empty | Self::Leaf(_) => None,
        }
    }

    /// Enters what a way leads to.
    pub(crate) fn enter_all(&mut self, way: &[Cow<'a, str>]) -> Option<&mut Self> {
        way.iter().try_fold(self, |at, token| at.enter(token))
    }

    /// Enters a member or an element, which is made if there is none; none if there is a value in the way.
    fn enter(&mut self, token: &Cow<'a, str>) -> Option<&mut Self> {
        let index = find_array_index(token);
        if matches!(self, Self::Empty) {
            *self = if index.is_some() { Self::Array(Vec::new()) } else { Self::Object(Vec::new()) };
        }
        match self {
            Self::Object(members) => {
                let known = members.iter().position(|(name, _)| name == token);
                let index = known.unwrap_or_else(|| {
                    members.push((token.clone(), Self::Empty));
                    members.len() - 1
                });
                Some(&mut members[index].1)
            }
            Self::Array(items) => {
                let index = index?;
                while items.len() <= index {
                    items.push(Self::Empty);
                }
                Some(&mut items[index])
            }
            Self::Empty | Self::Leaf(_) => None,
        }
    }

    /// Converts it to one that keeps its own names.
    #[must_use]
    pub fn into_owned(self) -> DraftBody<'static> {
        match self {
            Self::Empty => DraftBody::Empty,
            Self::Leaf(value) => DraftBody::Leaf(value),
            Self::Array(elements) => DraftBody::Array(elements.into_iter().map(Self::into_owned).collect()),
            Self::Object(members) => {
                let owned = members.into_iter();
                DraftBody::Object(
                    owned.map(|(name, value)| (Cow::Owned(name.into_owned()), value.into_owned())).collect(),
                )
            }
        }
    }

    /// Returns what is at a JSON Pointer.
    pub(crate) fn find_mut(&mut self, pointer: Pointer<'_>) -> Option<&mut Self> {
        let mut at = self;
        for token in pointer.tokens() {
            at = match at {
                Self::Object(members) => &mut members.iter_mut().find(|(name, _)| *name == token)?.1,
                Self::Array(items) => items.get_mut(find_array_index(&token)?)?,
                Self::Empty | Self::Leaf(_) => return None,
            };
        }
        Some(at)
    }

    fn find(&self, pointer: Pointer<'_>) -> Option<&Self> {
        let mut at = self;
        for token in pointer.tokens() {
            at = match at {
                Self::Object(members) => &members.iter().find(|(name, _)| *name == token)?.1,
                Self::Array(items) => items.get(find_array_index(&token)?)?,
                Self::Empty | Self::Leaf(_) => return None,
            };
        }
        Some(at)
    }
}

/// Returns whether a header field can't have a character (RFC 9110, section 5.5).
fn is_unfit_for_header(character: char) -> bool {
    character.is_ascii_control() && character != '\t'
}

/// Returns the index of an array's element; `*` stands for the first one.
fn find_array_index(token: &str) -> Option<usize> {
    if token == Pointer::EACH { Some(0) } else { parse_array_index(token) }
}

/// The longest array that is made for an index: longer ones would cost more than they tell.
const MAX_ARRAY: usize = 1_000;

/// Reads an array index: decimal digits without leading zeros (RFC 6901, section 4), less than 1,000.
#[must_use]
pub fn parse_array_index(token: &str) -> Option<usize> {
    let is_canonical = token == "0" || !token.starts_with(['0', '+']);
    token.parse().ok().filter(|index| is_canonical && *index < MAX_ARRAY)
}

/// A response in the making: a status, header fields and a body.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// The status.
    pub status: u16,
    /// The header fields, by their names in lower case.
    pub headers: Vec<(&'a str, DraftValue)>,
    /// The body.
    pub body: DraftBody<'a>,
    /// Places where anything at all would contradict a condition.
    pub(crate) absent: Vec<Place<'a>>,
    /// Places where anything would be taken for the code.
    pub(crate) reserved: Vec<Place<'a>>,
}

impl<'a> Draft<'a> {
    pub(crate) fn put(&mut self, place: Place<'a>, value: DraftValue) -> bool {
        if self.absent.iter().any(|absent| absent.leads_to(&place)) {
            return false;
        }
        match place {
            Place::Body { pointer, .. } => self.body.put(pointer, value),
            Place::Header(name) => {
                let is_free = !self.headers.iter().any(|(taken, _)| *taken == name);
                if is_free {
                    self.headers.push((name, value));
                }
                is_free
            }
            Place::Text | Place::Key => false,
        }
    }

    /// Puts a value that must not be taken for the code.
    pub(crate) fn put_beside_code(&mut self, place: Place<'a>, value: DraftValue) -> bool {
        !self.reserved.iter().any(|reserved| reserved.can_share_value(&place)) && self.put(place, value)
    }

    /// Puts a text so that the locator cuts it out again.
    pub(crate) fn put_text(&mut self, at: &Locator<'a>, text: &str) -> bool {
        let Some(text) = at.write_text(text) else { return false };
        // Where a header field can't have a text, another place may.
        let is_carried = !matches!(at.place(), Place::Header(_)) || !text.contains(is_unfit_for_header);
        is_carried && self.put_beside_code(at.place(), DraftValue::Text(text))
    }

    /// Puts a number so that the locator finds it: where its conditions hold.
    pub(crate) fn put_number(&mut self, at: &Locator<'a>, digits: String) -> bool {
        let is_put = if at.is_whole() {
            self.put_beside_code(at.place(), DraftValue::Number(digits))
        } else {
            self.put_text(at, &digits)
        };
        if is_put {
            self.fulfil_all(at.when());
        }
        is_put
    }

    /// Puts a text so that the locator finds it: where its conditions hold.
    pub(crate) fn put_where_read(&mut self, at: &Locator<'a>, text: &str) -> bool {
        let is_put = self.put_text(at, text);
        if is_put {
            self.fulfil_all(at.when());
        }
        is_put
    }

    /// Puts the value of a field: where its locator cuts, it is a part of a text.
    pub(crate) fn put_field(&mut self, at: &Locator<'a>, value: DraftValue) -> bool {
        if !at.is_whole() {
            return self.put_where_read(at, &value.to_string());
        }
        let is_put = self.put_beside_code(at.place(), value);
        if is_put {
            self.fulfil_all(at.when());
        }
        is_put
    }

    /// Replaces what is at a place by a text that holds it too.
    pub(crate) fn replace(&mut self, place: Place<'a>, text: String) {
        let value = DraftValue::Text(text);
        match place {
            Place::Body { pointer, .. } => {
                if let Some(leaf) = self.body.find_mut(pointer) {
                    *leaf = DraftBody::Leaf(value);
                }
            }
            Place::Header(name) => {
                if let Some(field) = self.headers.iter_mut().find(|(other, _)| *other == name) {
                    field.1 = value;
                }
            }
            Place::Text | Place::Key => {}
        }
    }

    /// Puts what conditions ask for, as far as they don't hold without a value.
    pub(crate) fn fulfil_all(&mut self, conditions: &[Condition<'a>]) {
        conditions
            .iter()
            .filter(|condition| condition.needs_value())
            .for_each(|condition| self.fulfil(condition));
    }

    pub(crate) fn fulfil(&mut self, condition: &Condition<'a>) {
        if let Some(value) = DraftValue::from_condition(condition) {
            self.put(condition.place(), value);
        }
    }
}

/// Reads a draft as an item inside of a response, which has neither a status nor header fields.
///
/// Of each list it has the first element alone that `*` stands for.
impl ReadResponse for DraftBody<'_> {
    fn status(&self) -> Option<u16> {
        None
    }

    fn element(&self, place: Place<'_>, _: usize, depth: usize) -> Option<usize> {
        (1..=place.pointer()?.lists()).contains(&depth).then_some(0)
    }

    fn value(&self, place: Place<'_>, index: usize) -> Option<Value<'_>> {
        let pointer = place.pointer().filter(|_| index == 0)?;
        Some(match self.find(pointer)? {
            Self::Empty => Value::Null,
            Self::Leaf(value) => value.as_value(),
            Self::Array(_) => Value::Array("[]"),
            Self::Object(_) => Value::Object,
        })
    }
}

impl ReadResponse for Draft<'_> {
    fn status(&self) -> Option<u16> {
        Some(self.status)
    }

    fn element(&self, place: Place<'_>, index: usize, depth: usize) -> Option<usize> {
        self.body.element(place, index, depth)
    }

    fn value(&self, place: Place<'_>, index: usize) -> Option<Value<'_>> {
        match place {
            _ if index > 0 => None,
            Place::Header(name) => {
                let (_, value) = self.headers.iter().find(|(known, _)| *known == name)?;
                // A header field is text, whatever it says.
                Some(Value::Text(match value.as_value() {
                    Value::Number(text) | Value::Text(text) => text,
                    Value::Boolean(true) => "true",
                    Value::Boolean(false) | Value::Null | Value::Array(_) | Value::Object => "false",
                }))
            }
            Place::Body { .. } | Place::Text | Place::Key => self.body.value(place, index),
        }
    }
}

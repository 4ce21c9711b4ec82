//! Plans how a service sends an entry: which status, where the code and the message are, and the body around them.
//!
//! The plan is made when code is generated: drafts of a response are decided upon until one becomes the entry again.
//! At run time the same draft is written with the message and the fields of an error.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::catalog::Catalog;
use crate::condition::{Condition, Expected, Value};
use crate::decision::ReadResponse;
use crate::entry::{Code, Entry};
use crate::envelope::Preset;
use crate::locator::{Locator, Place, Pointer};
use crate::statuses::Statuses;

/// How a service sends an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sending {
    status: u16,
    code_index: u8,
    code_form: CodeForm,
}

/// How a code is written at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeForm {
    /// As it is.
    Plain,
    /// Between the marks at which the locator cuts.
    Marked,
}

impl Sending {
    const USUAL_STATUS: u16 = 500;

    /// Sends a status, and the code as it is at the first of the envelope's places.
    #[must_use]
    pub const fn new(status: u16) -> Self {
        Self { status, code_index: 0, code_form: CodeForm::Plain }
    }

    /// Returns the usual way to send an entry with these statuses.
    #[must_use]
    pub const fn usual(statuses: Statuses<'_>) -> Self {
        Self::new(match statuses.representative() {
            Some(status) => status,
            None => Self::USUAL_STATUS,
        })
    }

    /// Puts the code at another of the envelope's places, counted from 0, and in a form.
    #[must_use]
    pub const fn with_code_at(self, index: u8, form: CodeForm) -> Self {
        Self { code_index: index, code_form: form, ..self }
    }

    /// Returns the status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// Returns which of the envelope's places holds the code, counted from 0.
    #[must_use]
    pub const fn code_index(&self) -> u8 {
        self.code_index
    }

    /// Returns how the code is written.
    #[must_use]
    pub const fn code_form(&self) -> CodeForm {
        self.code_form
    }
}

/// A value that a catalog makes a service send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// A boolean.
    Boolean(bool),
    /// A number, in digits.
    Number(String),
    /// A string.
    Text(String),
}

impl Scalar {
    fn as_value(&self) -> Value<'_> {
        match self {
            Self::Boolean(value) => Value::Boolean(*value),
            Self::Number(digits) => Value::Number(digits),
            Self::Text(text) => Value::Text(text),
        }
    }

    /// Returns a code as it is sent.
    #[must_use]
    pub fn from_code(code: Code<'_>) -> Self {
        if code.is_integer { Self::Number(code.text.to_owned()) } else { Self::Text(code.text.to_owned()) }
    }

    /// Returns a value with which a condition holds; none if it asks for no value.
    ///
    /// A text is taken for what it most likely is: `true` for a boolean, `5` for a number.
    #[must_use]
    pub fn from_expected(expected: Expected<'_>) -> Option<Self> {
        match expected {
            Expected::Text(text @ ("true" | "false")) => Some(Self::Boolean(text == "true")),
            Expected::Text(text) if is_plain_number(text) => Some(Self::Number(text.to_owned())),
            Expected::Text(text) => Some(Self::Text(text.to_owned())),
            Expected::Present => Some(Self::Boolean(true)),
            Expected::Null => None,
        }
    }
}

/// Returns whether a text is a JSON integer of a usual size.
fn is_plain_number(text: &str) -> bool {
    text.parse::<i64>().is_ok_and(|number| number.to_string() == text)
}

/// The part of a response's body that was drafted so far.
#[derive(Clone, Debug, PartialEq)]
pub enum DraftBody<V> {
    /// Nothing yet, which is `null` inside of an array.
    Empty,
    /// A value.
    Leaf(V),
    /// An array.
    Array(Vec<Self>),
    /// An object, in the order in which its members were put there.
    Object(Vec<(String, Self)>),
}

impl<V> DraftBody<V> {
    /// Puts a value at a JSON Pointer, unless something is there or the way leads through a value; returns whether it
    /// did.
    ///
    /// Where nothing is yet, a number makes an array and any other token an object (RFC 6901, section 4).
    pub fn put(&mut self, pointer: Pointer<'_>, value: V) -> bool {
        let mut at = self;
        for token in pointer.tokens() {
            if matches!(at, Self::Empty) {
                *at = if parse_array_index(&token).is_some() {
                    Self::Array(Vec::new())
                } else {
                    Self::Object(Vec::new())
                };
            }
            at = match at {
                Self::Object(members) => {
                    let known = members.iter().position(|(name, _)| *name == token);
                    let index = known.unwrap_or_else(|| {
                        members.push((token.into_owned(), Self::Empty));
                        members.len() - 1
                    });
                    &mut members[index].1
                }
                Self::Array(items) => {
                    let Some(index) = parse_array_index(&token) else { return false };
                    while items.len() <= index {
                        items.push(Self::Empty);
                    }
                    &mut items[index]
                }
                Self::Empty | Self::Leaf(_) => return false,
            };
        }
        let is_free = matches!(at, Self::Empty);
        if is_free {
            *at = Self::Leaf(value);
        }
        is_free
    }

    /// Returns what is at a JSON Pointer.
    fn find_mut(&mut self, pointer: Pointer<'_>) -> Option<&mut Self> {
        let mut at = self;
        for token in pointer.tokens() {
            at = match at {
                Self::Object(members) => &mut members.iter_mut().find(|(name, _)| *name == token)?.1,
                Self::Array(items) => items.get_mut(parse_array_index(&token)?)?,
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
                Self::Array(items) => items.get(parse_array_index(&token)?)?,
                Self::Empty | Self::Leaf(_) => return None,
            };
        }
        Some(at)
    }
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
pub struct Draft<'a, V> {
    /// The status.
    pub status: u16,
    /// The header fields, by their names in lower case.
    pub headers: Vec<(&'a str, V)>,
    /// The body.
    pub body: DraftBody<V>,
    /// Places where anything at all would contradict a condition.
    absent: Vec<Place<'a>>,
    /// Places where anything would be taken for the code.
    reserved: Vec<Place<'a>>,
}

/// What a service sends besides what the catalog says.
#[derive(Clone, Debug)]
pub struct Contents<'m, V> {
    /// The message.
    pub message: Option<&'m str>,
    /// The id of the request.
    pub request_id: Option<&'m str>,
    /// The phrase of the status, which is the title of a problem without a code (RFC 9457, section 4.2.1).
    pub phrase: &'m str,
    /// The values of the fields, in the order of the entry.
    pub fields: Vec<Option<V>>,
}

impl<'a, V: From<Scalar>> Draft<'a, V> {
    fn put(&mut self, place: Place<'a>, value: V) -> bool {
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
        }
    }

    /// Puts a value that must not be taken for the code.
    fn put_beside_code(&mut self, place: Place<'a>, value: V) -> bool {
        !self.reserved.iter().any(|reserved| reserved.is_same(&place)) && self.put(place, value)
    }

    /// Puts a text so that the locator cuts it out again.
    fn put_text(&mut self, at: &Locator<'a>, text: &str) -> bool {
        let value = at.write_text(text).map(|text| Scalar::Text(text).into());
        value.is_some_and(|value| self.put_beside_code(at.place(), value))
    }

    /// Replaces what is at a place by a text that holds it too.
    fn replace(&mut self, place: Place<'a>, text: String) {
        let value = V::from(Scalar::Text(text));
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
        }
    }

    fn fulfil(&mut self, condition: &Condition<'a>) {
        if let Some(value) = Scalar::from_expected(condition.expected()) {
            self.put(condition.place(), value.into());
        }
    }
}

impl<'a> Catalog<'a> {
    /// Drafts the response with which a service sends an entry.
    ///
    /// What is put first keeps its place: the code, what tells entries apart, the message, the fields.
    #[must_use]
    pub fn draft_response<V: From<Scalar>>(
        &self,
        entry: &Entry<'a>,
        sending: Sending,
        contents: Contents<'_, V>,
    ) -> Draft<'a, V> {
        let envelope = self.envelope();
        let is_absent = |condition: &&Condition<'_>| condition.expected() == Expected::Null;
        let code_at = entry.code().and(envelope.code().get(usize::from(sending.code_index)));
        let before_code = code_at.map_or(envelope.code().len(), |_| usize::from(sending.code_index));
        let mut draft = Draft {
            status: sending.status,
            headers: Vec::new(),
            body: DraftBody::Empty,
            absent: entry
                .conditions()
                .iter()
                .chain(envelope.failed_2xx())
                .filter(is_absent)
                .map(Condition::place)
                .collect(),
            reserved: envelope.code().iter().take(before_code).map(Locator::place).collect(),
        };
        if let (Some(at), Some(code)) = (code_at, entry.code()) {
            let value = match sending.code_form {
                CodeForm::Plain => Scalar::from_code(code),
                CodeForm::Marked => Scalar::Text(at.mark_text(code.text)),
            };
            draft.put(at.place(), value.into());
        }
        let is_present = |condition: &&Condition<'_>| condition.expected() == Expected::Present;
        let (present, stated): (Vec<_>, Vec<_>) = envelope.failed_2xx().iter().partition(is_present);
        entry.conditions().iter().chain(stated).for_each(|condition| draft.fulfil(condition));
        if let Some(message) = contents.message.filter(|message| !message.is_empty()) {
            let code = code_at.zip(entry.code()).filter(|_| sending.code_form == CodeForm::Plain);
            self.put_message(&mut draft, code, message);
        }
        if let Some(id) = contents.request_id {
            let _ = envelope.request_id().iter().any(|at| draft.put_text(at, id));
        }
        for (field, value) in entry.fields().iter().zip(contents.fields) {
            if let Some(value) = value {
                draft.put_beside_code(field.at().place(), value);
            }
        }
        for condition in present {
            draft.fulfil(condition);
        }
        if envelope.preset() == Some(Preset::ProblemJson) {
            put_problem_members(&mut draft, entry, contents.phrase);
        }
        if let Some(seconds) = self.seconds_to_wait(entry, sending.status) {
            draft.put(Place::Header("retry-after"), Scalar::Number(seconds.to_string()).into());
        }
        draft
    }

    /// Puts the message at the first of its places that can hold it.
    fn put_message<V: From<Scalar>>(
        &self,
        draft: &mut Draft<'a, V>,
        code: Option<(&Locator<'a>, Code<'a>)>,
        message: &str,
    ) {
        for at in self.envelope().message() {
            if draft.put_text(at, message) {
                return;
            }
            // Code and message can be two cuts of one text.
            let both = code.and_then(|(code_at, code)| join_cuts((code_at, code.text), (at, message)));
            if let Some(both) = both {
                draft.replace(at.place(), both);
                return;
            }
        }
        // A code that nobody lists is the message as well.
        if self.first_with_code(message) == 0 {
            let text = |at: &Locator<'_>| at.write_text(message).map(|text| Scalar::Text(text).into());
            let mut places = self.envelope().message().iter();
            let _ = places.any(|at| text(at).is_some_and(|value| draft.put(at.place(), value)));
        }
    }

    /// Returns what `Retry-After` says for a hint that states a wait, in whole seconds, rounded up.
    fn seconds_to_wait(&self, entry: &Entry<'a>, status: u16) -> Option<u64> {
        let hint = self.retry().hint_in_force(entry.own_retry(), entry.statuses(), Some(status))?;
        let wait = hint.strategy().constant_wait()?;
        Some(wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0)))
    }

    /// Plans how a service sends a kind, so that the response becomes that kind again; none if there is no way.
    #[must_use]
    pub fn plan_sending(&self, kind: u16) -> Option<Sending> {
        let entry = self.entry(kind)?;
        let message = self.text_without_meaning();
        statuses_to_try(entry.statuses()).find_map(|status| {
            self.code_places(entry).find_map(|(index, form)| {
                let sending = Sending::new(status).with_code_at(index, form);
                let contents = Contents {
                    message: Some(&message),
                    request_id: None,
                    phrase: &message,
                    fields: Vec::new(),
                };
                let draft = self.draft_response::<Scalar>(entry, sending, contents);
                (self.decide(&draft).kind == kind && self.is_error(&draft)).then_some(sending)
            })
        })
    }

    /// Returns the places and forms in which a code can be sent, the usual one first.
    fn code_places(&self, entry: &Entry<'a>) -> impl Iterator<Item = (u8, CodeForm)> + use<> {
        let count = if entry.code().is_some() { self.envelope().code().len() } else { 1 };
        let count = u8::try_from(count).unwrap_or(u8::MAX);
        let plain = (0..count).map(|index| (index, CodeForm::Plain));
        plain.chain((0..count).map(|index| (index, CodeForm::Marked)))
    }

    /// Returns a text that no entry has as its code, as messages are.
    fn text_without_meaning(&self) -> String {
        let mut text = "message".to_owned();
        while self.first_with_code(&text) != 0 {
            text.push('_');
        }
        text
    }
}

/// Adds the members of a problem that no locator has put there (RFC 9457, section 3.1).
fn put_problem_members<'a, V: From<Scalar>>(draft: &mut Draft<'a, V>, entry: &Entry<'a>, phrase: &str) {
    let title = if entry.code().is_some() { entry.meaning() } else { phrase };
    draft.put(Place::body("/type"), Scalar::Text("about:blank".to_owned()).into());
    draft.put_text(&Locator::at(Place::body("/title")), title);
    draft.put(Place::body("/status"), Scalar::Number(draft.status.to_string()).into());
}

/// Joins a code and a message at one place into a text out of which either is cut.
fn join_cuts(
    (code_at, code): (&Locator<'_>, &str),
    (message_at, message): (&Locator<'_>, &str),
) -> Option<String> {
    if !code_at.place().is_same(&message_at.place()) {
        return None;
    }
    let mark = message_at.after().or(code_at.before())?;
    let both = format!("{code}{mark}{message}");
    (code_at.cut(&both) == Some(code) && message_at.cut(&both) == Some(message)).then_some(both)
}

/// Returns the statuses with which an entry may be sent, the usual one first.
fn statuses_to_try(statuses: Statuses<'_>) -> impl Iterator<Item = u16> {
    let (first, last) = match statuses {
        Statuses::Class(class) => (u16::from(class) * 100, u16::from(class) * 100 + 99),
        Statuses::Any => (400, 599),
        Statuses::One(_) | Statuses::Several(_) => (1, 0),
    };
    let usual = (statuses == Statuses::Any).then_some(Sending::USUAL_STATUS);
    usual.into_iter().chain(statuses.listed()).chain(first..=last)
}

/// Reads a draft as an item inside of a response, which has neither a status nor header fields.
impl ReadResponse for DraftBody<Scalar> {
    fn status(&self) -> Option<u16> {
        None
    }

    fn value(&self, place: Place<'_>, index: usize) -> Option<Value<'_>> {
        let pointer = place.pointer().filter(|_| index == 0)?;
        Some(match self.find(pointer)? {
            Self::Empty => Value::Null,
            Self::Leaf(value) => value.as_value(),
            Self::Array(_) | Self::Object(_) => Value::Nested,
        })
    }
}

impl ReadResponse for Draft<'_, Scalar> {
    fn status(&self) -> Option<u16> {
        Some(self.status)
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
                    Value::Boolean(false) | Value::Null | Value::Nested => "false",
                }))
            }
            Place::Body { .. } => self.body.value(place, index),
        }
    }
}

//! Locates a value in a response, and the part of it that counts.

use alloc::borrow::{Cow, ToOwned};
use alloc::format;
use alloc::string::String;
use core::fmt;

use crate::condition::Condition;

/// A JSON Pointer (RFC 6901) in its escaped form: empty for the whole document, else starting with `/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pointer<'a>(&'a str);

impl<'a> Pointer<'a> {
    /// Takes the text of a pointer, which has to be a valid one.
    #[must_use]
    pub const fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// Returns the pointer as it is written.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// The reference token that stands for every element of an array and every member of an object.
    pub const EACH: &'static str = "*";

    /// Returns how many lists lead to the place: how many tokens stand for every element.
    #[must_use]
    pub fn lists(self) -> usize {
        self.tokens().filter(|token| token == Self::EACH).count()
    }

    /// Returns how many lists both pointers go through before they part.
    #[must_use]
    pub fn shared_lists(self, other: Self) -> usize {
        let shared = self.tokens().zip(other.tokens()).take_while(|(token, other)| token == other);
        shared.filter(|(token, _)| token == Self::EACH).count()
    }

    /// Iterates over the reference tokens, with `~1` and `~0` replaced by `/` and `~` (RFC 6901, section 4).
    pub fn tokens(self) -> impl Iterator<Item = Cow<'a, str>> {
        let mut rest = self.0;
        core::iter::from_fn(move || {
            let token = rest.strip_prefix('/')?;
            let end = token.bytes().position(|byte| byte == b'/');
            let (token, others) = token.split_at(end.unwrap_or(token.len()));
            rest = others;
            Some(if token.contains('~') {
                Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
            } else {
                Cow::Borrowed(token)
            })
        })
    }
}

impl fmt::Display for Pointer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// A place in a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place<'a> {
    /// In the body.
    Body {
        /// The way through the body.
        pointer: Pointer<'a>,
        /// The slot of the envelope's tree that keeps the value; [`Place::NO_SLOT`] before a tree was made.
        slot: u16,
    },
    /// In a header field, by its name in lower case.
    Header(&'a str),
    /// The whole body, where it is text.
    Text,
    /// The name under which an item is the member of an object.
    Key,
}

impl<'a> Place<'a> {
    /// The slot of a place that no tree has.
    pub const NO_SLOT: u16 = u16::MAX;

    /// Returns a place in the body that has no slot yet.
    #[must_use]
    pub const fn body(pointer: &'a str) -> Self {
        Self::Body { pointer: Pointer::new(pointer), slot: Self::NO_SLOT }
    }

    /// Returns whether both are the same place, whatever their slots.
    #[must_use]
    #[inline]
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Body { pointer, .. }, Self::Body { pointer: other, .. }) => pointer == other,
            _ => self == other,
        }
    }

    /// Returns whether another place can be this one, or inside of it: where one has `*`, the other may have any token.
    #[must_use]
    pub fn leads_to(&self, other: &Self) -> bool {
        let (Some(pointer), Some(others)) = (self.pointer(), other.pointer()) else {
            return self.is_same(other);
        };
        let mut others = others.tokens();
        pointer.tokens().all(|token| {
            others
                .next()
                .is_some_and(|other| token == other || token == Pointer::EACH || other == Pointer::EACH)
        })
    }

    /// Returns whether one value can be at both places.
    #[must_use]
    pub fn can_share_value(&self, other: &Self) -> bool {
        self.leads_to(other) && other.leads_to(self)
    }

    /// Returns whether there is at most one value: below a `*` and in header fields of one name there are several.
    #[must_use]
    pub fn has_one_value(&self) -> bool {
        match self {
            Self::Body { pointer, .. } => pointer.lists() == 0,
            Self::Header(_) => false,
            Self::Text | Self::Key => true,
        }
    }

    /// Returns the pointer of a place in the body.
    #[must_use]
    pub const fn pointer(self) -> Option<Pointer<'a>> {
        match self {
            Self::Body { pointer, .. } => Some(pointer),
            Self::Header(_) | Self::Text | Self::Key => None,
        }
    }
}

/// Shows the place as catalogs write it.
impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body { pointer, .. } => pointer.fmt(f),
            Self::Header(name) => write!(f, "header:{name}"),
            Self::Text => f.write_str("body"),
            Self::Key => f.write_str("key"),
        }
    }
}

/// Where a value is, and what is cut off from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Locator<'a> {
    place: Place<'a>,
    after: Option<&'a str>,
    before: Option<&'a str>,
    between: Option<(&'a str, Option<&'a str>)>,
    ignored: Option<&'a str>,
    unit: Unit,
    when: &'a [Condition<'a>],
}

impl<'a> Locator<'a> {
    /// Locates the whole value at a place.
    #[must_use]
    pub const fn at(place: Place<'a>) -> Self {
        Self {
            place,
            after: None,
            before: None,
            between: None,
            ignored: None,
            unit: Unit::Seconds,
            when: &[],
        }
    }

    /// Locates the value at a JSON Pointer, which is kept in a slot of the tree.
    #[must_use]
    pub const fn body(pointer: &'a str, slot: u16) -> Self {
        Self::at(Place::Body { pointer: Pointer::new(pointer), slot })
    }

    /// Locates the value of a header field, by its name in lower case.
    #[must_use]
    pub const fn header(name: &'a str) -> Self {
        Self::at(Place::Header(name))
    }

    /// Cuts the value off up to the first occurrence of a mark, inclusive.
    #[must_use]
    pub const fn with_after(self, mark: &'a str) -> Self {
        Self { after: Some(mark), ..self }
    }

    /// Cuts the value off from the first occurrence of a mark on.
    #[must_use]
    pub const fn with_before(self, mark: &'a str) -> Self {
        Self { before: Some(mark), ..self }
    }

    /// Takes what is between a mark and the next other one, to the end without another; a value without the marks is none.
    #[must_use]
    pub const fn with_between(self, start: &'a str, end: Option<&'a str>) -> Self {
        Self { between: Some((start, end)), ..self }
    }

    /// States what a response has to hold: where that doesn't hold, there is no value.
    #[must_use]
    pub const fn with_when(self, conditions: &'a [Condition<'a>]) -> Self {
        Self { when: conditions, ..self }
    }

    /// Takes a value for none, as `about:blank` for the type of a problem (RFC 9457, section 4.2.1).
    #[must_use]
    pub const fn with_ignored(self, value: &'a str) -> Self {
        Self { ignored: Some(value), ..self }
    }

    /// Says what a plain number counts.
    #[must_use]
    pub const fn with_unit(self, unit: Unit) -> Self {
        Self { unit, ..self }
    }

    /// Moves the locator to another place.
    #[must_use]
    pub const fn with_place(self, place: Place<'a>) -> Self {
        Self { place, ..self }
    }

    /// Returns the place that is looked at.
    #[must_use]
    pub const fn place(&self) -> Place<'a> {
        self.place
    }

    /// Returns the mark up to which the value is cut off.
    #[must_use]
    pub const fn after(&self) -> Option<&'a str> {
        self.after
    }

    /// Returns the mark from which on the value is cut off.
    #[must_use]
    pub const fn before(&self) -> Option<&'a str> {
        self.before
    }

    /// Returns the marks between which the value is; without the second one it goes to the end.
    #[must_use]
    pub const fn between(&self) -> Option<(&'a str, Option<&'a str>)> {
        self.between
    }

    /// Returns what a response has to hold for a value to be there.
    #[must_use]
    pub const fn when(&self) -> &'a [Condition<'a>] {
        self.when
    }

    /// Returns the value that counts as none.
    #[must_use]
    pub const fn ignored(&self) -> Option<&'a str> {
        self.ignored
    }

    /// Returns what a plain number counts.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.unit
    }

    /// Writes a value so that the locator cuts it to this text: as it is, else between the marks; none if neither does.
    #[must_use]
    pub fn write_text(&self, text: &str) -> Option<String> {
        if self.cut(text) == Some(text) {
            return Some(text.to_owned());
        }
        let marked = self.mark_text(text);
        (self.cut(&marked) == Some(text)).then_some(marked)
    }

    /// Puts a text between the marks at which the locator cuts.
    pub(crate) fn mark_text(&self, text: &str) -> String {
        let (start, end) = self.between.unwrap_or_default();
        let (after, before) = (self.after.unwrap_or_default(), self.before.unwrap_or_default());
        format!("{start}{after}{text}{before}{}", end.unwrap_or_default())
    }

    /// Returns whether the value is taken whole.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.after.is_none() && self.before.is_none() && self.between.is_none()
    }

    /// Returns whether any value counts as it is, unless it is empty.
    #[must_use]
    #[inline]
    pub const fn is_plain(&self) -> bool {
        self.is_whole() && self.ignored.is_none() && self.when.is_empty()
    }

    /// Returns whether both take the same value, cut the same way.
    #[must_use]
    pub fn is_same_value(&self, other: &Self) -> bool {
        self.place.is_same(&other.place)
            && (self.after, self.before, self.between) == (other.after, other.before, other.between)
    }

    /// Cuts a value; returns none if nothing is left, or what counts as none.
    #[must_use]
    #[inline]
    pub fn cut<'t>(&self, text: &'t str) -> Option<&'t str> {
        if self.is_whole() && self.ignored.is_none() {
            return (!text.is_empty()).then_some(text);
        }
        self.cut_at_marks(text)
    }

    fn cut_at_marks<'t>(&self, text: &'t str) -> Option<&'t str> {
        let text = match self.between {
            Some((start, end)) => {
                let (_, rest) = text.split_once(start)?;
                end.map_or(Some(rest), |end| rest.split_once(end).map(|(inner, _)| inner))?
            }
            None => text,
        };
        let text = self.after.and_then(|mark| text.split_once(mark)).map_or(text, |(_, rest)| rest);
        let text = self.before.and_then(|mark| text.split_once(mark)).map_or(text, |(rest, _)| rest);
        (!text.is_empty() && Some(text) != self.ignored).then_some(text)
    }
}

/// What a plain number counts that says how long to wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Seconds from now.
    #[default]
    Seconds,
    /// Milliseconds from now.
    Milliseconds,
    /// Seconds since 1970-01-01T00:00:00Z.
    Epoch,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Self; 3] = [Self::Seconds, Self::Milliseconds, Self::Epoch];

    /// Returns the name by which catalogs call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Seconds => "s",
            Self::Milliseconds => "ms",
            Self::Epoch => "epoch",
        }
    }
}

//! Defines what a scan of JSON leaves at the places of a tree.

use std::ops::Range;

use errspec_data::{Member, Value};

/// What of a value is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// The value of a scalar; of anything else that it is there.
    Scalars,
    /// The JSON as it is written.
    Json,
    /// Where the elements of an array are in the text, up to a break if there is one.
    Elements,
}

/// A place for a value of the text.
#[derive(Debug, Default)]
pub(crate) enum Slot<'a> {
    /// Nothing was found.
    #[default]
    Absent,
    /// A value, or a part of the text.
    Found(Value<'a>),
    /// A string that is written with escapes.
    Unescaped(String),
    /// The JSON as it is written.
    Json(&'a str),
    /// The elements of an array.
    Elements(Vec<Range<usize>>),
}

impl Slot<'_> {
    pub(crate) fn value(&self) -> Option<Value<'_>> {
        match self {
            Self::Absent | Self::Json(_) | Self::Elements(_) => None,
            Self::Found(value) => Some(*value),
            Self::Unescaped(text) => Some(Value::Text(text)),
        }
    }
}

/// Forgets what was found for a member and for everything inside of it.
pub(super) fn clear_slots(member: &Member<'_>, slots: &mut [Slot<'_>]) {
    if let Some(slot) = member.slot().and_then(|slot| slots.get_mut(usize::from(slot))) {
        *slot = Slot::Absent;
    }
    for inner in member.members() {
        clear_slots(inner, slots);
    }
}

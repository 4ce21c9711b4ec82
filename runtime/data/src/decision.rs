//! Which entry a response becomes, and where its code and its message are.

use crate::catalog::Catalog;
use crate::condition::{Condition, Value};
use crate::locator::{Locator, Place};
use crate::statuses::Statuses;

/// A response, as far as a catalog looks at it.
pub trait ReadResponse {
    /// Returns the status; none for an item inside a response.
    fn status(&self) -> Option<u16>;

    /// Returns the value at a place.
    fn value(&self, place: Place<'_>) -> Option<Value<'_>>;

    /// Returns the string or the integer that a locator finds, as text; an empty one is none.
    fn find_identifier(&self, at: &Locator<'_>) -> Option<&str> {
        at.cut(self.value(at.place())?.identifier()?)
    }

    /// Returns the string that a locator finds; an empty one is none.
    fn find_text(&self, at: &Locator<'_>) -> Option<&str> {
        match self.value(at.place())? {
            Value::Text(text) => at.cut(text),
            _ => None,
        }
    }

    /// Returns whether all conditions hold.
    fn holds_all(&self, conditions: &[Condition<'_>]) -> bool {
        conditions.iter().all(|condition| condition.holds(self))
    }
}

/// What a response becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision<'r> {
    /// The kind, 0 for `Unrecognized`.
    pub kind: u16,
    /// The code that came.
    pub code: Option<&'r str>,
    /// The message that came.
    pub message: Option<&'r str>,
}

impl Catalog<'_> {
    /// Decides which entry a response becomes.
    #[must_use]
    pub fn decide<'r, R: ReadResponse>(&self, response: &'r R) -> Decision<'r> {
        let envelope = self.envelope();
        let (place, code) =
            envelope.code().iter().find_map(|at| Some((at.place(), response.find_identifier(at)?))).unzip();
        // What is the code isn't the message as well.
        let mut messages = envelope.message().iter().filter(|at| Some(at.place()) != place);
        Decision {
            kind: self.choose_kind(code, response),
            code,
            message: messages.find_map(|at| response.find_text(at)),
        }
    }

    /// Chooses the kind that fits a code and a response best, else `Unrecognized`, which is 0.
    ///
    /// The entries of a code come with those first that state most: more conditions, then a status.
    #[must_use]
    pub fn choose_kind<R: ReadResponse>(&self, code: Option<&str>, response: &R) -> u16 {
        let first = match code {
            Some(code) => self.first_with_code(code),
            None => self.first_without_code(),
        };
        let mut kind = first;
        while let Some(entry) = self.entry(kind) {
            let fits = match response.status() {
                Some(status) => entry.statuses().contains(status),
                None => entry.statuses() == Statuses::Any,
            };
            if fits && response.holds_all(entry.conditions()) {
                return kind;
            }
            kind = entry.next();
        }
        // Gateways rewrite statuses: a code of only one entry is that entry's at any status.
        match self.entry(first) {
            Some(only) if code.is_some() && only.next() == 0 && response.holds_all(only.conditions()) => {
                first
            }
            _ => 0,
        }
    }

    /// Decides whether a response is an error: by its status, or by what the catalog says of a successful one.
    #[must_use]
    pub fn is_error<R: ReadResponse>(&self, response: &R) -> bool {
        match response.status() {
            Some(200..=299) => {
                let conditions = self.envelope().failed_2xx();
                !conditions.is_empty() && response.holds_all(conditions)
            }
            Some(status) => (400..600).contains(&status),
            None => true,
        }
    }
}

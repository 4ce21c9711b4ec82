//! Decides which entry a response becomes, and where its code and its message are.

use crate::catalog::Catalog;
use crate::condition::{Condition, Value};
use crate::envelope::Items;
use crate::locator::{Locator, Place};
use crate::statuses::Statuses;

/// A response, as far as a catalog looks at it.
pub trait ReadResponse {
    /// Returns the status; none for an item inside a response.
    fn status(&self) -> Option<u16>;

    /// Returns a value at a place, of which there may be several, counted from 0: header fields of one name.
    fn value(&self, place: Place<'_>, index: usize) -> Option<Value<'_>>;

    /// Finds the first thing that can be made of the values at a place.
    fn find_value<'r, T>(
        &'r self,
        place: Place<'_>,
        mut convert: impl FnMut(Value<'r>) -> Option<T>,
    ) -> Option<T> {
        let mut index = 0;
        while let Some(value) = self.value(place, index) {
            if let Some(found) = convert(value) {
                return Some(found);
            }
            index += 1;
        }
        None
    }

    /// Finds the first string or integer at a locator, as text; an empty one is none.
    fn find_identifier(&self, at: &Locator<'_>) -> Option<&str> {
        self.find_value(at.place(), |value| at.cut(value.identifier()?))
    }

    /// Finds the first string at a locator; an empty one is none.
    fn find_text(&self, at: &Locator<'_>) -> Option<&str> {
        self.find_value(at.place(), |value| match value {
            Value::Text(text) => at.cut(text),
            _ => None,
        })
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
    /// The code that came: that of the kind, else the first one.
    pub code: Option<&'r str>,
    /// The message that came.
    pub message: Option<&'r str>,
}

/// A code that a response may be meant to have, and where it was found.
struct Candidate<'c, 'r> {
    at: &'c Locator<'c>,
    code: &'r str,
}

impl Catalog<'_> {
    /// Decides which entry a response becomes.
    ///
    /// The candidates are the values of the code's locators, in order. The first one that an entry fits with its status
    /// counts, else the first one that an entry fits at another status, since gateways rewrite statuses. Else an entry
    /// without a code counts, by its status.
    #[must_use]
    pub fn decide<'r, R: ReadResponse>(&self, response: &'r R) -> Decision<'r> {
        let envelope = self.envelope();
        self.decide_by((envelope.code(), envelope.message()), response, response)
    }

    /// Decides which entry an item inside of a response becomes.
    ///
    /// Its code and its message are where `items` says; what the entries look at is looked up in `whole`, which is the
    /// same item as a response of its own.
    #[must_use]
    pub fn decide_item<'r, I: ReadResponse, W: ReadResponse>(
        &self,
        items: &Items<'_>,
        item: &'r I,
        whole: &W,
    ) -> Decision<'r> {
        self.decide_by((items.code(), items.message()), item, whole)
    }

    fn decide_by<'r, P: ReadResponse, W: ReadResponse>(
        &self,
        (codes, messages): (&[Locator<'_>], &[Locator<'_>]),
        parts: &'r P,
        whole: &W,
    ) -> Decision<'r> {
        let (kind, candidate) = self.choose_candidate(whole, |fit| find_candidate(codes, parts, fit));
        // What is the code of an entry isn't the message as well.
        let is_code = |at: &&Locator<'_>| candidate.as_ref().is_some_and(|code| code.at.is_same_value(at));
        let code = candidate.as_ref().map(|candidate| candidate.code);
        Decision {
            kind,
            code: code.or_else(|| codes.iter().find_map(|at| parts.find_identifier(at))),
            message: messages.iter().filter(|at| !is_code(at)).find_map(|at| parts.find_text(at)),
        }
    }

    /// Chooses the kind of a response whose only candidate is this code, else `Unrecognized`, which is 0.
    #[must_use]
    pub fn choose_kind<R: ReadResponse>(&self, code: Option<&str>, response: &R) -> u16 {
        self.choose_candidate(response, |fit| Some((fit(code?)?, ()))).0
    }

    /// Chooses a kind, with the candidate that it is chosen for: one that an entry fits with its status, else one that
    /// an entry fits at another status, else none.
    ///
    /// `find` gives the first candidate that fits, with the kind that a code fits.
    fn choose_candidate<R: ReadResponse, C>(
        &self,
        response: &R,
        find: impl Fn(&dyn Fn(&str) -> Option<u16>) -> Option<(u16, C)>,
    ) -> (u16, Option<C>) {
        let at_status = |code: &str| self.fit_status(self.first_with_code(code), response);
        let anywhere = |code: &str| self.fit_code(self.first_with_code(code), response);
        match find(&at_status).or_else(|| find(&anywhere)) {
            Some((kind, candidate)) => (kind, Some(candidate)),
            None => (self.fit_status(self.first_without_code(), response).unwrap_or_default(), None),
        }
    }

    /// Finds the kind, from the first to try on, whose conditions hold and whose status is the response's.
    ///
    /// Those come first that state most: more conditions, then a status. An item without a status fits entries without
    /// one.
    fn fit_status<R: ReadResponse>(&self, first: u16, response: &R) -> Option<u16> {
        let mut kind = first;
        while let Some(entry) = self.entry(kind) {
            let is_fitting = match response.status() {
                Some(status) => entry.statuses().contains(status),
                None => entry.statuses() == Statuses::Any,
            };
            if is_fitting && response.holds_all(entry.conditions()) {
                return Some(kind);
            }
            kind = entry.next();
        }
        None
    }

    /// Finds the kind, from the first to try on, whose conditions hold, if no other has as many that hold.
    fn fit_code<R: ReadResponse>(&self, first: u16, response: &R) -> Option<u16> {
        let mut found: Option<(u16, usize)> = None;
        let mut kind = first;
        while let Some(entry) = self.entry(kind) {
            let count = entry.conditions().len();
            // The chain has those with most conditions first.
            if found.is_some_and(|(_, most)| most > count) {
                break;
            }
            if response.holds_all(entry.conditions()) {
                if found.is_some() {
                    return None;
                }
                found = Some((kind, count));
            }
            kind = entry.next();
        }
        found.map(|(kind, _)| kind)
    }

    /// Decides whether a response is an error: by its status, or by what the catalog says of another one.
    #[must_use]
    pub fn is_error<R: ReadResponse>(&self, response: &R) -> bool {
        match response.status() {
            Some(200..=299) => {
                let conditions = self.envelope().failed_2xx();
                !conditions.is_empty() && response.holds_all(conditions)
            }
            Some(status @ 300..=399) => self.entries().iter().any(|entry| entry.statuses().lists(status)),
            Some(status) => status >= 400,
            None => true,
        }
    }
}

/// Finds the first candidate of which a kind can be made.
fn find_candidate<'c, 'r, R: ReadResponse>(
    codes: &'c [Locator<'c>],
    response: &'r R,
    fit: impl Fn(&str) -> Option<u16>,
) -> Option<(u16, Candidate<'c, 'r>)> {
    codes.iter().find_map(|at| {
        response.find_value(at.place(), |value| {
            let code = at.cut(value.identifier()?)?;
            Some((fit(code)?, Candidate { at, code }))
        })
    })
}

//! Decides which entry a response becomes, and where its code and its message are.

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::condition::{Alternatives, Condition, Value};
use crate::items::Items;
use crate::locator::{Locator, Place};
use crate::message::{find_element, find_message};
use crate::statuses::Statuses;

/// A response, as far as a catalog looks at it.
pub trait ReadResponse {
    /// Returns the status; none for an item inside a response.
    fn status(&self) -> Option<u16>;

    /// Returns a value at a place, of which there may be several, counted from 0: header fields of one name.
    fn value(&self, place: Place<'_>, index: usize) -> Option<Value<'_>>;

    /// Returns the only value in a slot, if it is a string that isn't empty. It may be none in any case: what is found
    /// this way is only found faster.
    #[inline]
    fn single_text(&self, slot: u16) -> Option<&str> {
        let _ = slot;
        None
    }

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

    /// Returns which element of a list a value is in, as a number that no other element has: of the lists that lead to
    /// the place, the one at a depth, counted from 1. None where no list leads there.
    fn element(&self, place: Place<'_>, index: usize, depth: usize) -> Option<usize> {
        let _ = (place, index, depth);
        None
    }

    /// Finds the first thing that can be made of the values at a locator; none where its conditions don't hold.
    #[inline]
    fn find_located<'r, T>(
        &'r self,
        at: &Locator<'_>,
        convert: impl FnMut(Value<'r>) -> Option<T>,
    ) -> Option<T> {
        if !self.holds_all(at.when()) {
            return None;
        }
        self.find_value(at.place(), convert)
    }

    /// Finds the first thing that can be made of the values at a locator: where the code is in an element of the same
    /// list, of the values in that element.
    fn find_beside_code<'r, T>(
        &'r self,
        at: &Locator<'_>,
        code: Option<CodePlace<'_>>,
        mut convert: impl FnMut(Value<'r>) -> Option<T>,
    ) -> Option<T> {
        let element = code.and_then(|code| find_element(at, self, code));
        let mut next = 0;
        self.find_located(at, |value| {
            let index = next;
            next += 1;
            let is_beside =
                element.is_none_or(|(depth, id)| self.element(at.place(), index, depth) == Some(id));
            if is_beside { convert(value) } else { None }
        })
    }

    /// Finds the first string or integer at a locator, as text; an empty one is none.
    #[inline]
    fn find_identifier(&self, at: &Locator<'_>) -> Option<&str> {
        self.find_located(at, |value| at.cut(value.identifier()?))
    }

    /// Returns whether all conditions hold.
    #[inline]
    fn holds_all(&self, conditions: &[Condition<'_>]) -> bool {
        conditions.iter().all(|condition| condition.holds(self))
    }

    /// Returns whether one of several alternatives holds, each about values that are there.
    fn has_failed(&self, alternatives: Alternatives<'_>) -> bool {
        alternatives
            .iter()
            .any(|conditions| conditions.iter().all(|condition| condition.holds_of_value(self)))
    }
}

/// What a response becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision<'r> {
    /// The kind, 0 for `Unrecognized`.
    pub kind: u16,
    /// The code that came: that of the kind, else the first one.
    pub code: Option<&'r str>,
    /// The message that came; of several texts at one locator, all of them.
    pub message: Option<Cow<'r, str>>,
    /// Where the code of the kind is.
    pub code_at: Option<CodePosition>,
}

/// Which of the code's locators has a code, and which of the values there it is, both counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodePosition {
    /// The number of the locator.
    pub locator: usize,
    /// The number of the value.
    pub value: usize,
}

/// The place of a code, and which of the values there it is, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodePlace<'a> {
    /// The place.
    pub place: Place<'a>,
    /// The number of the value.
    pub value: usize,
}

/// The slots of the first places of code and message, where both are plain strings in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TextSlots {
    code: u16,
    message: u16,
    /// Whether a code can be nowhere else.
    has_one_code: bool,
}

impl TextSlots {
    /// Finds the slots; none where a locator cuts or has conditions, or where the code is the message as well.
    pub(crate) const fn find(codes: &[Locator<'_>], messages: &[Locator<'_>]) -> Option<Self> {
        let ([code_at, others @ ..], [message_at, ..]) = (codes, messages) else { return None };
        match (code_at.place(), message_at.place()) {
            // Places that are the same have the same slot, or none yet.
            (Place::Body { slot: code, .. }, Place::Body { slot: message, .. })
                if code != message && code_at.is_plain() && message_at.is_plain() =>
            {
                Some(Self { code, message, has_one_code: others.is_empty() })
            }
            _ => None,
        }
    }
}

/// A code that a response may be meant to have, and where it was found.
pub(crate) struct Candidate<'c, 'r> {
    pub(crate) at: &'c Locator<'c>,
    position: CodePosition,
    code: &'r str,
}

impl<'c> Candidate<'c, '_> {
    pub(crate) fn place(&self) -> CodePlace<'c> {
        CodePlace { place: self.at.place(), value: self.position.value }
    }
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
        let slots = envelope.text_slots();
        self.decide_by((envelope.code(), envelope.message(), slots), response, response)
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
        let slots = TextSlots::find(items.code(), items.message());
        self.decide_by((items.code(), items.message(), slots), item, whole)
    }

    #[inline]
    fn decide_by<'r, P: ReadResponse, W: ReadResponse>(
        &self,
        (codes, messages, slots): (&[Locator<'_>], &[Locator<'_>], Option<TextSlots>),
        parts: &'r P,
        whole: &W,
    ) -> Decision<'r> {
        slots
            .and_then(|slots| self.decide_by_single_texts(slots, parts, whole))
            .unwrap_or_else(|| self.decide_by_all(codes, messages, parts, whole))
    }

    #[inline(never)]
    fn decide_by_all<'r, P: ReadResponse, W: ReadResponse>(
        &self,
        codes: &[Locator<'_>],
        messages: &[Locator<'_>],
        parts: &'r P,
        whole: &W,
    ) -> Decision<'r> {
        let (kind, candidate) = self.choose_candidate(whole, |fit| find_candidate(codes, parts, fit));
        let code = candidate.as_ref().map(|candidate| candidate.code);
        Decision {
            kind,
            code: code.or_else(|| codes.iter().find_map(|at| parts.find_identifier(at))),
            message: find_message(messages, parts, candidate.as_ref()),
            code_at: candidate.map(|candidate| candidate.position),
        }
    }

    /// Decides as `decide_by_all` does, in fewer steps, where code and message are plain strings at the first locators, as
    /// most are, and an entry fits with its status, or none has the only code that there can be.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "measured: a decision is larger than what is made of it")]
    fn decide_by_single_texts<'r, P: ReadResponse, W: ReadResponse>(
        &self,
        slots: TextSlots,
        parts: &'r P,
        whole: &W,
    ) -> Option<Decision<'r>> {
        let (code, message) = (parts.single_text(slots.code)?, parts.single_text(slots.message)?);
        let (kind, code_at) = match self.first_with_code(code) {
            0 if slots.has_one_code => (self.fit_status(None, whole).unwrap_or_default(), None),
            first => {
                let kind = self.fit_status_from(first, Some(code), whole)?;
                (kind, Some(CodePosition { locator: 0, value: 0 }))
            }
        };
        Some(Decision { kind, code: Some(code), message: Some(Cow::Borrowed(message)), code_at })
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
        let at_status = |code: &str| self.fit_status(Some(code), response);
        let anywhere = |code: &str| self.fit_code(Some(code), response);
        match find(&at_status).or_else(|| find(&anywhere)) {
            Some((kind, candidate)) => (kind, Some(candidate)),
            None => (self.fit_status(None, response).unwrap_or_default(), None),
        }
    }

    #[inline]
    fn first_to_try(&self, code: Option<&str>) -> u16 {
        code.map_or(self.first_without_code(), |code| self.first_with_code(code))
    }

    /// Finds the kind, from the first to try on, whose conditions hold and whose status is the response's.
    ///
    /// Those come first that state most: more conditions, then a status. An item without a status fits entries without
    /// one.
    #[inline]
    fn fit_status<R: ReadResponse>(&self, code: Option<&str>, response: &R) -> Option<u16> {
        self.fit_status_from(self.first_to_try(code), code, response)
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "measured: the first entry fits as a rule")]
    fn fit_status_from<R: ReadResponse>(&self, first: u16, code: Option<&str>, response: &R) -> Option<u16> {
        let mut kind = first;
        while let Some(entry) = self.entry(kind) {
            let is_fitting = match response.status() {
                Some(status) => entry.statuses().contains(status),
                None => entry.statuses() == Statuses::Any,
            };
            if is_fitting && response.holds_all(entry.conditions()) {
                return Some(kind);
            }
            kind = entry.next_for(code);
        }
        None
    }

    /// Finds the kind, from the first to try on, whose conditions hold, if no other has as many that hold.
    fn fit_code<R: ReadResponse>(&self, code: Option<&str>, response: &R) -> Option<u16> {
        let mut found: Option<(u16, usize)> = None;
        let mut kind = self.first_to_try(code);
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
            kind = entry.next_for(code);
        }
        found.map(|(kind, _)| kind)
    }

    /// Decides whether a response is an error: by its status, or by what the catalog says of another one.
    #[must_use]
    pub fn is_error<R: ReadResponse>(&self, response: &R) -> bool {
        match response.status() {
            Some(200..=299) => response.has_failed(self.envelope().failed_2xx()),
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
    codes.iter().enumerate().find_map(|(locator, at)| {
        if response.element(at.place(), 0, 1).is_some() {
            return find_candidate_in_list((locator, at), response, &fit);
        }
        response.find_located(at, |value| {
            let code = at.cut(value.identifier()?)?;
            Some((fit(code)?, Candidate { at, position: CodePosition { locator, value: 0 }, code }))
        })
    })
}

/// Finds the first candidate among the values of a locator that leads through lists.
fn find_candidate_in_list<'c, 'r, R: ReadResponse>(
    (locator, at): (usize, &'c Locator<'c>),
    response: &'r R,
    fit: impl Fn(&str) -> Option<u16>,
) -> Option<(u16, Candidate<'c, 'r>)> {
    // To judge the conditions for each of many equal codes would take a time that grows with their square. A map from texts
    // to indexes is compiled anyway, and a set would be besides.
    let (mut next, mut failed) = (0_usize, BTreeMap::<&str, usize>::new());
    response.find_located(at, |value| {
        let index = next;
        next += 1;
        let code = at.cut(value.identifier()?).filter(|code| !failed.contains_key(code))?;
        let Some(kind) = fit(code) else {
            failed.insert(code, index);
            return None;
        };
        Some((kind, Candidate { at, position: CodePosition { locator, value: index }, code }))
    })
}

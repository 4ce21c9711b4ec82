//! Plans how a service sends an entry: which status, and where the code is.
//!
//! The plan is made when code is generated: drafts of a response are decided upon until one becomes the entry again.
//! At run time the same draft is written with the message and the fields of an error.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::RangeInclusive;

use crate::catalog::Catalog;
use crate::draft::{Draft, DraftBody};
use crate::entry::Entry;
use crate::envelope::Format;
use crate::locator::Pointer;
use crate::response_draft::Contents;
use crate::statuses::Statuses;

/// How a service sends an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sending {
    status: u16,
    code_index: u8,
    code_form: CodeForm,
    is_sendable: bool,
}

/// How a code is written at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeForm {
    /// As it is.
    Plain,
    /// Between the marks at which the locator cuts.
    Marked,
}

/// What came of trying the ways to send an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendingPlan {
    /// The response that is sent this way becomes the entry again.
    Sendable(Sending),
    /// No response that is sent becomes it.
    Unsendable,
    /// Too many entries could be meant to tell.
    Unknown,
}

impl Sending {
    const USUAL_STATUS: u16 = 500;

    /// Sends a status, and the code as it is at the first of the envelope's places.
    #[must_use]
    pub const fn new(status: u16) -> Self {
        Self { status, code_index: 0, code_form: CodeForm::Plain, is_sendable: true }
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

    /// States that no response becomes the entry again: it is for clients only.
    #[must_use]
    pub const fn mark_unsendable(self) -> Self {
        Self { is_sendable: false, ..self }
    }

    /// Returns whether a response that is sent this way becomes the entry again.
    #[must_use]
    pub const fn is_sendable(&self) -> bool {
        self.is_sendable
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

impl<'a> Catalog<'a> {
    /// Plans how a service sends each kind, in the order of the entries, so that the response becomes that kind again.
    #[must_use]
    pub fn plan_sending(&self) -> Vec<SendingPlan> {
        // What all share isn't all that there is, so that those that take much leave enough to the others.
        let own = MAX_STEPS / 2 / self.entries().len().max(1);
        let mut shared = MAX_STEPS / 2;
        let planned = self.entries().iter().zip(1..).map(|(entry, kind)| {
            let mut left = own + shared;
            let sending = self.plan_entry(kind, entry, &mut left);
            shared = shared.min(left);
            sending
        });
        planned.collect()
    }

    /// Plans how a kind is sent, with the steps that are left.
    fn plan_entry(&self, kind: u16, entry: &Entry<'a>, left: &mut usize) -> SendingPlan {
        // What a service sends is JSON.
        if !self.envelope().reads(Format::Json) {
            return SendingPlan::Unsendable;
        }
        let steps = self.count_steps(entry, *left);
        *left = left.saturating_sub(steps);
        let message = self.text_without_meaning();
        // The entry's own message may be a code, or what tells another entry apart; or there is none.
        let own = entry.default_message(&[]);
        let messages = [message.as_str(), own.as_ref()];
        let ways = self.statuses_to_try(entry).flat_map(|status| {
            self.code_places(entry).map(move |(index, form)| Sending::new(status).with_code_at(index, form))
        });
        for sending in ways {
            let Some(rest) = left.checked_sub(messages.len() * steps) else { return SendingPlan::Unknown };
            *left = rest;
            if messages.iter().all(|message| self.becomes_itself(kind, entry, sending, message)) {
                return SendingPlan::Sendable(sending);
            }
        }
        SendingPlan::Unsendable
    }

    /// Returns whether the response with which an entry is sent becomes the entry again.
    fn becomes_itself(&self, kind: u16, entry: &Entry<'a>, sending: Sending, message: &str) -> bool {
        let contents = Contents {
            message: Some(message),
            request_id: None,
            phrase: message,
            fields: Vec::new(),
            target: None,
            details: Vec::new(),
            wait: None,
            time: None,
        };
        let draft = self.draft_response(entry, sending, contents);
        self.is_read_as(&draft, kind) && can_be_carried(&draft)
    }

    /// Returns whether a response that was drafted is an error, and that of a kind.
    pub(crate) fn is_read_as(&self, draft: &Draft<'_>, kind: u16) -> bool {
        // Of a redirection all entries are asked whether they list it, unless this one does.
        let is_redirection = matches!(draft.status, 300..=399);
        let is_listed =
            is_redirection && self.entry(kind).is_some_and(|entry| entry.statuses().lists(draft.status));
        (is_listed || self.is_error(draft)) && self.decide(draft).kind == kind
    }

    /// Counts the steps of trying a way to send an entry, as far as they are affordable.
    fn count_steps(&self, entry: &Entry<'a>, affordable: usize) -> usize {
        let pointers = entry.conditions().iter().filter_map(|condition| condition.place().pointer());
        // An array is drafted up to the element that a condition names.
        let elements: usize = pointers
            .flat_map(Pointer::tokens)
            .filter_map(|token| token.parse::<u16>().ok())
            .map(usize::from)
            .sum();
        let mut steps = self.envelope().code().len() + self.envelope().message().len() + elements;
        for rival in self.entries_of_code(entry.code_text()) {
            let statuses = rival.statuses().listed().size_hint().0;
            steps += 1 + rival.conditions().len() + rival.other_codes().len() + statuses;
            if steps > affordable {
                break;
            }
        }
        steps
    }

    /// Returns the statuses with which an entry may be sent, the usual one first.
    ///
    /// Of those that it doesn't list, the lowest one is tried that no other entry of its code lists, or none without a
    /// code: trying all would cost seconds in a large catalog, and only what others list can make a difference.
    fn statuses_to_try(&self, entry: &Entry<'a>) -> impl Iterator<Item = u16> + use<'a> {
        let statuses = entry.statuses();
        let (usual, unlisted) = match statuses {
            Statuses::Class(class) => (None, Some(u16::from(class) * 100..=u16::from(class) * 100 + 99)),
            Statuses::Any => (Some(Sending::USUAL_STATUS), Some(400..=599)),
            Statuses::One(_) | Statuses::Several(_) => (None, None),
        };
        let (catalog, code) = (*self, entry.code_text());
        let free = move || unlisted.and_then(|range| catalog.find_unlisted(code, range));
        usual.into_iter().chain(statuses.listed()).chain(core::iter::once_with(free).flatten())
    }

    /// Finds the first status of a range that no entry of a code lists, or none without a code.
    fn find_unlisted(&self, code: Option<&str>, mut range: RangeInclusive<u16>) -> Option<u16> {
        let listed: BTreeSet<_> =
            self.entries_of_code(code).flat_map(|entry| entry.statuses().listed()).collect();
        range.find(|status| !listed.contains(status))
    }

    /// Iterates over the entries of a code, or of none, in the order in which they are tried.
    fn entries_of_code(&self, code: Option<&str>) -> impl Iterator<Item = &'a Entry<'a>> {
        let first = code.map_or(self.first_without_code(), |code| self.first_with_code(code));
        core::iter::successors(self.entry(first), move |entry| self.entry(entry.next_for(code)))
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

/// Returns whether HTTP carries a draft as it is.
///
/// A response with status 1xx, 204 or 304 has no body (RFC 9110, section 6.4.1), and a field value has no control
/// characters and no white space at its ends (section 5.5).
fn can_be_carried(draft: &Draft<'_>) -> bool {
    let has_body = !matches!(draft.body, DraftBody::Empty);
    let is_field_value = |text: &str| text.trim() == text && !text.chars().any(char::is_control);
    let are_headers_carried = draft.headers.iter().all(|(_, value)| is_field_value(&value.to_string()));
    !(has_body && matches!(draft.status, 100..=199 | 204 | 304)) && are_headers_carried
}

/// How many steps are taken at most to plan how all entries are sent, so that it takes seconds at most: locators that are
/// looked at, elements that are drafted, and codes, statuses and conditions of entries that are compared. Entries for which
/// they don't suffice are sent in the usual way, and a lint says so: hostile catalogs have thousands of places for the code,
/// and thousands of entries of one code.
const MAX_STEPS: usize = 5_000_000;

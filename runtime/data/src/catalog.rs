//! Defines the catalog of an API's errors, and looks up what it states about each kind.

use crate::entry::Entry;
use crate::envelope::Envelope;
use crate::items::Items;
use crate::perfect_hash::PerfectHash;
use crate::retry::{RetryHint, TransportFailure};
use crate::retry_table::RetryTable;
use crate::statuses::Statuses;

/// The catalog of an API's errors.
///
/// A kind of error is a number: 0 is `Unrecognized`, and the entries count from 1 in the order of the catalog.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Catalog<'a> {
    api: &'a str,
    entries: &'a [Entry<'a>],
    names: PerfectHash<'a>,
    codes: PerfectHash<'a>,
    first_without_code: u16,
    envelope: Envelope<'a>,
    retry: RetryTable<'a>,
    partial: Option<Items<'a>>,
}

impl<'a> Catalog<'a> {
    /// The name of the kind of every error that the catalog doesn't list.
    pub const UNRECOGNIZED: &'static str = "Unrecognized";

    /// States a catalog by the name of its API and by its live entries.
    #[must_use]
    pub const fn new(api: &'a str, entries: &'a [Entry<'a>]) -> Self {
        Self {
            api,
            entries,
            names: PerfectHash::EMPTY,
            codes: PerfectHash::EMPTY,
            first_without_code: 0,
            envelope: Envelope::new(),
            retry: RetryTable::new(),
            partial: None,
        }
    }

    /// States the hash from the name of a variant to its kind.
    #[must_use]
    pub const fn with_names(self, names: PerfectHash<'a>) -> Self {
        Self { names, ..self }
    }

    /// States the hash from a code to the first kind to try.
    #[must_use]
    pub const fn with_codes(self, codes: PerfectHash<'a>) -> Self {
        Self { codes, ..self }
    }

    /// States the first kind to try where there is no code.
    #[must_use]
    pub const fn with_first_without_code(self, kind: u16) -> Self {
        Self { first_without_code: kind, ..self }
    }

    /// States where a response keeps the parts of an error.
    #[must_use]
    pub const fn with_envelope(self, envelope: Envelope<'a>) -> Self {
        Self { envelope, ..self }
    }

    /// States the retry hints that aren't an entry's own.
    #[must_use]
    pub const fn with_retry(self, retry: RetryTable<'a>) -> Self {
        Self { retry, ..self }
    }

    /// States where a successful response keeps failures of its items.
    #[must_use]
    pub const fn with_partial(self, partial: Items<'a>) -> Self {
        Self { partial: Some(partial), ..self }
    }

    /// Returns the same catalog with other entries.
    #[must_use]
    pub const fn with_entries(self, entries: &'a [Entry<'a>]) -> Self {
        Self { entries, ..self }
    }

    /// Returns the name of the API.
    #[must_use]
    pub const fn api(&self) -> &'a str {
        self.api
    }

    /// Returns the live entries in the order of the catalog.
    #[must_use]
    pub const fn entries(&self) -> &'a [Entry<'a>] {
        self.entries
    }

    /// Returns the hash from the name of a variant to its kind.
    #[must_use]
    pub const fn names(&self) -> PerfectHash<'a> {
        self.names
    }

    /// Returns the hash from a code to the first kind to try.
    #[must_use]
    pub const fn codes(&self) -> PerfectHash<'a> {
        self.codes
    }

    /// Returns the first kind to try where there is no code, 0 if none.
    #[must_use]
    pub const fn first_without_code(&self) -> u16 {
        self.first_without_code
    }

    /// Returns where a response keeps the parts of an error.
    #[must_use]
    pub const fn envelope(&self) -> &Envelope<'a> {
        &self.envelope
    }

    /// Returns the retry hints that aren't an entry's own.
    #[must_use]
    pub const fn retry(&self) -> &RetryTable<'a> {
        &self.retry
    }

    /// Returns where a successful response keeps failures of its items.
    #[must_use]
    pub const fn partial(&self) -> Option<&Items<'a>> {
        self.partial.as_ref()
    }

    /// Returns the entry of a kind; none for `Unrecognized`, which is 0, and for numbers beyond the catalog.
    #[must_use]
    #[inline]
    pub const fn entry(&self, kind: u16) -> Option<&'a Entry<'a>> {
        // A number may come from generated code of another catalog, so that it is checked.
        match (kind as usize).checked_sub(1) {
            Some(index) if index < self.entries.len() => Some(&self.entries[index]),
            _ => None,
        }
    }

    /// Returns the name of the variant.
    #[must_use]
    pub const fn name(&self, kind: u16) -> &'a str {
        match self.entry(kind) {
            Some(entry) => entry.name(),
            None => Self::UNRECOGNIZED,
        }
    }

    /// Returns the code that the API sends.
    #[must_use]
    pub const fn code(&self, kind: u16) -> Option<&'a str> {
        match self.entry(kind) {
            Some(entry) => entry.code_text(),
            None => None,
        }
    }

    /// Iterates over the codes of a kind; the first is the one that is sent.
    pub fn codes_of(&self, kind: u16) -> impl Iterator<Item = &'a str> + use<'a> {
        self.entry(kind).into_iter().flat_map(|entry| entry.codes().map(|code| code.text))
    }

    /// Returns why it happens, each cause in Markdown.
    #[must_use]
    pub const fn causes(&self, kind: u16) -> &'a [&'a str] {
        match self.entry(kind) {
            Some(entry) => entry.causes(),
            None => &[],
        }
    }

    /// Returns what an application may tell its end user, in plain text.
    #[must_use]
    pub const fn user_message(&self, kind: u16) -> Option<&'a str> {
        match self.entry(kind) {
            Some(entry) => entry.user_message(),
            None => None,
        }
    }

    /// Returns when it occurs.
    #[must_use]
    pub const fn meaning(&self, kind: u16) -> &'a str {
        match self.entry(kind) {
            Some(entry) => entry.meaning(),
            None => "an error that the catalog does not list",
        }
    }

    /// Returns what to do about it.
    #[must_use]
    pub const fn guidance(&self, kind: u16) -> Option<&'a str> {
        match self.entry(kind) {
            Some(entry) => entry.guidance(),
            None => None,
        }
    }

    /// Returns the link to its documentation.
    #[must_use]
    pub const fn docs_url(&self, kind: u16) -> Option<&'a str> {
        match self.entry(kind) {
            Some(entry) => entry.docs_url(),
            None => None,
        }
    }

    /// Returns the first status that it lists.
    #[must_use]
    pub const fn status(&self, kind: u16) -> Option<u16> {
        match self.entry(kind) {
            Some(entry) => entry.statuses().first(),
            None => None,
        }
    }

    /// Returns whether it comes with a status; one that lists none comes with any.
    #[must_use]
    pub const fn matches_status(&self, kind: u16, status: u16) -> bool {
        match self.entry(kind) {
            Some(entry) => entry.statuses().contains(status),
            None => true,
        }
    }

    /// Returns the retry hint in force for a kind, given the status that came, if one did.
    #[must_use]
    pub const fn retry_hint(&self, kind: u16, came: Option<u16>) -> RetryHint<'a> {
        let (own, statuses) = match (self.entry(kind), came) {
            (Some(entry), _) => (entry.own_retry(), entry.statuses()),
            (None, Some(status)) => (None, Statuses::One(status)),
            (None, None) => (None, Statuses::Any),
        };
        self.retry.hint_in_force_or_never(own, statuses, came)
    }

    /// Returns the retry hint for a request that got no response.
    #[must_use]
    pub const fn retry_hint_for(&self, failure: TransportFailure) -> RetryHint<'a> {
        let hint = match self.retry.failure_hint(failure) {
            Some(hint) => hint,
            None => RetryHint::never(),
        };
        hint.resolve_for_failure(failure)
    }

    /// Returns the kind of the variant of this name, else the only kind that has this code.
    #[must_use]
    pub fn parse_kind(&self, text: &str) -> Option<u16> {
        // Variants are in `UpperCamelCase`, which most codes aren't.
        if text.starts_with(|first: char| first.is_ascii_uppercase()) {
            if text == Self::UNRECOGNIZED {
                return Some(0);
            }
            let named = self.names.candidate(text);
            if self.entry(named).is_some_and(|entry| entry.name() == text) {
                return Some(named);
            }
        }
        let coded = self.first_with_code(text);
        self.entry(coded).filter(|entry| entry.next_for(Some(text)) == 0).map(|_| coded)
    }

    /// Returns the first kind to try for a code, 0 if no entry has it.
    #[must_use]
    #[inline]
    pub fn first_with_code(&self, code: &str) -> u16 {
        let kind = self.codes.candidate(code);
        match self.entry(kind) {
            Some(entry) if entry.has_code(code) => kind,
            _ => 0,
        }
    }
}

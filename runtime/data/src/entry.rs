//! Defines one error of an API, as far as programs know it.

use crate::condition::Condition;
use crate::field::Field;
use crate::retry::RetryHint;
use crate::sending::Sending;
use crate::statuses::Statuses;
use crate::tree::Tree;

/// One error of an API.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry<'a> {
    name: &'a str,
    meaning: &'a str,
    code: Option<Code<'a>>,
    other_codes: &'a [OtherCode<'a>],
    causes: &'a [&'a str],
    user_message: Option<&'a str>,
    statuses: Statuses<'a>,
    guidance: Option<&'a str>,
    docs_url: Option<&'a str>,
    message: Option<&'a str>,
    retry: Option<RetryHint<'a>>,
    conditions: &'a [Condition<'a>],
    fields: &'a [Field<'a>],
    field_tree: Tree<'a>,
    next: u16,
    sending: Option<Sending>,
}

/// A code as text, and the way it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code<'a> {
    /// The code as text.
    pub text: &'a str,
    /// Whether it is sent as a JSON integer.
    pub is_integer: bool,
}

/// A further code of an entry, which counts when a response is decoded but isn't sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherCode<'a> {
    code: Code<'a>,
    next: u16,
}

/// States an entry of the usual kind: it has a code, which is sent as a JSON string, and comes with one status.
///
/// This is a function of its own, without a lifetime to infer, because a catalog calls it for nearly every entry: as
/// methods of [`Entry`], the same facts take half as long again to compile.
#[must_use]
pub const fn state_entry(
    name: &'static str,
    code: &'static str,
    status: u16,
    meaning: &'static str,
) -> Entry<'static> {
    Entry::new(name, meaning).with_code(code).with_status(status)
}

impl<'a> Entry<'a> {
    /// States an entry by the name of its variant and by when it occurs, in Markdown.
    #[must_use]
    pub const fn new(name: &'a str, meaning: &'a str) -> Self {
        Self {
            name,
            meaning,
            code: None,
            other_codes: &[],
            causes: &[],
            user_message: None,
            statuses: Statuses::Any,
            guidance: None,
            docs_url: None,
            message: None,
            retry: None,
            conditions: &[],
            fields: &[],
            field_tree: Tree::new(0, &[]),
            next: 0,
            sending: None,
        }
    }

    /// States the code, which is sent as a JSON string.
    #[must_use]
    pub const fn with_code(self, code: &'a str) -> Self {
        Self { code: Some(Code { text: code, is_integer: false }), ..self }
    }

    /// States the code, which is sent as a JSON integer.
    #[must_use]
    pub const fn with_integer_code(self, code: &'a str) -> Self {
        Self { code: Some(Code { text: code, is_integer: true }), ..self }
    }

    /// States the further codes that it has.
    #[must_use]
    pub const fn with_other_codes(self, codes: &'a [OtherCode<'a>]) -> Self {
        Self { other_codes: codes, ..self }
    }

    /// States why it happens, each cause in Markdown.
    #[must_use]
    pub const fn with_causes(self, causes: &'a [&'a str]) -> Self {
        Self { causes, ..self }
    }

    /// States what an application may tell its end user, in plain text.
    #[must_use]
    pub const fn with_user_message(self, text: &'a str) -> Self {
        Self { user_message: Some(text), ..self }
    }

    /// States the only status that it comes with.
    #[must_use]
    pub const fn with_status(self, status: u16) -> Self {
        self.with_statuses(Statuses::One(status))
    }

    /// States the statuses that it comes with.
    #[must_use]
    pub const fn with_statuses(self, statuses: Statuses<'a>) -> Self {
        Self { statuses, ..self }
    }

    /// States what to do about it, in Markdown.
    #[must_use]
    pub const fn with_guidance(self, guidance: &'a str) -> Self {
        Self { guidance: Some(guidance), ..self }
    }

    /// States the link to its documentation.
    #[must_use]
    pub const fn with_docs_url(self, docs_url: &'a str) -> Self {
        Self { docs_url: Some(docs_url), ..self }
    }

    /// States the template of its message: names of fields are in braces, and braces are doubled.
    #[must_use]
    pub const fn with_message(self, template: &'a str) -> Self {
        Self { message: Some(template), ..self }
    }

    /// States its own retry hint.
    #[must_use]
    pub const fn with_retry(self, hint: RetryHint<'a>) -> Self {
        Self { retry: Some(hint), ..self }
    }

    /// States what else a response has to hold to be this error.
    #[must_use]
    pub const fn with_conditions(self, conditions: &'a [Condition<'a>]) -> Self {
        Self { conditions, ..self }
    }

    /// States its typed members, and the tree of the places at which they are.
    #[must_use]
    pub const fn with_fields(self, tree: Tree<'a>, fields: &'a [Field<'a>]) -> Self {
        Self { fields, field_tree: tree, ..self }
    }

    /// States the kind to try next for the first code, or where there is no code.
    #[must_use]
    pub const fn with_next(self, kind: u16) -> Self {
        Self { next: kind, ..self }
    }

    /// States how a service sends it, where that isn't the usual way.
    #[must_use]
    pub const fn with_sending(self, sending: Sending) -> Self {
        Self { sending: Some(sending), ..self }
    }

    /// Returns the name of the variant.
    #[must_use]
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// Returns when it occurs, in Markdown.
    #[must_use]
    pub const fn meaning(&self) -> &'a str {
        self.meaning
    }

    /// Returns the code, if the API sends one.
    #[must_use]
    pub const fn code(&self) -> Option<Code<'a>> {
        self.code
    }

    /// Returns the text of the code, if the API sends one.
    #[must_use]
    pub const fn code_text(&self) -> Option<&'a str> {
        match self.code {
            Some(code) => Some(code.text),
            None => None,
        }
    }

    /// Returns the further codes that it has.
    #[must_use]
    pub const fn other_codes(&self) -> &'a [OtherCode<'a>] {
        self.other_codes
    }

    /// Iterates over all its codes; the first is the one that is sent.
    pub fn codes(&self) -> impl Iterator<Item = Code<'a>> + use<'a> {
        self.code.into_iter().chain(self.other_codes.iter().map(|other| other.code))
    }

    /// Returns whether a code is one of its codes.
    #[must_use]
    #[inline]
    pub fn has_code(&self, code: &str) -> bool {
        self.code.is_some_and(|own| own.text == code)
            || self.other_codes.iter().any(|other| other.code.text == code)
    }

    /// Returns why it happens, each cause in Markdown.
    #[must_use]
    pub const fn causes(&self) -> &'a [&'a str] {
        self.causes
    }

    /// Returns what an application may tell its end user, in plain text.
    #[must_use]
    pub const fn user_message(&self) -> Option<&'a str> {
        self.user_message
    }

    /// Returns the statuses that it comes with.
    #[must_use]
    pub const fn statuses(&self) -> Statuses<'a> {
        self.statuses
    }

    /// Returns what to do about it, in Markdown.
    #[must_use]
    pub const fn guidance(&self) -> Option<&'a str> {
        self.guidance
    }

    /// Returns the link to its documentation.
    #[must_use]
    pub const fn docs_url(&self) -> Option<&'a str> {
        self.docs_url
    }

    /// Returns the template of its message.
    #[must_use]
    pub const fn message(&self) -> Option<&'a str> {
        self.message
    }

    /// Returns its own retry hint; [`Catalog::retry_hint`](crate::Catalog::retry_hint) gives the one in force.
    #[must_use]
    pub const fn own_retry(&self) -> Option<RetryHint<'a>> {
        self.retry
    }

    /// Returns what else a response has to hold to be this error.
    #[must_use]
    pub const fn conditions(&self) -> &'a [Condition<'a>] {
        self.conditions
    }

    /// Returns its typed members.
    #[must_use]
    pub const fn fields(&self) -> &'a [Field<'a>] {
        self.fields
    }

    /// Returns the tree of the places at which its typed members are.
    #[must_use]
    pub const fn field_tree(&self) -> Tree<'a> {
        self.field_tree
    }

    /// Returns the kind to try next for the first code, or where there is no code; 0 at the end.
    #[must_use]
    pub const fn next(&self) -> u16 {
        self.next
    }

    /// Returns the kind to try next for one of its codes, or where there is no code; 0 at the end.
    #[must_use]
    pub fn next_for(&self, code: Option<&str>) -> u16 {
        // The first code is the usual one, and the others may be hundreds.
        if self.code_text() == code {
            return self.next;
        }
        let other = self.other_codes.iter().find(|other| Some(other.code.text) == code);
        other.map_or(self.next, |other| other.next)
    }

    /// Returns how a service sends it, where that isn't the usual way.
    #[must_use]
    pub const fn stated_sending(&self) -> Option<Sending> {
        self.sending
    }

    /// Returns how a service sends it.
    #[must_use]
    pub const fn sending(&self) -> Sending {
        match self.sending {
            Some(sending) => sending,
            None => Sending::usual(self.statuses),
        }
    }
}

impl<'a> OtherCode<'a> {
    /// States a code that is sent as a JSON string.
    #[must_use]
    pub const fn text(text: &'a str) -> Self {
        Self { code: Code { text, is_integer: false }, next: 0 }
    }

    /// States a code that is sent as a JSON integer.
    #[must_use]
    pub const fn integer(text: &'a str) -> Self {
        Self { code: Code { text, is_integer: true }, next: 0 }
    }

    /// States the kind to try next for the same code.
    #[must_use]
    pub const fn with_next(self, kind: u16) -> Self {
        Self { next: kind, ..self }
    }

    /// Returns the code.
    #[must_use]
    pub const fn code(&self) -> Code<'a> {
        self.code
    }

    /// Returns the kind to try next for the same code, 0 at the end.
    #[must_use]
    pub const fn next(&self) -> u16 {
        self.next
    }
}

//! Defines where a response keeps the parts of an error.

use crate::builders::{builders, parts};
use crate::condition::Alternatives;
use crate::decision::{CodePlace, CodePosition, TextSlots};
use crate::items::Items;
use crate::locator::{Locator, Place};
use crate::tree::Tree;

/// Where a response keeps the parts of an error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Envelope<'a> {
    preset: Option<Preset>,
    tree: Tree<'a>,
    /// The locators of each part, in the order of [`EnvelopePart::ALL`].
    parts: [&'a [Locator<'a>]; EnvelopePart::ALL.len()],
    text_slots: Option<TextSlots>,
    failed_2xx: Alternatives<'a>,
    details: Option<Items<'a>>,
    formats: &'a [Format],
}

/// A format of bodies that a catalog reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON (RFC 8259), which is also what a service sends.
    Json,
    /// XML 1.0, without a DTD.
    Xml,
}

/// A part of an error that an envelope locates; its key takes one locator or a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnvelopePart {
    /// The code, which programs go by.
    Code,
    /// The text for people.
    Message,
    /// The id of the request.
    RequestId,
    /// The wait that the server asks for, besides `Retry-After`.
    RetryAfter,
    /// The server's own verdict whether to send the request again.
    ShouldRetry,
    /// The link to the documentation of the error.
    Docs,
    /// What the error is about, such as a parameter.
    Target,
}

/// A well-known envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Problem details for HTTP APIs (RFC 9457).
    ProblemJson,
}

impl<'a> Envelope<'a> {
    /// States an envelope without any part.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            preset: None,
            tree: Tree::new(0, &[]),
            parts: [&[]; EnvelopePart::ALL.len()],
            text_slots: None,
            failed_2xx: &[],
            details: None,
            formats: &[Format::Json],
        }
    }

    /// States the envelope of a preset.
    #[must_use]
    pub const fn from_preset(preset: Preset) -> Self {
        // The type is the code, and `about:blank` says that there is none (RFC 9457, section 4.2.1).
        const TYPE: &[Locator<'static>] = &[Locator::at(Place::body("/type")).with_ignored("about:blank")];
        const TEXTS: &[Locator<'static>] =
            &[Locator::at(Place::body("/detail")), Locator::at(Place::body("/title"))];
        match preset {
            Preset::ProblemJson => Self::new().with_preset(preset).with_code(TYPE).with_message(TEXTS),
        }
    }

    /// States the preset whose content type and members a service sends.
    #[must_use]
    pub const fn with_preset(self, preset: Preset) -> Self {
        Self { preset: Some(preset), ..self }
    }

    /// Returns the preset that the catalog names, if it does.
    #[must_use]
    pub const fn preset(&self) -> Option<Preset> {
        self.preset
    }

    /// Returns the content type of a response that a service sends.
    #[must_use]
    pub const fn content_type(&self) -> &'static str {
        match self.preset {
            Some(Preset::ProblemJson) => "application/problem+json",
            None => "application/json",
        }
    }

    /// States the places of the body as a tree.
    #[must_use]
    pub const fn with_tree(self, tree: Tree<'a>) -> Self {
        Self { tree, ..self }
    }

    /// Returns the places of the body as a tree.
    #[must_use]
    pub const fn tree(&self) -> &Tree<'a> {
        &self.tree
    }

    builders! {
        /// States what makes a response with a 2xx status an error.
        with_failed_2xx,
        /// Returns what makes a response with a 2xx status an error; empty if nothing does.
        failed_2xx: Alternatives<'a>;
        /// States what bodies may be.
        with_formats,
        /// Returns what bodies may be.
        formats: &'a [Format];
    }

    /// States where an error keeps its details.
    #[must_use]
    pub const fn with_details(self, details: Items<'a>) -> Self {
        Self { details: Some(details), ..self }
    }

    /// Returns where an error keeps its details.
    #[must_use]
    pub const fn details(&self) -> Option<&Items<'a>> {
        self.details.as_ref()
    }

    /// Returns whether bodies may be of a format.
    #[must_use]
    pub fn reads(&self, format: Format) -> bool {
        self.formats.contains(&format)
    }

    /// Returns the place at which a code is, and which of the values there it is.
    #[must_use]
    pub fn locate_code(&self, at: CodePosition) -> Option<CodePlace<'a>> {
        Some(CodePlace { place: self.code().get(at.locator)?.place(), value: at.value })
    }

    parts! {
        EnvelopePart:
        /// States where the code is.
        with_code,
        /// Returns where the code is; the first that has one counts.
        code: Code;
        /// States where the message is.
        with_message,
        /// Returns where the message is; the first that has one counts.
        message: Message;
        /// States where the id of the request is.
        with_request_id,
        /// Returns where the id of the request is; the first that has one counts.
        request_id: RequestId;
        /// States where a wait is.
        with_retry_after,
        /// Returns where a wait is besides `Retry-After`; the first that has one counts.
        retry_after: RetryAfter;
        /// States where the server says itself whether to send the request again.
        with_should_retry,
        /// Returns where the server says itself whether to send the request again; the first that says so counts.
        should_retry: ShouldRetry;
        /// States where the link to the documentation is.
        with_docs,
        /// Returns where the link to the documentation is; the first that has one counts.
        docs: Docs;
        /// States where it is said what the error is about.
        with_target,
        /// Returns where it is said what the error is about; the first that has it counts.
        target: Target;
    }

    /// States where a part is.
    #[must_use]
    pub const fn with_locators(self, part: EnvelopePart, locators: &'a [Locator<'a>]) -> Self {
        // `EnvelopePart` has no values of its own, so that its variants are the indexes of the array.
        let mut parts = self.parts;
        parts[part as usize] = locators;
        let (codes, messages) = (parts[EnvelopePart::Code as usize], parts[EnvelopePart::Message as usize]);
        Self { parts, text_slots: TextSlots::find(codes, messages), ..self }
    }

    /// Returns the slots of code and message, where both are plain strings in the body.
    pub(crate) const fn text_slots(&self) -> Option<TextSlots> {
        self.text_slots
    }

    /// Returns where a part is; the first that has one counts.
    #[must_use]
    pub const fn locators(&self, part: EnvelopePart) -> &'a [Locator<'a>] {
        self.parts[part as usize]
    }
}

impl EnvelopePart {
    /// Every part, in the order of the keys.
    pub const ALL: [Self; 7] = [
        Self::Code,
        Self::Message,
        Self::RequestId,
        Self::RetryAfter,
        Self::ShouldRetry,
        Self::Docs,
        Self::Target,
    ];

    /// Returns the key by which catalogs and the neutral JSON call it; generated code states it with the function
    /// `with_` and the key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Message => "message",
            Self::RequestId => "request_id",
            Self::RetryAfter => "retry_after",
            Self::ShouldRetry => "should_retry",
            Self::Docs => "docs",
            Self::Target => "target",
        }
    }

    /// Returns the name that people read.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Code => "Code",
            Self::Message => "Message",
            Self::RequestId => "Request id",
            Self::RetryAfter => "Wait",
            Self::ShouldRetry => "Retry",
            Self::Docs => "Documentation",
            Self::Target => "Target",
        }
    }

    /// Returns what it is for, without a full stop.
    #[must_use]
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Code => "Identifies the error, for programs",
            Self::Message => "Describes the error, for people; the wording may change",
            Self::RequestId => "Identifies the request, for example to support",
            Self::RetryAfter => "How long to wait before sending the request again",
            Self::ShouldRetry => "Whether to send the request again, as the server sees it",
            Self::Docs => "Links to the documentation of the error",
            Self::Target => "Names what the error is about, such as a parameter",
        }
    }
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 2] = [Self::Json, Self::Xml];

    /// Returns the name by which catalogs call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Xml => "xml",
        }
    }
}

impl Preset {
    /// Every preset.
    pub const ALL: [Self; 1] = [Self::ProblemJson];

    /// Returns the name by which catalogs call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ProblemJson => "problem+json",
        }
    }
}

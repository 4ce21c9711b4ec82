//! Defines where a response keeps the parts of an error.

use crate::condition::Condition;
use crate::locator::{Locator, Place, Pointer};
use crate::tree::Tree;

/// Where a response keeps the parts of an error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Envelope<'a> {
    preset: Option<Preset>,
    tree: Tree<'a>,
    /// The locators of each part, in the order of [`EnvelopePart::ALL`].
    parts: [&'a [Locator<'a>]; EnvelopePart::ALL.len()],
    failed_2xx: &'a [Condition<'a>],
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
}

/// A well-known envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Problem details for HTTP APIs (RFC 9457).
    ProblemJson,
}

/// Where a response keeps failures of its items, of which each is an error of its own.
///
/// All places but the first are those of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Items<'a> {
    pointer: Pointer<'a>,
    way: Tree<'a>,
    tree: Tree<'a>,
    failed: &'a [Condition<'a>],
    target: Option<Locator<'a>>,
    code: &'a [Locator<'a>],
    message: &'a [Locator<'a>],
}

macro_rules! builders {
    ($($(#[$doc:meta])* $with:ident, $(#[$get_doc:meta])* $get:ident: $type:ty;)*) => {$(
        $(#[$doc])*
        #[must_use]
        pub const fn $with(self, $get: $type) -> Self {
            Self { $get, ..self }
        }

        $(#[$get_doc])*
        #[must_use]
        pub const fn $get(&self) -> $type {
            self.$get
        }
    )*};
}

macro_rules! parts {
    ($($(#[$doc:meta])* $with:ident, $(#[$get_doc:meta])* $get:ident: $part:ident;)*) => {$(
        $(#[$doc])*
        #[must_use]
        pub const fn $with(self, $get: &'a [Locator<'a>]) -> Self {
            self.with_locators(EnvelopePart::$part, $get)
        }

        $(#[$get_doc])*
        #[must_use]
        pub const fn $get(&self) -> &'a [Locator<'a>] {
            self.locators(EnvelopePart::$part)
        }
    )*};
}

impl<'a> Envelope<'a> {
    /// States an envelope without any part.
    #[must_use]
    pub const fn new() -> Self {
        Self { preset: None, tree: Tree::new(0, &[]), parts: [&[]; EnvelopePart::ALL.len()], failed_2xx: &[] }
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

    builders! {
        /// States the places of the body as a tree.
        with_tree,
        /// Returns the places of the body as a tree.
        tree: Tree<'a>;
        /// States what makes a response with a 2xx status an error.
        with_failed_2xx,
        /// Returns what makes a response with a 2xx status an error: all of these; empty if nothing does.
        failed_2xx: &'a [Condition<'a>];
    }

    parts! {
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
    }

    /// States where a part is.
    #[must_use]
    pub const fn with_locators(self, part: EnvelopePart, locators: &'a [Locator<'a>]) -> Self {
        // `EnvelopePart` has no values of its own, so that its variants are the indexes of the array.
        let mut parts = self.parts;
        parts[part as usize] = locators;
        Self { parts, ..self }
    }

    /// Returns where a part is; the first that has one counts.
    #[must_use]
    pub const fn locators(&self, part: EnvelopePart) -> &'a [Locator<'a>] {
        self.parts[part as usize]
    }
}

impl EnvelopePart {
    /// Every part, in the order of the keys.
    pub const ALL: [Self; 4] = [Self::Code, Self::Message, Self::RequestId, Self::RetryAfter];

    /// Returns the key by which catalogs and the neutral JSON call it; generated code states it with the function
    /// `with_` and the key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Message => "message",
            Self::RequestId => "request_id",
            Self::RetryAfter => "retry_after",
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
        }
    }
}

impl<'a> Items<'a> {
    /// States where the items are, and what makes one of them a failure.
    #[must_use]
    pub const fn new(pointer: &'a str, failed: &'a [Condition<'a>]) -> Self {
        let (pointer, tree) = (Pointer::new(pointer), Tree::new(0, &[]));
        Self { pointer, way: tree, tree, failed, target: None, code: &[], message: &[] }
    }

    /// Returns where the items are.
    #[must_use]
    pub const fn pointer(&self) -> Pointer<'a> {
        self.pointer
    }

    /// States what an item is about.
    #[must_use]
    pub const fn with_target(self, target: Locator<'a>) -> Self {
        Self { target: Some(target), ..self }
    }

    /// Returns what an item is about.
    #[must_use]
    pub const fn target(&self) -> Option<Locator<'a>> {
        self.target
    }

    builders! {
        /// States the way to the items as a tree with one slot.
        with_way,
        /// Returns the way to the items as a tree with one slot.
        way: Tree<'a>;
        /// States the places of an item as a tree.
        with_tree,
        /// Returns the places of an item as a tree.
        tree: Tree<'a>;
        /// States what makes an item a failure.
        with_failed,
        /// Returns what makes an item a failure: all of these.
        failed: &'a [Condition<'a>];
        /// States where an item's code is.
        with_code,
        /// Returns where an item's code is; the first that has one counts.
        code: &'a [Locator<'a>];
        /// States where an item's message is.
        with_message,
        /// Returns where an item's message is; the first that has one counts.
        message: &'a [Locator<'a>];
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

//! Defines where a response keeps several things, each of which may be an error.

use crate::builders::{builders, parts};
use crate::condition::Alternatives;
use crate::locator::{Locator, Place, Pointer};
use crate::tree::Tree;

/// Where a response keeps several things, of which each may be an error of its own: the items of a successful response,
/// or the details of an error.
///
/// All places but the first are those of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Items<'a> {
    pointer: Pointer<'a>,
    tree: Tree<'a>,
    failed: Alternatives<'a>,
    /// The locators of each part, in the order of [`ItemPart::ALL`].
    parts: [&'a [Locator<'a>]; ItemPart::ALL.len()],
}

/// A part of an item; its key takes one locator or a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemPart {
    /// What the item is about.
    Target,
    /// The code.
    Code,
    /// The text for people.
    Message,
    /// The HTTP status of the item itself.
    Status,
    /// The wait that the server asks for before the item is tried again.
    RetryAfter,
}

impl<'a> Items<'a> {
    /// States where the containers of the items are: arrays and objects, whose elements and members are the items.
    #[must_use]
    pub const fn new(pointer: &'a str) -> Self {
        Self {
            pointer: Pointer::new(pointer),
            tree: Tree::new(0, &[]),
            failed: &[],
            parts: [&[]; ItemPart::ALL.len()],
        }
    }

    /// Returns where the containers of the items are.
    #[must_use]
    pub const fn pointer(&self) -> Pointer<'a> {
        self.pointer
    }

    builders! {
        /// States the places of an item as a tree.
        with_tree,
        /// Returns the places of an item as a tree.
        tree: Tree<'a>;
        /// States what makes an item a failure.
        with_failed,
        /// Returns what makes an item a failure; empty if every item is one.
        failed: Alternatives<'a>;
    }

    parts! {
        ItemPart:
        /// States where it is said what an item is about.
        with_target,
        /// Returns where it is said what an item is about; the first that has it counts.
        target: Target;
        /// States where an item's code is.
        with_code,
        /// Returns where an item's code is; the first that has one counts.
        code: Code;
        /// States where an item's message is.
        with_message,
        /// Returns where an item's message is; the first that has one counts.
        message: Message;
        /// States where an item's own status is.
        with_status,
        /// Returns where an item's own status is; the first that has one counts.
        status: Status;
        /// States where an item's wait is.
        with_retry_after,
        /// Returns where an item's wait is; the first that has one counts.
        retry_after: RetryAfter;
    }

    /// States where a part is.
    #[must_use]
    pub const fn with_locators(self, part: ItemPart, locators: &'a [Locator<'a>]) -> Self {
        // `ItemPart` has no values of its own, so that its variants are the indexes of the array.
        let mut parts = self.parts;
        parts[part as usize] = locators;
        Self { parts, ..self }
    }

    /// Returns where a part is; the first that has one counts.
    #[must_use]
    pub const fn locators(&self, part: ItemPart) -> &'a [Locator<'a>] {
        self.parts[part as usize]
    }
}

impl Items<'_> {
    /// Returns whether an item is the member of an object, whose name says what it is about.
    ///
    /// What an item says itself, where that comes first, needs no name, which two items may share.
    #[must_use]
    pub fn are_named(&self) -> bool {
        self.target().first().is_some_and(|at| at.place() == Place::Key)
    }
}

impl ItemPart {
    /// Every part, in the order of the keys.
    pub const ALL: [Self; 5] = [Self::Target, Self::Code, Self::Message, Self::Status, Self::RetryAfter];

    /// Returns the key by which catalogs and the neutral JSON call it; generated code states it with the function
    /// `with_` and the key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Code => "code",
            Self::Message => "message",
            Self::Status => "status",
            Self::RetryAfter => "retry_after",
        }
    }
}

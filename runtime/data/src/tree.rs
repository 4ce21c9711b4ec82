//! Holds the places of a body that a catalog looks at as one tree, so that one pass over the body finds all of them.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::locator::Pointer;

/// The members of a body that are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tree<'a> {
    slots: u16,
    /// The body itself, as a member without a name.
    root: Member<'a>,
}

/// A member of the body that is looked at or into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member<'a> {
    key: &'a str,
    /// Whether the name needs no escapes in JSON.
    is_plain: bool,
    slot: Option<u16>,
    members: &'a [Member<'a>],
    /// Whether one of the members stands for every element.
    has_each: bool,
}

impl<'a> Tree<'a> {
    /// States the members of the body that are looked at, and how many slots they have.
    #[must_use]
    pub const fn new(slots: u16, members: &'a [Member<'a>]) -> Self {
        Self { slots, root: Member::new("").with_members(members) }
    }

    /// Puts the whole body into a slot.
    #[must_use]
    pub const fn with_slot(self, slot: u16) -> Self {
        Self { root: self.root.with_slot(slot), ..self }
    }

    /// Returns how many slots there are.
    #[must_use]
    pub const fn slots(&self) -> u16 {
        self.slots
    }

    /// Returns the body itself as a member without a name.
    #[must_use]
    pub const fn root(&self) -> &Member<'a> {
        &self.root
    }
}

impl Default for Tree<'_> {
    fn default() -> Self {
        Self::new(0, &[])
    }
}

impl<'a> Member<'a> {
    /// States a member by its name, or by its index in an array, in decimal digits.
    #[must_use]
    pub const fn new(key: &'a str) -> Self {
        Self { key, is_plain: is_plain(key.as_bytes()), slot: None, members: &[], has_each: false }
    }

    /// Puts the member's value into a slot.
    #[must_use]
    pub const fn with_slot(self, slot: u16) -> Self {
        Self { slot: Some(slot), ..self }
    }

    /// States what is looked at inside of the member.
    #[must_use]
    pub const fn with_members(self, members: &'a [Member<'a>]) -> Self {
        Self { members, has_each: has_each(members), ..self }
    }

    /// Returns the name or the index.
    #[must_use]
    pub const fn key(&self) -> &'a str {
        self.key
    }

    /// Returns whether the name needs no escapes between the quotes of a JSON text.
    #[must_use]
    pub const fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// Returns the slot of the value, if it is looked at.
    #[must_use]
    pub const fn slot(&self) -> Option<u16> {
        self.slot
    }

    /// Returns what is looked at inside of it.
    #[must_use]
    pub const fn members(&self) -> &'a [Member<'a>] {
        self.members
    }

    /// Returns whether it stands for every element of the list around it.
    #[must_use]
    pub const fn is_each(&self) -> bool {
        matches!(self.key.as_bytes(), [byte] if *byte == Pointer::EACH.as_bytes()[0])
    }

    /// Returns whether one of its members stands for every element.
    #[must_use]
    pub const fn has_each(&self) -> bool {
        self.has_each
    }
}

const fn has_each(members: &[Member<'_>]) -> bool {
    match members {
        [] => false,
        [first, rest @ ..] => first.is_each() || has_each(rest),
    }
}

/// Returns whether no character of a name has to be escaped in JSON (RFC 8259, section 7).
const fn is_plain(name: &[u8]) -> bool {
    let mut rest = name;
    while let [first, others @ ..] = rest {
        if matches!(first, b'"' | b'\\' | ..b' ') {
            return false;
        }
        rest = others;
    }
    true
}

/// A tree in the making: it grows as places are named, and a pointer that is named twice has one slot.
#[derive(Clone, Debug, Default)]
pub struct TreeBuilder {
    root: BuiltNode,
    slots: u16,
}

/// A member in the making.
#[derive(Clone, Debug, Default)]
struct BuiltNode {
    slot: Option<u16>,
    /// The members in the order in which they were named.
    members: Vec<(String, BuiltNode)>,
    /// Where in the list each is, in the order of their names.
    sorted: Vec<usize>,
}

impl TreeBuilder {
    /// Returns the slot of what is at a pointer; beyond the limit of places, none is kept.
    pub fn slot(&mut self, pointer: Pointer<'_>) -> u16 {
        let mut node = &mut self.root;
        for token in pointer.tokens() {
            let index = node.find_or_add_member(&token);
            node = &mut node.members[index].1;
        }
        *node.slot.get_or_insert_with(|| {
            let slot = self.slots;
            self.slots = self.slots.saturating_add(1);
            slot
        })
    }

    /// Builds the tree, its texts and lists being kept by two functions of the caller's.
    pub fn build<'a>(
        &self,
        keep_text: &mut impl FnMut(&str) -> &'a str,
        keep_members: &mut impl FnMut(Vec<Member<'a>>) -> &'a [Member<'a>],
    ) -> Tree<'a> {
        let members = self.root.build_members(keep_text, keep_members);
        Tree {
            slots: self.slots,
            root: Member { slot: self.root.slot, ..Member::new("").with_members(members) },
        }
    }
}

impl BuiltNode {
    /// Returns where in the list a member is, which is added if it isn't there.
    fn find_or_add_member(&mut self, key: &str) -> usize {
        let Self { members, sorted, .. } = self;
        match sorted.binary_search_by(|index| (*members[*index].0).cmp(key)) {
            Ok(at) => sorted[at],
            Err(at) => {
                sorted.insert(at, members.len());
                members.push((key.to_owned(), Self::default()));
                members.len() - 1
            }
        }
    }

    fn build_members<'a>(
        &self,
        keep_text: &mut impl FnMut(&str) -> &'a str,
        keep_members: &mut impl FnMut(Vec<Member<'a>>) -> &'a [Member<'a>],
    ) -> &'a [Member<'a>] {
        let mut members = Vec::with_capacity(self.members.len());
        for (key, node) in &self.members {
            let inner = node.build_members(keep_text, keep_members);
            members.push(Member { slot: node.slot, ..Member::new(keep_text(key)).with_members(inner) });
        }
        keep_members(members)
    }
}

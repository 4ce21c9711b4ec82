//! The places that a catalog looks at in a body → a tree of members with a slot for each.

use errspec_spec::Pointer;

/// The tree, filled as places are named; a pointer that is named twice has one slot.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The body.
    pub root: Member,
    /// How many slots there are.
    pub slots: u16,
}

/// A member of the body, or the body itself, that is looked at or into.
#[derive(Clone, Debug, Default)]
pub struct Member {
    /// The slot of its value, if it is looked at.
    pub slot: Option<u16>,
    /// What is looked at in it, by name or index.
    pub members: Vec<(String, Member)>,
}

impl Tree {
    /// The slot of what is at a pointer.
    pub fn slot(&mut self, pointer: &Pointer) -> u16 {
        let mut member = &mut self.root;
        for token in pointer.tokens() {
            let known = member.members.iter().position(|(key, _)| key == token);
            let index = known.unwrap_or_else(|| {
                member.members.push((token.clone(), Member::default()));
                member.members.len() - 1
            });
            member = &mut member.members[index].1;
        }
        *member.slot.get_or_insert_with(|| {
            self.slots += 1;
            self.slots - 1
        })
    }
}

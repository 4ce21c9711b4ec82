//! The places that a catalog looks at in a body → a tree of members with a slot for each.

use errspec_spec::{Condition, Expected, Locator, Place};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The tree, filled as places are named; a pointer that is named twice has one slot.
#[derive(Default)]
pub(super) struct Layout {
    root: Member,
    slots: u16,
}

#[derive(Default)]
struct Member {
    slot: Option<u16>,
    members: Vec<(String, Member)>,
}

impl Layout {
    pub(super) fn locators(&mut self, locators: &[Locator]) -> TokenStream {
        let locators = locators.iter().map(|locator| self.locator(locator));
        quote!(&[#(#locators),*])
    }

    pub(super) fn locator(&mut self, locator: &Locator) -> TokenStream {
        let place = self.place(locator.place());
        let [after, before, ignore] = [locator.after(), locator.before(), locator.ignore()].map(option);
        quote!(Locator { place: #place, after: #after, before: #before, ignore: #ignore })
    }

    pub(super) fn conditions(&mut self, conditions: &[Condition]) -> TokenStream {
        let conditions = conditions.iter().map(|condition| {
            let place = self.place(condition.place());
            let expected = match condition.expected() {
                Expected::Text(text) => quote!(Expected::Text(#text)),
                Expected::Null => quote!(Expected::Null),
                Expected::Present => quote!(Expected::Present),
            };
            quote!(Condition { place: #place, expected: #expected })
        });
        quote!(&[#(#conditions),*])
    }

    pub(super) fn place(&mut self, place: &Place) -> TokenStream {
        match place {
            Place::Header(name) => quote!(Place::Header(#name)),
            Place::Body(pointer) => {
                let slot = Literal::u16_unsuffixed(self.slot(pointer.tokens()));
                let text = pointer.to_string();
                quote!(Place::Body(#slot, #text))
            }
        }
    }

    fn slot(&mut self, tokens: &[String]) -> u16 {
        let mut member = &mut self.root;
        for token in tokens {
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

    /// The tree's root, and the number of its slots.
    pub(super) fn finish(&self) -> (TokenStream, Literal) {
        (self.root.tokens(""), Literal::u16_unsuffixed(self.slots))
    }
}

impl Member {
    fn tokens(&self, key: &str) -> TokenStream {
        let slot = option(self.slot.map(Literal::u16_unsuffixed));
        let members = self.members.iter().map(|(key, member)| member.tokens(key));
        quote!(Member { key: #key, slot: #slot, members: &[#(#members),*] })
    }
}

/// `Some(…)` or `None`.
pub(super) fn option<T: quote::ToTokens>(value: Option<T>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

//! Locators and conditions → the runtime's, and the tree of the members that they look at.

use errspec_spec::{Condition, Expected, Locator, Place};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tables::{Member, Tree};

/// The tree, filled as locators and conditions are written.
#[derive(Default)]
pub(super) struct Layout(Tree);

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
                let slot = Literal::u16_unsuffixed(self.0.slot(pointer));
                let text = pointer.to_string();
                quote!(Place::Body(#slot, #text))
            }
        }
    }

    /// The tree's root, and the number of its slots.
    pub(super) fn finish(&self) -> (TokenStream, Literal) {
        (member("", &self.0.root), Literal::u16_unsuffixed(self.0.slots))
    }
}

fn member(key: &str, Member { slot, members }: &Member) -> TokenStream {
    let slot = option(slot.map(Literal::u16_unsuffixed));
    let members = members.iter().map(|(key, inner)| member(key, inner));
    quote!(Member { key: #key, slot: #slot, members: &[#(#members),*] })
}

/// `Some(…)` or `None`.
pub(super) fn option<T: quote::ToTokens>(value: Option<T>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

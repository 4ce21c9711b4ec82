//! The fields that a variant has, and those of its message → statements that read them.

use errspec_codegen::{RustOptions, subset};
use errspec_spec::{Entry, Field, Piece, Template};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// The fields of an entry that are read.
pub(super) struct Read<'a> {
    fields: Vec<&'a Field>,
}

impl<'a> Read<'a> {
    /// The fields that are wanted, and those that the message is made of where the server sends none.
    pub(super) fn of(entry: &'a Entry, wanted: impl IntoIterator<Item = &'a Field>) -> Self {
        let mut names: Vec<_> = wanted.into_iter().map(Field::name).collect();
        for piece in entry.message().into_iter().flat_map(Template::pieces) {
            if let Piece::Field(name) = piece {
                names.push(name);
            }
        }
        Self { fields: entry.fields().iter().filter(|field| names.contains(&field.name())).collect() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The variable of a field.
    pub(super) fn variable(&self, field: &Field, place: Span) -> Ident {
        let index = self.fields.iter().take_while(|read| read.name() != field.name()).count();
        Ident::new(&format!("field_{index}"), place)
    }

    /// Statements that make each a variable and fill in the message of `reply`.
    pub(super) fn tokens(&self, options: &RustOptions, runtime: &TokenStream) -> TokenStream {
        if self.is_empty() {
            return TokenStream::new();
        }
        let places = subset::places(self.fields.iter().copied(), options);
        let variables = self.fields.iter().map(|field| self.variable(field, Span::call_site()));
        let types = self.fields.iter().map(|field| subset::type_of(field, options));
        quote! {
            static FIELDS: #runtime::__v0_1::Fields = #places;
            #runtime::__v0_1::take! { reply, FIELDS, [#(#variables: #types),*] }
        }
    }
}

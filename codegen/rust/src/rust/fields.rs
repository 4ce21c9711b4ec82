//! The typed members of an entry → the struct of its variant.

use errspec_spec::{Entry, Field, FieldType, Spec};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::layout::Layout;
use super::{Names, docs};

/// Methods of `Reply` and of the struct itself, which a field must not hide, and the keywords of all editions.
const TAKEN: &[&str] = &[
    "body",
    "code",
    "fill_in",
    "headers",
    "into_response",
    "kind_index",
    "made",
    "message",
    "new",
    "reply",
    "request_id",
    "retry_after",
    "set_message",
    "status",
    "values",
    "with_fields",
    "with_message",
    "from_reply",
];

/// The structs of all entries that have fields.
pub(super) fn structs(spec: &Spec, names: &Names) -> TokenStream {
    let entries = spec.entries().iter().zip(&names.variants).filter(|(entry, _)| !entry.fields().is_empty());
    let structs = entries.map(|(entry, variant)| of_entry(spec, entry, variant, names));
    quote!(#(#structs)*)
}

fn of_entry(spec: &Spec, entry: &Entry, name: &Ident, names: &Names) -> TokenStream {
    let Names { runtime, private, error, kind, .. } = names;
    let docs = docs::error_variant(spec, entry);
    let lints = super::lints();
    let idents: Vec<_> = entry.fields().iter().map(ident).collect();
    let members = entry.fields().iter().zip(&idents).map(|(field, ident)| {
        let (docs, kind) = (docs::field(field), type_of(field, private));
        quote!(#docs pub #ident: ::core::option::Option<#kind>)
    });
    let setters = entry.fields().iter().zip(&idents).map(|(field, ident)| setter(field, ident, names, name));
    let shown = entry
        .fields()
        .iter()
        .map(|field| format_ident!("{}", if field.is_sensitive() { "hidden" } else { "shown" }));
    let fields = data(entry.fields());
    quote! {
        #docs
        #lints
        #[derive(::core::clone::Clone)]
        #[non_exhaustive]
        pub struct #name {
            #(#members,)*
            reply: #runtime::Reply,
        }
        #[allow(deprecated)]
        impl #name {
            #(#setters)*
        }
        const _: () = {
            // The names of the runtime stay in here: the struct can have one of them.
            static FIELDS: #private::Fields = {
                #[allow(clippy::wildcard_imports)]
                use #private::*;
                #fields
            };
            #private::fields! { #name, #error, #kind, FIELDS, [#(#idents: #shown),*] }
        };
    }
}

/// The name in Rust.
pub(crate) fn ident(field: &Field) -> Ident {
    let name = field.ident();
    let keyword = super::runtime::KEYWORDS.contains(&name);
    if keyword || TAKEN.contains(&name) { format_ident!("{name}_") } else { format_ident!("{name}") }
}

pub(super) fn type_of(field: &Field, private: &TokenStream) -> TokenStream {
    match field.kind() {
        FieldType::String => quote!(::std::string::String),
        FieldType::Integer => quote!(i64),
        FieldType::Unsigned => quote!(u64),
        FieldType::Number => quote!(f64),
        FieldType::Boolean => quote!(bool),
        FieldType::Json => quote!(#private::Json),
    }
}

fn setter(field: &Field, ident: &Ident, names: &Names, name: &Ident) -> TokenStream {
    let kind = type_of(field, &names.private);
    let docs = docs::lines(&format!("Sets `{}`.", field.ident()));
    let (argument, value) = match field.kind() {
        FieldType::String | FieldType::Json => {
            (quote!(impl ::core::convert::Into<#kind>), quote!(::core::convert::Into::into(value)))
        }
        _ => (kind, quote!(value)),
    };
    quote! {
        #docs
        #[must_use]
        pub fn #ident(mut self, value: #argument) -> #name {
            self.#ident = ::core::option::Option::Some(#value);
            self
        }
    }
}

pub(super) fn data<'a>(fields: impl IntoIterator<Item = &'a Field>) -> TokenStream {
    let mut layout = Layout::default();
    let at = fields.into_iter().map(|field| {
        let (name, at) = (field.name(), layout.locator(field.at()));
        quote!((#name, #at))
    });
    let at: Vec<_> = at.collect();
    let (body, slots): (TokenStream, Literal) = layout.finish();
    quote!(Fields { body: #body, slots: #slots, at: &[#(#at),*] })
}

//! Emits the struct of an entry's typed fields.

use errspec_data::{Field, FieldType};
use errspec_spec::{CatalogEntry, Spec};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{EmittedNames, docs};

/// Emits the structs of all entries that have fields.
pub(super) fn emit_structs(spec: &Spec<'_>, names: &EmittedNames) -> TokenStream {
    let entries = spec.entries().iter().zip(&names.variants);
    let structs = entries
        .filter(|(entry, _)| !entry.data().fields().is_empty())
        .map(|(entry, variant)| emit_struct(spec, entry, variant, names));
    quote!(#(#structs)*)
}

/// Returns whether any field is of a type.
pub(super) fn has_type(spec: &Spec<'_>, value_type: FieldType) -> bool {
    let mut fields = spec.entries().iter().flat_map(|entry| entry.data().fields());
    fields.any(|field| field.value_type() == value_type)
}

fn emit_struct(spec: &Spec<'_>, entry: &CatalogEntry<'_>, name: &Ident, names: &EmittedNames) -> TokenStream {
    let EmittedNames { private, error, kind, .. } = names;
    let (docs, lints, api) = (docs::print_struct_attributes(entry), super::print_lints(), spec.api().name());
    let fields = entry.data().fields();
    let members = fields.iter().map(|field| {
        let (docs, ident, value_type) =
            (docs::print_field_docs(field), print_field_ident(field), print_field_type(field, private));
        quote!(#docs pub #ident: ::core::option::Option<#value_type>)
    });
    let setters = fields.iter().map(|field| emit_setter(field, name, private));
    let listed = fields.iter().map(|field| {
        let (ident, text) = (print_field_ident(field), field.name());
        let shown = format_ident!("{}", if field.is_sensitive() { "hidden" } else { "shown" });
        quote!(#ident #text #shown)
    });
    quote! {
        #docs
        #lints
        #[derive(::core::clone::Clone, ::core::cmp::PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#members,)*
        }
        #lints
        #[allow(deprecated)]
        impl #name {
            #(#setters)*
        }
        #lints
        const _: () = {
            #private::fields! { #name, #error, #kind, #api, [#(#listed),*] }
        };
    }
}

fn emit_setter(field: &Field<'_>, name: &Ident, private: &TokenStream) -> TokenStream {
    let (ident, value_type) = (print_field_ident(field), print_field_type(field, private));
    let setter = format_ident!("with_{}", make_field_name(field));
    let docs = docs::print_docs(&format!("Sets {}.", crate::text::format_code(field.name())));
    // With `impl Into<u64>`, the literal `5` would be an `i32`, which doesn't become a `u64`.
    let is_primitive = !field.value_type().info().path.contains("::");
    let (argument, value) = if is_primitive {
        (value_type, quote!(value))
    } else {
        (quote!(impl ::core::convert::Into<#value_type>), quote!(::core::convert::Into::into(value)))
    };
    quote! {
        #docs
        #[must_use]
        pub fn #setter(mut self, value: #argument) -> #name {
            self.#ident = ::core::option::Option::Some(#value);
            self
        }
    }
}

/// Returns the name of a field in snake case; it can be a keyword.
fn make_field_name(field: &Field<'_>) -> String {
    errspec_spec::make_field_identifier(field.name())
}

/// Returns the name of a field in Rust: a keyword gets an underscore behind.
pub(super) fn print_field_ident(field: &Field<'_>) -> Ident {
    let name = make_field_name(field);
    if super::runtime_path::KEYWORDS.contains(&name.as_str()) {
        return format_ident!("{name}_");
    }
    format_ident!("{name}")
}

/// Returns the path of the type of a field's value.
pub(super) fn print_field_type(field: &Field<'_>, private: &TokenStream) -> TokenStream {
    let path = field.value_type().info().path;
    let segments = path.split("::").skip_while(|name| name.is_empty()).map(|name| format_ident!("{name}"));
    match path.split_once("::") {
        Some(("__private", _)) => {
            let names = segments.skip(1);
            quote!(#private #(::#names)*)
        }
        Some(_) => quote!(#(::#segments)*),
        None => quote!(#(#segments)*),
    }
}

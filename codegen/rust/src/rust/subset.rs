//! A catalog → what an enum by hand, which names a few of its errors, is completed with.

use errspec_spec::{Field, Spec};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{Names, RustOptions, fields};

/// Generates the enum of a catalog's kinds and the catalog's data, without the enum of errors.
#[must_use]
pub fn kinds(spec: &Spec, name: &Ident, options: &RustOptions) -> TokenStream {
    let names = Names { kind: name.clone(), ..Names::of(spec, options) };
    super::kinds(spec, &names)
}

/// Says where fields are: an expression of the runtime's type `Fields`.
pub fn places<'a>(fields: impl IntoIterator<Item = &'a Field>, options: &RustOptions) -> TokenStream {
    let runtime = &options.runtime;
    let places = fields::data(fields);
    quote!({
        #[allow(clippy::wildcard_imports)]
        use #runtime::__v0_1::*;
        #places
    })
}

/// The name of a field in Rust.
#[must_use]
pub fn ident(field: &Field) -> Ident {
    fields::ident(field)
}

/// The type of a field's value in Rust.
#[must_use]
pub fn type_of(field: &Field, options: &RustOptions) -> TokenStream {
    let runtime = &options.runtime;
    fields::type_of(field, &quote!(#runtime::__v0_1))
}

//! Emits what an enum of a few errors of a catalog needs besides its own implementations.

use errspec_data::Field;
use errspec_spec::{Arena, Spec, lower};
use proc_macro2::{Ident, TokenStream};

use super::{EmittedNames, RustOptions, fields};

/// Emits the enum of a catalog's kinds and the catalog itself, without the enum of errors.
#[must_use]
pub fn emit_subset_kinds<'a>(
    arena: &'a Arena,
    spec: &Spec<'a>,
    name: &Ident,
    options: &RustOptions,
) -> TokenStream {
    let names = EmittedNames { kind: name.clone(), ..EmittedNames::find(spec, options) };
    super::emit_kinds(spec, &lower(arena, spec), &names)
}

/// Returns the name of a field in Rust.
#[must_use]
pub fn make_field_ident(field: &Field<'_>) -> Ident {
    fields::print_field_ident(field)
}

//! Expands `#[derive(ApiError)]` on an enum that names a few errors of a catalog.

use errspec_spec::{Arena, Spec};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::DeriveInput;

mod attributes;
mod check;
mod expand;
mod fallback;
mod parse;
mod types;

/// Expands the enum to its implementations.
///
/// If anything is wrong, all of it is reported, with implementations that keep the compiler from reporting what uses
/// the enum.
pub(crate) fn expand_derive(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let mut errors = Errors::default();
    let input = parse::parse_enum(&input, &mut errors);
    let arena = Arena::new();
    let spec = input
        .catalog
        .as_ref()
        .and_then(|path| errors.take_value(crate::errors::parse_catalog_at(&arena, path)));
    let implementations = spec.as_ref().and_then(|spec| expand_checked(&input, &arena, spec, &mut errors));
    let implementations =
        implementations.unwrap_or_else(|| fallback::expand_fallback(&input, &arena, spec.as_ref()));
    let (errors, runtime) = (errors.0, &input.runtime);
    // If there is no runtime at that path, this is what can't be found, and not every name from it.
    quote! {
        #(#errors)*
        #runtime::__private::with_http! { #implementations }
    }
}

/// Expands the enum if all that it names is in the catalog; reports what isn't.
fn expand_checked<'a>(
    input: &'a parse::Input<'a>,
    arena: &'a Arena,
    spec: &'a Spec<'a>,
    errors: &mut Errors,
) -> Option<TokenStream> {
    let subset = check::check_names(input, arena, spec, errors)?;
    errors.0.is_empty().then(|| expand::expand_subset(input, &subset))
}

/// What is wrong, as tokens that say so.
#[derive(Default)]
struct Errors(Vec<TokenStream>);

impl Errors {
    fn report(&mut self, span: Span, text: impl std::fmt::Display) {
        self.0.push(syn::Error::new(span, text).into_compile_error());
    }

    fn take_value<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.0.push(error.into_compile_error())).ok()
    }
}

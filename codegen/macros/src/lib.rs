//! The macros of errspec: tokens → the path of a catalog → generated items, or errors that point at the path.
//!
//! Use them through the `errspec` crate, which documents them and passes on where it is itself.

mod errors;

/// `errors! { $crate, "path" }` becomes the items of the catalog at that path.
///
/// The `errors!` of `errspec` calls this with its own path, so that generated code finds the runtime under whatever
/// name it has.
#[doc(hidden)]
#[proc_macro]
pub fn errors(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    errors::expand(input.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

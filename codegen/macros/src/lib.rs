//! Defines the macros of errspec, which read the catalog at a path and generate its items.
//!
//! Use them through the `errspec` crate, which documents them and passes on where it is itself.

mod derive;
mod errors;

/// Expands `errors! { $crate, "path" }` to the items of the catalog at that path.
///
/// The `errors!` of `errspec` calls this with its own path, so that generated code finds the runtime under whatever
/// name it has.
#[doc(hidden)]
#[proc_macro]
pub fn errors(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    errors::expand_errors(input.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Makes an enum that names a few errors of a catalog an error of the API.
///
/// ```
/// use errspec::ErrorResponse;
///
/// mod social {
///     errspec::errors!("../../tests/catalogs/quota.yaml");
/// }
/// use social::SocialApiError;
///
/// /// What an upload can fail with.
/// #[derive(Debug, errspec::ApiError)]
/// #[errspec("../../tests/catalogs/quota.yaml")]
/// enum UploadError {
///     StorageQuotaExceeded { limit_bytes: Option<u64>, response: ErrorResponse },
///     #[errspec(code = "invalid_token")]
///     Expired(ErrorResponse),
///     #[errspec(other)]
///     Other(SocialApiError),
/// }
/// ```
///
/// The enum gets `Display`, `Error`, `ApiError`, `From<http::Response<B>>`, and `From<SocialApiError>` where its
/// `other` holds one. All of it is checked against the catalog when it compiles.
///
/// # On the enum
///
/// - `#[errspec("errors.yaml")]`: the catalog; the path is relative to the directory of the crate's `Cargo.toml`.
/// - `#[errspec(crate = my_sdk::errspec)]`: where `errspec` is, if it isn't `::errspec`.
///
/// # On a variant
///
/// A variant has the name of the generated one, unless it names its error in another way:
///
/// - `#[errspec(code = "invalid_token")]`: the only error with this code.
/// - `#[errspec(name = "InvalidToken")]`: the error of this name.
/// - `#[errspec(other)]`: every other error, which it holds: the generated error type or an `ErrorResponse`. There is
///   one.
///
/// A variant holds the `ErrorResponse`, or by name the fields that it needs and the response, which is found by its
/// type. The names and types of fields are those of the generated structs; `Debug` is the enum's own, and prints those
/// that are `sensitive`, too.
#[proc_macro_derive(ApiError, attributes(errspec))]
pub fn derive_api_error(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive::expand_derive(input.into()).into()
}

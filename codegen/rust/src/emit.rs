//! Emits the Rust enums of a catalog's errors.

use errspec_data::{Catalog, FieldType, Format};
use errspec_spec::{Arena, Spec, lower};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

mod catalog;
mod docs;
mod fields;
mod file;
mod runtime_path;
pub mod subset;

pub use runtime_path::RuntimePathError;

/// How the Rust of a catalog is made.
#[derive(Clone, Debug)]
pub struct RustOptions {
    runtime: TokenStream,
}

impl Default for RustOptions {
    fn default() -> Self {
        Self { runtime: quote!(::errspec) }
    }
}

impl RustOptions {
    /// Sets the path of the runtime, for where it was renamed or is re-exported; `::errspec` unless set.
    #[must_use]
    pub fn runtime(mut self, path: TokenStream) -> Self {
        self.runtime = path;
        self
    }

    /// Sets the path of the runtime as people write it: `crate::…`, or one that starts with the name of a crate.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not a path.
    pub fn runtime_path(self, path: &str) -> Result<Self, RuntimePathError> {
        Ok(self.runtime(runtime_path::parse_runtime_path(path)?))
    }
}

/// The Rust of a catalog.
#[derive(Clone, Debug)]
pub struct Rust {
    runtime: TokenStream,
    /// What the API is called.
    title: String,
    /// The enum of kinds and the catalog's data.
    kinds: TokenStream,
    /// The enum of errors, which needs the runtime's feature `http`.
    errors: TokenStream,
}

impl Rust {
    /// Returns the items as tokens, for a macro.
    #[must_use]
    pub fn into_tokens(self) -> TokenStream {
        let Self { runtime, kinds, errors, .. } = self;
        quote! {
            #kinds
            #runtime::__private::with_http! { #errors }
        }
    }

    /// Returns the items as the text of a file that is a module; `source` is the name of the catalog's file.
    #[must_use]
    pub fn to_module_text(&self, source: &str) -> String {
        file::print_module(self, source)
    }

    /// Returns the items as the text of a file that is included into a module; `source` is the name of the catalog's
    /// file.
    #[must_use]
    pub fn to_included_text(&self, source: &str) -> String {
        file::print_included(self, source)
    }
}

/// Generates the items of a catalog.
#[must_use]
pub fn generate_rust<'a>(arena: &'a Arena, spec: &Spec<'a>, options: &RustOptions) -> Rust {
    let names = EmittedNames::find(spec, options);
    let catalog = lower(arena, spec);
    Rust {
        runtime: options.runtime.clone(),
        title: spec.api().title().to_owned(),
        kinds: emit_kinds(spec, &catalog, &names),
        errors: emit_errors(spec, &names),
    }
}

/// The paths and names that generated items use.
struct EmittedNames {
    runtime: TokenStream,
    private: TokenStream,
    error: Ident,
    kind: Ident,
    variants: Vec<Ident>,
}

impl EmittedNames {
    fn find(spec: &Spec<'_>, options: &RustOptions) -> Self {
        let (runtime, name) = (&options.runtime, spec.api().name());
        Self {
            runtime: runtime.clone(),
            private: quote!(#runtime::__private),
            error: format_ident!("{name}Error"),
            kind: format_ident!("{name}ErrorKind"),
            variants: spec.entries().iter().map(|entry| format_ident!("{}", entry.data().name())).collect(),
        }
    }
}

fn emit_kinds(spec: &Spec<'_>, catalog: &Catalog<'_>, names: &EmittedNames) -> TokenStream {
    let EmittedNames { private, kind, variants, .. } = names;
    let docs = docs::print_kind_enum_docs(spec);
    let attributes = spec.entries().iter().map(docs::print_kind_attributes);
    let unrecognized = docs::print_docs("An error that the catalog doesn't list.");
    let statics = catalog::print_catalog(catalog);
    let lints = print_lints();
    let (major, minor, patch) = REQUIRED_RUNTIME;
    let [major, minor, patch] = [major, minor, patch].map(Literal::u64_unsuffixed);
    let xml = spec.envelope().reads(Format::Xml).then(|| quote!(#private::xml! {}));
    let too_old = format!("this code needs errspec {major}.{minor}.{patch} or newer");
    quote! {
        #docs
        #lints
        #[derive(
            ::core::marker::Copy, ::core::clone::Clone, ::core::cmp::PartialEq, ::core::cmp::Eq,
            ::core::cmp::PartialOrd, ::core::cmp::Ord, ::core::hash::Hash
        )]
        #[non_exhaustive]
        #[repr(u16)]
        pub enum #kind {
            #unrecognized
            Unrecognized,
            #(#attributes #variants,)*
        }
        #lints
        const _: () = {
            // The names of the data are those of the runtime here, whatever is around.
            use #private::*;
            // A formatter leaves what is in a macro's parentheses as it is, so that no path is there.
            ::core::assert!(is_at_least(#major, #minor, #patch), #too_old);
            #xml
            #statics
            #private::kind! { #kind, CATALOG, [#(#variants),*] }
        };
    }
}

fn emit_errors(spec: &Spec<'_>, names: &EmittedNames) -> TokenStream {
    let EmittedNames { runtime, private, error, kind, variants } = names;
    let docs = docs::print_error_enum_docs(spec, names);
    let structs = fields::emit_structs(spec, names);
    let json = fields::has_type(spec, FieldType::Json).then(|| quote!(#private::json! {}));
    let attributes = spec.entries().iter().map(|entry| docs::print_error_attributes(spec, entry));
    let unrecognized =
        docs::print_docs("An error that the catalog doesn't list: everything that came is kept.");
    let lints = print_lints();
    let chunks = variants.chunks(VARIANTS_PER_MATCH).map(|chunk| quote!([#(#chunk),*]));
    let per_match = Literal::usize_unsuffixed(VARIANTS_PER_MATCH);
    quote! {
        #docs
        #lints
        #[non_exhaustive]
        pub enum #error {
            #unrecognized
            Unrecognized(#runtime::ErrorResponse),
            #(#attributes #variants(#runtime::ErrorResponse),)*
        }
        #lints
        const _: () = {
            #json
            #private::error! { #error, #kind, #per_match, [#(#chunks),*] }
        };
        #structs
    }
}

/// How many variants of an error one `match` makes. One `match` that moved a response into each of thousands of variants
/// would take a consumer seconds to compile.
const VARIANTS_PER_MATCH: usize = 64;

/// The least version of the runtime that has everything that is generated: major, minor, patch.
const REQUIRED_RUNTIME: (u64, u64, u64) = (0, 1, 0);

/// Prints the attribute that allows whatever texts of a catalog, and enums that a program doesn't use whole, would be
/// blamed for.
fn print_lints() -> TokenStream {
    quote!(#[allow(
        dead_code, unreachable_pub,
        clippy::all, clippy::cargo, clippy::nursery, clippy::pedantic, clippy::restriction,
        rustdoc::broken_intra_doc_links, rustdoc::bare_urls
    )])
}

//! A catalog → the Rust enums of its errors.

use errspec_spec::{Entry, Spec};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

mod data;
mod docs;
mod fields;
mod layout;
mod perfect_hash;
mod runtime;
pub mod subset;
pub mod tables;
mod text;

pub use runtime::RuntimePathError;

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
    /// If it is no path.
    pub fn runtime_path(self, path: &str) -> Result<Self, RuntimePathError> {
        Ok(self.runtime(runtime::parse(path)?))
    }
}

/// The Rust of a catalog.
#[derive(Clone, Debug)]
pub struct Rust {
    runtime: TokenStream,
    /// The enum of kinds and the catalog's data.
    kinds: TokenStream,
    /// The enum of errors, which needs the runtime's feature `http`.
    errors: TokenStream,
}

impl Rust {
    /// The items as tokens, for a macro.
    #[must_use]
    pub fn into_tokens(self) -> TokenStream {
        let Self { runtime, kinds, errors } = self;
        quote! {
            #kinds
            #runtime::__v0_1::with_http! { #errors }
        }
    }

    /// The items as the text of a file; `source` is the name of the catalog's file, for its first line.
    #[must_use]
    pub fn to_text(&self, source: &str) -> String {
        text::file(self, source)
    }
}

/// Generates the items of a catalog.
#[must_use]
pub fn rust(spec: &Spec, options: &RustOptions) -> Rust {
    let names = Names::of(spec, options);
    Rust { runtime: options.runtime.clone(), kinds: kinds(spec, &names), errors: errors(spec, &names) }
}

/// The paths and names that generated items use.
struct Names {
    runtime: TokenStream,
    private: TokenStream,
    error: Ident,
    kind: Ident,
    variants: Vec<Ident>,
}

impl Names {
    fn of(spec: &Spec, options: &RustOptions) -> Self {
        let (runtime, name) = (&options.runtime, spec.api().name());
        Self {
            runtime: runtime.clone(),
            private: quote!(#runtime::__v0_1),
            error: format_ident!("{name}Error"),
            kind: format_ident!("{name}ErrorKind"),
            variants: spec.entries().iter().map(|entry| format_ident!("{}", entry.name())).collect(),
        }
    }
}

fn kinds(spec: &Spec, names: &Names) -> TokenStream {
    let Names { private, kind, variants, .. } = names;
    let docs = docs::kind_enum(spec);
    let attributes = spec.entries().iter().map(docs::kind_variant);
    let unrecognized = docs::lines("An error that the catalog doesn't list.");
    let catalog = data::catalog(spec);
    let lints = lints();
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
            #(#attributes #variants,)*
            #unrecognized
            Unrecognized,
        }
        const _: () = {
            // `Some`, `None` and the types of the data are those of the runtime here, whatever stands around.
            #[allow(clippy::wildcard_imports)]
            use #private::*;
            static CATALOG: Catalog = #catalog;
            #private::kind! { #kind, CATALOG, [#(#variants),*] }
        };
    }
}

fn errors(spec: &Spec, names: &Names) -> TokenStream {
    let Names { runtime, private, error, kind, variants } = names;
    let docs = docs::error_enum(spec, names);
    let structs = fields::structs(spec, names);
    let with_fields: Vec<_> = spec.entries().iter().map(|entry| !entry.fields().is_empty()).collect();
    let payloads = variants.iter().zip(&with_fields).map(|(variant, fields)| {
        if *fields { quote!(::std::boxed::Box<#variant>) } else { quote!(#runtime::Reply) }
    });
    let parts = variants.iter().zip(&with_fields).map(|(variant, fields)| {
        if *fields { quote!((#kind::#variant, &reply.reply)) } else { quote!((#kind::#variant, reply)) }
    });
    let made = variants.iter().zip(&with_fields).map(|(variant, fields)| {
        if *fields {
            quote!(#error::#variant(::std::boxed::Box::new(#variant::from_reply(reply))))
        } else {
            quote!(#error::#variant(reply))
        }
    });
    let structured =
        variants.iter().zip(&with_fields).filter(|(_, fields)| **fields).map(|(variant, _)| variant);
    let attributes = spec.entries().iter().map(|entry| docs::error_variant(spec, entry));
    let unrecognized = docs::lines("An error that the catalog doesn't list: everything that came is kept.");
    let lints = lints();
    quote! {
        #docs
        #lints
        #[non_exhaustive]
        pub enum #error {
            #(#attributes #variants(#payloads),)*
            #unrecognized
            Unrecognized(#runtime::Reply),
        }
        #[automatically_derived]
        #[allow(deprecated, clippy::too_many_lines)]
        impl #runtime::ApiError for #error {
            type Kind = #kind;
            fn parts(&self) -> (#kind, &#runtime::Reply) {
                match self {
                    #(#error::#variants(reply) => #parts,)*
                    #error::Unrecognized(reply) => (#kind::Unrecognized, reply),
                }
            }
            fn from_parts(kind: #kind, reply: #runtime::Reply) -> #error {
                match kind {
                    #(#kind::#variants => #made,)*
                    #kind::Unrecognized => #error::Unrecognized(reply),
                }
            }
        }
        #private::error! { #error, #kind, [#(#structured),*] }
        #structs
    }
}

/// What texts of a catalog, and enums that a program doesn't use whole, would be blamed for.
fn lints() -> TokenStream {
    quote!(#[allow(
        dead_code, unreachable_pub, clippy::doc_markdown, rustdoc::broken_intra_doc_links, rustdoc::bare_urls
    )])
}

/// A name that `Entry`'s status and code make together, as documentation shows it: `401 invalid_token`.
fn headline(entry: &Entry) -> String {
    let parts = [entry.statuses().first_text(), entry.code().map(str::to_owned)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

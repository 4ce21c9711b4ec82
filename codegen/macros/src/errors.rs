//! Expands `errors!` to the items of the catalog at a path.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use errspec_codegen::RustOptions;
use errspec_codegen::paths::{
    MISSING_IN_PACKAGE, PACKAGE_MARK, describe_missing_path, explain_unportable_path, find_nearby_path,
    normalize_path,
};
use errspec_spec::{Arena, Problems, Spec};
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{LitStr, Token};

/// Expands the arguments of `errors!`, or returns every problem of them and of the catalog.
pub(crate) fn expand_errors(input: TokenStream) -> syn::Result<TokenStream> {
    let Arguments { runtime, path } = syn::parse2(input)?;
    let arena = Arena::new();
    let spec = parse_catalog_at(&arena, &path)?;
    let items =
        errspec_codegen::generate_rust(&arena, &spec, &RustOptions::default().runtime(runtime)).into_tokens();
    // Cargo knows what a macro reads only by what the code includes.
    let watched = print_watched_path(&path);
    Ok(quote! {
        #items
        const _: &[u8] = ::core::include_bytes!(#watched);
    })
}

struct Arguments {
    /// The tokens before the first comma: the path of the runtime.
    runtime: TokenStream,
    path: LitStr,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut runtime = TokenStream::new();
        while !input.is_empty() && !input.peek(Token![,]) {
            runtime.extend([input.parse::<TokenTree>()?]);
        }
        input.parse::<Option<Token![,]>>()?;
        if input.is_empty() {
            let text = "`errors!` takes the path of a catalog: `errors!(\"errors.yaml\")`";
            return Err(syn::Error::new(input.span(), text));
        }
        let path = input.parse::<LitStr>().map_err(|error| {
            let text = "the path of a catalog is a string literal: `errors!(\"errors.yaml\")`\n\
                        help: it is read while the crate compiles, when constants and other macros have no value yet";
            syn::Error::new(error.span(), text)
        })?;
        input.parse::<Option<Token![,]>>()?;
        if !input.is_empty() {
            let text =
                "`errors!` takes one path\nhelp: give each catalog a module and an `errors!` of its own";
            return Err(input.error(text));
        }
        Ok(Self { runtime, path })
    }
}

/// Reads the catalog, or reports its problems.
pub(crate) fn parse_catalog_at<'a>(arena: &'a Arena, path: &LitStr) -> syn::Result<Spec<'a>> {
    let bytes = read_catalog_bytes(path)?;
    Spec::parse(arena, &path.value(), &bytes).map_err(|problems| point_at_path(path.span(), &problems))
}

/// Reads the file of the catalog.
fn read_catalog_bytes(path: &LitStr) -> syn::Result<Vec<u8>> {
    if let Some((reason, help)) = explain_unportable_path(&path.value()) {
        return Err(syn::Error::new(
            path.span(),
            format!("the path of a catalog has {reason}\nhelp: {help}"),
        ));
    }
    let Some(root) = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from) else {
        let text = "a catalog needs cargo, which sets `CARGO_MANIFEST_DIR`: paths are relative to it";
        return Err(syn::Error::new(path.span(), text));
    };
    let full = root.join(path.value());
    std::fs::read(&full).map_err(|error| {
        let shown = normalize_path(&full);
        let shown = shown.display();
        let text = match error.kind() {
            ErrorKind::NotFound => format!("there is no file `{shown}`{}", suggest_catalog_path(&root, path)),
            _ if full.is_dir() => format!("`{shown}` is a directory, not a catalog"),
            _ => format!("`{shown}` can't be read: {error}"),
        };
        syn::Error::new(path.span(), text)
    })
}

/// Returns the help for a path at which there is no file.
fn suggest_catalog_path(root: &Path, path: &LitStr) -> String {
    let written = path.value();
    if Path::new(&written).has_root() {
        return String::new();
    }
    if root.join(PACKAGE_MARK).is_file() {
        return format!("\nhelp: {MISSING_IN_PACKAGE}");
    }
    let nearby = find_beside_source(root, &written, find_source_file(path.span()).as_deref())
        .or_else(|| find_nearby_path(&written, |candidate| root.join(candidate).is_file()));
    format!("\nhelp: {}", describe_missing_path(nearby.as_deref()))
}

/// Returns the path, from the root, of the file that is meant if paths are taken for relative to the source file.
fn find_beside_source(root: &Path, written: &str, source: Option<&Path>) -> Option<String> {
    let beside = source?.parent()?.join(written.replace('\\', "/"));
    let file = Some(normalize_path(&beside)).filter(|file| file.is_file())?;
    Some(file.strip_prefix(root).ok()?.display().to_string().replace('\\', "/"))
}

/// Returns the source file that a token is in, if there is a compiler to ask.
fn find_source_file(span: Span) -> Option<PathBuf> {
    let file = proc_macro::is_available().then(|| span.unwrap().local_file()).flatten()?;
    std::path::absolute(file).ok()
}

/// Prints the path of the catalog as `include_bytes!` takes it, so that cargo rebuilds the crate when it changes.
///
/// The path is relative to a variable: an absolute one would differ from machine to machine.
pub(crate) fn print_watched_path(path: &LitStr) -> TokenStream {
    let is_absolute = Path::new(&path.value()).has_root();
    let path = path.token();
    if is_absolute {
        return quote!(#path);
    }
    quote!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/", #path))
}

/// Makes an error of each problem, with its snippet, at the path of the catalog.
fn point_at_path(span: Span, problems: &Problems) -> syn::Error {
    let errors = problems.render_untitled().map(|snippet| syn::Error::new(span, snippet));
    errors.reduce(combine_errors).unwrap_or_else(|| syn::Error::new(span, "the catalog is broken"))
}

fn combine_errors(mut all: syn::Error, next: syn::Error) -> syn::Error {
    all.combine(next);
    all
}

#[cfg(test)]
mod tests;

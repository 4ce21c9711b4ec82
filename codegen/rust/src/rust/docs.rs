//! A catalog's texts → the `#[doc]` of what is generated.

use errspec_spec::{Entry, Field, Notice, Spec};
use proc_macro2::TokenStream;
use quote::quote;

use super::{Names, headline};
use crate::{retry_advice, text};

/// An attribute a line, so that every printer shows them as `///`.
pub(super) fn lines(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

pub(super) fn kind_enum(spec: &Spec) -> TokenStream {
    lines(&format!(
        "The kinds of errors of {}, one per entry of its catalog.",
        text::clean_rustdoc_line(spec.api().title())
    ))
}

pub(super) fn error_enum(spec: &Spec, names: &Names) -> TokenStream {
    let kind = &names.kind;
    let title = text::clean_rustdoc_line(spec.api().title());
    let mut paragraphs = vec![
        format!("An error of {title}: the kind as its variant, and in it the reply that came."),
        format!(
            "Made from a response by `From<http::Response<B>>`, which never fails; facts about it are [`{kind}`]'s."
        ),
    ];
    paragraphs.extend(spec.api().docs_page().and_then(documentation));
    lines(&paragraphs.join("\n\n"))
}

pub(super) fn kind_variant(entry: &Entry) -> TokenStream {
    let docs = lines(&first_line(entry));
    let attributes = attributes(entry);
    quote!(#docs #attributes)
}

pub(super) fn error_variant(spec: &Spec, entry: &Entry) -> TokenStream {
    let mut paragraphs = vec![
        first_line(entry),
        format!("Retry: {}", text::clean_rustdoc_line(&retry_advice::advice(spec, entry))),
    ];
    paragraphs.extend(entry.guidance().map(text::clean_rustdoc_block));
    paragraphs.extend(spec.docs_url(entry).and_then(|url| documentation(&url)));
    paragraphs.extend(entry.since().map(|since| format!("Since {}.", text::clean_rustdoc_line(since))));
    let docs = lines(&paragraphs.join("\n\n"));
    let attributes = attributes(entry);
    quote!(#docs #attributes)
}

/// A link that isn't relative: it would be taken for one to an item, or lead nowhere.
fn documentation(url: &str) -> Option<String> {
    url.contains("://").then(|| format!("[Documentation](<{url}>)"))
}

pub(super) fn field(field: &Field) -> TokenStream {
    let name = text::format_code(field.name());
    lines(&match field.meaning() {
        Some(meaning) => format!("{name}: {}", text::clean_rustdoc_line(meaning)),
        None => format!("The member {name}."),
    })
}

fn first_line(entry: &Entry) -> String {
    match text::clean_rustdoc_line(entry.meaning()) {
        meaning if meaning.is_empty() => text::format_code(&headline(entry)),
        meaning => format!("{}: {meaning}", text::format_code(&headline(entry))),
    }
}

fn attributes(entry: &Entry) -> TokenStream {
    let alias = entry
        .code()
        .filter(|code| can_be_alias(code, entry.name()))
        .map(|code| quote!(#[doc(alias = #code)]));
    let deprecated = entry.deprecated().map(deprecated);
    quote!(#alias #deprecated)
}

/// rustdoc takes no quotes or spaces, and not the item's own name.
fn can_be_alias(code: &str, name: &str) -> bool {
    code != name && code.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'".contains(&byte))
}

/// The version goes into the note: it is free text, and `since` is taken for a semver by clippy.
fn deprecated(notice: &Notice) -> TokenStream {
    let since = notice.since().map(|since| format!("since {since}"));
    let instead = notice.instead().map(|name| format!("use `{name}`"));
    let parts: Vec<_> = [since, notice.note().map(str::to_owned), instead].into_iter().flatten().collect();
    match parts.join("; ") {
        note if note.is_empty() => quote!(#[deprecated]),
        note => quote!(#[deprecated(note = #note)]),
    }
}

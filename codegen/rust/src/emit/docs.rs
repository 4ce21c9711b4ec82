//! Prints the texts of a catalog as the `#[doc]` of what is generated.

use errspec_data::{Entry, Field};
use errspec_spec::{CatalogEntry, Notice, Spec};
use proc_macro2::TokenStream;
use quote::quote;

use super::EmittedNames;
use crate::{retry_advice, text};

/// Prints an attribute a line, so that every formatter shows them as `///`.
pub(super) fn print_docs(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

pub(super) fn print_kind_enum_docs(spec: &Spec<'_>) -> TokenStream {
    let title = text::clean_rustdoc_line(spec.api().title());
    print_docs(&format!("The kinds of errors of {title}, one for each entry of its catalog."))
}

pub(super) fn print_error_enum_docs(spec: &Spec<'_>, names: &EmittedNames) -> TokenStream {
    let kind = &names.kind;
    let title = text::clean_rustdoc_line(spec.api().title());
    let mut paragraphs = vec![
        format!("An error of {title}: the variant is its kind, and holds the response that came."),
        format!(
            "`From<http::Response<B>>` makes it from a response and never fails; [`{kind}`] has the static facts."
        ),
    ];
    paragraphs.extend(spec.api().docs_page().and_then(print_link));
    print_docs(&paragraphs.join("\n\n"))
}

pub(super) fn print_kind_attributes(entry: &CatalogEntry<'_>) -> TokenStream {
    let (docs, attributes) = (print_docs(&summarize_entry(entry.data())), print_attributes(entry));
    quote!(#docs #attributes)
}

pub(super) fn print_error_attributes(spec: &Spec<'_>, entry: &CatalogEntry<'_>) -> TokenStream {
    let data = entry.data();
    let advice = text::clean_rustdoc_line(&retry_advice::write_advice(spec, entry));
    let mut paragraphs = vec![summarize_entry(data), format!("Retry: {advice}")];
    paragraphs.extend(print_causes(data));
    paragraphs.extend(data.guidance().map(text::clean_rustdoc_block));
    paragraphs.extend(data.user_message().map(|message| {
        format!(
            "For end users: {}",
            text::format_code(&message.split_whitespace().collect::<Vec<_>>().join(" "))
        )
    }));
    if !data.other_codes().is_empty() {
        let others = data.other_codes().iter().map(|other| text::format_code(other.code().text));
        paragraphs.push(format!("Further codes: {}.", others.collect::<Vec<_>>().join(", ")));
    }
    if !data.fields().is_empty() {
        paragraphs.push(format!("[`{0}`] has its fields: `error.fields::<{0}>()`.", data.name()));
    }
    paragraphs.extend(data.docs_url().and_then(print_link));
    paragraphs.extend(entry.since().map(|since| format!("Since {}.", text::clean_rustdoc_line(since))));
    let (docs, attributes) = (print_docs(&paragraphs.join("\n\n")), print_attributes(entry));
    quote!(#docs #attributes)
}

pub(super) fn print_struct_attributes(entry: &CatalogEntry<'_>) -> TokenStream {
    let text = format!("The fields of {}", summarize_entry(entry.data()));
    let (docs, attributes) = (print_docs(&text), print_attributes(entry));
    quote!(#docs #attributes)
}

pub(super) fn print_field_docs(field: &Field<'_>) -> TokenStream {
    let name = text::format_code(field.name());
    print_docs(&match field.meaning() {
        Some(meaning) => format!("{name}: {}", text::clean_rustdoc_line(meaning)),
        None => format!("The member {name}."),
    })
}

/// Prints why an error happens: one cause as a sentence, several as a list.
fn print_causes(entry: &Entry<'_>) -> Option<String> {
    let causes: Vec<_> = entry.causes().iter().map(|cause| text::clean_rustdoc_line(cause)).collect();
    match &causes[..] {
        [] => None,
        [cause] => Some(format!("Cause: {cause}")),
        _ => {
            let items: Vec<_> = causes.iter().map(|cause| format!("- {cause}")).collect();
            Some(format!("Causes:\n\n{}", items.join("\n")))
        }
    }
}

/// Prints a link that isn't relative: a relative one would be taken for one to an item, or lead nowhere.
fn print_link(url: &str) -> Option<String> {
    url.contains("://").then(|| format!("[Documentation](<{url}>)"))
}

/// Returns status, code and meaning as one line: `` `401 invalid_token`: The token has expired. ``
fn summarize_entry(entry: &Entry<'_>) -> String {
    let status = entry.statuses().head().map(|head| head.to_string());
    let parts = [status, entry.code_text().map(str::to_owned)];
    let headline = text::format_code(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
    match text::clean_rustdoc_line(entry.meaning()) {
        meaning if meaning.is_empty() => headline,
        meaning => format!("{headline}: {meaning}"),
    }
}

fn print_attributes(entry: &CatalogEntry<'_>) -> TokenStream {
    let codes = entry.data().codes().map(|code| code.text);
    let aliases = codes.filter(|code| can_be_alias(code, entry.data().name()));
    let deprecated = entry.deprecated().map(print_deprecated);
    quote!(#(#[doc(alias = #aliases)])* #deprecated)
}

/// Returns whether rustdoc takes a code as an alias: without quotes or spaces, and not the item's own name.
fn can_be_alias(code: &str, name: &str) -> bool {
    code != name && code.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'".contains(&byte))
}

/// Prints `#[deprecated]`. The version goes into the note: it is free text, and `since` is taken for a semver by
/// clippy.
fn print_deprecated(notice: &Notice) -> TokenStream {
    // rustdoc reads the note as Markdown.
    let since = notice.since().map(|since| format!("since {}", text::clean_rustdoc_line(since)));
    let replacement = notice.replacement().map(|name| format!("use {}", text::format_code(name)));
    let note = notice.note().map(text::clean_rustdoc_line);
    let parts: Vec<_> = [since, note, replacement].into_iter().flatten().collect();
    match parts.join("; ") {
        note if note.is_empty() => quote!(#[deprecated]),
        note => quote!(#[deprecated(note = #note)]),
    }
}

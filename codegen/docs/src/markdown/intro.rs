//! A catalog → the first part of its page: what it is about, and how an error looks.

use errspec_codegen::text::{self, Align, Table};
use errspec_spec::{CatalogEntry, Spec};

use super::outline::Outline;
use super::phrase;
use crate::sample;

pub(super) fn blocks(spec: &Spec, outline: &Outline<'_>) -> Vec<String> {
    let api = spec.api();
    let mut blocks = Vec::new();
    blocks.extend(api.description().map(|text| outline.block(text)));
    blocks.extend(about(spec, outline));
    blocks.push("## Error responses".to_owned());
    blocks.push(what_is_an_error(spec, outline));
    blocks.push(parts(spec));
    blocks.extend(example(spec));
    blocks
}

/// The version, and a link where the documentation of all errors has one.
fn about(spec: &Spec, outline: &Outline<'_>) -> Option<String> {
    let version = spec
        .api()
        .version()
        .map(|version| format!("This page describes version {}.", outline.inline(version)));
    let link = spec
        .api()
        .docs_page()
        .map(|url| format!("The documentation of the API is at {}.", text::format_web_link(url)));
    let sentences: Vec<_> = [version, link].into_iter().flatten().collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn what_is_an_error(spec: &Spec, outline: &Outline<'_>) -> String {
    let error = match spec.envelope().failed_2xx() {
        [] => "A response is an error if its status is 4xx or 5xx.".to_owned(),
        failed => format!(
            "A response is an error if its status is 4xx or 5xx, or if its status is 2xx and {}.",
            phrase::conditions(failed, text::format_code)
        ),
    };
    if outline.has_statuses() {
        return error;
    }
    format!("{error} Which error it is, the code alone tells; each can come with any status.")
}

fn parts(spec: &Spec) -> String {
    let envelope = spec.envelope();
    let mut table = Table::with_head(&[
        ("Part", Align::Default),
        ("Where", Align::Default),
        ("What it is for", Align::Default),
    ]);
    let mut row = |part: &str, place: String, what: &str| {
        if !place.is_empty() {
            table.push(vec![part.to_owned(), place, what.to_owned()]);
        }
    };
    row("Code", phrase::places(envelope.code(), text::format_code_cell), "Tells programs which error it is");
    row(
        "Message",
        phrase::places(envelope.message(), text::format_code_cell),
        "Tells people what happened; the wording can change",
    );
    row(
        "Request id",
        phrase::places(envelope.request_id(), text::format_code_cell),
        "Names the request; support can look it up",
    );
    if waits(spec) {
        let further = phrase::places(envelope.retry_after(), text::format_code_cell);
        let header = "`Retry-After` header";
        let places = if further.is_empty() { header.to_owned() } else { format!("{header}, else {further}") };
        row("Wait", places, "How long to wait before the request is sent again");
    }
    table.to_string()
}

/// Whether a client ever has to look for a wait.
fn waits(spec: &Spec) -> bool {
    let table = spec.retry();
    let of_statuses = table.statuses().iter().map(|(_, hint)| *hint);
    let of_classes = table.classes().iter().map(|(_, hint)| *hint);
    let of_entries = spec.entries().iter().map(|entry| spec.retry_hint(entry, None));
    let mut hints = of_entries.chain(of_statuses).chain(of_classes).chain(table.default_hint());
    !spec.envelope().retry_after().is_empty() || hints.any(|hint| hint.is_retryable())
}

fn example(spec: &Spec) -> Vec<String> {
    let shows_all = |entry: &&CatalogEntry| {
        entry.data().code_text().is_some() && entry.data().statuses().first().is_some()
    };
    let entries = spec.entries();
    let Some(entry) = entries.iter().find(shows_all).or(entries.first()) else { return Vec::new() };
    vec![
        "Example response:".to_owned(),
        text::format_code_block("http", &sample::error(spec, entry).to_string()),
    ]
}

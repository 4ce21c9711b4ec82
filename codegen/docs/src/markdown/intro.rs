//! Writes the first part of a page: what the API is, and where the parts of an error are.

use errspec_codegen::text::{self, Align, Table};
use errspec_data::{EnvelopePart, Format, Statuses};
use errspec_spec::{CatalogEntry, Spec};

use super::condition::describe_alternatives;
use super::outline::Outline;
use super::phrase::join_with_or;
use super::place::describe_locators;
use super::retrying::can_be_asked_to_wait;
use crate::sample::make_sample;

pub(super) fn write_intro(outline: &Outline<'_>) -> Vec<String> {
    let spec = outline.spec();
    let mut blocks = Vec::new();
    blocks.extend(spec.api().description().map(|text| outline.clean_block(text)));
    blocks.extend(describe_api(outline));
    blocks.push("## Error responses".to_owned());
    blocks.push(define_error(outline));
    blocks.push(make_parts_table(spec).to_string());
    blocks.extend(describe_bodies(spec));
    blocks.extend(write_example(outline));
    blocks
}

/// States the version, and links the documentation of the API.
fn describe_api(outline: &Outline<'_>) -> Option<String> {
    let api = outline.spec().api();
    let mut sentences = Vec::new();
    if let Some(version) = api.version() {
        sentences.push(format!("This page describes version {}.", outline.clean_line(version)));
    }
    if let Some(url) = api.docs_page() {
        sentences.push(format!("The documentation of the API is at {}.", text::format_web_link(url)));
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn define_error(outline: &Outline<'_>) -> String {
    let mut sentences = vec![define_error_by_status(outline)];
    // Several alternatives in the first sentence would be hard to tell apart.
    if let failed @ [_, _, ..] = outline.spec().envelope().failed_2xx() {
        let alternatives = describe_alternatives(failed, text::format_code);
        sentences.push(format!("With a 2xx status, it is one if {alternatives}."));
    }
    if !outline.has_statuses() {
        sentences.push("Only the code identifies an error; each one can come with any status.".to_owned());
    }
    sentences.join(" ")
}

fn define_error_by_status(outline: &Outline<'_>) -> String {
    let statuses = || outline.entries().map(|entry| entry.data().statuses());
    let is_other = |statuses: Statuses<'_>| match statuses {
        Statuses::Class(class) => class >= 6,
        listed => listed.listed().any(|status| status >= 600),
    };
    let has_other = statuses().any(is_other);
    let has_3xx = statuses().any(|statuses| statuses.listed().any(|status| status / 100 == 3));
    let mut ways =
        vec![if has_other { "its status is 400 or higher" } else { "its status is 4xx or 5xx" }.to_owned()];
    if has_3xx {
        ways.push("a 3xx status that this page lists".to_owned());
    }
    if let [failed] = outline.spec().envelope().failed_2xx() {
        let conditions = describe_alternatives(&[*failed], text::format_code);
        ways.push(format!("if its status is 2xx and {conditions}"));
    }
    format!("A response is an error if {}.", ways.join(", or "))
}

/// Says what bodies may be, where they aren't JSON alone.
fn describe_bodies(spec: &Spec<'_>) -> Option<String> {
    let envelope = spec.envelope();
    let formats = envelope.formats();
    if formats == [Format::Json] {
        return None;
    }
    let names: Vec<_> = formats.iter().map(|format| format.name().to_uppercase()).collect();
    let mut sentences = vec![format!("Bodies are {}.", join_with_or(&names))];
    if envelope.reads(Format::Xml) {
        sentences.push(
            "In XML, a place leads through elements, beginning with the root; repeated elements are an array, \
             and `@name` is an attribute."
                .to_owned(),
        );
    }
    Some(sentences.join(" "))
}

fn make_parts_table(spec: &Spec<'_>) -> Table {
    let envelope = spec.envelope();
    let columns = ["Part", "Where", "Purpose"].map(|name| (name, Align::Default));
    let mut table = Table::with_head(&columns);
    for part in EnvelopePart::ALL {
        let mut places = describe_locators(envelope.locators(part), text::format_code_cell);
        if part == EnvelopePart::RetryAfter && can_be_asked_to_wait(spec) {
            let further = if places.is_empty() { places } else { format!(", else {places}") };
            places = format!("`Retry-After` header{further}");
        }
        if !places.is_empty() {
            table.push(vec![part.title().to_owned(), places, part.purpose().to_owned()]);
        }
    }
    table
}

/// Shows an entry that has both a code and a status, if there is one.
fn write_example(outline: &Outline<'_>) -> Vec<String> {
    let shows_all = |entry: &&CatalogEntry<'_>| {
        entry.data().code_text().is_some() && entry.data().statuses().first().is_some()
    };
    let entries = outline.spec().entries();
    let Some(entry) = entries.iter().find(shows_all).or(entries.first()) else { return Vec::new() };
    let sample = make_sample(outline.catalog(), entry);
    vec!["Example response:".to_owned(), text::format_code_block("http", &sample.to_string())]
}

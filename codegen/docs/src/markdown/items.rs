//! Writes the sections about several things in one response that can be errors: the details of an error, and the items
//! of a success.

use errspec_codegen::text;
use errspec_data::{ItemPart, Items, Place};

use super::condition::describe_alternatives;
use super::outline::Outline;
use super::phrase::join_with_and;
use super::place::{Quantity, describe_locators, describe_subject};
use crate::sample::{make_detail_sample, make_partial_sample};

/// Writes where an error lists single errors, with an example.
pub(super) fn write_details(outline: &Outline<'_>) -> Vec<String> {
    let Some(items) = outline.spec().envelope().details() else { return Vec::new() };
    let mut sentences = vec![format!("An error response can list single errors: {}.", describe_items(items))];
    if !items.failed().is_empty() {
        let conditions = describe_alternatives(items.failed(), text::format_code);
        sentences.push(format!("Such an element is an error if, in the element, {conditions}."));
    }
    sentences.extend(describe_item_parts(items));
    sentences.push("An element that is a string is its own message.".to_owned());
    let mut blocks = vec!["## Several errors in one response".to_owned(), sentences.join(" ")];
    if let Some(sample) = make_detail_sample(outline.catalog(), items) {
        blocks.push(text::format_code_block("http", &sample.to_string()));
    }
    blocks
}

/// Writes where a success keeps failures of its items, with an example.
pub(super) fn write_failed_items(outline: &Outline<'_>) -> Vec<String> {
    let Some(items) = outline.spec().partial() else { return Vec::new() };
    let place = describe_container(items);
    let conditions = describe_alternatives(items.failed(), text::format_code);
    let mut sentences = vec![
        "A successful response can report failures.".to_owned(),
        format!("An element of {place} has failed if, in the element, {conditions}."),
    ];
    sentences.extend(describe_item_parts(items));
    let sample = make_partial_sample(outline.catalog(), items);
    vec![
        "## Failures inside a success".to_owned(),
        sentences.join(" "),
        text::format_code_block("http", &sample.to_string()),
    ]
}

fn describe_container(items: &Items<'_>) -> String {
    describe_subject(Place::body(items.pointer().as_str()), Quantity::Each, text::format_code)
}

/// Describes what the items are: elements of arrays, or members of objects where their names tell something.
fn describe_items(items: &Items<'_>) -> String {
    let is_named = items.target().iter().any(|at| at.place() == Place::Key);
    let what = if is_named && items.pointer().lists() == 0 { "the members of" } else { "the elements of" };
    format!("{what} {}", describe_container(items))
}

/// Describes where the parts of an element are.
fn describe_item_parts(items: &Items<'_>) -> Option<String> {
    let mut parts = Vec::new();
    for part in ItemPart::ALL {
        let locators = items.locators(part);
        if !locators.is_empty() {
            let places = describe_locators(locators, text::format_code);
            parts.push(format!("{places} is {}", name_part(part)));
        }
    }
    (!parts.is_empty()).then(|| format!("There, {}.", join_with_and(&parts)))
}

fn name_part(part: ItemPart) -> &'static str {
    match part {
        ItemPart::Target => "what it is about",
        ItemPart::Code => "the code of an error on this page",
        ItemPart::Message => "the message",
        ItemPart::Status => "its own HTTP status",
        ItemPart::RetryAfter => "how long to wait before it is tried again",
    }
}

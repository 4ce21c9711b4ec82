//! Writes the sections about several things in one response that can be errors: the details of an error, and the items
//! of a success.

use errspec_codegen::text::{self, Align, Table};
use errspec_data::{EnvelopePart, ItemPart, Items, Place};

use super::condition::describe_alternatives;
use super::outline::Outline;
use super::place::{Quantity, describe_locators, describe_subject};
use crate::sample::{make_detail_sample, make_partial_sample};

/// Writes where an error lists single errors, with an example.
pub(super) fn write_details(outline: &Outline<'_>) -> Vec<String> {
    let Some(items) = outline.spec().envelope().details() else { return Vec::new() };
    let mut sentences = vec![format!("An error response can list single errors: {}.", describe_items(items))];
    // A string has nothing at the places of conditions.
    sentences.push(if items.failed().is_empty() {
        "An element that is a string is its own message.".to_owned()
    } else {
        let conditions = describe_alternatives(items.failed(), text::format_code);
        format!("Such an element is an error if, in the element, {conditions}.")
    });
    let mut blocks = vec!["## Several errors in one response".to_owned(), sentences.join(" ")];
    blocks.extend(make_parts_table(items));
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
    let mut blocks = vec![
        "## Failures inside a success".to_owned(),
        format!(
            "A successful response can report failures. An element of {place} has failed if, in the element, \
             {conditions}."
        ),
    ];
    blocks.extend(make_parts_table(items));
    let sample = make_partial_sample(outline.catalog(), items);
    blocks.push(text::format_code_block("http", &sample.to_string()));
    blocks
}

fn describe_container(items: &Items<'_>) -> String {
    describe_subject(Place::body(items.pointer().as_str()), Quantity::Each, text::format_code)
}

/// Describes what the items are: elements of arrays, or members of objects where their names tell something.
fn describe_items(items: &Items<'_>) -> String {
    let is_named = items.are_named();
    let what = if is_named && items.pointer().lists() == 0 { "the members of" } else { "the elements of" };
    format!("{what} {}", describe_container(items))
}

/// Tells where the parts of an item are.
fn make_parts_table(items: &Items<'_>) -> Option<String> {
    let columns = ["Part", "Where in the element", "Purpose"].map(|name| (name, Align::Default));
    let mut table = Table::with_head(&columns);
    for part in ItemPart::ALL {
        let places = describe_locators(items.locators(part), text::format_code_cell);
        if !places.is_empty() {
            let (title, purpose) = name_part(part);
            table.push(vec![title.to_owned(), places, purpose.to_owned()]);
        }
    }
    (!table.is_empty()).then(|| table.to_string())
}

fn name_part(part: ItemPart) -> (&'static str, &'static str) {
    match part {
        ItemPart::Target => ("Target", "Names what the element is about"),
        ItemPart::Code => (EnvelopePart::Code.title(), "Is the code of an error on this page"),
        ItemPart::Message => (EnvelopePart::Message.title(), EnvelopePart::Message.purpose()),
        ItemPart::Status => ("Status", "Is the HTTP status of the element itself"),
        ItemPart::RetryAfter => {
            (EnvelopePart::RetryAfter.title(), "How long to wait before it is tried again")
        }
    }
}

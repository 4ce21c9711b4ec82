//! Makes the schemas of bodies: of an error, of the fields of one, and of a success with failures.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::TextStyle;
use super::parts::{make_field_schema, make_item_part_schema, make_part_schema};
use super::schema_tree::{Container, SchemaTree};
use super::value::{
    OpenApiValue, add_description, make_any_of, make_array, make_object, make_typed, make_untyped,
    merge_schemas,
};
use crate::catalog::Catalog;
use crate::condition::{Condition, Expected};
use crate::entry::Entry;
use crate::envelope::{EnvelopePart, Preset};
use crate::items::{ItemPart, Items};
use crate::locator::{Locator, Place, Pointer};

/// Makes the schema that the body of each of some entries matches; `title` is what the API is called.
#[must_use]
pub fn make_envelope_schema(
    catalog: &Catalog<'_>,
    entries: &[&Entry<'_>],
    title: &str,
    style: TextStyle,
) -> OpenApiValue {
    let schema = make_envelope_tree(catalog, entries, style).to_schema();
    add_description(schema, &format!("An error of {title}."))
}

/// Makes the schema of what the fields of an entry add.
#[must_use]
pub fn make_fields_schema(entry: &Entry<'_>, style: TextStyle) -> OpenApiValue {
    let mut tree = SchemaTree::default();
    put_fields(&mut tree, entry, style);
    add_description(tree.to_schema(), &(style.write_line)(entry.meaning()))
}

/// Makes the schema of a body that is one of some entries, fields included, without a reference to another schema.
#[must_use]
pub fn make_body_schema(catalog: &Catalog<'_>, entries: &[&Entry<'_>], style: TextStyle) -> OpenApiValue {
    let (without, with): (Vec<_>, Vec<_>) =
        entries.iter().copied().partition(|entry| entry.fields().is_empty());
    let without = (!without.is_empty()).then(|| make_envelope_tree(catalog, &without, style).to_schema());
    let with = with.into_iter().map(|entry| {
        let mut tree = make_envelope_tree(catalog, &[entry], style);
        put_fields(&mut tree, entry, style);
        add_description(tree.to_schema(), &(style.write_line)(entry.meaning()))
    });
    make_any_of(without.into_iter().chain(with))
}

/// Makes the schema of a successful response that can report failures, with an example.
#[must_use]
pub fn make_partial_schema(
    catalog: &Catalog<'_>,
    items: &Items<'_>,
    title: &str,
    example: OpenApiValue,
    style: TextStyle,
) -> OpenApiValue {
    let mut tree = SchemaTree::default();
    put_items(&mut tree, catalog, items, style);
    let description = format!("A successful response of {title} that can report failures.");
    let examples = make_object([("examples", make_array([example]))]);
    merge_schemas(add_description(tree.to_schema(), &description), examples)
}

/// Makes the tree of the places that each of some entries can have.
fn make_envelope_tree(catalog: &Catalog<'_>, entries: &[&Entry<'_>], style: TextStyle) -> SchemaTree {
    let envelope = catalog.envelope();
    let mut tree = SchemaTree::default();
    for part in EnvelopePart::ALL {
        let make = |at: &Locator<'_>| make_part_schema(entries.iter().copied(), part, at);
        put_locators(&mut tree, envelope.locators(part), make);
    }
    if envelope.preset() == Some(Preset::ProblemJson) {
        tree.put_schema(Pointer::new("/type"), make_typed("string"));
        tree.put_schema(Pointer::new("/title"), make_typed("string"));
        tree.put_schema(Pointer::new("/status"), make_typed("integer"));
    }
    if let Some(details) = envelope.details() {
        put_items(&mut tree, catalog, details, style);
    }
    for condition in envelope.failed_2xx().iter().copied().flatten() {
        put_condition(&mut tree, condition, "Distinguishes an error with a 2xx status from a success.");
    }
    for condition in entries.iter().flat_map(|entry| entry.conditions()) {
        put_condition(&mut tree, condition, "Distinguishes errors that have the same code.");
    }
    let always_has_code = entries.iter().all(|entry| entry.code().is_some());
    if let ([only], true) = (envelope.code(), always_has_code) {
        only.place().pointer().into_iter().for_each(|pointer| tree.require_value(pointer));
    }
    tree
}

fn put_fields(tree: &mut SchemaTree, entry: &Entry<'_>, style: TextStyle) {
    for field in entry.fields() {
        if let Some(pointer) = field.at().place().pointer() {
            tree.put_schema(pointer, make_field_schema(field, style));
        }
    }
}

/// Puts the items that can be errors, and the places in each.
fn put_items(tree: &mut SchemaTree, catalog: &Catalog<'_>, items: &Items<'_>, style: TextStyle) {
    let item = find_item(tree, items);
    for part in ItemPart::ALL {
        put_locators(item, items.locators(part), |at| make_item_part_schema(catalog.entries(), part, at));
    }
    for condition in items.failed().iter().copied().flatten() {
        put_condition(item, condition, &describe_failed_condition(condition, style));
    }
    if items.failed().is_empty() {
        item.put_schema(Pointer::new(""), add_description(make_typed("string"), "Its own message."));
    }
}

/// Returns the tree of an item: an element of an array or, where its target is the name of a member, of an object.
fn find_item<'t>(tree: &'t mut SchemaTree, items: &Items<'_>) -> &'t mut SchemaTree {
    let is_named = items.are_named();
    let pointer = items.pointer();
    match split_at_last_list(pointer.as_str()) {
        _ if !is_named => tree.find_place(pointer).find_element(Container::Array),
        None => tree.find_place(pointer).find_element(Container::Map),
        // The name is that of what the last `*` stands for.
        Some((list, rest)) => {
            let member = tree.find_place(Pointer::new(list)).find_element(Container::Map);
            member.find_place(Pointer::new(rest)).find_element(Container::Array)
        }
    }
}

/// Splits a pointer around its last `*`.
fn split_at_last_list(pointer: &str) -> Option<(&str, &str)> {
    let mut start = 0;
    let mut found = None;
    for token in pointer.split_inclusive('/') {
        start += token.len();
        if token.trim_end_matches('/') == Pointer::EACH {
            let end = start - usize::from(token.ends_with('/'));
            found = Some((end - Pointer::EACH.len(), end));
        }
    }
    // Before the token is a slash.
    found.map(|(begin, end)| (&pointer[..begin - 1], &pointer[end..]))
}

fn describe_failed_condition(condition: &Condition<'_>, style: TextStyle) -> String {
    let code = style.write_code;
    let expected = match condition.expected() {
        Expected::Text(text) => code(text),
        Expected::Null if condition.is_negated() => {
            return "Present and not null if the item failed.".to_owned();
        }
        Expected::Null => return "Missing or null if the item failed.".to_owned(),
        Expected::Present => return "Present and not null if the item failed.".to_owned(),
        Expected::OneOf(choices) => {
            let choices = choices.iter().map(|choice| match choice {
                Expected::Text(text) => code(text),
                _ => "null".to_owned(),
            });
            choices.collect::<Vec<_>>().join(" or ")
        }
        Expected::Prefix(text) => format!("A text that begins with {}", code(text)),
        Expected::Contains(text) => format!("A text that contains {}", code(text)),
    };
    let not = if condition.is_negated() { "Not " } else { "" };
    format!("{not}{expected} if the item failed.").replacen("Not A ", "Not a ", 1)
}

/// Puts the places of a part, which can be those of another part as well.
fn put_locators(
    tree: &mut SchemaTree,
    locators: &[Locator<'_>],
    make: impl Fn(&Locator<'_>) -> OpenApiValue,
) {
    for locator in locators {
        if let Place::Body { pointer, .. } = locator.place() {
            tree.add_schema(pointer, make(locator));
        }
    }
}

/// Puts the place of a condition, whose value can be of any type.
fn put_condition(tree: &mut SchemaTree, condition: &Condition<'_>, description: &str) {
    if let Some(pointer) = condition.place().pointer() {
        tree.put_schema(pointer, add_description(make_untyped(), description));
    }
}

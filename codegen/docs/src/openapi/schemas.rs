//! Makes the schemas of bodies: of every error, of each error with fields, and of a success with failures.

use errspec_codegen::text;
use errspec_data::{
    Catalog, Condition, EnvelopePart, Expected, ItemPart, Items, Locator, Place, Pointer, Preset,
};
use errspec_spec::{CatalogEntry, Spec};

use super::parts::{make_field_schema, make_item_part_schema, make_part_schema};
use super::refer_to_component;
use super::schema_tree::{Container, SchemaTree};
use crate::json_value::Json;
use crate::sample::make_partial_sample;
use crate::schema_keywords::{add_description, make_any_of, make_typed, merge_schemas};

/// Makes the component `schemas`.
pub(super) fn make_schemas(spec: &Spec<'_>, catalog: &Catalog<'_>) -> Json {
    let mut schemas = vec![(format_envelope_name(spec), make_envelope_schema(spec))];
    for entry in spec.entries().iter().filter(|entry| !entry.data().fields().is_empty()) {
        schemas.push((entry.data().name().to_owned(), make_entry_schema(spec, entry)));
    }
    if let Some(items) = spec.partial() {
        schemas.push((find_partial_name(spec), make_partial_schema(spec, catalog, items)));
    }
    Json::map(schemas)
}

/// Makes the schema of a response that is one of some entries.
pub(super) fn refer_to_schemas(spec: &Spec<'_>, entries: &[&CatalogEntry<'_>]) -> Json {
    let mut has_others = false;
    let names = entries.iter().filter_map(|entry| {
        // Those without fields have one schema.
        match entry.data().fields() {
            [] if has_others => None,
            [] => {
                has_others = true;
                Some(format_envelope_name(spec))
            }
            _ => Some(entry.data().name().to_owned()),
        }
    });
    let names: Vec<_> = names.collect();
    match &names[..] {
        [name] => refer_to_component("schemas", name),
        _ => make_any_of(names.iter().map(|name| refer_to_component("schemas", name))),
    }
}

/// Returns the name of the schema that every error matches: that of the Rust type, which no entry with fields has.
fn format_envelope_name(spec: &Spec<'_>) -> String {
    format!("{}Error", spec.api().name())
}

fn make_envelope_schema(spec: &Spec<'_>) -> Json {
    let envelope = spec.envelope();
    let mut tree = SchemaTree::default();
    for part in EnvelopePart::ALL {
        put_locators(&mut tree, envelope.locators(part), |at| make_part_schema(spec, part, at));
    }
    if envelope.preset() == Some(Preset::ProblemJson) {
        tree.put_schema(Pointer::new("/type"), make_typed("string"));
        tree.put_schema(Pointer::new("/title"), make_typed("string"));
        tree.put_schema(Pointer::new("/status"), make_typed("integer"));
    }
    if let Some(details) = envelope.details() {
        put_items(&mut tree, spec, details);
    }
    for condition in envelope.failed_2xx().iter().copied().flatten() {
        put_condition(&mut tree, condition, "Distinguishes an error with a 2xx status from a success.");
    }
    for condition in spec.entries().iter().flat_map(|entry| entry.data().conditions()) {
        put_condition(&mut tree, condition, "Distinguishes errors that have the same code.");
    }
    let always_has_code = spec.entries().iter().all(|entry| entry.data().code().is_some());
    if let ([only], true) = (envelope.code(), always_has_code)
        && let Some(pointer) = only.place().pointer()
    {
        tree.require_value(pointer);
    }
    let title = text::strip_markup(spec.api().title());
    add_description(tree.to_schema(), &format!("An error of {title}."))
}

fn make_entry_schema(spec: &Spec<'_>, entry: &CatalogEntry<'_>) -> Json {
    let mut tree = SchemaTree::default();
    for field in entry.data().fields() {
        if let Some(pointer) = field.at().place().pointer() {
            tree.put_schema(pointer, make_field_schema(field));
        }
    }
    let own = add_description(tree.to_schema(), &text::clean_line(entry.data().meaning()));
    let every = refer_to_component("schemas", &format_envelope_name(spec));
    Json::object([("allOf", [every, own].into_iter().collect())])
}

/// Returns a name for the schema of a success with failures that no entry with fields has.
fn find_partial_name(spec: &Spec<'_>) -> String {
    let mut name = format!("{}Partial", spec.api().name());
    while spec.entries().iter().any(|entry| entry.data().name() == name) {
        name.push('_');
    }
    name
}

fn make_partial_schema(spec: &Spec<'_>, catalog: &Catalog<'_>, items: &Items<'_>) -> Json {
    let mut tree = SchemaTree::default();
    put_items(&mut tree, spec, items);
    let title = text::strip_markup(spec.api().title());
    let description = format!("A successful response of {title} that can report failures.");
    let example = make_partial_sample(catalog, items).body().cloned();
    let examples = Json::object([("examples", example.into_iter().collect())]);
    merge_schemas(add_description(tree.to_schema(), &description), examples)
}

/// Puts the items that can be errors, and the places in each.
fn put_items(tree: &mut SchemaTree, spec: &Spec<'_>, items: &Items<'_>) {
    let item = find_item(tree, items);
    for part in ItemPart::ALL {
        put_locators(item, items.locators(part), |at| make_item_part_schema(spec, part, at));
    }
    for condition in items.failed().iter().copied().flatten() {
        put_condition(item, condition, &describe_failed_condition(condition));
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

fn describe_failed_condition(condition: &Condition<'_>) -> String {
    let code = |text: &str| text::format_code(text);
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

fn put_locators(tree: &mut SchemaTree, locators: &[Locator<'_>], make: impl Fn(&Locator<'_>) -> Json) {
    for locator in locators {
        if let Place::Body { pointer, .. } = locator.place() {
            tree.put_schema(pointer, make(locator));
        }
    }
}

/// Puts the place of a condition, whose value can be of any type.
fn put_condition(tree: &mut SchemaTree, condition: &Condition<'_>, description: &str) {
    if let Some(pointer) = condition.place().pointer() {
        tree.put_schema(pointer, add_description(Json::object([]), description));
    }
}

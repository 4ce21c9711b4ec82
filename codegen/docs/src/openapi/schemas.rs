//! Names the schemas of bodies: of every error, of each error with fields, and of a success with failures.

use errspec_codegen::text;
use errspec_data::Catalog;
use errspec_data::openapi::{
    OpenApiValue, make_any_of, make_array, make_envelope_schema, make_fields_schema, make_object,
    make_partial_schema, make_text,
};
use errspec_spec::{CatalogEntry, Spec};

use super::STYLE;
use crate::failed_item::draft_failed_body;
use crate::json_value::Json;

/// Makes the component `schemas`.
pub(super) fn make_schemas(spec: &Spec<'_>, catalog: &Catalog<'_>) -> Json {
    let entries: Vec<_> = catalog.entries().iter().collect();
    let title = text::strip_markup(spec.api().title());
    let envelope_name = format_envelope_name(spec);
    let mut schemas = vec![(envelope_name.clone(), make_envelope_schema(catalog, &entries, &title, STYLE))];
    for entry in entries.iter().filter(|entry| !entry.fields().is_empty()) {
        let every = refer_to_schema(&envelope_name);
        let all = make_array([every, make_fields_schema(entry, STYLE)]);
        schemas.push((entry.name().to_owned(), make_object([("allOf", all)])));
    }
    if let Some(items) = catalog.partial() {
        let example = draft_failed_body(catalog, items).into_owned();
        let schema = make_partial_schema(catalog, items, &title, example, STYLE);
        schemas.push((find_partial_name(spec), schema));
    }
    Json::from_draft(make_object(schemas))
}

/// Makes the schema of a response that is one of some entries.
pub(super) fn refer_to_schemas(spec: &Spec<'_>, entries: &[&CatalogEntry<'_>]) -> OpenApiValue {
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
    make_any_of(names.map(|name| refer_to_schema(&name)))
}

fn refer_to_schema(name: &str) -> OpenApiValue {
    make_object([("$ref", make_text(format!("#/components/schemas/{name}")))])
}

/// Returns the name of the schema that every error matches: that of the Rust type, which no entry with fields has.
fn format_envelope_name(spec: &Spec<'_>) -> String {
    format!("{}Error", spec.api().name())
}

/// Returns a name for the schema of a success with failures that no entry with fields has.
fn find_partial_name(spec: &Spec<'_>) -> String {
    let mut name = format!("{}Partial", spec.api().name());
    while spec.entries().iter().any(|entry| entry.data().name() == name) {
        name.push('_');
    }
    name
}

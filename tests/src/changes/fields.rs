//! Lists changes of the fields of an entry.

use errspec_diff::Bump::{Major, Minor};

use super::CatalogChange;

pub(super) fn list_changes() -> Vec<CatalogChange> {
    [list_added_fields(), list_removed_fields(), list_changed_fields(), list_other_changes()].concat()
}

fn list_added_fields() -> Vec<CatalogChange> {
    let change = CatalogChange::of_fields;
    vec![
        CatalogChange::of_entry(
            "first_field_added",
            "code: gone, retry: never",
            "code: gone, retry: never, fields: { a: string }",
        )
        .finds("field-added", "field `a` is new, and with it the struct `Gone`")
        .needs(Minor),
        CatalogChange::of_entry(
            "first_fields_added",
            "code: gone, retry: never",
            "code: gone, retry: never, fields: { a: string, b: json }",
        )
        .finds("field-added", "field `a` is new, and with it the struct `Gone`")
        .finds("field-added", "field `b` is new")
        .needs(Minor),
        change("field_appended", "a: string", "a: string, b: json")
            .finds("field-added", "field `b` is new")
            .needs(Minor),
        change("field_inserted", "a: string, c: number", "a: string, b: json, c: number")
            .finds("field-added", "field `b` is new")
            .needs(Minor),
        change("field_named_like_a_keyword_added", "a: string", "a: string, type: string")
            .finds("field-added", "field `type` is new")
            .needs(Minor),
        change("json_field_added", "a: boolean", "a: boolean, b: json")
            .finds("field-added", "field `b` is new")
            .needs(Minor),
    ]
}

fn list_removed_fields() -> Vec<CatalogChange> {
    let change = CatalogChange::of_fields;
    vec![
        change("field_removed", "a: string, b: json", "a: string")
            .finds("field-removed", "field `b` is gone")
            .needs(Major),
        CatalogChange::of_entry(
            "last_field_removed",
            "code: gone, retry: never, fields: { a: string }",
            "code: gone, retry: never",
        )
        .finds("field-removed", "field `a` is gone, and with it the struct `Gone`")
        .needs(Major),
        change("field_renamed", "a: string", "b: string")
            .finds("field-removed", "field `a` is gone")
            .finds("field-added", "field `b` is new")
            .needs(Major),
        change("field_renamed_at_its_place", "a: string", "b: { type: string, at: /a }")
            .finds("field-removed", "field `a` is gone")
            .finds("field-added", "field `b` is new")
            .needs(Major),
    ]
}

fn list_changed_fields() -> Vec<CatalogChange> {
    let change = CatalogChange::of_fields;
    vec![
        change("integer_becomes_unsigned", "a: integer", "a: unsigned")
            .finds("field-type", "field `a`: `integer` → `unsigned`")
            .needs(Major),
        change("integer_becomes_number", "a: integer", "a: number")
            .finds("field-type", "field `a`: `integer` → `number`")
            .needs(Major),
        change("string_becomes_json", "a: string", "a: json")
            .finds("field-type", "field `a`: `string` → `json`")
            .needs(Major),
        change("boolean_becomes_string", "a: boolean", "a: string")
            .finds("field-type", "field `a`: `boolean` → `string`")
            .needs(Major),
        change("field_moved", "a: integer", "a: { type: integer, at: header:a }")
            .finds("field-moved", "field `a`: at `/a` → `header:a`")
            .because("a value at the old place is no longer read"),
        change("field_spelled_otherwise", "limitBytes: string", "limit_bytes: string")
            .finds("field-moved", "field `limitBytes`: at `/limitBytes` → `/limit_bytes`")
            .finds("texts-changed", "name of a field")
            .because("a value at the old place is no longer read"),
        change(
            "field_spelled_otherwise_at_its_place",
            "limitBytes: string",
            "limit_bytes: { type: string, at: /limitBytes }",
        )
        .finds("texts-changed", "name of a field")
        .because("people read another name"),
    ]
}

fn list_other_changes() -> Vec<CatalogChange> {
    let change = CatalogChange::of_fields;
    vec![
        change("fields_in_another_order", "a: string, b: json", "b: json, a: string")
            .finds("field-order", "fields are in another order")
            .because("`Debug` and the documentation list them in another order"),
        change("field_becomes_sensitive", "a: string", "a: { type: string, sensitive: true }")
            .finds("field-sensitive", "field `a` is sensitive")
            .because("`Debug` hides its value"),
        change("field_is_no_longer_sensitive", "a: { type: string, sensitive: true }", "a: string")
            .finds("field-sensitive", "field `a` is no longer sensitive")
            .because("`Debug` shows its value"),
        change("field_explained", "a: string", "a: { type: string, meaning: The name. }")
            .finds("texts-changed", "meaning of a field")
            .because("people read another text"),
    ]
}

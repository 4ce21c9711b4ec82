//! Lists changes of what identifies an entry: its code, statuses, name and conditions, and whether it is deprecated.

use errspec_diff::Bump::{Major, Minor};

use super::CatalogChange;

const OTHER_RESPONSES: &str = "other responses become this error than before";

pub(super) fn list_changes() -> Vec<CatalogChange> {
    [list_name_changes(), list_code_changes(), list_status_changes(), list_deprecations()].concat()
}

fn list_name_changes() -> Vec<CatalogChange> {
    let change = CatalogChange::of_entry;
    vec![
        change("name_changed", "code: gone, retry: never", "code: gone, name: Left, retry: never")
            .finds("name-changed", "`name`: `Gone` → `Left`")
            .needs(Major),
        change(
            "name_stated_that_was_made",
            "code: gone, retry: never",
            "code: gone, name: Gone, retry: never",
        ),
        change(
            "name_changed_with_fields",
            "code: gone, retry: never, fields: { since: string }",
            "code: gone, name: Left, retry: never, fields: { since: string }",
        )
        .finds("name-changed", "`name`: `Gone` → `Left`")
        .needs(Major),
        CatalogChange::of_entries(
            "names_swapped",
            &["{ code: a, meaning: A, retry: never }", "{ code: b, meaning: B, retry: never }"],
            &[
                "{ code: a, name: B, meaning: A, retry: never }",
                "{ code: b, name: A, meaning: B, retry: never }",
            ],
        )
        .finds("name-changed", "`name`: `A` → `B`")
        .finds("name-changed", "`name`: `B` → `A`")
        .needs(Major),
    ]
}

fn list_code_changes() -> Vec<CatalogChange> {
    let change = CatalogChange::of_entry;
    vec![
        change(
            "code_changed",
            "code: gone, name: Gone, status: 410, retry: never",
            "code: left, name: Gone, status: 410, retry: never",
        )
        .finds("code-changed", "`code`: `gone` → `left`")
        .because("responses with the old code become unrecognized; Rust sees another `doc(alias)` only"),
        change(
            "code_and_status_changed",
            "code: gone, status: 410, retry: never",
            "code: left, name: Gone, status: 404, retry: never",
        )
        .finds("code-changed", "`code`: `gone` → `left`")
        .finds("status-changed", "`status`: `410` → `404`")
        .because("responses with the old code become unrecognized"),
        change("code_changed_with_name", "code: gone, retry: never", "code: left, retry: never")
            .finds("entry-removed", "is gone")
            .finds("entry-added", "is new")
            .needs(Major),
        change(
            "code_given",
            "name: Gone, status: 410, retry: never",
            "code: gone, name: Gone, status: 410, retry: never",
        )
        .finds("code-changed", "`code`: `none` → `gone`")
        .because(OTHER_RESPONSES),
        change("code_becomes_a_string", "code: 7, retry: never", "code: '7', retry: never")
            .finds("code-form", "`code`: an integer → a string")
            .because("the code is sent as another JSON type"),
    ]
}

fn list_status_changes() -> Vec<CatalogChange> {
    let change = CatalogChange::of_entry;
    vec![
        change(
            "status_changed",
            "code: gone, status: 410, retry: never",
            "code: gone, status: 404, retry: never",
        )
        .finds("status-changed", "`status`: `410` → `404`")
        .because(OTHER_RESPONSES),
        change(
            "status_added",
            "code: gone, status: 410, retry: never",
            "code: gone, status: [410, 404], retry: never",
        )
        .finds("status-changed", "`status`: `410` → `[410, 404]`")
        .because(OTHER_RESPONSES),
        change(
            "other_first_status",
            "code: gone, status: [410, 404], retry: never",
            "code: gone, status: [404, 410], retry: never",
        )
        .finds("status-changed", "`status`: `[410, 404]` → `[404, 410]`")
        .because("it is sent with another status"),
        change(
            "statuses_in_another_order",
            "code: gone, retry: never, status: [410, 404, 403]",
            "code: gone, retry: never, status: [410, 403, 404]",
        )
        .finds("status-order", "`status`: `[410, 404, 403]` → `[410, 403, 404]`")
        .because("the documentation lists them in another order"),
        change("status_changed_with_name", "status: 503, retry: never", "status: 504, retry: never")
            .finds("entry-removed", "is gone")
            .finds("entry-added", "is new")
            .needs(Major),
    ]
}

fn list_deprecations() -> Vec<CatalogChange> {
    let change = CatalogChange::of_entry;
    vec![
        change(
            "deprecated",
            "code: gone, retry: never",
            "code: gone, retry: never, deprecated: { use: left }",
        )
        .finds("entry-deprecated", "is deprecated, in favour of `left`")
        .needs(Minor),
        change(
            "deprecated_with_fields",
            "code: gone, retry: never, fields: { since: string }",
            "code: gone, retry: never, deprecated: {}, fields: { since: string }",
        )
        .finds("entry-deprecated", "is deprecated")
        .needs(Minor),
        change(
            "deprecation_explained",
            "code: gone, retry: never, deprecated: {}",
            "code: gone, retry: never, deprecated: { note: It is sent no more. }",
        )
        .finds("texts-changed", "notice")
        .because("people read another text"),
        change(
            "deprecation_withdrawn",
            "code: gone, retry: never, deprecated: {}",
            "code: gone, retry: never",
        )
        .finds("deprecation-withdrawn", "is no longer deprecated")
        .because("the warning goes away"),
    ]
}

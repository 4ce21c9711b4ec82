//! Lists changes of the codes of an entry, of which the first is sent.

use errspec_diff::Bump::{Major, Minor};

use super::CatalogChange;

const OTHER_RESPONSES: &str = "other responses become this error than before";

pub(super) fn list_changes() -> Vec<CatalogChange> {
    [list_code_changes(), list_split_entries(), list_turned_hints()].concat()
}

fn list_code_changes() -> Vec<CatalogChange> {
    let change = |name, old: &str, new: &str| {
        let [old, new] = [old, new].map(|code| format!("code: {code}, name: Gone, retry: never"));
        CatalogChange::of_entry(name, &old, &new)
    };
    vec![
        change("code_added", "gone", "[gone, left, 7]")
            .finds("code-added", "code `left` is new")
            .finds("code-added", "code `7` is new")
            .because(OTHER_RESPONSES),
        change("code_removed", "[gone, left]", "gone")
            .finds("code-removed", "code `left` is gone")
            .because("responses with the code become unrecognized"),
        change("other_first_code", "[gone, left]", "[left, gone]")
            .finds("code-first", "`code`: `[gone, left]` → `[left, gone]`")
            .because("another code is sent"),
        change("code_put_first", "gone", "[left, gone]")
            .finds("code-first", "`code`: `gone` → `[left, gone]`")
            .finds("code-added", "code `left` is new")
            .because("another code is sent"),
        change("first_code_removed", "[gone, left]", "left")
            .finds("code-changed", "`code`: `[gone, left]` → `left`")
            .because("another code is sent"),
        change("one_code_of_two_replaced", "[a, b]", "[a, c]")
            .finds("code-removed", "code `b` is gone")
            .finds("code-added", "code `c` is new")
            .because(OTHER_RESPONSES),
        change("codes_in_another_order", "[a, b, c]", "[a, c, b]")
            .finds("code-order", "`code`: `[a, b, c]` → `[a, c, b]`")
            .because("the documentation lists them in another order"),
        change("code_alone_in_a_list", "gone", "[gone]"),
    ]
}

/// A code becomes an entry of its own, or goes into another one.
fn list_split_entries() -> Vec<CatalogChange> {
    const BOTH: &str = "{ code: [a, b], meaning: M., retry: never }";
    const A: &str = "{ code: a, meaning: M., retry: never }";
    const B: &str = "{ code: b, meaning: M., retry: never }";
    let change = CatalogChange::of_entries;
    vec![
        change("entry_split", &[BOTH], &[A, B])
            .finds("code-removed", "code `b` is gone")
            .finds("entry-added", "is new")
            .needs(Minor)
            .because("responses with the code become another error"),
        change("entries_merged", &[A, B], &[BOTH])
            .finds("entry-removed", "is gone")
            .finds("code-added", "code `b` is new")
            .needs(Major),
        change("one_code_of_two_retired", &[BOTH], &[A, "{ code: b, meaning: M., retired: {} }"])
            .finds("code-removed", "code `b` is gone")
            .finds("retired-added", "is listed as retired")
            .because("responses with the code become unrecognized"),
        change(
            "entry_retired_with_codes",
            &[BOTH, "{ code: c, meaning: M., retry: never }"],
            &["{ code: [b, a], meaning: M., retired: {} }", "{ code: c, meaning: M., retry: never }"],
        )
        .finds("entry-retired", "is retired")
        .needs(Major),
        change(
            "retired_codes_changed",
            &[A, "{ code: [x, y], meaning: M., retired: {} }"],
            &[A, "{ code: [x, z], meaning: M., retired: {} }"],
        )
        .finds("retired-added", "code `z` is listed as retired")
        .finds("retired-removed", "code `y` is no longer listed as retired")
        .because("other codes are taken"),
        change(
            "one_retired_code_of_two_reused",
            &[A, "{ code: [x, y], meaning: M., retired: {} }"],
            &["{ code: [a, y], meaning: M., retry: never }", "{ code: x, meaning: M., retired: {} }"],
        )
        .finds("code-reused", "code `y` is retired and used again")
        .finds("code-added", "code `y` is new")
        .finds("retired-removed", "code `y` is no longer listed as retired")
        .because("old clients take it for what the code meant before"),
    ]
}

/// An entry takes responses by a further code that were retried before.
fn list_turned_hints() -> Vec<CatalogChange> {
    const CLASS: &str = "{ status: 5xx, meaning: It failed., retry: once }";
    let with = |code: &str, retry: &str| {
        format!("{{ code: {code}, name: Busy, status: 500, meaning: M., retry: {retry} }}")
    };
    let change = |name, retry: &str| {
        CatalogChange::of_entries(name, &[CLASS, &with("a", retry)], &[CLASS, &with("[a, b]", retry)])
    };
    vec![
        change("code_added_below_a_class", "after 1s")
            .finds("code-added", "code `b` is new")
            .because(OTHER_RESPONSES),
        change("code_added_below_a_class_turns_the_hint", "never")
            .finds("retry-turned", "`once` → `never`; at 500 it was `ServerError`")
            .finds("code-added", "code `b` is new")
            .because(OTHER_RESPONSES),
    ]
}

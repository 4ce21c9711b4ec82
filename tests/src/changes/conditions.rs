//! Lists changes of what else an entry asks for of a response.

use errspec_diff::Bump::Minor;

use super::CatalogChange;

const OTHER_RESPONSES: &str = "other responses become this error than before";

pub(super) fn list_changes() -> Vec<CatalogChange> {
    [list_changed_conditions(), list_widened_conditions(), list_added_entries()].concat()
}

fn change_match(name: &'static str, old: &str, new: &str) -> CatalogChange {
    let [old, new] = [old, new].map(|conditions| format!("code: gone, retry: never, match: {conditions}"));
    CatalogChange::of_entry(name, &old, &new)
}

fn list_changed_conditions() -> Vec<CatalogChange> {
    let change = change_match;
    vec![
        change("condition_changed", "{ /a: 1 }", "{ /a: 2 }")
            .finds("match-changed", "`match`: `{ /a: 1 }` → `{ /a: 2 }`")
            .because(OTHER_RESPONSES),
        CatalogChange::of_entry(
            "condition_added",
            "code: gone, retry: never",
            "code: gone, match: { /a: 2 }, retry: never",
        )
        .finds("match-changed", "`match`: `none` → `{ /a: 2 }`")
        .because(OTHER_RESPONSES),
        change("condition_negated", "{ /a: 'null' }", "{ /a: { not: null } }")
            .finds("match-changed", "`match`: `{ /a: \"null\" }` → `{ /a: { not: null } }`")
            .because(OTHER_RESPONSES),
        change("condition_on_another_part", "{ /a: { prefix: x } }", "{ /a: { contains: x } }")
            .finds("match-changed", "`match`: `{ /a: { prefix: \"x\" } }` → `{ /a: { contains: \"x\" } }`")
            .because(OTHER_RESPONSES),
        change("value_removed", "{ /a: [x, y] }", "{ /a: x }")
            .finds("match-changed", "`match`: `{ /a: [x, y] }` → `{ /a: x }`")
            .because(OTHER_RESPONSES),
        change("other_first_value", "{ /a: [x, y] }", "{ /a: [y, x] }")
            .finds("match-changed", "`match`: `{ /a: [x, y] }` → `{ /a: [y, x] }`")
            .because("another value is sent"),
    ]
}

fn list_widened_conditions() -> Vec<CatalogChange> {
    const CLASS: &str = "{ status: 5xx, meaning: It failed., retry: once }";
    let with = |values: &str, retry: &str| {
        format!("{{ status: 500, name: Busy, match: {{ /a: {values} }}, meaning: M., retry: {retry} }}")
    };
    let widen = |name, retry: &str| {
        CatalogChange::of_entries(name, &[CLASS, &with("x", retry)], &[CLASS, &with("[x, null]", retry)])
    };
    let change = change_match;
    vec![
        change("value_added", "{ /a: x, /b: y }", "{ /a: [x, null], /b: y }")
            .finds("match-widened", "`match`: `{ /a: x, /b: y }` → `{ /a: [x, null], /b: y }`")
            .because(OTHER_RESPONSES),
        change("conditions_in_another_order", "{ /a: 1, /b: 2 }", "{ /b: 2, /a: 1 }")
            .finds("condition-order", "`match`: `{ /a: 1, /b: 2 }` → `{ /b: 2, /a: 1 }`")
            .because("members are sent in another order"),
        change("values_in_another_order", "{ /a: [x, y, z] }", "{ /a: [x, z, y] }")
            .finds("condition-order", "`match`: `{ /a: [x, y, z] }` → `{ /a: [x, z, y] }`")
            .because("the documentation lists them in another order"),
        change("value_alone_in_a_list", "{ /a: x }", "{ /a: [x] }"),
        widen("value_added_below_a_class", "after 1s")
            .finds("match-widened", "`match`: `{ /a: x }` → `{ /a: [x, null] }`")
            .because(OTHER_RESPONSES),
        widen("value_added_below_a_class_turns_the_hint", "never")
            .finds("retry-turned", "`once` → `never`; at 500 it was `ServerError`")
            .finds("match-widened", "`match`: `{ /a: x }` → `{ /a: [x, null] }`")
            .because(OTHER_RESPONSES),
    ]
}

/// What the responses of an added entry were may depend on what isn't known of them.
fn list_added_entries() -> Vec<CatalogChange> {
    let entry = |name: &str, conditions: &str, retry: &str| {
        format!(
            "{{ code: x, name: {name}, status: 400, match: {{ {conditions} }}, meaning: M., retry: {retry} }}"
        )
    };
    let change = |name, old: &str, added: &str| {
        let [old, added] = [entry("Old", old, "once"), entry("Added", added, "never")];
        CatalogChange::of_entries(name, &[&old], &[&old, &added]).needs(Minor)
    };
    let turned = |name, old: &str, added: &str, came: &'static str| {
        change(name, old, added)
            .finds("retry-turned", came)
            .finds("entry-added", "is new")
            .because("clients that obey the hint no longer send the request again")
    };
    vec![
        turned(
            "entry_added_beside_a_condition",
            "/a: 1",
            "/b: 1, /c: 1",
            "`once` → `never`; at 400 it may have been `Old`",
        ),
        turned(
            "entry_added_with_the_same_prefix",
            "/a: { prefix: ab }",
            "/a: { prefix: abc }, /b: 1",
            "`once` → `never`; at 400 it was `Old`",
        ),
        turned(
            "entry_added_with_one_of_the_values",
            "/a: [x, y]",
            "/a: y, /b: 1",
            "`once` → `never`; at 400 it was `Old`",
        ),
        turned(
            "entry_added_with_some_of_the_values",
            "/a: [x, y]",
            "/a: [y, z], /b: 1",
            "`once` → `never`; at 400 it may have been `Old`",
        ),
        // A header may have several fields, of which one is the other value.
        turned(
            "entry_added_by_another_field",
            "header:a: 1",
            "header:a: 2, /b: 1",
            "`once` → `never`; at 400 it may have been `Old`",
        ),
        change("entry_added_with_another_value", "/a: 1", "/a: 2, /b: 1").finds("entry-added", "is new"),
        change("entry_added_with_the_opposite", "/a: { not: x }", "/a: x, /b: 1")
            .finds("entry-added", "is new"),
        // Of as many conditions, those of the earlier entry count.
        change("entry_added_behind_a_prefix", "/a: { prefix: x }", "/a: xy").finds("entry-added", "is new"),
    ]
}

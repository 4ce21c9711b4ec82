//! Lists changes of where the details of an error are, and the failures of items inside a success.

use super::CatalogChange;

pub(super) fn list_changes() -> Vec<CatalogChange> {
    [list_partial_changes(), list_failure_changes(), list_details_changes()].concat()
}

fn list_partial_changes() -> Vec<CatalogChange> {
    const AT_A: &str = "items: /a, failed: { /ok: false }";
    const UNSEEN: &str = "failures inside a success are no longer seen";
    const OTHERS: &str = "items become other errors";
    let partial = |keys: &str| if keys.is_empty() { String::new() } else { format!("partial: {{ {keys} }}") };
    let change = |name, old: &str, new: &str| CatalogChange::of_key(name, &partial(old), &partial(new));
    vec![
        change("partial_added", "", AT_A)
            .finds("partial-added", "`partial`")
            .because("failures inside a success can be seen"),
        change("partial_removed", AT_A, "").finds("partial-removed", "`partial`").because(UNSEEN),
        change("partial_moved", AT_A, "items: /b, failed: { /ok: false }")
            .finds("partial-changed", "`partial.items`: `/a` → `/b`")
            .because(UNSEEN),
        change(
            "partial_told_more",
            AT_A,
            "items: /a, failed: { /ok: false }, target: key, message: /m, retry_after: { at: /w, unit: ms }",
        )
        .finds("partial-extended", "`partial.target`: `none` → `key`")
        .finds("partial-extended", "`partial.message`: `none` → `/m`")
        .finds("partial-extended", "`partial.retry_after`: `none` → `{ at: /w, unit: ms }`")
        .because("more is seen of failures"),
        change("items_decoded_by_more", AT_A, "items: /a, failed: { /ok: false }, code: /c, status: /s")
            .finds("partial-changed", "`partial.code`: `none` → `/c`")
            .finds("partial-changed", "`partial.status`: `none` → `/s`")
            .because(OTHERS),
    ]
}

/// What makes an item a failure.
fn list_failure_changes() -> Vec<CatalogChange> {
    let partial = |failed: &str| format!("partial: {{ items: /a, failed: {failed} }}");
    let change = |name, old: &str, new: &str| CatalogChange::of_key(name, &partial(old), &partial(new));
    vec![
        change("further_items_fail", "{ /s: [bad] }", "[{ /s: [bad, worse] }, /error]")
            .finds("partial-extended", "`partial.failed`: `{ /s: [bad] }` → `[{ /s: [bad, worse] }, /error]`")
            .because("more failures are seen"),
        change("fewer_items_fail", "[{ /s: bad }, /error]", "{ /s: bad }")
            .finds("partial-changed", "`partial.failed`: `[{ /s: bad }, /error]` → `{ /s: bad }`")
            .because("fewer failures are seen"),
        change("items_fail_by_other_texts", "{ /s: { prefix: 4 } }", "{ /s: { not: { prefix: 2 } } }")
            .finds(
                "partial-changed",
                "`partial.failed`: `{ /s: { prefix: \"4\" } }` → `{ /s: { not: { prefix: \"2\" } } }`",
            )
            .because("other failures are seen"),
    ]
}

fn list_details_changes() -> Vec<CatalogChange> {
    const FORM: &str = "details have another form";
    let change = |name, old: &str, new: &str| {
        let [old, new] = [old, new].map(|keys| {
            if keys.is_empty() { "code: /c".to_owned() } else { format!("code: /c, details: {{ {keys} }}") }
        });
        CatalogChange::of_envelope(name, &old, &new)
    };
    vec![
        change("details_added", "", "items: /errors")
            .finds("details-added", "`envelope.details`")
            .because("details can be seen"),
        change("details_removed", "items: /errors", "")
            .finds("details-removed", "`envelope.details`")
            .because("details are no longer seen"),
        change("details_in_another_list", "items: /errors", "items: /errors/*")
            .finds("details-changed", "`envelope.details.items`: `/errors` → `/errors/*`")
            .because(FORM),
        change("details_told_more", "items: /errors", "items: /errors, target: [/field, /pointer]")
            .finds("details-extended", "`envelope.details.target`: `none` → `[/field, /pointer]`")
            .because("more is seen of details"),
        change("details_have_codes", "items: /errors", "items: /errors, code: /code")
            .finds("details-changed", "`envelope.details.code`: `none` → `/code`")
            .because("details become other errors"),
        change("some_items_are_details", "items: /errors", "items: /errors, failed: /error")
            .finds("details-changed", "`envelope.details.failed`: `none` → `/error`")
            .because(FORM),
    ]
}

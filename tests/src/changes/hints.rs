//! Lists changes of retry hints, among them those that an added entry makes to the responses that it takes.

use errspec_diff::Bump::Minor;

use super::CatalogChange;

const OBEYED: &str = "clients that obey the hint send the request again, or no longer do";
const PACE: &str = "clients that obey the hint keep another pace";

pub(super) fn list_changes() -> Vec<CatalogChange> {
    [list_changed_hints(), list_table_changes(), list_added_below_entries(), list_added_below_tables()]
        .concat()
}

fn list_changed_hints() -> Vec<CatalogChange> {
    let change = CatalogChange::of_entry;
    vec![
        change("retry_turned", "code: gone, retry: once", "code: gone, retry: { action: Call us. }")
            .finds("retry-turned", "`once` → `action`")
            .because(OBEYED),
        change(
            "retry_processed",
            "code: gone, status: 500, retry: once",
            "code: gone, status: 500, retry: { once: true, processed: no }",
        )
        .finds("retry-processed", "`processed`: `maybe` → `no`")
        .because(OBEYED),
        change(
            "retry_action_id_changed",
            "code: gone, retry: { action: Call us., id: call }",
            "code: gone, retry: { action: Call us., id: phone }",
        )
        .finds("retry-action-id", "the id of the action: `call` → `phone`")
        .because("programs act on the id"),
        change("retry_paced", "code: gone, retry: after 1s", "code: gone, retry: once")
            .finds("retry-pace", "`after 1s` → `once`")
            .because(PACE),
        change(
            "retry_throttled",
            "code: gone, retry: once",
            "code: gone, retry: { once: true, throttled: true }",
        )
        .finds("retry-throttled", "`throttled`: `false` → `true`")
        .because(PACE),
        change(
            "retry_action_changed",
            "code: gone, retry: { action: Call us. }",
            "code: gone, retry: { action: Write to us. }",
        )
        .finds("retry-action", "the action is now: Write to us.")
        .because("people read another text"),
    ]
}

fn list_table_changes() -> Vec<CatalogChange> {
    let change = CatalogChange::of_key;
    vec![
        change("table_turned", "retry: { 5xx: once }", "retry: { 5xx: never }")
            .finds("retry-turned", "unrecognized errors at 5xx: `once` → `never`")
            .because(OBEYED),
        change("table_paced", "retry: { timeout: once }", "retry: { timeout: after 1s }")
            .finds("retry-pace", "no response came in time: `once` → `after 1s`")
            .because(PACE),
        CatalogChange::between(
            "hint_moved_into_the_table",
            with_table("503: never", "{ code: busy, status: 503, meaning: M., retry: never }"),
            with_table("503: never", "{ code: busy, status: 503, meaning: M. }"),
        ),
    ]
}

/// An added entry takes responses that another entry had before.
fn list_added_below_entries() -> Vec<CatalogChange> {
    const CLASS: &str = "{ status: 5xx, meaning: It failed., retry: backoff 1s }";
    const CODE: &str = "{ code: failed, meaning: It failed., retry: never }";
    let change = CatalogChange::of_entries;
    vec![
        change(
            "status_added_below_a_class",
            &[CLASS],
            &[CLASS, "{ status: 500, meaning: It broke., retry: backoff 5s }"],
        )
        .finds("entry-added", "is new")
        .needs(Minor),
        change(
            "status_added_below_a_class_turns_the_hint",
            &[CLASS],
            &[CLASS, "{ status: 500, meaning: It broke., retry: never }"],
        )
        .finds(
            "retry-turned",
            "`{ backoff: 1s, max: 1m, retries: 5 }` → `never`; at 500 it was `ServerError`",
        )
        .finds("entry-added", "is new")
        .needs(Minor)
        .because(OBEYED),
        change(
            "status_added_below_a_class_turns_processed",
            &[CLASS],
            &[CLASS, "{ status: 500, meaning: It broke., retry: { backoff: 1s, processed: no } }"],
        )
        .finds("retry-processed", "`processed`: `maybe` → `no`; at 500 it was `ServerError`")
        .finds("entry-added", "is new")
        .needs(Minor)
        .because(OBEYED),
        change(
            "class_added_above_a_status",
            &["{ status: 500, meaning: It broke., retry: never }"],
            &["{ status: 500, meaning: It broke., retry: never }", CLASS],
        )
        .finds("entry-added", "is new")
        .needs(Minor),
        change(
            "condition_added_below_a_code",
            &[CODE],
            &[CODE, "{ code: failed, name: FailedLate, match: { /late: true }, meaning: M., retry: never }"],
        )
        .finds("entry-added", "is new")
        .needs(Minor),
        change(
            "status_added_below_a_class_asks_for_another_action",
            &["{ status: 4xx, meaning: It failed., retry: { action: Call us., id: call } }"],
            &[
                "{ status: 4xx, meaning: It failed., retry: { action: Call us., id: call } }",
                "{ status: 404, meaning: It is gone., retry: never }",
            ],
        )
        .finds("entry-added", "is new")
        .needs(Minor),
        change(
            "condition_added_below_a_code_turns_the_hint",
            &[CODE],
            &[CODE, "{ code: failed, name: FailedLate, match: { /late: true }, meaning: M., retry: once }"],
        )
        .finds("retry-turned", "`never` → `once`; at 400 it was `Failed`")
        .finds("entry-added", "is new")
        .needs(Minor)
        .because(OBEYED),
    ]
}

/// An added entry takes responses that were unrecognized before.
fn list_added_below_tables() -> Vec<CatalogChange> {
    const LEFT: &str = "{ code: left, status: 404, meaning: It left., retry: never }";
    let change = |name, table, added: &str| {
        CatalogChange::between(name, with_table(table, LEFT), with_table(table, &format!("{LEFT}, {added}")))
    };
    vec![
        change(
            "entry_added_below_the_table",
            "5xx: backoff 1s",
            "{ code: busy, status: 503, meaning: M., retry: after 1s }",
        )
        .finds("entry-added", "is new")
        .needs(Minor),
        change(
            "entry_added_below_the_table_turns_the_hint",
            "5xx: backoff 1s",
            "{ status: 500, meaning: M., retry: never }",
        )
        .finds("retry-turned", "`{ backoff: 1s, max: 1m, retries: 5 }` → `never`; at 500 it was unrecognized")
        .finds("entry-added", "is new")
        .needs(Minor)
        .because(OBEYED),
        change(
            "entry_added_below_a_status_turns_the_hint",
            "503: never",
            "{ code: busy, status: 503, meaning: M., retry: once }",
        )
        .finds("retry-turned", "`never` → `once`; at 503 it was unrecognized")
        .finds("entry-added", "is new")
        .needs(Minor)
        .because(OBEYED),
        change(
            "entry_that_is_retried_added_below_the_default",
            "default: never",
            "{ code: busy, status: 503, meaning: M., retry: once }",
        )
        .finds("entry-added", "is new")
        .needs(Minor),
        change(
            "entry_that_is_not_retried_added_below_the_default",
            "default: once",
            "{ code: busy, status: 503, meaning: M., retry: never }",
        )
        .finds("retry-turned", "`once` → `never`; at 503 it was unrecognized")
        .finds("entry-added", "is new")
        .needs(Minor)
        .because(OBEYED),
    ]
}

fn with_table(table: &str, entries: &str) -> String {
    format!(
        "errspec: 1\napi: {{ name: Acme }}\nenvelope: {{ code: /code }}\nretry: {{ {table} }}\nerrors: [{entries}]\n"
    )
}

//! Lists changes of where responses keep the parts of an error.

use super::CatalogChange;

const FORM: &str = "responses have another form";
const FOUND: &str = "a part is found where it wasn't";
const LISTED: &str = "an entry is found by its code where it wasn't";

pub(super) fn list_changes() -> Vec<CatalogChange> {
    [list_part_changes(), list_locator_changes(), list_found_codes(), list_other_changes()].concat()
}

fn list_part_changes() -> Vec<CatalogChange> {
    let change = CatalogChange::of_envelope;
    vec![
        change("request_id_located", "code: /code", "code: /code, request_id: header:x-request-id")
            .finds("envelope-extended", "`envelope.request_id`: `none` → `header:x-request-id`")
            .because(FOUND),
        change("docs_and_target_located", "code: /code", "code: /code, docs: /url, target: /param")
            .finds("envelope-extended", "`envelope.docs`: `none` → `/url`")
            .finds("envelope-extended", "`envelope.target`: `none` → `/param`")
            .because(FOUND),
        change("message_located_further", "code: /c, message: /m", "code: /c, message: [/m, /n]")
            .finds("envelope-extended", "`envelope.message`: `/m` → `[/m, /n]`")
            .because(FOUND),
        change("message_located_before", "code: /c, message: /m", "code: /c, message: [/n, /m]")
            .finds("envelope-changed", "`envelope.message`: `/m` → `[/n, /m]`")
            .because(FORM),
        change("target_given_up", "code: /code, target: /param", "code: /code")
            .finds("envelope-changed", "`envelope.target`: `/param` → `none`")
            .because(FORM),
        // The text of a body is no longer the message.
        change("target_takes_the_text", "code: /code", "code: /code, target: body")
            .finds("envelope-changed", "`envelope.target`: `none` → `body`")
            .because(FORM),
        change("wait_located", "code: /code", "code: /code, retry_after: /wait")
            .finds("envelope-extended", "`envelope.retry_after`: `none` → `/wait`")
            .because(FOUND),
        change("retry_after_named", "code: /code", "code: /code, retry_after: [/wait, header:retry-after]")
            .finds("envelope-changed", "`envelope.retry_after`: `none` → `[/wait, header:retry-after]`")
            .because("`Retry-After` is no longer asked first"),
        change("verdict_obeyed", "code: /code", "code: /code, should_retry: header:x-should-retry")
            .finds("retry-verdict", "`envelope.should_retry`: `none` → `header:x-should-retry`")
            .because("the server turns hints"),
        change("verdict_given_up", "code: /code, should_retry: /retry", "code: /code")
            .finds("retry-verdict", "`envelope.should_retry`: `/retry` → `none`")
            .because("the server no longer turns hints"),
    ]
}

fn list_locator_changes() -> Vec<CatalogChange> {
    let change = CatalogChange::of_envelope;
    vec![
        change("code_cut_otherwise", "code: /code", "code: { at: /code, after: '#' }")
            .finds("envelope-changed", "`envelope.code`: `/code` → `{ at: /code, after: \"#\" }`")
            .because(FORM),
        change(
            "code_between_other_marks",
            "code: { at: /m, between: ['(', ')'] }",
            "code: { at: /m, between: ['(', null] }",
        )
        .finds(
            "envelope-changed",
            "`envelope.code`: `{ at: /m, between: [\"(\", \")\"] }` → `{ at: /m, between: [\"(\", null] }`",
        )
        .because(FORM),
        change(
            "wait_depends_on_the_response",
            "code: /code, retry_after: header:x-reset",
            "code: /code, retry_after: { at: header:x-reset, when: { header:x-remaining: 0 } }",
        )
        .finds(
            "envelope-changed",
            "`envelope.retry_after`: `header:x-reset` → `{ at: header:x-reset, when: { header:x-remaining: 0 } }`",
        )
        .because("waits are found in fewer responses"),
        change(
            "when_in_another_order",
            "code: /code, message: { at: /m, when: { /a: 1, /b: [2, 3, 4] } }",
            "code: /code, message: { at: /m, when: { /b: [2, 4, 3], /a: 1 } }",
        )
        .finds(
            "condition-order",
            "`envelope.message`: `{ at: /m, when: { /a: 1, /b: [2, 3, 4] } }` → \
             `{ at: /m, when: { /b: [2, 4, 3], /a: 1 } }`",
        )
        .because("the documentation lists them in another order"),
    ]
}

/// Codes are found at more places, by which responses become other errors.
fn list_found_codes() -> Vec<CatalogChange> {
    const ENTRIES: &str = "{ status: 500, meaning: It failed., retry: once }, \
                           { code: busy, status: 500, meaning: It is busy., retry: after 1s }";
    let change = |name, old: &str, new: &str, entries: &str| {
        let with = |envelope: &str| {
            format!("errspec: 1\napi: {{ name: Acme }}\nenvelope: {{ {envelope} }}\nerrors: [{entries}]\n")
        };
        CatalogChange::between(name, with(old), with(new))
    };
    let turned = ENTRIES.replace("after 1s", "never");
    vec![
        change("code_located_further", "code: /c", "code: [/c, /d]", ENTRIES)
            .finds("envelope-extended", "`envelope.code`: `/c` → `[/c, /d]`")
            .because(LISTED),
        change("code_located_further_turns_the_hint", "code: /c", "code: [/c, /d]", &turned)
            .finds("retry-turned", "`once` → `never`; at 500 it was `InternalServerError`")
            .finds("envelope-extended", "`envelope.code`: `/c` → `[/c, /d]`")
            .because(LISTED),
        change("code_located_before", "code: /c", "code: [/d, /c]", ENTRIES)
            .finds("envelope-changed", "`envelope.code`: `/c` → `[/d, /c]`")
            .because(FORM),
        change("xml_read_too", "code: /c", "code: /c, format: [json, xml]", ENTRIES)
            .finds("format-added", "`envelope.format`: `json` → `[json, xml]`")
            .because(LISTED),
        change("xml_read_too_turns_the_hint", "code: /c", "code: /c, format: [xml, json]", &turned)
            .finds("retry-turned", "`once` → `never`; at 500 it was `InternalServerError`")
            .finds("format-added", "`envelope.format`: `json` → `[xml, json]`")
            .because(LISTED),
    ]
}

fn list_other_changes() -> Vec<CatalogChange> {
    const SUCCESS: &str = "responses that were successes become errors";
    let change = CatalogChange::of_envelope;
    vec![
        change("json_read_no_more", "code: /c, format: [json, xml]", "code: /c, format: xml")
            .finds("format-removed", "`envelope.format`: `[json, xml]` → `xml`")
            .because(FORM),
        change("formats_in_another_order", "code: /c, format: [json, xml]", "code: /c, format: [xml, json]"),
        change("preset_extended", "preset: problem+json", "preset: problem+json, request_id: header:id")
            .finds("envelope-extended", "`envelope.request_id`: `none` → `header:id`")
            .because(FOUND),
        change("preset_spelled_out", "preset: problem+json", "code: /type, message: [/detail, /title]")
            .finds("envelope-changed", "`envelope.code`: `{ at: /type, ignored: \"about:blank\" }` → `/type`")
            .finds("envelope-changed", "`envelope.preset`: `problem+json` → `none`")
            .because("`about:blank` is a code"),
        change("success_can_be_an_error", "code: /code", "code: /code, failed_2xx: { /ok: false }")
            .finds("failed-2xx-changed", "`envelope.failed_2xx`: `none` → `{ /ok: false }`")
            .because(SUCCESS),
        change(
            "further_successes_are_errors",
            "code: /code, failed_2xx: /error",
            "code: /code, failed_2xx: [/error, { /ok: [false, no] }]",
        )
        .finds("failed-2xx-changed", "`envelope.failed_2xx`: `/error` → `[/error, { /ok: [false, no] }]`")
        .because(SUCCESS),
        change(
            "further_value_of_a_failure",
            "code: /code, failed_2xx: { /ok: false }",
            "code: /code, failed_2xx: { /ok: [false, no] }",
        )
        .finds("failed-2xx-changed", "`envelope.failed_2xx`: `{ /ok: false }` → `{ /ok: [false, no] }`")
        .because(SUCCESS),
        change(
            "alternatives_in_another_order",
            "code: /code, failed_2xx: [/a, /b, /c]",
            "code: /code, failed_2xx: [/a, /c, /b]",
        )
        .finds("condition-order", "`envelope.failed_2xx`: `[/a, /b, /c]` → `[/a, /c, /b]`")
        .because("the documentation lists them in another order"),
        change(
            "other_first_alternative",
            "code: /code, failed_2xx: [/a, /b]",
            "code: /code, failed_2xx: [/b, /a]",
        )
        .finds("failed-2xx-changed", "`envelope.failed_2xx`: `[/a, /b]` → `[/b, /a]`")
        .because("it is sent in another form"),
    ]
}

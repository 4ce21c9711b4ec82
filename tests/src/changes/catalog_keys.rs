//! Lists changes of what concerns all entries, and of texts.

use errspec_diff::Bump::Major;

use super::CatalogChange;

const TEXT: &str = "people read another text";

pub(super) fn list_changes() -> Vec<CatalogChange> {
    [list_api_changes(), list_envelope_changes(), list_partial_changes(), list_text_changes()].concat()
}

fn list_api_changes() -> Vec<CatalogChange> {
    let change = |name, old: &str, new: &str| {
        let [old, new] = [old, new].map(|api| crate::catalog_with("").replace("{ name: Acme }", api));
        CatalogChange::between(name, old, new)
    };
    vec![
        change("api_renamed", "{ name: Acme }", "{ name: Emca }")
            .finds("api-renamed", "the API's name: `Acme` → `Emca`")
            .needs(Major),
        change("api_titled", "{ name: Acme }", "{ name: Acme, title: Acme Inc. }")
            .finds("api-texts", "the API's `title`")
            .because(TEXT),
        change(
            "api_documented",
            "{ name: Acme }",
            "{ name: Acme, version: 2, docs: 'https://acme.example/{code}' }",
        )
        .finds("api-texts", "the API's `version`, `docs`")
        .because("links lead elsewhere"),
    ]
}

fn list_envelope_changes() -> Vec<CatalogChange> {
    let change = |name, old: &str, new: &str| {
        let envelope = "{ code: /code, message: /error }";
        let [old, new] = [old, new].map(|keys| crate::catalog_with("").replace(envelope, keys));
        CatalogChange::between(name, old, new)
    };
    vec![
        change("code_cut_otherwise", "{ code: /code }", "{ code: { at: /code, after: '#' } }")
            .finds("envelope-changed", "`envelope.code`: `/code` → `{ at: /code, after: \"#\" }`")
            .because("responses have another form"),
        change("request_id_located", "{ code: /code }", "{ code: /code, request_id: header:x-request-id }")
            .finds("envelope-changed", "`envelope.request_id`: `none` → `header:x-request-id`")
            .because("responses have another form"),
        change("success_can_be_an_error", "{ code: /code }", "{ code: /code, failed_2xx: { /ok: false } }")
            .finds("envelope-changed", "`envelope.failed_2xx`: `none` → `{ /ok: false }`")
            .because("responses that were successes become errors"),
    ]
}

fn list_partial_changes() -> Vec<CatalogChange> {
    const AT_A: &str = "partial: { items: /a, failed: { /ok: false } }";
    const AT_B: &str = "partial: { items: /b, failed: { /ok: false } }";
    let change = CatalogChange::of_key;
    vec![
        change("partial_added", "", AT_A)
            .finds("partial-added", "`partial`")
            .because("failures inside a success can be seen"),
        change("partial_removed", AT_A, "")
            .finds("partial-removed", "`partial`")
            .because("failures inside a success are no longer seen"),
        change("partial_moved", AT_A, AT_B)
            .finds("partial-changed", "`partial.items`: `/a` → `/b`")
            .because("failures inside a success are no longer seen"),
    ]
}

fn list_text_changes() -> Vec<CatalogChange> {
    let grouped = |group: &str| {
        let catalog = crate::catalog_with("groups: [{ id: a, title: A }, { id: b, title: B }]");
        catalog.replace("retry: never", &format!("retry: never, group: {group}"))
    };
    vec![
        CatalogChange::of_entry(
            "texts_changed",
            "code: gone, retry: never",
            "code: gone, retry: never, guidance: Look elsewhere., since: 2",
        )
        .finds("texts-changed", "guidance, since")
        .because(TEXT),
        CatalogChange::of_entry(
            "template_added",
            "code: gone, retry: never",
            "code: gone, retry: never, message: It went.",
        )
        .finds("texts-changed", "message")
        .because(TEXT),
        CatalogChange::of_key("groups_added", "", "groups: [{ id: a, title: A }]")
            .finds("groups-changed", "`groups`")
            .because("the documentation has other sections"),
        CatalogChange::between("group_changed", grouped("a"), grouped("b"))
            .finds("groups-changed", "`group`: `a` → `b`")
            .because("the documentation has other sections"),
        CatalogChange::of_key("lints_changed", "", "lints: { todo: deny }").finds("lints-changed", "`lints`"),
    ]
}

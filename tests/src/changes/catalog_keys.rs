//! Lists changes of what concerns all entries, and of texts.

use errspec_diff::Bump::Major;

use super::CatalogChange;

const TEXT: &str = "people read another text";

pub(super) fn list_changes() -> Vec<CatalogChange> {
    [list_api_changes(), list_text_changes()].concat()
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
            "texts_for_people_added",
            "code: gone, retry: never",
            "code: gone, retry: never, causes: [It was deleted.], user_message: It is gone.",
        )
        .finds("texts-changed", "causes, user_message")
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

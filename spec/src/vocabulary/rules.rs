//! Lists the rules that a catalog has to keep; those that are only seldom broken on purpose are lints.

/// A rule without which a catalog can't be used.
#[derive(Clone, Copy, Debug)]
pub struct CatalogRule {
    /// The name that problems have in brackets.
    pub name: &'static str,
    /// What breaks it, as a sentence in Markdown.
    pub finds: &'static str,
    /// What to do, as sentences in Markdown.
    pub remedy: &'static str,
    /// A part of a catalog that breaks it, entries or keys of the top level, and the same part as it should be.
    pub example: Option<(&'static str, &'static str)>,
}

/// The rules, those first that concern the file as a whole.
pub const CATALOG_RULES: [CatalogRule; 17] = [
    CatalogRule {
        name: "not-a-catalog",
        finds: "A file of another kind, such as a web page, TOML or an OpenAPI document.",
        remedy: "Name the catalog instead, or make one of it, as the help says.",
        example: None,
    },
    CatalogRule {
        name: "yaml",
        finds: "What is no YAML, or a form of it that catalogs don't take.",
        remedy: "Most often a text needs quotes: one that contains `: ` or ` #`, or starts with a sign such as `*`, `[`, `{`, `@`, `%` or a backtick.",
        example: Some((
            "\
                 - code: gone\n\
                 \x20 meaning: *Thing* was deleted.\n\
                 \x20 retry: never",
            "\
                 - code: gone\n\
                 \x20 meaning: \"*Thing* was deleted.\"\n\
                 \x20 retry: never",
        )),
    },
    CatalogRule {
        name: "encoding",
        finds: "Bytes that are not UTF-8.",
        remedy: "Save the file as UTF-8.",
        example: None,
    },
    CatalogRule {
        name: "limit",
        finds: "A catalog that is larger than errspec reads.",
        remedy: "Split it, one file per API.",
        example: None,
    },
    CatalogRule {
        name: "missing-key",
        finds: "A map without a key that it needs.",
        remedy: "Add the key; the help shows one with a value.",
        example: Some((
            "- { code: gone, status: 410, retry: never }",
            "- { code: gone, status: 410, meaning: It was deleted., retry: never }",
        )),
    },
    CatalogRule {
        name: "unknown-key",
        finds: "A key that the format does not have.",
        remedy: "It is misspelled, in the wrong map, or a word of other tools: what `description` is elsewhere is `meaning`.",
        example: Some((
            "- { code: gone, http_status: 410, meaning: It was deleted., retry: never }",
            "- { code: gone, status: 410, meaning: It was deleted., retry: never }",
        )),
    },
    CatalogRule {
        name: "duplicate-key",
        finds: "A map that has a key twice.",
        remedy: "YAML keeps one of them without saying which. Remove the other.",
        example: Some((
            "- { code: gone, retry: never, meaning: It was deleted., retry: once }",
            "- { code: gone, retry: never, meaning: It was deleted. }",
        )),
    },
    CatalogRule {
        name: "wrong-type",
        finds: "A map, a list or a text where another of them is needed.",
        remedy: "Write what the help shows.",
        example: Some((
            "- { code: gone, meaning: It was deleted., retry: never, fields: [at] }",
            "- { code: gone, meaning: It was deleted., retry: never, fields: { at: string } }",
        )),
    },
    CatalogRule {
        name: "invalid-value",
        finds: "A value that its key cannot have.",
        remedy: "Write one of those that the help names.",
        example: Some((
            "- { code: gone, meaning: It was deleted., retry: nevr }",
            "- { code: gone, meaning: It was deleted., retry: never }",
        )),
    },
    CatalogRule {
        name: "ambiguous",
        finds: "Two entries that one response can be, with nothing that tells them apart.",
        remedy: "Give them different codes, statuses or `match`, or make them one entry.",
        example: Some((
            "\
                 - { code: denied, status: 403, meaning: The key is wrong., retry: never }\n\
                 - { code: denied, status: 403, name: Blocked, meaning: The account is blocked., retry: never }",
            "\
                 - { code: denied, status: 401, meaning: The key is wrong., retry: never }\n\
                 - { code: denied, status: 403, name: Blocked, meaning: The account is blocked., retry: never }",
        )),
    },
    CatalogRule {
        name: "class-with-code",
        finds: "A class such as `5xx` at an entry with a code.",
        remedy: "List the statuses, or remove the code or the class.",
        example: Some((
            "- { code: failed, status: 5xx, meaning: The service failed., retry: backoff 1s }",
            "- { code: failed, status: [500, 503], meaning: The service failed., retry: backoff 1s }",
        )),
    },
    CatalogRule {
        name: "name-taken",
        finds: "Two variants or fields with one name in Rust, or a name that generated code needs.",
        remedy: "Give one of them a `name`.",
        example: Some((
            "\
                 - { code: not_found, status: 404, name: Gone, meaning: It does not exist., retry: never }\n\
                 - { code: gone, status: 410, meaning: It was deleted., retry: never }",
            "\
                 - { code: not_found, status: 404, meaning: It does not exist., retry: never }\n\
                 - { code: gone, status: 410, meaning: It was deleted., retry: never }",
        )),
    },
    CatalogRule {
        name: "no-name",
        finds: "A code of which no name of a variant can be made.",
        remedy: "Give the entry a `name`.",
        example: Some((
            "- { code: \"…\", meaning: Something else happened., retry: never }",
            "- { code: \"…\", name: Other, meaning: Something else happened., retry: never }",
        )),
    },
    CatalogRule {
        name: "unknown-group",
        finds: "A `group` that `groups` does not have.",
        remedy: "Correct it, or add the group.",
        example: Some((
            "\
                 groups: [{ id: access, title: Access }]\n\
                 errors:\n\
                 \x20 - { code: gone, meaning: It was deleted., retry: never, group: acess }",
            "\
                 groups: [{ id: access, title: Access }]\n\
                 errors:\n\
                 \x20 - { code: gone, meaning: It was deleted., retry: never, group: access }",
        )),
    },
    CatalogRule {
        name: "duplicate-group",
        finds: "Two groups with one id.",
        remedy: "Make them one.",
        example: Some((
            "\
                 groups: [{ id: access, title: Access }, { id: access, title: Keys }]\n\
                 errors:\n\
                 \x20 - { code: gone, meaning: It was deleted., retry: never }",
            "\
                 groups: [{ id: access, title: Access }, { id: keys, title: Keys }]\n\
                 errors:\n\
                 \x20 - { code: gone, meaning: It was deleted., retry: never }",
        )),
    },
    CatalogRule {
        name: "code-taken",
        finds: "A retired code that a live entry has, too.",
        remedy: "Old clients take it for what it was. Choose another code.",
        example: Some((
            "\
                 - { code: gone, meaning: It was deleted., retry: never }\n\
                 - { code: gone, meaning: It was moved., retired: { since: 2 } }",
            "\
                 - { code: deleted, meaning: It was deleted., retry: never }\n\
                 - { code: gone, meaning: It was moved., retired: { since: 2 } }",
        )),
    },
    CatalogRule {
        name: "sensitive-in-message",
        finds: "A sensitive field in `message`, which logs show.",
        remedy: "Leave it out of the message.",
        example: Some((
            "- { code: spent, meaning: The token is spent., retry: never, message: \"{token} is spent\", fields: { token: { type: string, sensitive: true } } }",
            "- { code: spent, meaning: The token is spent., retry: never, message: The token is spent, fields: { token: { type: string, sensitive: true } } }",
        )),
    },
];

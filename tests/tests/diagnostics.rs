//! Every message about a catalog, as its author sees it.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use errspec_spec::{Arena, Spec};
use errspec_tests::{catalog, catalog_with, problems};

/// A test a catalog; its name says what is wrong.
macro_rules! reported {
    ($($name:ident: $yaml:expr;)*) => {$(
        #[test]
        fn $name() {
            insta::with_settings!({ description => "", omit_expression => true }, {
                let yaml = String::from($yaml);
                insta::assert_snapshot!(stringify!($name), problems(&yaml).to_string());
            });
        }
    )*};
}

reported! {
    misspelled_key: catalog_with("enveloppe: x");
    unknown_key: catalog_with("x: 1");
    duplicate_key: catalog_with("api: { name: Other }");
    catalog_as_list: "- a";
    catalog_with_version_only: "errspec: 1";
    empty_file: "";
    unsupported_format_version: catalog_with("").replace("errspec: 1", "errspec: 2");
    tab_in_indentation: catalog("- code: a\n\t  meaning: x\n");
    misindented_key: catalog("- code: a\n   meaning: x\n");
    colon_in_plain_text: catalog("- code: a\n  meaning: Note: it is gone.\n");
    colon_without_space: "errspec:1\napi: { name: Acme }\n";
    plain_text_starting_with_indicator: catalog("- { code: a, meaning: @b }");
    missing_comma: catalog("- { code: a, status: 400 meaning: b }");
    unclosed_quotes: catalog("- code: a\n  meaning: \"It is gone.\n  retry: never\n");
    api_as_text: catalog_with("").replace("{ name: Acme }", "Acme");
    entries_without_dashes: "errspec: 1\napi: { name: A }\nenvelope: { code: /c }\nerrors: { code: a, meaning: x }\n";
    entry_as_text: catalog("- not_found");
    meaning_as_list: catalog("- { code: a, meaning: [x], retry: never }");
    deprecated_as_boolean: catalog("- { code: a, meaning: x, retry: never, deprecated: true }");
    duration_as_retry_hint: catalog("- { code: a, meaning: x, retry: 60s }");
    no_as_retry_hint: catalog("- { code: a, meaning: x, retry: no }");
    envelope_as_locator: catalog_with("").replace("{ code: /code, message: /error }", "/code");
    unclosed_bracket: catalog_with("x: [");
    second_document: catalog_with("") + "---\na: 1\n";
    tag: catalog_with("retry: !include x.yaml");
    alias_without_anchor: catalog_with("retry: { default: *nothing }");
    recursive_alias: catalog_with("retry: &a { default: *a }");
    deep_nesting: "[".repeat(300);
    api_name_in_snake_case: catalog_with("").replace("Acme", "acme_api");
    link_with_javascript_scheme: catalog_with("").replace("Acme", "Acme, docs: 'javascript:alert(1)'");
    unknown_placeholder_in_link: catalog_with("").replace("Acme", "Acme, docs: 'https://a.example/{cod}'");
    locator_as_json_path: catalog_with("").replace("/code", "$.error.code");
    pointer_with_lone_tilde: catalog_with("").replace("/code", "/a~b");
    invalid_header_name: catalog_with("").replace("/code", "'header:x y'");
    empty_list_of_locators: catalog_with("").replace("/code", "[]");
    unknown_unit: catalog_with("").replace("/error }", "/error, retry_after: { at: /a, unit: min } }");
    unknown_preset: catalog_with("").replace("{ code: /code, message: /error }", "problem+jsn");
    envelope_without_a_code: catalog_with("").replace("code: /code, ", "");
    header_in_partial_item: catalog_with("partial: { items: /a, failed: { header:x: y } }");
    partial_without_items: catalog_with("partial: { failed: { /status: failed } }");
    groups_as_map: catalog_with("groups: { access: { title: Access } }");
    duplicate_group: catalog_with("groups: [{ id: a, title: A }, { id: a, title: B }]");
    unknown_lint: catalog_with("lints: { empty-meanin: off }");
    unknown_lint_level: catalog_with("lints: { todo: never }");
    unknown_key_in_retry_table: catalog_with("retry: { 0xx: never }");
    catalog_without_entries: "errspec: 1\napi: { name: A }\nenvelope: { code: /c }\nerrors: []\n";
    entry_without_code_and_status: catalog("- { meaning: x, retry: never }");
    entry_without_meaning_and_retry: catalog("- { code: a, status: 400 }");
    misspelled_required_key: catalog("- { code: a, meanig: x, retry: never }");
    code_as_null: catalog("- { code: ~, meaning: x, retry: never }");
    code_as_map: catalog("- { code: { a: b }, meaning: x, retry: never }");
    status_class_with_code: catalog("- { code: a, status: 5xx, meaning: x, retry: never }");
    invalid_statuses: catalog("- { code: a, status: [99, 404, '404', teapot], meaning: x, retry: never }");
    empty_list_of_statuses: catalog("- { code: a, status: [], meaning: x, retry: never }");
    name_in_snake_case: catalog("- { code: a, name: not_found, meaning: x, retry: never }");
    underivable_name: catalog("- { code: '…', meaning: x, retry: never }");
    name_unrecognized: catalog("- { code: unrecognized, meaning: x, retry: never }");
    name_of_generated_type: catalog(
        "- { code: a, name: AcmeError, meaning: x, retry: never, fields: { b: string } }"
    );
    codes_with_equal_variants: catalog(
        "- { code: not-found, status: 404, meaning: x, retry: never }\n\
         - { code: not_found, status: 404, meaning: y, retry: never }\n\
         - { code: NOT_FOUND, status: 404, meaning: z, retry: never }"
    );
    one_code_at_two_statuses_without_names: catalog(
        "- { code: unauthorized, status: 401, meaning: x, retry: never }\n\
         - { code: unauthorized, status: 403, meaning: y, retry: never }"
    );
    duplicate_code_at_one_status: catalog(
        "- { code: not_found, status: 404, meaning: x, retry: never }\n\
         - { code: not_found, status: [400, 404], name: Other, meaning: y, retry: never }"
    );
    duplicate_code_without_status: catalog(
        "- { code: a, meaning: x, retry: never }\n- { code: a, name: B, meaning: y, retry: never }"
    );
    duplicate_status_without_code: catalog(
        "- { status: 500, meaning: x, retry: never }\n- { status: 500, name: B, meaning: y, retry: never }"
    );
    duplicate_class_without_code: catalog(
        "- { status: 5xx, meaning: x, retry: never }\n- { status: 5xx, name: B, meaning: y, retry: never }"
    );
    overlapping_conditions: catalog(
        "- { code: a, status: 400, match: { /x: 1 }, meaning: x, retry: never }\n\
         - { code: a, status: 400, name: B, match: { /y: 1 }, meaning: y, retry: never }"
    );
    empty_match: catalog("- { code: a, match: {}, meaning: x, retry: never }");
    reused_retired_code: catalog(
        "- { code: a, meaning: x, retry: never }\n- { code: a, meaning: y, retired: { since: '2' } }"
    );
    unknown_group: catalog("- { code: a, meaning: x, retry: never, group: auth }");
    misspelled_retry_hint: catalog("- { code: a, meaning: x, retry: nevr }");
    duration_without_unit: catalog("- { code: a, meaning: x, retry: after 60 }");
    retry_hint_without_duration: catalog("- { code: a, meaning: x, retry: backoff }");
    action_in_short_form: catalog("- { code: a, meaning: x, retry: action Reconnect }");
    hint_with_two_strategies: catalog("- { code: a, meaning: x, retry: { after: 5s, once: true } }");
    hint_without_strategy: catalog("- { code: a, meaning: x, retry: { processed: no } }");
    max_with_after: catalog("- { code: a, meaning: x, retry: { after: 5s, max: 1m } }");
    zero_retries: catalog("- { code: a, meaning: x, retry: { backoff: 5s, retries: 0 } }");
    duplicate_class_in_retry_table: catalog_with("retry: { 5xx: never, 5XX: once }");
    invalid_processed: catalog("- { code: a, meaning: x, retry: { once: true, processed: perhaps } }");
    yes_as_boolean: catalog("- { code: a, meaning: x, retry: { once: yes, throttled: yes } }");
    unknown_field_type: catalog("- { code: a, meaning: x, retry: never, fields: { b: strin } }");
    fields_with_equal_identifiers: catalog(
        "- { code: a, meaning: x, retry: never, fields: { usedBytes: integer, used_bytes: integer } }"
    );
    underivable_field_identifier: catalog("- { code: a, meaning: x, retry: never, fields: { '…': integer } }");
    unclosed_brace_in_template: catalog("- { code: a, meaning: x, retry: never, message: 'limit {limit' }");
    sensitive_field_in_message: catalog(
        "- code: a\n  meaning: x\n  retry: never\n  message: 'token {token}'\n  \
           fields: { token: { type: string, sensitive: true } }"
    );
    long_line_is_cut_around_the_problem: catalog(&format!(
        "- {{ code: a, meaning: '{}', retry: nevr, guidance: '{}' }}", "m".repeat(700), "g".repeat(700)
    ));
}

#[test]
fn problems_are_sorted_by_place() {
    let yaml = catalog(
        "- { code: a, meaning: x, retry: nevr }\n- { code: b, status: 999, meaning: x }\n- { cod: c, meaning: x }",
    );
    let problems = problems(&yaml);
    let lines: Vec<_> = problems.iter().map(|problem| problems.position(problem)).collect();
    assert!(lines.is_sorted() && lines.len() == 3, "{problems}");
}

#[test]
fn invalid_utf_8_is_reported_at_its_place() {
    let problems = Spec::parse(&Arena::new(), "errors.yaml", b"errspec: 1\napi: \xFF\n").unwrap_err();
    insta::assert_snapshot!(problems.to_string());
}

#[test]
fn byte_order_mark_and_crlf_are_ignored() {
    let yaml = catalog("- { code: a, meaning: x, retry: nevr }");
    let windows = format!("\u{FEFF}{}", yaml.replace('\n', "\r\n"));
    assert_eq!(problems(&windows).to_string(), problems(&yaml).to_string());
}

#[test]
fn exceeded_limits_are_reported() {
    let entry = "- { code: a, meaning: x, retry: never }\n";
    for (yaml, limit) in [
        (catalog(&entry.repeat(20_001)), "the limit is 20000"),
        (format!("# {}", "x".repeat(4 * 1024 * 1024)), "the limit is 4 MiB"),
        (laughs(), "aliases expand to more than 16 MiB"),
        (one_long_text_everywhere(), "aliases expand to more than 16 MiB"),
    ] {
        let text = problems(&yaml).to_string();
        assert!(text.contains(limit), "{text}");
    }
}

/// Ten lists, each of ten aliases of the one before.
fn laughs() -> String {
    (1..10).fold("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned(), |yaml, n| {
        format!("{yaml}a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", "))
    })
}

/// A hundred texts of a megabyte, of which one is written.
fn one_long_text_everywhere() -> String {
    let text = "x".repeat(1024 * 1024);
    let alias = "- { code: a, meaning: *a, retry: never }\n";
    catalog(&format!("- {{ code: a, meaning: &a {text}, retry: never }}\n{}", alias.repeat(99)))
}

#[test]
fn columns_count_characters() {
    let before = "é".repeat(3000);
    let problems = problems(&catalog(&format!("- {{ code: a, meaning: {before}, retry: nevr }}")));
    let columns: Vec<_> = problems.iter().map(|problem| problems.position(problem).1).collect();
    assert_eq!(columns, ["  - { code: a, meaning: , retry: ".len() + 3000 + 1]);
}

#[test]
fn colour_only_adds_escapes() {
    let problems = problems(&catalog("- { code: a, meaning: x, retry: nevr }"));
    let colored: String = problems.render(errspec_spec::Color::Ansi).collect();
    let mut plain = String::new();
    let mut rest = colored.as_str();
    while let Some((text, escape)) = rest.split_once('\u{1b}') {
        plain += text;
        rest = escape.split_once('m').unwrap().1;
    }
    assert!(colored.contains('\u{1b}'));
    assert_eq!(plain + rest, problems.to_string());
}

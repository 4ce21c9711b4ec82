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
    an_unknown_key_names_the_nearest: catalog_with("enveloppe: x");
    an_unknown_key_that_is_like_none: catalog_with("x: 1");
    a_key_that_stands_twice: catalog_with("api: { name: Other }");
    a_catalog_that_is_a_list: "- a";
    nothing_but_the_version: "errspec: 1";
    an_empty_file: "";
    another_format_version: catalog_with("").replace("errspec: 1", "errspec: 2");
    a_tab_in_the_indentation: catalog("- code: a\n\t  meaning: x\n");
    a_key_that_is_not_below_its_brothers: catalog("- code: a\n   meaning: x\n");
    a_colon_in_a_text: catalog("- code: a\n  meaning: Note: it is gone.\n");
    a_colon_without_a_space: "errspec:1\napi: { name: Acme }\n";
    a_text_that_begins_with_a_sign: catalog("- { code: a, meaning: @b }");
    a_forgotten_comma: catalog("- { code: a, status: 400 meaning: b }");
    quotes_that_stay_open: catalog("- code: a\n  meaning: \"It is gone.\n  retry: never\n");
    an_api_that_is_a_name: catalog_with("").replace("{ name: Acme }", "Acme");
    entries_without_dashes: "errspec: 1\napi: { name: A }\nenvelope: { code: /c }\nerrors: { code: a, meaning: x }\n";
    an_entry_that_is_a_code: catalog("- not_found");
    a_meaning_in_brackets: catalog("- { code: a, meaning: [x], retry: never }");
    a_deprecation_that_says_yes: catalog("- { code: a, meaning: x, retry: never, deprecated: true }");
    a_wait_alone: catalog("- { code: a, meaning: x, retry: 60s }");
    a_hint_that_says_no: catalog("- { code: a, meaning: x, retry: no }");
    an_envelope_that_is_a_place: catalog_with("").replace("{ code: /code, message: /error }", "/code");
    yaml_that_breaks_off: catalog_with("x: [");
    a_second_document: catalog_with("") + "---\na: 1\n";
    a_tag: catalog_with("retry: !include x.yaml");
    an_alias_without_an_anchor: catalog_with("retry: { default: *nothing }");
    an_alias_of_what_it_stands_in: catalog_with("retry: &a { default: *a }");
    nesting_without_end: "[".repeat(300);
    a_api_name_in_snake_case: catalog_with("").replace("Acme", "acme_api");
    a_link_that_runs_a_script: catalog_with("").replace("Acme", "Acme, docs: 'javascript:alert(1)'");
    a_link_with_an_unknown_placeholder: catalog_with("").replace("Acme", "Acme, docs: 'https://a.example/{cod}'");
    a_locator_in_dots: catalog_with("").replace("/code", "$.error.code");
    a_pointer_with_a_lone_tilde: catalog_with("").replace("/code", "/a~b");
    a_header_that_is_none: catalog_with("").replace("/code", "'header:x y'");
    an_empty_list_of_locators: catalog_with("").replace("/code", "[]");
    an_unknown_unit: catalog_with("").replace("/error }", "/error, retry_after: { at: /a, unit: min } }");
    an_unknown_preset: catalog_with("").replace("{ code: /code, message: /error }", "problem+jsn");
    an_envelope_without_a_code: catalog_with("").replace("code: /code, ", "");
    a_header_in_an_item: catalog_with("partial: { items: /a, failed: { header:x: y } }");
    a_partial_without_items: catalog_with("partial: { failed: { /status: failed } }");
    a_group_that_stands_twice: catalog_with("groups: [{ id: a, title: A }, { id: a, title: B }]");
    an_unknown_lint: catalog_with("lints: { empty-meanin: off }");
    an_unknown_level: catalog_with("lints: { todo: never }");
    a_retry_table_with_an_unknown_key: catalog_with("retry: { 6xx: never }");
    no_entries: "errspec: 1\napi: { name: A }\nenvelope: { code: /c }\nerrors: []\n";
    an_entry_with_neither_code_nor_status: catalog("- { meaning: x, retry: never }");
    an_entry_without_meaning_and_retry: catalog("- { code: a, status: 400 }");
    a_required_key_that_is_mistyped: catalog("- { code: a, meanig: x, retry: never }");
    a_code_that_is_null: catalog("- { code: ~, meaning: x, retry: never }");
    a_code_that_is_a_map: catalog("- { code: { a: b }, meaning: x, retry: never }");
    a_class_with_a_code: catalog("- { code: a, status: 5xx, meaning: x, retry: never }");
    statuses_that_are_none: catalog("- { code: a, status: [99, 404, '404', teapot], meaning: x, retry: never }");
    an_empty_list_of_statuses: catalog("- { code: a, status: [], meaning: x, retry: never }");
    a_name_in_snake_case: catalog("- { code: a, name: not_found, meaning: x, retry: never }");
    a_name_that_cannot_be_made: catalog("- { code: '…', meaning: x, retry: never }");
    a_name_that_is_generated_anyway: catalog("- { code: unrecognized, meaning: x, retry: never }");
    a_name_of_a_generated_type: catalog(
        "- { code: a, name: AcmeError, meaning: x, retry: never, fields: { b: string } }"
    );
    codes_that_are_one_variant: catalog(
        "- { code: not-found, status: 404, meaning: x, retry: never }\n\
         - { code: not_found, status: 404, meaning: y, retry: never }\n\
         - { code: NOT_FOUND, status: 404, meaning: z, retry: never }"
    );
    one_code_at_two_statuses_without_names: catalog(
        "- { code: unauthorized, status: 401, meaning: x, retry: never }\n\
         - { code: unauthorized, status: 403, meaning: y, retry: never }"
    );
    one_code_twice_at_a_status: catalog(
        "- { code: not_found, status: 404, meaning: x, retry: never }\n\
         - { code: not_found, status: [400, 404], name: Other, meaning: y, retry: never }"
    );
    one_code_twice_without_a_status: catalog(
        "- { code: a, meaning: x, retry: never }\n- { code: a, name: B, meaning: y, retry: never }"
    );
    one_status_twice_without_a_code: catalog(
        "- { status: 500, meaning: x, retry: never }\n- { status: 500, name: B, meaning: y, retry: never }"
    );
    one_class_twice_without_a_code: catalog(
        "- { status: 5xx, meaning: x, retry: never }\n- { status: 5xx, name: B, meaning: y, retry: never }"
    );
    conditions_that_can_hold_together: catalog(
        "- { code: a, status: 400, match: { /x: 1 }, meaning: x, retry: never }\n\
         - { code: a, status: 400, name: B, match: { /y: 1 }, meaning: y, retry: never }"
    );
    an_empty_match: catalog("- { code: a, match: {}, meaning: x, retry: never }");
    a_retired_code_that_is_used: catalog(
        "- { code: a, meaning: x, retry: never }\n- { code: a, meaning: y, retired: { since: '2' } }"
    );
    an_unknown_group: catalog("- { code: a, meaning: x, retry: never, group: auth }");
    a_hint_that_is_none: catalog("- { code: a, meaning: x, retry: nevr }");
    a_wait_without_a_unit: catalog("- { code: a, meaning: x, retry: after 60 }");
    a_wait_without_a_duration: catalog("- { code: a, meaning: x, retry: backoff }");
    an_action_in_short_form: catalog("- { code: a, meaning: x, retry: action Reconnect }");
    two_strategies: catalog("- { code: a, meaning: x, retry: { after: 5s, once: true } }");
    no_strategy: catalog("- { code: a, meaning: x, retry: { processed: no } }");
    a_maximum_of_a_wait: catalog("- { code: a, meaning: x, retry: { after: 5s, max: 1m } }");
    no_retries: catalog("- { code: a, meaning: x, retry: { backoff: 5s, retries: 0 } }");
    retries_by_their_old_name: catalog("- { code: a, meaning: x, retry: { backoff: 5s, attempts: 3 } }");
    target_by_its_old_name: catalog_with("partial: { items: /a, failed: { /b: c }, subject: /d }");
    class_of_the_retry_table_twice: catalog_with("retry: { 5xx: never, 5XX: once }");
    processed_perhaps: catalog("- { code: a, meaning: x, retry: { once: true, processed: perhaps } }");
    throttled_yes: catalog("- { code: a, meaning: x, retry: { once: yes, throttled: yes } }");
    an_unknown_type_of_field: catalog("- { code: a, meaning: x, retry: never, fields: { b: strin } }");
    fields_that_are_one_in_rust: catalog(
        "- { code: a, meaning: x, retry: never, fields: { usedBytes: integer, used_bytes: integer } }"
    );
    a_field_that_cannot_be_named: catalog("- { code: a, meaning: x, retry: never, fields: { '…': integer } }");
    a_template_that_breaks_off: catalog("- { code: a, meaning: x, retry: never, message: 'limit {limit' }");
    a_message_with_a_sensitive_field: catalog(
        "- code: a\n  meaning: x\n  retry: never\n  message: 'token {token}'\n  \
           fields: { token: { type: string, sensitive: true } }"
    );
    a_long_line_is_cut_around_the_problem: catalog(&format!(
        "- {{ code: a, meaning: '{}', retry: nevr, guidance: '{}' }}", "m".repeat(700), "g".repeat(700)
    ));
}

#[test]
fn all_problems_come_in_one_run_in_the_order_of_their_places() {
    let yaml = catalog(
        "- { code: a, meaning: x, retry: nevr }\n- { code: b, status: 999, meaning: x }\n- { cod: c, meaning: x }",
    );
    let problems = problems(&yaml);
    let lines: Vec<_> = problems.iter().map(|problem| problems.position(problem)).collect();
    assert!(lines.is_sorted() && lines.len() == 3, "{problems}");
}

#[test]
fn bytes_that_are_not_utf_8_are_reported_where_they_are() {
    let problems = Spec::parse(&Arena::new(), "errors.yaml", b"errspec: 1\napi: \xFF\n").unwrap_err();
    insta::assert_snapshot!(problems.to_string());
}

#[test]
fn a_byte_order_mark_and_crlf_are_read_as_if_they_were_not_there() {
    let yaml = catalog("- { code: a, meaning: x, retry: nevr }");
    let windows = format!("\u{FEFF}{}", yaml.replace('\n', "\r\n"));
    assert_eq!(problems(&windows).to_string(), problems(&yaml).to_string());
}

#[test]
fn limits_are_named() {
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
fn columns_count_characters_however_long_the_line() {
    let before = "é".repeat(3000);
    let problems = problems(&catalog(&format!("- {{ code: a, meaning: {before}, retry: nevr }}")));
    let columns: Vec<_> = problems.iter().map(|problem| problems.position(problem).1).collect();
    assert_eq!(columns, ["  - { code: a, meaning: , retry: ".len() + 3000 + 1]);
}

#[test]
fn colour_is_escapes_and_nothing_else() {
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

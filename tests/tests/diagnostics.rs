//! Every message about a catalog, as its author sees it.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use errspec_spec::vocabulary::CATALOG_RULES;
use errspec_spec::{Arena, Spec};
use errspec_tests::{catalog, catalog_with, problems, spec};

/// A test a catalog; its name says what is wrong.
macro_rules! reported {
    ($($name:ident: $yaml:expr;)*) => {$(
        #[test]
        fn $name() {
            insta::with_settings!({ description => "", omit_expression => true }, {
                let yaml = String::from($yaml);
                let problems = problems(&yaml);
                assert!(problems.iter().all(|problem| is_explained(problem.rule())), "{problems}");
                insta::assert_snapshot!(stringify!($name), problems.to_string());
            });
        }
    )*};
}

/// Returns whether the reference and `explain` have a rule.
fn is_explained(name: &str) -> bool {
    CATALOG_RULES.iter().any(|rule| rule.name == name)
}

reported! {
    misspelled_key: catalog_with("enveloppe: x");
    unknown_key: catalog_with("x: 1");
    key_of_another_map: catalog_with("details: { items: /errors, code: /code }\nmessage: /error");
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
    meaning_as_list_of_dashes: catalog("- code: a\n  meaning:\n    - x\n  retry: never");
    meaning_as_map: catalog("- code: a\n  meaning:\n    Note: x\n  retry: never");
    meaning_as_list: catalog("- { code: a, meaning: [x], retry: never }");
    deprecated_as_boolean: catalog("- { code: a, meaning: x, retry: never, deprecated: true }");
    duration_of_more_than_a_year: catalog("- { code: a, meaning: x, retry: after 366d }");
    duration_as_retry_hint: catalog("- { code: a, meaning: x, retry: 60s }");
    no_as_retry_hint: catalog("- { code: a, meaning: x, retry: no }");
    envelope_as_locator: catalog_with("").replace("{ code: /code, message: /error }", "/code");
    unclosed_bracket: catalog_with("x: [");
    second_document: catalog_with("") + "---\na: 1\n";
    tag: catalog_with("retry: !include x.yaml");
    tag_on_quoted_text: catalog("- { code: !!int \"404\", meaning: x, retry: never }");
    tag_on_block_text: catalog("- code: a\n  meaning: !text |\n    x\n  retry: never");
    tag_on_list: catalog("- { code: a, status: !!str [400], meaning: x, retry: never }");
    tag_on_map: catalog("- !error { code: a, meaning: x, retry: never }");
    tag_on_key: catalog("- { !!int code: a, meaning: x, retry: never }");
    tag_without_name: catalog("- { code: a, meaning: ! x, retry: never }");
    tag_on_boolean: catalog("- { code: a, meaning: x, retry: { once: !!bool true } }");
    merge_key: catalog("- &a { code: a, meaning: x, retry: never }\n- { <<: *a, code: b }");
    key_before_colon_on_another_line: catalog("- { code: a, meaning: x, retry\n: never }");
    key_on_several_lines: catalog("- { code: a, meaning\n \"x\", retry: never, status\n \"x\": 400 }");
    key_without_text: catalog("- { code: a, meaning: x, : never, retry: never }");
    anchor_with_quotes: catalog("- code: a\n  meaning: &'Foo' is gone.\n  retry: never");
    conflict_of_git: catalog("- { code: a, meaning: x, retry: never }").replace(
        "  - {", "<<<<<<< HEAD\n  - { code: b, meaning: y, retry: never }\n=======\n  - {"
    ) + ">>>>>>> main\n";
    conflict_of_git_in_brackets: catalog_with("groups: [\n<<<<<<< HEAD\n=======\n{ id: a }\n>>>>>>> main\n]");
    conflict_marker_left_over: catalog("- { code: a, meaning: x, retry: never }") + ">>>>>>> main\n";
    form_feed: catalog("- { code: a, meaning: x\u{c}y, retry: never }");
    zero_width_space_in_key: catalog("- { code: a, mean\u{200B}ing: x, retry: never }");
    zero_width_space_in_status: catalog("- { code: a, status: 404\u{200B}, meaning: x, retry: never }");
    zero_width_space_in_hint: catalog("- { code: a, meaning: x, retry: never\u{200B} }");
    no_break_space_after_colon: catalog("- { code:\u{A0}a, meaning: x, retry: never }");
    no_break_space_in_indentation: catalog("- code: a\n\u{A0} meaning: x\n  retry: never");
    text_starting_with_asterisk: catalog("- code: a\n  meaning: *This* is gone.\n  retry: never");
    text_starting_with_bracket: catalog("- code: a\n  meaning: [GET] is gone.\n  retry: never");
    text_starting_with_bracket_in_braces: catalog("- { code: a, meaning: [GET] is gone., retry: never }");
    text_starting_with_brace: catalog("- code: a\n  meaning: {id} is gone.\n  retry: never");
    text_starting_with_ampersand: catalog("- code: a\n  meaning: & is gone.\n  retry: never");
    text_starting_with_exclamation_mark: catalog("- code: a\n  meaning: !important it is.\n  retry: never");
    text_starting_with_percent_sign: catalog("- code: a\n  meaning: %s is gone.\n  retry: never");
    text_starting_with_backtick: catalog("- code: a\n  meaning: `id` is gone.\n  retry: never");
    text_starting_with_bar: catalog("- code: a\n  meaning: | is gone.\n  retry: never");
    text_starting_with_question_mark: catalog("- code: a\n  meaning: ? is gone.\n  retry: never");
    text_in_quotes_and_more: catalog("- code: a\n  meaning: \"This\" is gone.\n  retry: never");
    text_after_comment: catalog("- code: a\n  meaning: See #1\n    or else.\n  retry: never");
    text_in_asterisks: catalog("- { code: a, meaning: *gone*, retry: never }");
    alias_without_anchor: catalog_with("retry: { default: *nothing }");
    recursive_alias: catalog_with("retry: &a { default: *a }");
    deep_nesting: format!("errspec: 1\napi: {}", "[".repeat(300));
    api_name_in_snake_case: catalog_with("").replace("Acme", "acme_api");
    link_with_javascript_scheme: catalog_with("").replace("Acme", "Acme, docs: 'javascript:alert(1)'");
    unknown_placeholder_in_link: catalog_with("").replace("Acme", "Acme, docs: 'https://a.example/{cod}'");
    locator_as_json_path: catalog_with("").replace("/code", "$.error.code");
    locator_as_header_name: catalog_with("").replace("/code", "retry-after");
    locator_as_header_with_dot: catalog_with("").replace("/code", "Header.x-code");
    locator_as_boolean: catalog_with("").replace("/error }", "/error, should_retry: true }");
    locator_as_link: catalog_with("").replace("/error }", "/error, docs: 'https://acme.example' }");
    pointer_to_items_as_header: catalog_with("partial: { items: header:x, failed: /x }");
    between_without_a_first_mark: catalog_with("").replace("/error }", "{ at: /error, between: [null, x] } }");
    condition_without_a_place: catalog_with("").replace("/error }", "/error, failed_2xx: { not: { /ok: true } } }");
    condition_as_empty_list: catalog_with("").replace("/error }", "/error, failed_2xx: { /ok: [] } }");
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
    boolean_in_quotes: catalog("- { code: a, meaning: x, retry: { once: true, throttled: \"true\" } }");
    boolean_in_capitals: catalog("- { code: a, meaning: x, retry: { once: true, throttled: False } }");
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
    conditions_as_locator: catalog_with("").replace("code: /code", "code: { /ok: false }");
    list_as_place: catalog_with("").replace("/code", "{ at: [/code, /type] }");
    list_as_pointer: catalog_with("partial: { items: [/a, /b], failed: /error }");
    key_outside_of_target: catalog_with("partial: { items: /a, failed: /error, code: key }");
    body_in_item: catalog_with("partial: { items: /a, failed: body, message: body }");
    unit_without_wait: catalog_with("").replace("/code", "{ at: /code, unit: ms }");
    between_with_empty_mark: catalog_with("").replace("/code", "{ at: /code, between: ['(', ''] }");
    format_as_map: catalog_with("").replace("envelope: {", "envelope: { format: { json: true },");
    duplicate_format: catalog_with("").replace("envelope: {", "envelope: { format: [json, json],");
    null_among_codes: catalog("- { code: [a, null], meaning: x, retry: never }");
    null_among_causes: catalog("- { code: a, meaning: x, retry: never, causes: [null] }");
    prefix_as_null: catalog("- { code: a, meaning: x, retry: never, match: { /b: { prefix: null } } }");
    class_among_statuses: catalog("- { code: a, status: [404, 5xx], meaning: x, retry: never }");
    status_with_its_phrase: catalog("- { code: a, status: 404 Not Found, meaning: x, retry: never }");
    statuses_as_range_list_and_stars: catalog(
        "- { code: a, status: 400-499, meaning: x, retry: never }\n\
         - { code: b, status: '400, 404', meaning: x, retry: never }\n- { status: 4**, meaning: x, retry: never }"
    );
    retry_hints_in_other_words: catalog(
        "- { code: a, meaning: x, retry: true }\n- { code: b, meaning: x, retry: exponential }\n\
         - { code: c, meaning: x, retry: 3 }\n- { code: d, meaning: x, retry: Reconnect the account }\n\
         - { code: e, meaning: x, retry: backoff 1s max 30s }\n- { code: f, meaning: x, retry: maybe }"
    );
    durations_in_words: catalog(
        "- { code: a, meaning: x, retry: after 60 seconds }\n- { code: b, meaning: x, retry: { after: 1 min } }"
    );
    keys_of_other_formats: catalog(
        "- { code: a, http_status: 404, description: x, retry: never }\n\
         - { code: b, meaning: x, retry: never, fields: { at: datetime, sure: bool } }"
    );
    key_without_space: catalog("- code:a\n  meaning: x\n  retry: never");
    entries_that_are_not_indented: "errspec: 1\napi: { name: A }\nenvelope: { code: /c }\nerrors:\na: { meaning: x }\n";
    comment_that_hides_a_brace: catalog_with("").replace("/code", "#/code");
    openapi_document: "openapi: 3.1.0\ninfo: { title: X, version: 1 }\npaths: {}\n";
    locator_as_json_reference: catalog_with("").replace("/code", "'#/code'");
    long_line_is_cut_around_the_problem: catalog(&format!(
        "- {{ code: a, meaning: '{}', retry: nevr, guidance: '{}' }}", "m".repeat(700), "g".repeat(700)
    ));
}

/// A mistake is one problem: what follows from it isn't reported.
#[test]
fn consequences_are_not_reported() {
    for yaml in [
        catalog("- { code: *a, meaning: x, retry: never }"),
        catalog("- { status: *a, meaning: x, retry: never }"),
        catalog("- { code: a, meaning: x, retry: { once: !!bool true } }"),
        catalog("- { code: a, meanng: x, retry: never }"),
        catalog("- { code: a, meaning: x, retry: never, match: { { at: /b }: c } }"),
        catalog("- { code: a, meaning: x, retri: never }"),
        catalog("- { code: a, meaning: x, retry: { backof: 5s } }"),
        catalog("- { cod: a, meaning: x, retry: never }"),
        catalog(
            "- { code: a, meaning: x, retry: never }\n- { code: a, meaning: x, retry: never, mtch: { /a: 1 } }",
        ),
        catalog(
            "- { code: a, meaning: x, retry: never }\n- { code: a, meaning: x, retry: never, match: { a: 1 } }",
        ),
        catalog("- { code: a, meaning: x, retry: never }\n- { code: a, meaning: x, retird: {} }"),
        catalog("- &a { code: a, meaning: x, retry: never }\n- { <<: [*a], code: b }"),
        catalog_with("").replace("envelope: { code", "envelope: { cod"),
        catalog_with("").replace("errors", "retry: { 4xx: nevr }\nerrors").replace(", retry: never", ""),
        catalog_with("").replace("errors", "retri: { 4xx: never }\nerrors").replace(", retry: never", ""),
        catalog_with("").replace("errors", "retry: *a\nerrors").replace(", retry: never", ""),
        catalog_with("").replace("retry: never", "retry: never, group: a") + "grops: [{ id: a }]",
        catalog_with("").replace("retry: never", "retry: never, group: a") + "groups: [{ ide: a }]",
    ] {
        let problems = problems(&yaml);
        assert_eq!(problems.iter().len(), 1, "{yaml}\n{problems}");
    }
}

fn write_numbered(count: usize, line: fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

/// Every phase of these takes minutes if it compares all with all.
#[test]
fn large_catalogs_are_checked_in_time() {
    let many = |entry| catalog(&write_numbered(20_000, entry));
    let groups = write_numbered(20_000, |number| format!("  - {{ id: group{number} }}\n"));
    let of_one_code = many(|number| {
        let conditions = format!("{{ /a: {number}, /b{number}: 1 }}");
        format!("- {{ code: a, name: A{number}, meaning: x, retry: never, match: {conditions} }}\n")
    });
    assert_eq!(spec(&of_one_code).entries().len(), 20_000);
    let of_unknown_groups =
        many(|number| format!("- {{ code: a{number}, meaning: x, retry: never, group: grup{number} }}\n"));
    let yaml = of_unknown_groups.replacen("errors:", &format!("groups:\n{groups}errors:"), 1);
    assert_eq!(problems(&yaml).iter().len(), 20_000);
}

#[test]
fn first_hundred_problems_are_shown() {
    let entries = write_numbered(120, |number| format!("- {{ code: a{number}, meaning: x, retry: nevr }}\n"));
    let problems = problems(&catalog(&entries));
    let shown: Vec<_> = problems.render(errspec_spec::Color::Plain).collect();
    assert_eq!(shown.len(), 101);
    assert_eq!(shown[100], "error: 20 more problems are not shown");
    assert_eq!(problems.iter().len(), 120);
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
        (laughs(), "aliases expand to more than 4 MiB"),
        (one_long_text_everywhere(), "aliases expand to more than 4 MiB"),
    ] {
        let text = problems(&yaml).to_string();
        assert!(text.contains(limit), "{text}");
    }
}

#[test]
fn text_and_members_at_one_place_tell_entries_of_json_apart() {
    let around = |format: &str, first: &str, second: &str| {
        let entry = |name: &str, on: &str| {
            format!("{{ code: a, name: {name}, meaning: x, retry: never, match: {on} }}")
        };
        let entries = [entry("A", first), entry("B", second)].join(", ");
        format!(
            "errspec: 1\napi: {{ name: Acme }}\nenvelope: {{ code: /code, format: {format} }}\nerrors: [{entries}]\n"
        )
    };
    let is_clean = |yaml: &str| {
        errspec_spec::Spec::parse(&errspec_spec::Arena::new(), "errors.yaml", yaml.as_bytes()).is_ok()
    };
    for second in ["{ /x/y: 1 }", "{ /x/y/z: [1, 2] }"] {
        for first in ["{ /x: 1 }", "{ /x: null }"] {
            assert!(
                is_clean(&around("json", first, second)) && is_clean(&around("json", second, first)),
                "{first} {second}"
            );
        }
    }
    assert!(!is_clean(&around("json", "{ /x: 1 }", "{ /x/y: null }")));
    assert!(!is_clean(&around("json", "{ /x/z: 1 }", "{ /x/y: 1 }")));
    assert!(!is_clean(&around("json", "{ /xx: 1 }", "{ /x/y: 1 }")));
    assert!(!is_clean(&around("[json, xml]", "{ /x: 1 }", "{ /x/@y: 1 }")));
}

#[test]
fn wildcards_of_other_notations_are_no_pointers() {
    for (pointer, help) in [("/errors[*]/code", "/errors/*/code"), ("/**/code", "/*/code")] {
        let text =
            problems(&errspec_tests::catalog_around(&format!("{{ code: '{pointer}' }}"), &["code: a"]))
                .to_string();
        assert!(
            text.contains(&format!("invalid JSON Pointer `{pointer}`"))
                && text.contains(&format!("write `{help}`")),
            "{text}"
        );
    }
}

#[test]
fn places_are_limited_wherever_they_are_looked_at() {
    let list = |behind: &str| {
        (0..=65_535).map(|number| format!("/p{number}{behind}")).collect::<Vec<_>>().join(", ")
    };
    let (places, conditions) = (list(""), list(": 1"));
    let around = |envelope: &str, top: &str, entry: &str| {
        let entry = format!("{{ code: a, meaning: x, retry: never{entry} }}");
        format!(
            "errspec: 1\napi: {{ name: Acme }}\nenvelope: {{ code: /code{envelope} }}\n{top}\nerrors: [{entry}]\n"
        )
    };
    for yaml in [
        around(&format!(", message: [{places}]"), "", ""),
        around(&format!(", message: [{places}]"), "", ", retired: { since: 1 }"),
        around(&format!(", failed_2xx: {{ {conditions} }}"), "", ""),
        around(&format!(", details: {{ items: /d, target: [{places}] }}"), "", ""),
        around("", &format!("partial: {{ items: /d, failed: {{ {conditions} }} }}"), ""),
        around("", "", &format!(", match: {{ {conditions} }}")),
        around(
            "",
            "",
            &format!(", fields: {{ f: {{ type: string, at: {{ at: /f, when: {{ {conditions} }} }} }} }}"),
        ),
    ] {
        let text = problems(&yaml).to_string();
        assert!(text.contains("too many places in a body: the limit is 65535"), "{text:.500}");
    }
}

/// Ten lists, each of ten aliases of the one before.
fn laughs() -> String {
    (1..10).fold("errspec: 1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned(), |yaml, n| {
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

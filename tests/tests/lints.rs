//! What is allowed and seldom meant, as `check` reports it.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use errspec_spec::{Problem, Severity};
use errspec_tests::{catalog, catalog_around, spec};

/// The warnings of a catalog, rendered.
fn warnings(yaml: &str) -> String {
    spec(yaml).warnings().to_string()
}

macro_rules! warned {
    ($($name:ident: $yaml:expr;)*) => {$(
        #[test]
        fn $name() {
            insta::with_settings!({ omit_expression => true }, {
                insta::assert_snapshot!(stringify!($name), warnings(&catalog($yaml)));
            });
        }
    )*};
}

warned! {
    empty_meaning: "- { code: a, meaning: '', retry: never }";
    meaning_repeats_code: "- { code: not_found, meaning: Not found., retry: never }";
    duplicate_meaning:
        "- { code: a, meaning: It is gone., retry: never }\n- { code: b, meaning: it is gone, retry: never }";
    todo_in_text: "- { code: a, meaning: 'TODO: say when', retry: never }";
    todo_in_causes_and_user_messages:
        "- { code: a, meaning: x, causes: [It is old., TODO], retry: never }\n\
         - { code: b, meaning: y, user_message: TODO, retry: never }";
    second_code_that_looks_odd: "- { code: [a, 'b*'], meaning: x, retry: never }";
    comments_that_say_todo:
        "# TODO: the others\n- { code: a, meaning: 'TODO#1', retry: never } # TODO\n\
         - { code: '# TODO', name: B, meaning: Half a TODOS., retry: never } # a todo is none";
    throttling_without_wait: "- { code: a, status: 429, meaning: Too fast., retry: never }";
    server_error_never_retried: "- { status: 5xx, meaning: It broke., retry: never }";
    client_error_with_backoff: "- { code: a, status: [408, 422], meaning: It is wrong., retry: backoff 1s }";
    client_error_class_with_backoff: "- { status: 4xx, meaning: It is wrong., retry: backoff 1s }";
    codes_of_several_styles:
        "- { code: not_found, meaning: x, retry: never }\n- { code: is_gone, meaning: y, retry: never }\n\
         - { code: TOO_LARGE, meaning: z, retry: never }\n- { code: tooSmall, meaning: w, retry: never }\n\
         - { code: Too Odd, meaning: v, retry: never }";
    template_with_a_name_that_is_no_field:
        "- { code: a, meaning: x, retry: never, message: 'limit {limt}', fields: { limit: integer } }";
    placeholders_of_other_templates:
        "- { code: a, meaning: x, retry: never, message: 'no ${id}', fields: { id: string } }\n\
         - { code: b, meaning: y, retry: never, message: '{id} of {{user}}', fields: { id: string, user: string } }\n\
         - { code: c, meaning: z, retry: never, message: '%s is gone' }\n\
         - { code: d, meaning: w, retry: never, message: '{{id}} is gone' }\n\
         - { code: e, meaning: v, retry: never, message: '{id} isn''t {{set}}, 100%', fields: { id: string } }";
    action_without_guidance: "- { code: a, meaning: x, retry: { action: Call us. } }";
    codes_that_look_odd:
        "- { code: 'a ', meaning: x, retry: never }\n- { code: \"'b'\", meaning: y, retry: never }\n\
         - { code: [card, 'card_*'], meaning: z, retry: never }\n- { code: \"d\u{200B}\", meaning: w, retry: never }";
    conditions_that_look_like_booleans:
        "- { code: a, meaning: x, retry: never, match: { /a: False, /b: No, /c: 'No', /d: false, header:e: No } }";
    entries_at_successes:
        "- { code: a, status: [400, 201], meaning: x, retry: never }\n- { status: 2xx, meaning: y, retry: never }\n\
         - { code: c, status: 101, meaning: z, retry: never }\n- { code: d, status: 304, meaning: w, retry: never }";
    texts_cut_off_by_comments:
        "- code: a # as documented\n  meaning: See issue #12.\n  guidance: Ask them # or wait\n  since: 2 # or 3\n  \
           retry: never\n- code: b\n  meaning: It is gone. # says the API\n  retry: never";
    causes_cut_off_by_comments:
        "- code: a\n  meaning: x\n  causes:\n    - Issue #12 is open.\n    - It is old. # or so\n  retry: never";
    text_starting_with_ampersand: "- code: a\n  meaning: &C is gone.\n  retry: never";
    replacement_that_is_not_there:
        "- { code: a, meaning: x, retry: never, deprecated: { use: gome } }\n- { code: gone, meaning: y, retry: never }";
}

#[test]
fn entry_that_no_response_becomes_is_reported_once() {
    let shadowed = "- { code: a, meaning: x, retry: never, match: { /b/*: 1 } }\n\
                    - { code: a, name: C, meaning: y, retry: never, match: { /b/*: 1 } }";
    for (rule, entries) in [
        ("never-decoded", "- { code: a, status: 201, meaning: x, retry: never }"),
        ("unreachable-entry", shadowed),
    ] {
        let warnings: Vec<_> = spec(&catalog(entries)).warnings().iter().map(Problem::rule).collect();
        assert_eq!(warnings, [rule]);
    }
}

#[test]
fn what_excludes_a_value_covers_every_other_one() {
    let rules = |first: &str, second: &str| {
        let yaml = catalog(&format!(
            "- {{ code: a, meaning: x, retry: never, match: {{ {first} }} }}\n\
             - {{ code: a, name: B, meaning: y, retry: never, match: {{ {second} }} }}"
        ));
        spec(&yaml).warnings().iter().map(Problem::rule).collect::<Vec<_>>()
    };
    for (first, second) in [
        ("/b: { not: null }", "/b: c"),
        ("/b: { not: c }", "/b: [d, null]"),
        ("/b: { not: { prefix: c } }", "/b: { prefix: d }"),
    ] {
        assert_eq!(rules(first, second), ["unreachable-entry"], "{first}, {second}");
    }
    for (first, second) in [
        ("/b: { not: c }", "/b: [c, d]"),
        ("/b: { not: { contains: c } }", "/b: { prefix: d }"),
        ("/b/*: { not: c }", "/b/*: d"),
        ("header:b: { not: c }", "header:b: d"),
    ] {
        assert!(!rules(first, second).contains(&"unreachable-entry"), "{first}, {second}");
    }
}

/// The rules that warn of a catalog whose table of hints is `table`.
fn find_rules(table: &str, entries: &str) -> Vec<&'static str> {
    let yaml = catalog(entries).replace("errors:", &format!("retry: {table}\nerrors:"));
    spec(&yaml).warnings().iter().map(errspec_spec::Problem::rule).collect()
}

#[test]
fn each_status_is_judged_by_the_hint_in_force_for_it() {
    let entry = |statuses: &str| format!("- {{ code: a, status: {statuses}, meaning: It is wrong. }}");
    let table = "{ 4xx: never, 5xx: backoff 1s, 502: never, 404: backoff 1s, 429: never }";
    for (statuses, rules) in [
        ("[400, 503]", vec![]),
        ("[503, 400]", vec![]),
        ("[503, 404]", vec!["client-error-backoff"]),
        ("[400, 502]", vec!["server-error-never"]),
        ("[404, 502]", vec!["client-error-backoff", "server-error-never"]),
        ("[503, 429]", vec!["throttled-without-wait"]),
    ] {
        assert_eq!(find_rules(table, &entry(statuses)), rules, "{statuses}");
    }
    let table = "{ 403: { action: Ask. }, 4xx: never }";
    assert_eq!(find_rules(table, &entry("[401, 403]")), ["action-without-guidance"]);
}

#[test]
fn class_is_judged_by_its_own_hint() {
    let entry = "- { status: 4xx, meaning: It is wrong. }";
    assert_eq!(find_rules("{ 400: never, 4xx: backoff 1s }", entry), ["client-error-backoff"]);
    assert!(find_rules("{ 400: backoff 1s, 4xx: never }", entry).is_empty());
}

#[test]
fn statuses_that_the_hint_suits_are_no_warning() {
    for (statuses, hint) in [
        ("[501, 505, 506, 507, 508, 510, 511, 526, 530]", "never"),
        ("[408, 409, 421, 423, 425]", "backoff 1s"),
    ] {
        let entry = format!("- {{ code: a, status: {statuses}, meaning: It is wrong., retry: {hint} }}");
        assert!(find_rules("{}", &entry).is_empty(), "{statuses}");
    }
}

#[test]
fn field_without_a_place_of_its_own_cannot_be_sent() {
    let is_sendable = |field: &str| {
        let yaml = catalog_around(
            "{ code: /code, message: /error, failed_2xx: { /ok: false } }",
            &[&format!("code: a, status: 400, match: {{ /b: 1 }}, fields: {{ f: {field} }}")],
        );
        let warnings = warnings(&yaml);
        assert!(
            warnings.is_empty() || warnings.contains("the field `f` of code `a` at status 400"),
            "{warnings}"
        );
        warnings.is_empty()
    };
    for field in [
        "string",
        "{ type: json, at: /m/n }",
        "{ type: number, at: header:x-f }",
        "{ type: string, at: '/list/*/f' }",
        "{ type: unsigned, at: { at: /text, after: 'at most ' } }",
        "{ type: boolean, at: { at: /f, when: { /b: 1 } } }",
        "{ type: string, at: { at: /f, when: { /g: 1 } } }",
    ] {
        assert!(is_sendable(field), "{field}");
    }
    for field in [
        "{ type: string, at: body }",
        "{ type: string, at: /code }",
        "{ type: string, at: { at: /error, after: ': ' } }",
        "{ type: integer, at: /code/inside }",
        "{ type: boolean, at: /b }",
        "{ type: string, at: { at: /f, when: { /b: 2 } } }",
    ] {
        assert!(!is_sendable(field), "{field}");
    }
}

#[test]
fn entries_of_which_too_many_are_alike() {
    let warn = |count: usize| {
        let entries = (0..count).map(|number| format!("code: c, name: N{number}, match: {{ /k: {number} }}"));
        let entries: Vec<_> = entries.collect();
        let entries: Vec<_> = entries.iter().map(String::as_str).collect();
        // The usual way, in which the code isn't between brackets, is decoded as nothing.
        let yaml = catalog_around("{ code: { at: /error, between: ['[', ']'] } }", &entries);
        let spec = spec(&yaml);
        spec.warnings().iter().filter(|problem| problem.rule() == "cannot-be-sent").count()
    };
    assert_eq!([warn(100), warn(2_000)], [0, 1]);
}

#[test]
fn clean_catalog_has_no_warnings() {
    let yaml = catalog(
        "- { code: a, status: 501, meaning: Not offered., retry: never }\n\
         - { code: b, status: 409, meaning: A conflict., retry: backoff 1s }\n\
         - { code: c, status: 429, meaning: Used up., retry: { action: Upgrade. }, guidance: In the shop. }\n\
         - { code: urn:a:b, meaning: A URN., retry: never, deprecated: { use: C } }\n\
         - { code: d, meaning: Gone., retired: { use: a } }",
    );
    assert_eq!(warnings(&yaml), "");
    assert_eq!(warnings(include_str!("../../spec/errors.yaml")), "");
    assert_eq!(warnings(include_str!("../../spec/social-syncer.yaml")), "");
}

/// The entries of the example in `FORMAT.md` say in their names which lint finds them.
#[test]
fn lints_find_what_the_reference_shows() {
    let format = include_str!("../../spec/FORMAT.md");
    let (_, example) =
        format.split_once("\nfor each entry the lint that it is named after:\n\n```yaml\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    let spec = spec(example);
    let rules: Vec<_> = spec.warnings().iter().map(|problem| problem.rule().replace('-', "")).collect();
    let names: Vec<_> = spec.entries().iter().map(|entry| entry.data().name().to_lowercase()).collect();
    assert_eq!(rules, names);
}

#[test]
fn successes_can_be_errors_where_the_catalog_says_it() {
    let yaml = catalog("- { code: a, status: 200, meaning: x, retry: never }");
    assert_eq!(warnings(&yaml.replace("/error }", "/error, failed_2xx: { /ok: false } }")), "");
    let partial = "partial: { items: /a, failed: { /ok: false }, code: /code }\nerrors:";
    assert_eq!(warnings(&yaml.replace("errors:", partial)), "");
}

#[test]
fn lint_level_is_the_catalogs() {
    let yaml = catalog("- { code: a, meaning: TODO, retry: never }");
    let at = |level: &str| {
        let spec = spec(&yaml.replace("errors:", &format!("lints: {{ todo: {level} }}\nerrors:")));
        spec.warnings().iter().map(|problem| (problem.rule(), problem.severity())).collect::<Vec<_>>()
    };
    assert_eq!(at("warn"), [("todo", Severity::Warning)]);
    assert_eq!(at("deny"), [("todo", Severity::Error)]);
    assert_eq!(at("off"), []);
}

//! What changed between two versions of a catalog, and the version that it needs: every rule of the table.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::collections::BTreeSet;

use errspec_diff::{Bump, Change, RULES, Verdict, diff, diff_markdown};
use errspec_tests::{catalog, spec};

const FORMAT: &str = include_str!("../../spec/FORMAT.md");

/// Two versions and what makes them differ.
struct Case {
    rule: &'static str,
    old: String,
    new: String,
    message: &'static str,
}

/// Two lists of entries.
fn entries(rule: &'static str, old: &str, new: &str, message: &'static str) -> Case {
    Case { rule, old: catalog(old), new: catalog(new), message }
}

/// Two versions of an entry, but for what all of them have.
fn entry(rule: &'static str, old: &str, new: &str, message: &'static str) -> Case {
    let whole = |rest: &str| format!("- {{ meaning: It is gone., {rest} }}");
    entries(rule, &whole(old), &whole(new), message)
}

/// Two tops of a catalog.
fn top(rule: &'static str, old: &str, new: &str, message: &'static str) -> Case {
    let whole = |top: &str| {
        let envelope = if top.contains("envelope:") { "" } else { "envelope: { code: /code }\n" };
        let api = if top.contains("api:") { "" } else { "api: { name: Acme }\n" };
        let entry = "errors: [{ code: gone, status: 410, meaning: It is gone., retry: never }]\n";
        format!("errspec: 1\n{api}{envelope}{top}\n{entry}")
    };
    Case { rule, old: whole(old), new: whole(new), message }
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn cases() -> Vec<Case> {
    const GONE: &str = "- { code: gone, status: 410, meaning: It is gone., retry: never }";
    const LEFT: &str = "- { code: left, status: 404, meaning: It left., retry: never }";
    const GONE_RETIRED: &str = "- { code: gone, status: 410, meaning: It is gone., retired: {} }";
    let both = format!("{GONE}\n{LEFT}");
    let retired = format!("{GONE_RETIRED}\n{LEFT}");
    vec![
        entries("code-reused", &retired, &both, "code `gone` is retired and used again"),
        entries("entry-removed", &both, LEFT, "is gone"),
        entries("entry-retired", &both, &retired, "is retired"),
        entry(
            "code-changed",
            "code: gone, name: Gone, status: 410, retry: never",
            "code: left, name: Gone, status: 410, retry: never",
            "`code`: `gone` → `left`",
        ),
        entry(
            "code-form",
            "code: 7, retry: never",
            "code: '7', retry: never",
            "`code`: an integer → a string",
        ),
        entry(
            "status-changed",
            "code: gone, status: 410, retry: never",
            "code: gone, status: 404, retry: never",
            "`status`: `410` → `404`",
        ),
        entry(
            "name-changed",
            "code: gone, retry: never",
            "code: gone, name: Left, retry: never",
            "`name`: `Gone` → `Left`",
        ),
        entry(
            "match-changed",
            "code: gone, match: { /a: 1 }, retry: never",
            "code: gone, match: { /a: 2 }, retry: never",
            "`match`: `{ /a: 1 }` → `{ /a: 2 }`",
        ),
        entry(
            "field-removed",
            "code: gone, retry: never, fields: { a: string, b: json }",
            "code: gone, retry: never, fields: { a: string }",
            "field `b` is gone",
        ),
        entry(
            "field-type",
            "code: gone, retry: never, fields: { a: integer }",
            "code: gone, retry: never, fields: { a: unsigned }",
            "field `a`: `integer` → `unsigned`",
        ),
        entry(
            "field-moved",
            "code: gone, retry: never, fields: { a: integer }",
            "code: gone, retry: never, fields: { a: { type: integer, at: header:a } }",
            "field `a`: at `/a` → `header:a`",
        ),
        entry(
            "retry-turned",
            "code: gone, retry: once",
            "code: gone, retry: { action: Call us. }",
            "`once` → `action`",
        ),
        entry(
            "retry-processed",
            "code: gone, status: 500, retry: once",
            "code: gone, status: 500, retry: { once: true, processed: no }",
            "`processed`: `maybe` → `no`",
        ),
        entry(
            "retry-action-id",
            "code: gone, retry: { action: Call us., id: call }",
            "code: gone, retry: { action: Call us., id: phone }",
            "the id of the action: `call` → `phone`",
        ),
        top(
            "envelope-changed",
            "envelope: { code: /code }",
            "envelope: { code: { at: /code, after: '#' } }",
            "`envelope.code`: `/code` → `{ at: /code, after: \"#\" }`",
        ),
        top("partial-removed", "partial: { items: /a, failed: { /ok: false } }", "", "`partial`"),
        top(
            "partial-changed",
            "partial: { items: /a, failed: { /ok: false } }",
            "partial: { items: /b, failed: { /ok: false } }",
            "`partial.items`: `/a` → `/b`",
        ),
        top("api-renamed", "api: { name: Acme }", "api: { name: Emca }", "the API's name: `Acme` → `Emca`"),
        entries("entry-added", LEFT, &both, "is new"),
        entry(
            "entry-deprecated",
            "code: gone, retry: never",
            "code: gone, retry: never, deprecated: { use: left }",
            "is deprecated, in favour of `left`",
        ),
        entry(
            "field-added",
            "code: gone, retry: never, fields: { a: string }",
            "code: gone, retry: never, fields: { a: string, b: json }",
            "field `b` is new",
        ),
        top("partial-added", "", "partial: { items: /a, failed: { /ok: false } }", "`partial`"),
        entry("retry-pace", "code: gone, retry: after 1s", "code: gone, retry: once", "`after 1s` → `once`"),
        entry(
            "retry-throttled",
            "code: gone, retry: once",
            "code: gone, retry: { once: true, throttled: true }",
            "`throttled`: `false` → `true`",
        ),
        entry(
            "retry-action",
            "code: gone, retry: { action: Call us. }",
            "code: gone, retry: { action: Write to us. }",
            "the action is now: Write to us.",
        ),
        entry(
            "deprecation-withdrawn",
            "code: gone, retry: never, deprecated: {}",
            "code: gone, retry: never",
            "is no longer deprecated",
        ),
        entries("retired-added", LEFT, &retired, "is listed as retired"),
        entries("retired-removed", &retired, LEFT, "is no longer listed as retired"),
        entry(
            "field-sensitive",
            "code: gone, retry: never, fields: { a: string }",
            "code: gone, retry: never, fields: { a: { type: string, sensitive: true } }",
            "field `a` is sensitive",
        ),
        entry(
            "status-order",
            "code: gone, retry: never, status: [410, 404, 403]",
            "code: gone, retry: never, status: [410, 403, 404]",
            "`status`: `[410, 404, 403]` → `[410, 403, 404]`",
        ),
        top("groups-changed", "", "groups: [{ id: a, title: A }]", "`groups`"),
        entry(
            "texts-changed",
            "code: gone, retry: never",
            "code: gone, retry: never, guidance: Look elsewhere., since: 2",
            "guidance, since",
        ),
        entries("order-changed", &both, &format!("{LEFT}\n{GONE}"), "entries stand in another order"),
        top("api-texts", "", "api: { name: Acme, version: 2 }", "the API's `version`"),
        top("lints-changed", "", "lints: { todo: deny }", "`lints`"),
    ]
}

/// The changes as their rules and messages.
fn found(changes: &[Change]) -> Vec<(&str, &str)> {
    changes.iter().map(|change| (change.rule().id(), change.message())).collect()
}

fn between(old: &str, new: &str) -> Vec<Change> {
    diff(&spec(&catalog(old)), &spec(&catalog(new)))
}

#[test]
fn each_rule_finds_its_change_and_no_other_does() {
    for Case { rule, old, new, message } in cases() {
        assert_eq!(found(&diff(&spec(&old), &spec(&new))), [(rule, message)]);
    }
}

#[test]
fn each_rule_has_a_test() {
    let whole = [Change::catalog_added(), Change::catalog_removed()].map(|change| change.rule().id());
    let tested: BTreeSet<_> = cases().iter().map(|case| case.rule).chain(whole).collect();
    assert_eq!(tested, RULES.iter().map(|rule| rule.id()).collect());
}

#[test]
fn reference_has_a_row_for_each_rule() {
    for rule in RULES {
        let version = match rule.verdict() {
            Verdict::Forbidden => "never".to_owned(),
            Verdict::Allowed => rule.bump().to_string(),
        };
        let (id, kind, decoding, sending) = (rule.id(), rule.kind(), rule.decoding(), rule.sending());
        let row = format!("| `{id}` | {kind} | {version} | {decoding} | {sending} |\n");
        assert!(FORMAT.contains(&row), "FORMAT.md lacks\n{row}");
    }
}

#[test]
fn rules_are_ordered_by_bump() {
    assert!(
        RULES.is_sorted_by(|one, other| { (one.verdict(), one.bump()) >= (other.verdict(), other.bump()) })
    );
}

#[test]
fn catalog_does_not_differ_from_itself() {
    for yaml in [
        include_str!("../../spec/errors.yaml"),
        include_str!("../../spec/social-syncer.yaml"),
        include_str!("../catalogs/everything.yaml"),
        include_str!("../catalogs/hostile.yaml"),
    ] {
        assert_eq!(found(&diff(&spec(yaml), &spec(yaml))), []);
    }
}

#[test]
fn one_code_at_two_statuses_is_two_entries() {
    let both = "- { code: unauthorized, status: 401, meaning: a, retry: never }\n\
                - { code: unauthorized, status: 403, name: State, meaning: b, retry: never }";
    assert_eq!(
        found(&between(both, &both.replace("401", "400"))),
        [("status-changed", "`status`: `401` → `400`")]
    );
    let swapped = both.replace("401", "x").replace("403", "401").replace('x', "403");
    let changes = between(both, &swapped);
    let rules: Vec<_> = changes.iter().map(|change| change.rule().id()).collect();
    assert_eq!(rules, ["name-changed", "name-changed", "texts-changed", "texts-changed", "order-changed"]);
}

#[test]
fn code_and_a_status_that_change_together_are_found_by_the_name() {
    let changes = between(
        "- { code: gone, status: 410, meaning: a, retry: never }",
        "- { code: left, status: 404, name: Gone, meaning: a, retry: never }",
    );
    assert_eq!(
        found(&changes),
        [("code-changed", "`code`: `gone` → `left`"), ("status-changed", "`status`: `410` → `404`")]
    );
}

#[test]
fn existing_entry_reusing_a_retired_code_is_reported() {
    let changes = between(
        "- { code: gone, meaning: a, retired: {} }\n- { code: left, name: Left, meaning: b, retry: never }",
        "- { code: gone, name: Left, meaning: b, retry: never }",
    );
    assert_eq!(
        changes.iter().map(|change| change.rule().id()).collect::<Vec<_>>(),
        ["code-reused", "code-changed"]
    );
    assert_eq!(changes[0].rule().verdict(), Verdict::Forbidden);
}

#[test]
fn entries_on_one_line_are_told_apart() {
    let list = |entries: &str| {
        spec(&format!(
            "errspec: 1\napi: {{ name: Acme }}\nenvelope: {{ code: /c }}\nretry: {{ default: never }}\nerrors: [{entries}]\n"
        ))
    };
    let (a, b) = ("{ code: a, meaning: A }", "{ code: b, meaning: B }");
    assert_eq!(found(&diff(&list(&format!("{a}, {b}")), &list(a))), [("entry-removed", "is gone")]);
    assert_eq!(found(&diff(&list(a), &list(&format!("{a}, {b}")))), [("entry-added", "is new")]);
}

#[test]
fn retry_table_counts_for_entries_and_unrecognized_errors() {
    let with = |retry: &str| {
        spec(&format!(
            "errspec: 1\napi: {{ name: Acme }}\nenvelope: {{ code: /c }}\nretry: {retry}\n\
             errors: [{{ code: busy, status: 503, meaning: M. }}]\n"
        ))
    };
    let changes = diff(&with("{ 5xx: once, timeout: once }"), &with("{ 5xx: never, default: never }"));
    assert_eq!(
        found(&changes),
        [
            ("retry-turned", "unrecognized errors at 5xx: `once` → `never`"),
            ("retry-turned", "no response in time: `once` → `none`"),
            ("retry-turned", "`once` → `never`"),
        ]
    );
    // A hint in another place is the same hint.
    assert_eq!(found(&diff(&with("{ 5xx: once, default: never }"), &with("{ 5xx: once }"))), []);
}

#[test]
fn first_field_makes_the_variant_hold_a_struct() {
    let changes = between(
        "- { code: gone, meaning: a, retry: never }",
        "- { code: gone, meaning: a, retry: never, fields: { a: string } }",
    );
    assert_eq!(
        found(&changes),
        [(
            "field-added",
            "field `a` is new; the variant holds a struct now, which derefs to `ErrorResponse`"
        )]
    );
    assert_eq!(changes[0].rule().bump(), Bump::Minor);
}

#[test]
fn renamed_field_is_the_same_if_identifier_and_place_are() {
    let with = |fields: &str| format!("- {{ code: gone, meaning: a, retry: never, fields: {{ {fields} }} }}");
    let old = with("limitBytes: string");
    assert_eq!(
        found(&between(&old, &with("limit_bytes: { type: string, at: /limitBytes }"))),
        [("texts-changed", "name of a field")]
    );
    assert_eq!(
        found(&between(&old, &with("limit_bytes: string"))),
        [
            ("field-moved", "field `limitBytes`: at `/limitBytes` → `/limit_bytes`"),
            ("texts-changed", "name of a field")
        ]
    );
}

#[test]
fn backtick_in_a_code_stays_in_the_code() {
    let changes = between(
        "- { code: 'a`b', name: Odd, meaning: a, retry: never }",
        "- { code: 'a`c', name: Odd, meaning: a, retry: never }",
    );
    assert_eq!(changes[0].message(), "`code`: ``a`b`` → ``a`c``");
    let page = diff_markdown("e`.yaml", &changes);
    assert!(page.starts_with("## ``e`.yaml``: major\n"), "{page}");
    assert!(page.contains("\n- **``a`c``**: `code`: ``a`b`` → ``a`c``\n"), "{page}");
}

#[test]
fn changes_know_the_line_of_the_entry() {
    let changes = between(
        "- { code: a, meaning: a, retry: never }\n- { code: gone, status: 410, meaning: b, retry: never }",
        "- { code: gone, status: 410, name: Left, meaning: b, retry: never }\n- { code: a, meaning: a, retry: never }",
    );
    let subject = changes[0].subject().unwrap();
    assert_eq!((subject.to_string().as_str(), subject.name()), ("410 gone", Some("Left")));
    assert_eq!((subject.old_line(), subject.new_line()), (Some(6), Some(5)));
}

#[test]
fn changes_as_markdown() {
    let changes = between(
        "- { code: gone, status: 410, meaning: a, retry: never }\n- { code: '`<b>|', name: B, meaning: b, retry: never }",
        "- { code: gone, status: 404, meaning: a, retry: never }\n- { code: new, meaning: b, retry: never }",
    );
    insta::assert_snapshot!(diff_markdown("errors.yaml", &changes));
    assert_eq!(diff_markdown("errors.yaml", &[]), "## `errors.yaml`: no changes\n");
}

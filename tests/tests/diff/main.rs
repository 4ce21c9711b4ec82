//! Tests what `errspec-diff` finds between two versions of a catalog, and the version that it asks for.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::collections::BTreeSet;

use errspec_diff::{Bump, Change, RULES, Verdict, compare_catalogs, render_changes};
use errspec_tests::changes::list_changes;
use errspec_tests::{catalog, spec};

mod keys;

const REFERENCE: &str = include_str!("../../../docs/diff.md");

/// Lists the rules and the messages of changes.
fn list_findings(changes: &[Change]) -> Vec<(&str, &str)> {
    changes.iter().map(|change| (change.rule().id(), change.message())).collect()
}

fn compare_entries(old: &str, new: &str) -> Vec<Change> {
    compare_catalogs(&spec(&catalog(old)), &spec(&catalog(new)))
}

#[test]
fn each_change_is_found() {
    for change in list_changes() {
        let changes = compare_catalogs(&spec(&change.old), &spec(&change.new));
        assert_eq!(list_findings(&changes), change.found, "{}", change.name);
    }
}

#[test]
fn more_than_rust_needs_has_a_reason() {
    for change in list_changes() {
        let changes = compare_catalogs(&spec(&change.old), &spec(&change.new));
        let bump = changes.iter().map(|change| change.rule().bump()).max().unwrap_or(Bump::None);
        assert!(bump >= change.rust, "{}: {bump}, but Rust needs {}", change.name, change.rust);
        assert_eq!(bump > change.rust, change.reason.is_some(), "{}: {bump}", change.name);
    }
}

#[test]
fn names_of_changes_are_unique() {
    let names: BTreeSet<_> = list_changes().iter().map(|change| change.name).collect();
    assert_eq!(names.len(), list_changes().len());
}

#[test]
fn each_rule_has_a_change() {
    let mut tested = BTreeSet::from(["catalog-added", "catalog-removed"]);
    tested.extend(list_changes().iter().flat_map(|change| &change.found).map(|(rule, _)| *rule));
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
        assert!(REFERENCE.contains(&row), "docs/diff.md lacks\n{row}");
    }
}

#[test]
fn rules_are_in_the_order_of_what_they_need() {
    assert!(
        RULES.is_sorted_by(|one, other| { (one.verdict(), one.bump()) >= (other.verdict(), other.bump()) })
    );
}

#[test]
fn catalog_does_not_differ_from_itself() {
    for yaml in [
        include_str!("../../../spec/errors.yaml"),
        include_str!("../../../spec/social-syncer.yaml"),
        include_str!("../../catalogs/everything.yaml"),
        include_str!("../../catalogs/hostile.yaml"),
    ] {
        assert_eq!(list_findings(&compare_catalogs(&spec(yaml), &spec(yaml))), []);
    }
}

#[test]
fn one_code_at_two_statuses_is_two_entries() {
    let both = "- { code: unauthorized, status: 401, meaning: a, retry: never }\n\
                - { code: unauthorized, status: 403, name: State, meaning: b, retry: never }";
    assert_eq!(
        list_findings(&compare_entries(both, &both.replace("401", "400"))),
        [("status-changed", "`status`: `401` → `400`")]
    );
    let swapped = both.replace("401", "x").replace("403", "401").replace('x', "403");
    let changes = compare_entries(both, &swapped);
    let rules: Vec<_> = changes.iter().map(|change| change.rule().id()).collect();
    assert_eq!(rules, ["order-changed", "name-changed", "name-changed", "texts-changed", "texts-changed"]);
}

#[test]
fn code_and_a_status_that_change_together_are_found_by_the_name() {
    let changes = compare_entries(
        "- { code: gone, status: 410, meaning: a, retry: never }",
        "- { code: left, status: 404, name: Gone, meaning: a, retry: never }",
    );
    assert_eq!(
        list_findings(&changes),
        [("code-changed", "`code`: `gone` → `left`"), ("status-changed", "`status`: `410` → `404`")]
    );
}

#[test]
fn retired_code_is_used_again_even_by_an_entry_that_was_there() {
    let changes = compare_entries(
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
    assert_eq!(
        list_findings(&compare_catalogs(&list(&format!("{a}, {b}")), &list(a))),
        [("entry-removed", "is gone")]
    );
    assert_eq!(
        list_findings(&compare_catalogs(&list(a), &list(&format!("{a}, {b}")))),
        [("entry-added", "is new")]
    );
}

#[test]
fn table_of_hints_counts_for_entries_and_for_unrecognized_errors() {
    let with = |retry: &str| {
        spec(&format!(
            "errspec: 1\napi: {{ name: Acme }}\nenvelope: {{ code: /c }}\nretry: {retry}\n\
             errors: [{{ code: busy, status: 503, meaning: M. }}]\n"
        ))
    };
    let changes =
        compare_catalogs(&with("{ 5xx: once, timeout: once }"), &with("{ 5xx: never, default: never }"));
    assert_eq!(
        list_findings(&changes),
        [
            ("retry-turned", "unrecognized errors at 5xx: `once` → `never`"),
            ("retry-turned", "no response came in time: `once` → `none`"),
            ("retry-turned", "`once` → `never`"),
        ]
    );
    // A hint in another place is the same hint.
    assert_eq!(
        list_findings(&compare_catalogs(&with("{ 5xx: once, default: never }"), &with("{ 5xx: once }"))),
        []
    );
}

#[test]
fn backtick_in_a_code_stays_in_the_code() {
    let changes = compare_entries(
        "- { code: 'a`b', name: Odd, meaning: a, retry: never }",
        "- { code: 'a`c', name: Odd, meaning: a, retry: never }",
    );
    assert_eq!(changes[0].message(), "`code`: ``a`b`` → ``a`c``");
    let page = render_changes("e`.yaml", &changes);
    assert!(page.starts_with("## ``e`.yaml``: major\n"), "{page}");
    assert!(page.contains("\n- **``a`c``**: `code`: ``a`b`` → ``a`c``\n"), "{page}");
}

#[test]
fn changes_know_the_lines_of_the_entry() {
    let changes = compare_entries(
        "- { code: a, meaning: a, retry: never }\n- { code: gone, status: 410, meaning: b, retry: never }",
        "- { code: gone, status: 410, name: Left, meaning: b, retry: never }\n- { code: a, meaning: a, retry: never }",
    );
    let entry = changes.iter().find_map(Change::entry).unwrap();
    assert_eq!((entry.to_string().as_str(), entry.name()), ("410 gone", Some("Left")));
    assert_eq!((entry.old_line(), entry.new_line()), (Some(6), Some(5)));
}

#[test]
fn changes_as_markdown() {
    let changes = compare_entries(
        "- { code: gone, status: 410, meaning: a, retry: never }\n- { code: '`<b>|', name: B, meaning: b, retry: never }",
        "- { code: gone, status: 404, meaning: a, retry: never }\n- { code: new, meaning: b, retry: never }",
    );
    insta::assert_snapshot!(render_changes("errors.yaml", &changes));
    assert_eq!(render_changes("errors.yaml", &[]), "## `errors.yaml`: no changes\n");
}

#[test]
fn added_entry_that_takes_no_response_turns_no_hint() {
    let list = |entries: &str| {
        spec(&format!(
            "errspec: 1\napi: {{ name: Acme }}\nenvelope: {{ code: /c }}\nretry: {{ 500: once }}\nerrors: [{entries}]\n"
        ))
    };
    // A response at 500 stays the other entry's, which states the status.
    let broken = "{ status: 500, meaning: M., retry: once }";
    let class = "{ status: 5xx, meaning: M., retry: never }";
    let changes = compare_catalogs(&list(broken), &list(&format!("{broken}, {class}")));
    assert_eq!(list_findings(&changes), [("entry-added", "is new")]);
}

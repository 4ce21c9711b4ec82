//! What a page says of the changes since an earlier version of its catalog.

use errspec_docs::{MarkdownOptions, render_markdown};
use errspec_tests::changes::list_changes;
use errspec_tests::spec;

const HEADING: &str = "\n## Recent changes\n\n";

const OLD: &str = r#"
errspec: 1
api: { name: Acme, version: "1.0" }
envelope: { code: /code, message: /error }
retry: { 5xx: backoff 5s }
errors:
  - { code: not_found, status: 404, meaning: There is none., retry: never }
  - { code: payment, status: 402, meaning: Pay first., retry: never }
  - { code: gone, status: 410, meaning: It is gone., retry: never }
  - { code: slow, status: 429, meaning: Slow down., retry: after 60s, fields: { a: string, b: integer } }
  - { code: busy, status: 503, meaning: It is busy., retry: backoff 1s }
  - { code: bad_date, status: 400, meaning: No date., retry: never }
"#;

const NEW: &str = r#"
errspec: 1
api: { name: Acme, version: "1.1" }
envelope: { code: /error/code, message: /error, request_id: header:x-id }
retry: { 5xx: backoff 10s }
errors:
  - { code: [not_found, missing], status: [404, 410], name: Missing, meaning: It is not there., retry: never }
  - { code: slow, status: 429, meaning: Slow down., guidance: Wait., retry: after 30s, fields: { c: string, b: string } }
  - { code: busy, status: 503, meaning: It is busy., retry: { backoff: 1s, max: 5m } }
  - { code: bad_date, status: 400, meaning: No date., retry: never, deprecated: { use: bad_day } }
  - { code: bad_day, status: 400, meaning: No day., retry: never }
  - { code: gone, status: 410, meaning: It is gone., retired: {} }
"#;

/// Returns the section of a page; none if there is none.
fn find_section(new: &str, old: &str) -> Option<String> {
    let previous = spec(old);
    let page = render_markdown(&spec(new), &MarkdownOptions::default().previous(&previous));
    let (_, rest) = page.split_once(HEADING)?;
    Some(rest.split("\n\n## ").next().unwrap_or_default().to_owned())
}

#[test]
fn changes_are_told_by_what_the_page_says() {
    insta::assert_snapshot!(find_section(NEW, OLD).unwrap_or_default());
}

#[test]
fn nothing_is_told_where_nothing_changed() {
    let (previous, other) = (spec(NEW), NEW.replace("\"1.1\"", "\"1.2\""));
    for yaml in [NEW, &other] {
        let options = MarkdownOptions::default().previous(&previous);
        let page = render_markdown(&spec(yaml), &options);
        assert_eq!(page, render_markdown(&spec(yaml), &MarkdownOptions::default()));
    }
}

#[test]
fn earlier_version_without_a_number_is_the_previous_one() {
    let section = find_section(NEW, &OLD.replace(", version: \"1.0\"", "")).unwrap_or_default();
    assert!(section.starts_with("Since the previous version of this page:\n"), "{section}");
}

#[test]
fn name_in_rust_is_told_to_readers_of_rust() {
    let (old, new) = (spec(OLD), spec(NEW));
    let page = render_markdown(&new, &MarkdownOptions::default().previous(&old).without_rust());
    assert!(page.contains(HEADING) && !page.contains("Rust"), "{page}");
}

/// Rules about what the page doesn't show, or shows as before.
const UNSEEN: [&str; 12] = [
    "order-changed",
    "code-form",
    "code-order",
    "condition-order",
    "status-order",
    "field-order",
    "field-sensitive",
    "retired-removed",
    "groups-changed",
    "api-renamed",
    "api-texts",
    "lints-changed",
];

/// Texts that aren't sentences of their own.
const UNSEEN_TEXTS: [&str; 4] = ["name of a field", "docs", "since", "notice"];

fn is_seen(rule: &str, message: &str) -> bool {
    let is_text = |name: &str| !UNSEEN_TEXTS.contains(&name);
    !UNSEEN.contains(&rule) && (rule != "texts-changed" || message.split(", ").any(is_text))
}

#[test]
fn whatever_readers_see_is_told() {
    for change in list_changes() {
        let is_seen = change.found.iter().any(|(rule, message)| is_seen(rule, message));
        let section = find_section(&change.new, &change.old);
        assert_eq!(section.is_some(), is_seen, "{}: {:?} {section:?}", change.name, change.found);
    }
}

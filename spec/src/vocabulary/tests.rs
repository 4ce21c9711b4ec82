//! Compares `FORMAT.md` with the lists of the vocabulary.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use errspec_data::{EnvelopePart, FieldType};

use super::*;

const FORMAT: &str = include_str!("../../FORMAT.md");

/// Returns the section with a head, up to the next head of its level or a higher one.
fn find_section(head: &str) -> &'static str {
    let (_, rest) = FORMAT.split_once(&format!("\n{head}")).unwrap_or_else(|| panic!("{head}"));
    let level = head.bytes().take_while(|byte| *byte == b'#').count();
    let ends = (2..=level).filter_map(|level| rest.find(&format!("\n{} ", "#".repeat(level))));
    &rest[..ends.min().unwrap_or(rest.len())]
}

#[test]
fn reference_has_every_key_of_tables() {
    for (head, list) in [
        ("## Top-level keys", CATALOG),
        ("## `api`", API),
        ("## `envelope`", ENVELOPE),
        ("### `details`", DETAILS),
        ("### Cutting: `after`, `before` and `between`", LOCATOR),
        ("## The `retry` table", RETRY),
        ("### Keys of an entry", ENTRY),
        ("### `fields`", FIELD),
        ("### Life cycle", DEPRECATED),
        ("### Life cycle", RETIRED),
        ("## `partial`", PARTIAL),
        ("## `groups`", GROUP),
    ] {
        let section = find_section(head);
        for name in list.names() {
            // One class stands for all.
            let name = if name == "4xx" { "5xx" } else { name };
            let rows = [format!("\n| `{name}` |"), format!("\n| [`{name}`](")];
            assert!(rows.iter().any(|row| section.contains(row)), "{name} in {head}");
        }
    }
    for (refinement, _) in REFINEMENTS {
        let row = format!("\n| `{refinement}` |");
        assert!(find_section("## Retry hints").contains(&row), "{refinement}");
    }
}

#[test]
fn reference_shows_every_key_of_conditions() {
    for name in TEST.names() {
        assert!(find_section("### Conditions").contains(&format!("| `{{ {name}: ")), "{name}");
    }
}

#[test]
fn envelope_has_a_key_for_each_part() {
    for part in EnvelopePart::ALL {
        assert!(ENVELOPE.contains(part.key()), "{}", part.key());
    }
}

#[test]
fn reference_has_every_unit() {
    for (name, _) in UNITS {
        assert!(find_section("### `retry_after`").contains(&format!("\n| `{name}`")), "{name}");
    }
}

#[test]
fn reference_has_short_and_long_form_of_strategies() {
    let section = find_section("## Retry hints");
    for key in HINT.keys.iter().filter(|key| STRATEGIES.contains(&key.name)) {
        let (name, row) = match key.value {
            ValueType::True => (key.name, format!("\n| `{0}` | `{{ {0}: true }}` |", key.name)),
            ValueType::Duration => (key.name, format!("\n| `{} ", key.name)),
            _ => (key.name, String::new()),
        };
        assert!(section.contains(&row) && section.contains(&format!("`{{ {name}: ")), "{name}");
    }
}

#[test]
fn refinements_are_keys_of_hints_and_strategies() {
    for (key, strategies) in REFINEMENTS {
        assert!(HINT.contains(key), "{key}");
        assert!(strategies.iter().all(|strategy| STRATEGIES.contains(strategy)), "{key}");
    }
    assert!(HINT.names().zip(STRATEGIES).all(|(key, strategy)| key == strategy));
}

/// With `INSTA_UPDATE=always` the tables are written anew, as snapshots are.
#[test]
fn generated_tables_of_reference_are_current() {
    let types = FieldType::ALL.map(|value_type| {
        let info = value_type.info();
        format!("| `{}` | {} | `{}` |", info.name, info.words, info.rust)
    });
    let lints =
        crate::lint::LINTS.map(|lint| format!("| `{}` | {} | {} |", lint.name, lint.finds, lint.reason));
    let with_types = replace_table(FORMAT, "| type | JSON | Rust |", types);
    let current = replace_table(&with_types, "| rule | what it finds | why, and what to do |", lints);
    if current != FORMAT && std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        return fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("FORMAT.md"), current).unwrap();
    }
    let stale = FORMAT.lines().zip(current.lines()).find(|(is, should_be)| is != should_be);
    assert_eq!(stale, None, "run this test with INSTA_UPDATE=always");
    assert!(current == FORMAT, "run this test with INSTA_UPDATE=always");
}

/// Replaces the rows of the table that has a head.
fn replace_table(page: &str, head: &str, rows: impl IntoIterator<Item = String>) -> String {
    let (before, table) = page.split_once(&format!("\n{head}\n")).unwrap();
    let (rule, old) = table.split_once('\n').unwrap();
    let rest = &old[old.find("\n\n").unwrap()..];
    let mut text = format!("{before}\n{head}\n{rule}");
    for row in rows {
        write!(text, "\n{row}").unwrap();
    }
    text + rest
}

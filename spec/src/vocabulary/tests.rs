//! Compares `FORMAT.md` with the lists of the vocabulary.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use errspec_data::{EnvelopePart, FieldType};

use super::*;
use crate::lint::LINTS;

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
    let lints = LINTS.map(|lint| format!("| [`{0}`](#{0}) | {1} |", lint.name, lint.finds));
    let rules =
        CATALOG_RULES.iter().map(|rule| format!("| `{}` | {} | {} |", rule.name, rule.finds, rule.remedy));
    let with_types = replace_table(FORMAT, "| type | JSON | Rust |", types);
    let with_lints = replace_table(&with_types, "| lint | what it finds |", lints);
    let with_rules = replace_table(&with_lints, "| rule | what breaks it | what to do |", rules);
    let current = replace_lint_sections(&with_rules);
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

/// Replaces the sections of the lints, from the first one to the next head of a higher level.
fn replace_lint_sections(page: &str) -> String {
    let first = format!("\n#### `{}`\n", LINTS[0].name);
    let start = page.find(&first).unwrap_or_else(|| panic!("{first}"));
    let end = start + page[start..].find("\n### ").unwrap();
    let sections = LINTS.map(|Lint { name, finds, reason, before, after, .. }| {
        format!("\n#### `{name}`\n\n{finds} {reason}\n\nBefore:\n\n```yaml\n{before}\n```\n\nAfter:\n\n```yaml\n{after}\n```\n")
    });
    format!("{}{}{}", &page[..start], sections.concat(), &page[end..])
}

/// Parses a part of a catalog, entries or keys of the top level, with what it lacks.
fn list_rules_of_part(part: &str) -> Vec<&'static str> {
    let mut yaml = "errspec: 1\napi: { name: Acme }\n".to_owned();
    if !part.contains("envelope:") {
        yaml += "envelope: { code: /code, message: /error }\n";
    }
    yaml += if part.starts_with('-') { "errors:\n" } else { "" };
    let arena = crate::Arena::new();
    let problems = match crate::Spec::parse(&arena, "errors.yaml", (yaml + part).as_bytes()) {
        Ok(spec) => spec.warnings().clone(),
        Err(problems) => problems,
    };
    problems.iter().map(crate::Problem::rule).collect()
}

#[test]
fn examples_of_rules_break_them_before_and_not_after() {
    let lints = LINTS.into_iter().map(|lint| (lint.name, lint.before, lint.after));
    let rules = CATALOG_RULES.iter().filter_map(|rule| {
        let (before, after) = rule.example?;
        Some((rule.name, before, after))
    });
    for (name, before, after) in lints.chain(rules) {
        assert_eq!(list_rules_of_part(before), [name], "{before}");
        assert_eq!(list_rules_of_part(after), [""; 0], "{after}");
    }
}

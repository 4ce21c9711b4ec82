//! Tests that no change of a key goes unseen: each key of the vocabulary is left out, given and given otherwise.

use errspec_diff::{Change, compare_catalogs};
use errspec_spec::vocabulary::{DETAILS, ENTRY, ENVELOPE, KeyList, LOCATOR, PARTIAL, TEST};
use errspec_tests::{catalog, catalog_with, spec};

/// Two different values of a key.
type Values = (&'static str, [&'static str; 2]);

const ENVELOPE_VALUES: &[Values] = &[
    ("preset", ["problem+json", ""]),
    ("code", ["/c", "/d"]),
    ("message", ["/m", "[/m, body]"]),
    ("request_id", ["header:a", "header:b"]),
    ("retry_after", ["/w", "{ at: /w, unit: ms }"]),
    ("should_retry", ["header:a", "/b"]),
    ("docs", ["/u", "[/u, /v]"]),
    ("target", ["/t", "/u/*"]),
    ("failed_2xx", ["/e", "[/e, { /ok: false }]"]),
    ("details", ["{ items: /a }", "{ items: /b }"]),
    ("format", ["xml", "[xml, json]"]),
];

const LOCATOR_VALUES: &[Values] = &[
    ("at", ["/a", "header:a"]),
    ("after", ["'#'", "':'"]),
    ("before", ["'#'", "':'"]),
    ("between", ["['(', ')']", "['(', null]"]),
    ("unit", ["ms", "epoch"]),
    ("when", ["{ /a: 1 }", "{ /a: { not: 1 } }"]),
];

const ITEM_VALUES: &[Values] = &[
    ("items", ["/a", "/a/*"]),
    ("failed", ["/e", "[/e, { /ok: false }]"]),
    ("target", ["/t", "key"]),
    ("code", ["/c", "[/c, /d]"]),
    ("message", ["/m", "{ at: /m, before: ':' }"]),
    ("status", ["/s", "/t"]),
    ("retry_after", ["/w", "{ at: /w, unit: ms }"]),
];

const ENTRY_VALUES: &[Values] = &[
    ("code", ["[a, b]", "[a, c]"]),
    ("status", ["404", "[404, 999]"]),
    ("name", ["Gone", "Left"]),
    ("meaning", ["It left.", "It went."]),
    ("retry", ["once", "after 1s"]),
    ("causes", ["[It was deleted.]", "[It was moved.]"]),
    ("guidance", ["Look elsewhere.", "Give up."]),
    ("user_message", ["It is gone.", "It went."]),
    ("message", ["It left.", "It went."]),
    ("fields", ["{ a: string }", "{ a: json }"]),
    ("match", ["{ /a: 1 }", "{ /a: [1, 2] }"]),
    ("group", ["g", "h"]),
    ("docs", ["https://a.example/", "https://b.example/"]),
    ("since", ["1", "2"]),
    ("deprecated", ["{ note: Use another. }", "{ since: 2 }"]),
    ("retired", ["{ note: Use another. }", "{ since: 2 }"]),
];

const TEST_VALUES: &[Values] =
    &[("prefix", ["a", "b"]), ("contains", ["a", "b"]), ("not", ["a", "{ prefix: a }"])];

/// Compares two texts at the same place of a catalog.
fn compare_texts(make_catalog: &dyn Fn(&str) -> String, old: &str, new: &str) -> Vec<Change> {
    compare_catalogs(&spec(&make_catalog(old)), &spec(&make_catalog(new)))
}

/// Leaves out, gives and gives otherwise each key of a map, and compares each version with each; a key with an empty
/// value is only given and left out.
///
/// `base` is what a map has besides a key; where that is nothing, the key isn't left out.
fn assert_changes_are_found(
    list: &KeyList,
    values: &[Values],
    base: &dyn Fn(&str) -> &'static str,
    make_catalog: &dyn Fn(&str) -> String,
) {
    for key in list.keys {
        let others = base(key.name);
        let (name, values) = values.iter().find(|(name, _)| *name == key.name).unwrap();
        let values = values.iter().filter(|value| !value.is_empty());
        let mut versions: Vec<_> = values.map(|value| format!("{{ {others}{name}: {value} }}")).collect();
        if !others.is_empty() && !key.is_required() {
            versions.push(format!("{{ {} }}", others.trim_end_matches(", ")));
        }
        for old in &versions {
            for new in &versions {
                let changes = compare_texts(make_catalog, old, new);
                assert_eq!(changes.is_empty(), old == new, "{name}: {old} → {new}: {changes:#?}");
            }
        }
    }
}

#[test]
fn keys_of_envelope() {
    let base = |key: &str| if key == "code" { "" } else { "code: /code, " };
    assert_changes_are_found(&ENVELOPE, ENVELOPE_VALUES, &base, &|envelope| {
        catalog_with("").replace("{ code: /code, message: /error }", envelope)
    });
}

/// Returns what the keys of a locator can be in a part; only a wait has a unit.
fn list_locator_values(part: &str) -> Vec<Values> {
    let is_left_out = |name: &str| name == "unit" && part != "retry_after";
    let values = LOCATOR_VALUES.iter();
    values.map(|(name, values)| (*name, if is_left_out(name) { [""; 2] } else { *values })).collect()
}

#[test]
fn keys_of_locators() {
    let base = |key: &str| if key == "at" { "" } else { "at: /b, " };
    for part in ["code", "message", "request_id", "retry_after", "should_retry", "docs", "target"] {
        let values = list_locator_values(part);
        assert_changes_are_found(&LOCATOR, &values, &base, &|locator| {
            let code = if part == "code" { "" } else { "code: /code, " };
            let envelope = format!("{{ {code}{part}: {locator} }}");
            catalog_with("").replace("{ code: /code, message: /error }", &envelope)
        });
    }
    assert_changes_are_found(&LOCATOR, &list_locator_values("fields"), &base, &|locator| {
        let field = format!("{{ f: {{ type: string, at: {locator} }} }}");
        catalog(&format!("- {{ code: a, meaning: M., retry: never, fields: {field} }}"))
    });
    for part in ["target", "code", "message", "status", "retry_after"] {
        // Items have no header fields.
        let values: Vec<_> = list_locator_values(part)
            .into_iter()
            .map(|(key, [one, other])| (key, [one, if key == "at" { "/c" } else { other }]))
            .collect();
        for (before, after) in [
            ("partial: { items: /a, failed: /e, ", " }"),
            ("envelope: { code: /code, details: { items: /a, ", " } }"),
        ] {
            assert_changes_are_found(&LOCATOR, &values, &base, &|locator| {
                write_top(&format!("{before}{part}: {locator}{after}"))
            });
        }
    }
}

/// Writes a catalog with a key at the top, with an envelope unless the key is it.
fn write_top(key: &str) -> String {
    let catalog = catalog_with(key);
    let envelope = "envelope: { code: /code, message: /error }\n";
    if key.starts_with("envelope:") { catalog.replace(envelope, "") } else { catalog }
}

#[test]
fn keys_of_partial_and_details() {
    let base = |key: &str| match key {
        "items" => "failed: /f, ",
        "failed" => "items: /i, ",
        _ => "items: /i, failed: /f, ",
    };
    assert_changes_are_found(&PARTIAL, ITEM_VALUES, &base, &|items| write_top(&format!("partial: {items}")));
    assert_changes_are_found(&DETAILS, ITEM_VALUES, &base, &|items| {
        write_top(&format!("envelope: {{ code: /code, details: {items} }}"))
    });
}

#[test]
fn keys_of_entries() {
    let base = |key: &str| match key {
        "code" => "status: 404, name: Entry, meaning: M., retry: never, ",
        "name" => "code: a, meaning: M., retry: never, ",
        "meaning" => "code: a, retry: never, ",
        "retry" => "code: a, meaning: M., ",
        _ => "code: a, name: Entry, meaning: M., retry: never, ",
    };
    assert_changes_are_found(&ENTRY, ENTRY_VALUES, &base, &|entry| {
        let other = "- { code: other, meaning: M., retry: never }";
        let groups = "groups: [{ id: g }, { id: h }]\nretry: { default: never }\nerrors:";
        catalog(&format!("{other}\n- {entry}")).replace("errors:", groups)
    });
}

#[test]
fn keys_of_conditions() {
    let entry = |test: &str| format!("- {{ code: a, match: {{ /a: {test} }}, meaning: M., retry: never }}");
    assert_changes_are_found(&TEST, TEST_VALUES, &|_| "", &|test| catalog(&entry(test)));
    for place in [
        "partial: { items: /i, failed: { /a: TEST } }",
        "envelope: { code: /code, failed_2xx: { /a: TEST } }",
        "envelope: { code: /code, details: { items: /i, failed: [/b, { /a: TEST }] } }",
        "envelope: { code: /code, message: { at: /m, when: { /a: TEST } } }",
    ] {
        assert_changes_are_found(&TEST, TEST_VALUES, &|_| "", &|test| {
            write_top(&place.replace("TEST", test))
        });
    }
}

#[test]
fn conditions_that_differ_look_different() {
    let tests = [
        "null",
        "'null'",
        "none",
        "'[x, y]'",
        "[x, y]",
        "['x, y']",
        "[x, y, null]",
        "[x, y, 'null']",
        "'{ not: x }'",
        "{ not: x }",
        "{ not: [x] }",
        "{ not: null }",
        "{ prefix: x }",
        "{ contains: x }",
        "{ not: { prefix: x } }",
        "{ not: { contains: x } }",
        "{ prefix: '\"' }",
        "'\"x\"'",
        "x",
        "'x '",
        "''",
        "'x, /b: y'",
        "'x }'",
        "\"x\\ny\"",
        "'x\\ny'",
    ];
    let mut seen = Vec::new();
    for test in tests {
        let write = |test: &str| {
            catalog(&format!("- {{ code: a, match: {{ /a: {test} }}, meaning: M., retry: never }}"))
        };
        let changes = compare_texts(&write, "first", test);
        let [change] = &changes[..] else { panic!("{test}: {changes:#?}") };
        assert!(!seen.contains(&change.message().to_owned()), "{test}: {}", change.message());
        seen.push(change.message().to_owned());
    }
    let places = [
        "{ /a: x, /b: y }",
        "{ '/a: x, /b': y }",
        "{ '': x }",
        "{ '/': x }",
        "{ body: x }",
        "{ /body: x }",
        "{ 'header:a': x }",
        "{ '/header:a': x }",
    ];
    for place in places {
        let write =
            |place: &str| catalog(&format!("- {{ code: a, match: {place}, meaning: M., retry: never }}"));
        let changes = compare_texts(&write, "{ /first: x }", place);
        assert!(!seen.contains(&changes[0].message().to_owned()), "{place}");
        seen.push(changes[0].message().to_owned());
    }
}

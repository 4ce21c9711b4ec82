//! The neutral JSON, as other languages read it.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use errspec_docs::render_json;
use errspec_tests::{catalog, catalog_with, spec};
use serde_json::{Value, json};

const OUTPUTS: &str = include_str!("../../docs/outputs.md");

fn document(yaml: &str) -> Value {
    serde_json::from_str(&render_json(&spec(yaml))).unwrap()
}

#[test]
fn smallest_catalog() {
    insta::assert_snapshot!(render_json(&spec(&catalog(
        "- code: not_found\n  status: 404\n  meaning: The requested resource does not exist.\n  retry: never"
    ))));
}

#[test]
fn everything() {
    insta::assert_snapshot!(render_json(&spec(include_str!("../catalogs/everything.yaml"))));
}

#[test]
fn every_part_is_written() {
    let document = document(include_str!("../catalogs/documented/parts.yaml"));
    let envelope = &document["envelope"];
    let shown = [
        &envelope["code"][1],
        &envelope["code"][3]["between"],
        &envelope["code"][4]["between"],
        &envelope["failed_2xx"][0],
        &envelope["details"]["failed"],
        &envelope["format"],
        &document["errors"][0]["other_codes"],
        &document["errors"][0]["causes"],
        &document["errors"][0]["user_message"],
        &document["errors"][3]["match"],
    ];
    let shown = shown.map(|value| serde_json::to_string(value).unwrap());
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn texts_arrive_as_they_were_written() {
    let yaml = include_str!("../catalogs/hostile.yaml");
    let (spec, document) = (spec(yaml), document(yaml));
    let listed = document["errors"].as_array().unwrap();
    assert_eq!(listed.len(), spec.entries().len());
    for (entry, listed) in spec.entries().iter().zip(listed) {
        assert_eq!(listed["meaning"], entry.data().meaning());
        assert_eq!(listed["guidance"].as_str(), entry.data().guidance());
    }
}

#[test]
fn hints_are_resolved_and_state_their_source() {
    let document = document(&catalog_with("retry: { 429: after 90s, 4xx: never }"));
    assert_eq!(document["errors"][0]["retry"]["strategy"], "never");
    assert_eq!(document["errors"][0]["retry_from"], "entry");
    assert_eq!(document["retry"]["statuses"]["429"]["delay_ms"], 90_000);
    assert_eq!(document["retry"]["classes"]["4xx"]["strategy"], "never");
    let entry = |retry: &str| {
        let yaml = catalog(&format!("- {{ code: a, status: 500, meaning: M., retry: {retry} }}"));
        self::document(&yaml)["errors"][0]["retry"].clone()
    };
    let backoff = entry("backoff 2m");
    assert_eq!((&backoff["delay_ms"], &backoff["max_ms"]), (&json!(120_000), &json!(120_000)));
    assert_eq!(backoff["retries"], 5);
    assert_eq!(entry("{ action: Do it., id: do }")["id"], "do");
}

#[test]
fn integer_is_sent_as_one() {
    let codes = document(&catalog(
        "- { code: -32002, meaning: M., retry: never }\n- { code: \"7\", meaning: N., retry: never }",
    ));
    assert_eq!(codes["errors"][0]["code"], -32002);
    assert_eq!(codes["errors"][1]["code"], "7");
}

#[test]
fn template_keeps_its_braces() {
    let yaml =
        catalog("- { code: a, meaning: M., retry: never, message: \"{{x}} {n}\", fields: { n: unsigned } }");
    assert_eq!(document(&yaml)["errors"][0]["message"], "{{x}} {n}");
}

/// Every key that is written is described.
#[test]
fn reference_describes_every_key() {
    let section = OUTPUTS.split("\n## The neutral JSON\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let mut keys = Vec::new();
    for yaml in [
        include_str!("../catalogs/everything.yaml"),
        include_str!("../catalogs/fields.yaml"),
        include_str!("../catalogs/documented/parts.yaml"),
        include_str!("../../spec/social-syncer.yaml"),
        include_str!("../../spec/errors.yaml"),
    ] {
        collect(&document(yaml), &mut keys);
    }
    keys.sort();
    keys.dedup();
    for key in keys {
        assert!(section.contains(&format!("`{key}`")), "{key}");
    }
}

fn collect(value: &Value, keys: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                // Statuses and classes are data.
                if !key.starts_with(|c: char| c.is_ascii_digit()) {
                    keys.push(key.clone());
                }
                collect(member, keys);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, keys)),
        _ => {}
    }
}

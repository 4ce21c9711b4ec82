//! The JSON Schema of errors.yaml knows what the reader knows.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use errspec_tests::{catalog, catalog_with, problems, spec};
use jsonschema::Validator;
use serde_json::{Map, Value};

const FORMAT: &str = concat!(include_str!("../../spec/FORMAT.md"), include_str!("../../docs/outputs.md"));
/// A name that is like none.
const NOBODY: &str = "zzzzzz";

fn schema() -> Value {
    serde_json::from_str(&errspec_docs::render_json_schema()).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

fn value(yaml: &str) -> Value {
    let options = serde_saphyr::options! { strict_booleans: true };
    serde_saphyr::from_str_with_options(yaml, options).unwrap_or_else(|error| panic!("{error}\n{yaml}"))
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn files(directory: &str) -> Vec<PathBuf> {
    let listed = std::fs::read_dir(root().join(directory)).unwrap().map(|entry| entry.unwrap().path());
    listed.filter(|path| path.extension().is_some_and(|extension| extension == "yaml")).collect()
}

#[test]
fn file_in_the_repository_is_this_schema() {
    let path = root().join("spec/errors.schema.json");
    let on_disk = std::fs::read_to_string(path).unwrap();
    assert!(
        on_disk == errspec_docs::render_json_schema(),
        "run `cargo errspec generate json-schema -o spec/errors.schema.json`"
    );
}

#[test]
fn every_catalog_here_is_valid() {
    let validator = validator();
    let paths = [files("spec"), files("tests/catalogs"), files("tests/catalogs/documented")].concat();
    assert!(paths.len() >= 7, "{paths:?}");
    for path in paths {
        let yaml = std::fs::read_to_string(&path).unwrap();
        let _ = spec(&yaml);
        assert_valid(&validator, &value(&yaml), &path.display().to_string());
    }
}

/// The reference says that examples are whole catalogs, or replace top-level keys of the first.
#[test]
fn every_example_in_the_reference_is_valid() {
    let validator = validator();
    let blocks = FORMAT.split("```yaml\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    let blocks: Vec<_> = blocks.collect();
    let first = value(blocks[0]);
    assert!(blocks.len() > 30, "{}", blocks.len());
    for block in blocks {
        let mut members = first.as_object().unwrap().clone();
        members.extend(value(block).as_object().unwrap_or(&Map::new()).clone());
        assert_valid(&validator, &Value::Object(members), block);
    }
}

fn assert_valid(validator: &Validator, value: &Value, what: &str) {
    let errors: Vec<_> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{what}\n{}", errors.join("\n"));
}

#[test]
fn what_the_schema_rejects_the_reader_rejects() {
    let validator = validator();
    let entry = |keys: &str| catalog(&format!("- {{ code: a, meaning: M., retry: never, {keys} }}"));
    let with_envelope = |envelope: &str| {
        format!(
            "errspec: 1\napi: {{ name: A }}\nenvelope: {envelope}\n\
             errors: [{{ code: a, meaning: M., retry: never }}]\n"
        )
    };
    for yaml in [
        catalog_with("colour: red"),
        catalog_with("retry: { 1000: never }"),
        catalog_with("lints: { todo: perhaps }"),
        catalog_with("groups: [{ title: T }]"),
        catalog_with("partial: { items: /a }"),
        entry("status: 99"),
        entry("status: 5xx"),
        entry("status: [404, 404]"),
        entry("name: not_found"),
        entry("docs: \"javascript:alert(1)\""),
        entry("fields: { a: text }"),
        entry("fields: { a: { at: /a } }"),
        entry("match: {}"),
        entry("match: { a.b: c }"),
        entry("match: { /a: [] }"),
        entry("match: { /a: { suffix: b } }"),
        entry("match: { /a: { prefix: b, contains: c } }"),
        entry("causes: []"),
        entry("status: 1000"),
        catalog("- { code: [a, a], meaning: M., retry: never }"),
        catalog("- { code: [], meaning: M., retry: never }"),
        catalog_with("partial: { items: /a, failed: [] }"),
        catalog_with("partial: { items: /a, failed: { header:x-a: b } }"),
        with_envelope("{ code: { at: /c, between: [a] } }"),
        with_envelope("{ code: { at: /c, when: {} } }"),
        with_envelope("{ code: /c, format: yaml }"),
        with_envelope("{ code: /c, details: { code: /code } }"),
        entry("deprecated: { why: x }"),
        catalog("- { code: a, retry: never }"),
        catalog("- { meaning: M., retry: never }"),
        catalog("- { code: a, meaning: M., retry: sometimes }"),
        catalog("- { code: a, meaning: M., retry: after 60 }"),
        catalog("- { code: a, meaning: M., retry: { after: 60s, max: 2m } }"),
        catalog("- { code: a, meaning: M., retry: { never: true, once: true } }"),
        catalog("- { code: a, meaning: M., retry: { backoff: 1s, retries: 0 } }"),
        "errspec: 2\napi: { name: A }\nenvelope: { code: /c }\nerrors: []".to_owned(),
        "errspec: 1\napi: { name: A }\nenvelope: { message: /m }\nerrors: [{ code: a, meaning: M., retry: once }]"
            .to_owned(),
    ] {
        let _ = problems(&yaml);
        assert!(!validator.is_valid(&value(&yaml)), "{yaml}");
    }
}

/// Asks the reader: told a name that is like none, it says which ones there are.
#[test]
fn schema_has_the_keys_and_names_that_the_reader_accepts() {
    let entry = |keys: &str| catalog(&format!("- {{ code: a, meaning: M., {keys} }}"));
    let with_envelope =
        |envelope: &str| format!("errspec: 1\napi: {{ name: A }}\nenvelope: {envelope}\nerrors: []\n");
    let schema = schema();
    // The long form comes last.
    let forms = schema["$defs"]["hint"]["anyOf"].as_array().unwrap().len();
    let long_hint = format!("/$defs/hint/anyOf/{}/properties", forms - 1);
    let processed = format!("{long_hint}/processed/oneOf");
    for (yaml, pointer) in [
        (catalog_with(&format!("{NOBODY}: 1")), "/properties"),
        (
            format!("errspec: 1\napi: {{ name: A, {NOBODY}: 1 }}\nenvelope: {{ code: /c }}\nerrors: []\n"),
            "/properties/api/properties",
        ),
        (with_envelope(NOBODY), "/properties/envelope/anyOf/0/oneOf"),
        (with_envelope(&format!("{{ code: /c, {NOBODY}: 1 }}")), "/properties/envelope/anyOf/1/properties"),
        (
            with_envelope(&format!("{{ preset: {NOBODY} }}")),
            "/properties/envelope/anyOf/1/properties/preset/oneOf",
        ),
        (
            with_envelope(&format!("{{ code: {{ at: /c, {NOBODY}: 1 }} }}")),
            "/$defs/locator/anyOf/1/properties",
        ),
        (
            with_envelope(&format!("{{ code: {{ at: /c, unit: {NOBODY} }} }}")),
            "/$defs/locator/anyOf/1/properties/unit/oneOf",
        ),
        (
            with_envelope(&format!("{{ code: /c, format: {NOBODY} }}")),
            "/properties/envelope/anyOf/1/properties/format/anyOf/0/oneOf",
        ),
        (
            with_envelope(&format!("{{ code: /c, details: {{ items: /a, {NOBODY}: 1 }} }}")),
            "/properties/envelope/anyOf/1/properties/details/properties",
        ),
        (
            entry(&format!("retry: never, match: {{ /a: {{ {NOBODY}: 1 }} }}")),
            "/$defs/expected/anyOf/2/properties",
        ),
        (catalog_with(&format!("retry: {{ {NOBODY}: never }}")), "/properties/retry/properties"),
        (
            catalog_with(&format!("partial: {{ items: /a, failed: {{ /a: b }}, {NOBODY}: 1 }}")),
            "/properties/partial/properties",
        ),
        (catalog_with(&format!("groups: [{{ id: a, {NOBODY}: 1 }}]")), "/$defs/group/properties"),
        (catalog_with(&format!("lints: {{ {NOBODY}: off }}")), "/properties/lints/properties"),
        (catalog_with(&format!("lints: {{ todo: {NOBODY} }}")), "/properties/lints/properties/todo/oneOf"),
        (entry(&format!("retry: never, {NOBODY}: 1")), "/$defs/entry/properties"),
        (entry(&format!("retry: {{ never: true, {NOBODY}: 1 }}")), &long_hint),
        (entry(&format!("retry: {{ never: true, processed: {NOBODY} }}")), &processed),
        (
            entry(&format!("retry: never, fields: {{ a: {{ type: json, {NOBODY}: 1 }} }}")),
            "/$defs/field/anyOf/1/properties",
        ),
        (entry(&format!("retry: never, fields: {{ a: {NOBODY} }}")), "/$defs/field/anyOf/0/oneOf"),
        (
            entry(&format!("retry: never, deprecated: {{ {NOBODY}: 1 }}")),
            "/$defs/entry/properties/deprecated/properties",
        ),
    ] {
        let known = schema.pointer(pointer).unwrap_or_else(|| panic!("{pointer}"));
        assert_eq!(names(known), accepted(&yaml), "{pointer}");
    }
}

/// The keys of an object, or the names in a list of them.
fn names(schema: &Value) -> BTreeSet<String> {
    match schema {
        Value::Object(members) => members.keys().cloned().collect(),
        Value::Array(items) => items.iter().map(|item| item["const"].as_str().unwrap().to_owned()).collect(),
        other => panic!("{other}"),
    }
}

/// What the help of the problem with that name lists.
fn accepted(yaml: &str) -> BTreeSet<String> {
    let problems = problems(yaml);
    let problem = problems.iter().find(|problem| problem.message().contains(NOBODY)).expect(yaml);
    problem.suggestions()[0].split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

//! Catalogs that ask for too much are read in seconds.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::time::Instant;

use errspec_tests::{catalog_around, lower_catalog, spec};

/// Names texts with numbers, as a list of YAML.
fn list(prefix: &str, numbers: std::ops::Range<usize>) -> String {
    let texts: Vec<_> = numbers.map(|number| format!("{prefix}{number}")).collect();
    format!("[{}]", texts.join(", "))
}

fn write_catalog(envelope: &str, count: usize, entry: impl Fn(usize) -> String) -> String {
    let entries: Vec<_> = (0..count).map(entry).collect();
    catalog_around(envelope, &entries.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn long_lists_in_conditions_of_one_code() {
    let start = Instant::now();
    let yaml = write_catalog("{ code: /code }", 200, |number| {
        let values = list("v", number..number + 1_000);
        format!("code: a, name: N{number}, match: {{ '/x/*': {values} }}")
    });
    assert_eq!(spec(&yaml).entries().len(), 200);
    assert!(start.elapsed().as_secs() < 60);
}

#[test]
fn many_places_of_codes_of_which_none_suits() {
    let start = Instant::now();
    let envelope = format!("{{ code: {} }}", list("/c", 0..3_000));
    let yaml = write_catalog(&envelope, 200, |number| {
        format!("code: a{number}, status: {}, match: {{ header:content-type: x }}", list("", 400..600))
    });
    assert_eq!(lower_catalog(&yaml).entries().len(), 200);
    assert!(start.elapsed().as_secs() < 60);
}

#[test]
fn many_codes_and_places_in_openapi() {
    let start = Instant::now();
    let yaml = write_catalog("{ code: /code }", 20, |number| {
        let codes = list("c", number * 2_000..(number + 1) * 2_000);
        let fields: Vec<_> = (0..1_000).map(|field| format!("f{number}x{field}: string")).collect();
        format!("code: {codes}, status: 400, name: N{number}, fields: {{ {} }}", fields.join(", "))
    });
    assert!(errspec_docs::render_openapi(&spec(&yaml)).contains("c39999"));
    assert!(start.elapsed().as_secs() < 60);
}

#[test]
fn many_statuses_of_many_entries_in_openapi() {
    let start = Instant::now();
    let yaml = write_catalog("{ code: /code }", 1_000, |number| {
        format!("code: a{number}, status: {}", list("", 400..1_000))
    });
    let document = errspec_docs::render_openapi(&spec(&yaml));
    assert!(document.len() < 100_000_000, "{}", document.len());
    assert!(start.elapsed().as_secs() < 60);
}

#[test]
fn many_entries_of_one_code_in_markdown() {
    let start = Instant::now();
    let yaml = write_catalog("{ code: /code }", 10_000, |number| {
        format!("code: a, name: N{number}, match: {{ /x: {{ prefix: p{number} }} }}")
    });
    let page = errspec_docs::render_markdown(&spec(&yaml), &errspec_docs::MarkdownOptions::default());
    assert!(page.contains(" and 9989 more"));
    assert!(start.elapsed().as_secs() < 60);
}

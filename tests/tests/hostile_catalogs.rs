//! Catalogs that ask for too much take a small multiple of what a usual one takes.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use errspec_tests::{catalog_around, lower_catalog, spec};

/// How many times as long as a usual catalog of 5,000 entries one may take that is made to be slow.
const MOST: f64 = 15.0;

/// Returns for how long the thread has been running, so that what else a machine does is no part of it; where that isn't
/// told, for how long the test has.
fn read_clock() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|times| times.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

fn measure(work: impl FnOnce()) -> Duration {
    let start = read_clock();
    work();
    read_clock().saturating_sub(start)
}

/// Asserts that work on a catalog takes little more than reading a usual one does.
#[track_caller]
fn assert_fast(name: &str, work: impl FnOnce()) {
    assert_takes_less(name, MOST, work);
}

/// Asserts that work takes less than a multiple of what reading a usual catalog takes.
#[track_caller]
fn assert_takes_less(name: &str, most: f64, work: impl FnOnce()) {
    static USUAL: LazyLock<Duration> = LazyLock::new(|| {
        let yaml = write_catalog("{ code: /code }", 5_000, |number| format!("code: c{number}, status: 400"));
        measure(|| assert_eq!(lower_catalog(&yaml).entries().len(), 5_000))
    });
    let usual = *USUAL;
    let times = measure(work).div_duration_f64(usual);
    assert!(times < most, "{name} takes {times} times as long as a usual catalog");
}

/// Names texts with numbers, as a list of YAML.
fn list(prefix: &str, numbers: Range<usize>) -> String {
    let texts: Vec<_> = numbers.map(|number| format!("{prefix}{number}")).collect();
    format!("[{}]", texts.join(", "))
}

fn write_catalog(envelope: &str, count: usize, entry: impl Fn(usize) -> String) -> String {
    let entries: Vec<_> = (0..count).map(entry).collect();
    catalog_around(envelope, &entries.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Writes a map of conditions.
fn conditions(numbers: Range<usize>, condition: impl Fn(usize) -> String) -> String {
    let mut map = String::from("match: { ");
    for number in numbers {
        let _ = write!(map, "{}, ", condition(number));
    }
    map + "}"
}

/// Reads catalogs of 5,000 entries, in which many are compared with many.
#[test]
fn many_entries() {
    type Kind = (&'static str, fn(usize) -> String);
    let kinds: &[Kind] = &[
        ("one code", |n| format!("code: c, match: {{ /a{n}: 1, /k: {n} }}")),
        ("without code", |n| format!("status: 400, match: {{ /k: {n} }}")),
        ("with fields", |n| format!("code: c{n}, fields: {{ a: string, b: {{ type: json, at: /x{n} }} }}")),
        ("the same 30 codes", |n| format!("code: {}, match: {{ /k: {n} }}", list("c", 0..30))),
        ("30 codes of 600", |n| format!("code: {}, match: {{ /k: {n} }}", list("c", n % 570..n % 570 + 30))),
        ("30 statuses", |n| format!("code: c, status: {}, match: {{ /k: {n} }}", list("4", 10..40))),
        ("30 values", |n| format!("code: c, match: {{ /k: {n}, /l: {} }}", list("v", 0..30))),
        ("binary numbers", |n| {
            format!("code: c, {}", conditions(0..13, |bit| format!("/b{bit}: {}", n >> bit & 1)))
        }),
        ("deep places", |n| format!("code: c, match: {{ '{}/{n}': 1, /k: {n} }}", "/a".repeat(40))),
        ("codes of 50 entries", |n| format!("code: c{}, match: {{ /k: {n} }}", n / 50)),
        ("redirections", |n| format!("code: c{n}, status: {}", if n < 2_500 { 301 } else { 302 })),
        ("long indexes", |n| format!("code: c{n}, match: {{ /a/999: 1, /b/999: 1 }}")),
        ("begins", |n| format!("code: c, match: {{ /k: {{ prefix: p{n} }}, '/l/*': {n} }}")),
        ("negations", |n| format!("code: c, match: {{ header:x: {{ not: {} }} }}", list("v", n..n + 20))),
    ];
    for (name, entry) in kinds {
        let entry = |number| format!("name: N{number}, {}", entry(number));
        let yaml = write_catalog("{ code: /code, message: /message }", 5_000, entry);
        assert_fast(name, || assert_eq!(lower_catalog(&yaml).entries().len(), 5_000));
    }
}

#[test]
fn as_many_problems_as_entries() {
    let kinds: &[fn(usize) -> String] = &[
        |number| format!("code: c{number}, status: 400, k{number}: 1"),
        |_| "code: c".to_owned(),
        |number| format!("code: c{number}, group: grruop_{number}, deprecated: {{ use: cc{number} }}"),
    ];
    for entry in kinds {
        let yaml = write_catalog("{ code: /code }", 5_000, entry);
        let arena = errspec_spec::Arena::new();
        assert_fast("problems", || {
            let problems = errspec_spec::Spec::parse(&arena, "errors.yaml", yaml.as_bytes()).unwrap_err();
            assert!(problems.to_string().contains("error["));
        });
    }
}

#[test]
fn long_lists_in_conditions_of_one_code() {
    let yaml = write_catalog("{ code: /code }", 200, |number| {
        let values = list("v", number..number + 1_000);
        format!("code: a, name: N{number}, match: {{ '/x/*': {values} }}")
    });
    assert_fast("long lists", || assert_eq!(spec(&yaml).entries().len(), 200));
}

#[test]
fn many_places_of_codes_of_which_none_suits() {
    let envelope = format!("{{ code: {} }}", list("/c", 0..3_000));
    let yaml = write_catalog(&envelope, 200, |number| {
        format!("code: a{number}, status: {}, match: {{ header:content-type: x }}", list("", 400..600))
    });
    assert_fast("many places", || assert_eq!(lower_catalog(&yaml).entries().len(), 200));
}

#[test]
fn many_tags_in_a_message() {
    let message = "<ab>".repeat(100_000);
    let yaml = write_catalog("{ code: /code }", 1, |_| format!("code: a, message: '{message}'"));
    assert_fast("tags", || assert!(spec(&yaml).warnings().to_string().contains("foreign-placeholder")));
}

#[test]
fn many_codes_and_places_in_openapi() {
    let yaml = write_catalog("{ code: /code }", 20, |number| {
        let codes = list("c", number * 2_000..(number + 1) * 2_000);
        let fields: Vec<_> = (0..1_000).map(|field| format!("f{number}x{field}: string")).collect();
        format!("code: {codes}, status: 400, name: N{number}, fields: {{ {} }}", fields.join(", "))
    });
    let spec = spec(&yaml);
    assert_fast("codes in openapi", || assert!(errspec_docs::render_openapi(&spec).contains("c39999")));
}

#[test]
fn many_statuses_of_many_entries_in_openapi() {
    let yaml = write_catalog("{ code: /code }", 1_000, |number| {
        format!("code: a{number}, status: {}", list("", 400..1_000))
    });
    let spec = spec(&yaml);
    // It has 600,000 entries under their statuses.
    assert_takes_less("statuses in openapi", 200.0, || {
        let document = errspec_docs::render_openapi(&spec);
        assert!(document.len() < 100_000_000, "{}", document.len());
    });
}

#[test]
fn many_entries_of_one_code_in_markdown() {
    let yaml = write_catalog("{ code: /code }", 10_000, |number| {
        format!("code: a, name: N{number}, match: {{ /x: {{ prefix: p{number} }} }}")
    });
    let spec = spec(&yaml);
    assert_fast("one code in markdown", || {
        let page = errspec_docs::render_markdown(&spec, &errspec_docs::MarkdownOptions::default());
        assert!(page.contains(" and 9989 more"));
    });
}

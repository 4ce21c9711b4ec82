//! References of an OpenAPI document are followed in little time, however many there are.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use errspec_import::draft_from_openapi;

const COUNT: usize = 10_000;

/// Writes a document with so many components, each of which refers to another one.
fn write_document(count: usize, target: impl Fn(usize) -> usize) -> String {
    let mut components = String::new();
    for number in 1..count {
        let _ =
            write!(components, r##""R{number}":{{"$ref":"#/components/responses/R{}"}},"##, target(number));
    }
    let paths = r##"{"/":{"get":{"responses":{"400":{"$ref":"#/components/responses/R1"}}}}}"##;
    format!(
        r#"{{"openapi":"3.1.0","paths":{paths},"components":{{"responses":{{{components}"R0":{{"description":"d"}}}}}}}}"#
    )
}

/// Returns the least time of several, which what else a machine does disturbs least.
fn measure(act: impl Fn()) -> Duration {
    let times = (0..2).map(|_| {
        let start = Instant::now();
        act();
        start.elapsed()
    });
    times.min().unwrap()
}

fn measure_draft(document: &str) -> Duration {
    measure(|| drop(draft_from_openapi(document).unwrap()))
}

#[test]
fn many_references_take_as_long_as_many_components() {
    let usual = measure_draft(&write_document(COUNT, |_| 1));
    let chain = write_document(COUNT, |number| (number + 1) % COUNT);
    for document in [chain, write_document(COUNT, |number| number + COUNT)] {
        let times = measure_draft(&document).div_duration_f64(usual);
        assert!(times < 8.0, "{times}");
    }
}

#[test]
fn references_take_little_more_than_reading_json() {
    let document = write_document(COUNT, |number| (number + 1) % COUNT);
    let floor = measure(|| drop(serde_json::from_str::<serde_json::Value>(&document).unwrap()));
    let times = measure_draft(&document).div_duration_f64(floor);
    assert!(times < 60.0, "{times}");
}

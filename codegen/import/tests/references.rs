//! References of an OpenAPI document are followed in little time, however many there are.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use errspec_import::draft_from_openapi;

const COUNT: usize = 10_000;

/// Writes a document with components each of which refers to another one.
fn write_document(target: impl Fn(usize) -> usize) -> String {
    let mut components = String::new();
    for number in 1..COUNT {
        let _ =
            write!(components, r##""R{number}":{{"$ref":"#/components/responses/R{}"}},"##, target(number));
    }
    let paths = r##"{"/":{"get":{"responses":{"400":{"$ref":"#/components/responses/R1"}}}}}"##;
    format!(
        r#"{{"openapi":"3.1.0","paths":{paths},"components":{{"responses":{{{components}"R0":{{"description":"d"}}}}}}}}"#
    )
}

/// Returns the least time of several, which what else a machine does disturbs least.
fn measure(document: &str) -> Duration {
    let times = (0..2).map(|_| {
        let start = Instant::now();
        draft_from_openapi(document).unwrap();
        start.elapsed()
    });
    times.min().unwrap()
}

#[test]
fn many_references_take_as_long_as_many_components() {
    let usual = measure(&write_document(|_| 1));
    for document in [write_document(|number| (number + 1) % COUNT), write_document(|number| number + COUNT)] {
        let times = measure(&document).div_duration_f64(usual);
        assert!(times < 8.0, "{times}");
    }
}

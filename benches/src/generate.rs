//! From the bytes of a catalog of 5,000 errors to Rust, next to the YAML parser's own time.

use std::time::Duration;

use criterion::Criterion;
use errspec_codegen::RustOptions;
use errspec_spec::Spec;
use granit_parser::Parser;

use crate::ratio::{Floor, Ratio};

const LARGE: &str = include_str!(concat!(env!("OUT_DIR"), "/large.yaml"));

pub(crate) fn bench(criterion: &mut Criterion<Ratio>) {
    let parse = || Spec::parse("large.yaml", LARGE.as_bytes());
    let Ok(spec) = parse() else { return };
    let rust = || errspec_codegen::rust(&spec, &RustOptions::default());
    let floor = Floor::new(&[()], |()| (), 1, |()| Parser::new_from_str(LARGE).count());
    println!("generate 5000: the floor takes {:.1} ms", floor.nanoseconds() / 1e6);
    let mut group = criterion.benchmark_group("generate 5000");
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    group.bench_function("floor", |b| floor.compare(b, floor.run));
    group.bench_function("parse", |b| floor.compare(b, |()| parse()));
    group.bench_function("rust tokens", |b| floor.compare(b, |()| rust().into_tokens()));
    group.bench_function("rust text", |b| floor.compare(b, |()| rust().to_text("large.yaml")));
    group.finish();
}

//! From the bytes of a catalog of 5,000 errors to Rust, next to the YAML parser's own time.

use errspec_codegen::RustOptions;
use errspec_spec::Spec;
use granit_parser::Parser;

use crate::ratio::{Floor, print_head, print_row};

const LARGE: &str = include_str!(concat!(env!("OUT_DIR"), "/large.yaml"));

pub(crate) fn bench() {
    let parse = || Spec::parse("large.yaml", LARGE.as_bytes());
    let Ok(spec) = parse() else { return };
    let rust = || errspec_codegen::rust(&spec, &RustOptions::default());
    let floor = Floor::new(&[()], |()| (), 1, |()| Parser::new_from_str(LARGE).count());
    let ratios = [
        floor.ratio(|()| parse()),
        floor.ratio(|()| rust().into_tokens()),
        floor.ratio(|()| rust().to_text("large.yaml")),
    ];
    print_head("generate", &["`Spec::parse`", "`rust`, as tokens", "`rust`, as formatted text"]);
    print_row("5,000 errors", &floor, &ratios);
}

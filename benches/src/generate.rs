//! From the bytes of a catalog of 5,000 errors to Rust, next to the YAML parser's own time.

use errspec_codegen::RustOptions;
use errspec_spec::{Arena, Spec};
use granit_parser::Parser;

use crate::ratio::{Floor, print_head, print_row};

const LARGE: &str = include_str!(concat!(env!("OUT_DIR"), "/large.yaml"));

pub(crate) fn bench() {
    let arena = Arena::new();
    let Ok(spec) = Spec::parse(&arena, "large.yaml", LARGE.as_bytes()) else { return };
    // Each run frees what it made, as a macro does that has ended.
    let parse =
        || Spec::parse(&Arena::new(), "large.yaml", LARGE.as_bytes()).map(|spec| spec.entries().len());
    let rust = || errspec_codegen::generate_rust(&Arena::new(), &spec, &RustOptions::default());
    let floor = Floor::new(&[()], |()| (), 1, |()| Parser::new_from_str(LARGE).count());
    let ratios = [
        floor.ratio(|()| parse()),
        floor.ratio(|()| rust().into_tokens()),
        floor.ratio(|()| rust().to_module_text("large.yaml")),
    ];
    print_head("generate", &["`Spec::parse`", "`rust`, as tokens", "`rust`, as formatted text"]);
    print_row("5,000 errors", &floor, &ratios);
}

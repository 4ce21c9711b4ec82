//! The Rust that is generated, as people read it.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use errspec_codegen::{RustOptions, generate_rust};
use errspec_spec::Arena;
use errspec_tests::{catalog, spec};

/// What a catalog's author might write to break out of a literal, a comment or a page.
const HOSTILE: &str = include_str!("../catalogs/hostile.yaml");

fn text(yaml: &str) -> String {
    generate_rust(&Arena::new(), &spec(yaml), &RustOptions::default()).to_module_text("errors.yaml")
}

#[test]
fn smallest_catalog() {
    insta::assert_snapshot!(text(&catalog(
        "- code: not_found\n  status: 404\n  meaning: The requested resource does not exist.\n  retry: never"
    )));
}

#[test]
fn hostile_texts() {
    insta::assert_snapshot!(text(HOSTILE));
}

#[test]
fn everything() {
    insta::assert_snapshot!(text(include_str!("../catalogs/everything.yaml")));
}

#[test]
fn output_is_deterministic() {
    assert_eq!(text(HOSTILE), text(HOSTILE));
    let windows = format!("\u{FEFF}{}", HOSTILE.replace('\n', "\r\n"));
    assert_eq!(text(&windows), text(HOSTILE));
}

#[test]
fn runtime_can_have_another_path() {
    let options = RustOptions::default().runtime("crate::sdk::errors".parse().unwrap());
    let text = generate_rust(&Arena::new(), &spec(HOSTILE), &options).to_module_text("errors.yaml");
    assert!(text.contains("crate::sdk::errors::__private") && !text.contains("::errspec"));
}

#[test]
fn paths_of_the_runtime_have_no_spaces() {
    for path in ["crate::sdk::errors", "my_sdk::errspec", "errspec"] {
        let options = RustOptions::default().runtime_path(path).unwrap();
        let rust = generate_rust(&Arena::new(), &spec(include_str!("../catalogs/everything.yaml")), &options);
        for text in [rust.to_module_text("errors.yaml"), rust.to_included_text("errors.yaml")] {
            let is_spaced = |line: &&str| line.contains("crate ::") || line.contains(":: ");
            let spaced = text.lines().find(|line| !line.trim_start().starts_with("//") && is_spaced(line));
            assert_eq!(spaced, None, "{path}");
        }
    }
}

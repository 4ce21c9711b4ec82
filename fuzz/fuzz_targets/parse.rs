//! Any bytes → a catalog or its problems, and what is made of a catalog, without a panic.

#![no_main]

use errspec_codegen::{MarkdownOptions, RustOptions};
use errspec_spec::Spec;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match Spec::parse("errors.yaml", bytes) {
        Ok(spec) => {
            let rust = errspec_codegen::rust(&spec, &RustOptions::default()).to_text("errors.yaml");
            let _ = spec.warnings().to_string();
            assert!(syn::parse_file(&rust).is_ok(), "what was generated is not Rust");
            assert!(!errspec_codegen::markdown(&spec, &MarkdownOptions::default()).is_empty());
        }
        Err(problems) => assert!(!problems.to_string().is_empty()),
    }
});

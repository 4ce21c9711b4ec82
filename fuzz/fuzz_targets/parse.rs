//! Any bytes → a catalog or its problems, and what is made of a catalog, without a panic.

#![no_main]

use errspec_codegen::RustOptions;
use errspec_docs::MarkdownOptions;
use errspec_spec::{Arena, Problems, Spec};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let arena = Arena::new();
    match Spec::parse(&arena, "errors.yaml", bytes) {
        Ok(spec) => {
            shown(spec.warnings());
            generated(&spec);
        }
        Err(problems) => {
            assert!(problems.iter().len() > 0);
            shown(&problems);
        }
    }
});

fn shown(problems: &Problems) {
    assert_eq!(problems.to_string().is_empty(), problems.iter().len() == 0);
    for problem in problems.iter() {
        let (line, column) = problems.position(problem);
        assert!(line > 0 && column > 0);
        let excerpts = problems.excerpts(problem);
        assert!(excerpts.iter().all(|excerpt| excerpt.line() > 0 && excerpt.column() > 0));
    }
}

fn generated(spec: &Spec<'_>) {
    let rust = errspec_codegen::generate_rust(&Arena::new(), spec, &RustOptions::default()).to_module_text("errors.yaml");
    assert!(syn::parse_file(&rust).is_ok(), "what was generated is not Rust");
    let options = MarkdownOptions::default().front_matter();
    assert!(!errspec_docs::render_markdown(spec, &options).is_empty());
    assert_eq!(errspec_docs::render_markdown_pages(spec, &options).len(), spec.entries().len() + 1);
    assert!(!errspec_docs::render_mdbook_summary(spec, "docs").is_empty());
    for json in [errspec_docs::render_json(spec), errspec_docs::render_openapi(spec)] {
        assert!(serde_json::from_str::<Value>(&json).is_ok(), "what was generated is not JSON");
    }
    assert!(errspec_diff::compare_catalogs(spec, spec).is_empty());
}

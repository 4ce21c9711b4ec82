//! Any text in every place of a catalog → pages and documentation of which nothing is executed where they are shown.

#![no_main]

use errspec_spec::{Arena, Spec};
use errspec_tests::shown_text::{
    find_harm_in_rustdoc, find_harmful_tag, find_mdx_program, render_all_pages, write_text_everywhere,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let arena = Arena::new();
    let Ok(spec) = Spec::parse(&arena, "errors.yaml", write_text_everywhere(text).as_bytes()) else { return };
    let Ok(previous) = Spec::parse(&arena, "errors.yaml", write_text_everywhere("a").as_bytes()) else { return };
    assert_eq!(find_harm_in_rustdoc(&spec), None);
    for (name, page) in render_all_pages(&spec, &previous) {
        assert_eq!(find_harmful_tag(&page), None, "in {name}");
        if page.starts_with("---\n") {
            assert_eq!(find_mdx_program(&page), None, "in {name}");
        }
    }
});

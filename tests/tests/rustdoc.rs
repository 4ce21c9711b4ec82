//! The reference of a catalog as documentation of a module: rustdoc has nothing to say against it, and links lead somewhere.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::collections::HashSet;
use std::fmt::Write as _;
use std::process::Command;

use errspec_docs::{MarkdownOptions, render_markdown, render_rustdoc_page};
use errspec_tests::documented::read_all_catalogs;
use errspec_tests::{catalog_around, spec};

/// Texts that rustdoc would test, look up as items, or take for links without an end.
const TEXTS: &str = "code: a, status: 404, causes: ['See https://acme.example/x, or [`Vec`]', '[x] [y](z.md) <b>'], \
                     guidance: \"```rust\\nlet x: u8 = 300;\\n```\\n\\n    x = 1\\n\\n[here](#a) and [there](../t.md#u)\", \
                     retry: { action: 'Read [this](guide.md).' }";

/// Has rustdoc read pages, each as the documentation of a module, and returns the pages that it made.
fn run_rustdoc(pages: &[String]) -> Vec<String> {
    let directory = tempfile::tempdir().unwrap();
    let mut source = "//! Pages.\n".to_owned();
    for (number, page) in pages.iter().enumerate() {
        std::fs::write(directory.path().join(format!("{number}.md")), page).unwrap();
        writeln!(source, "#[doc = include_str!(\"{number}.md\")]\npub mod page{number} {{}}").unwrap();
    }
    let file = directory.path().join("pages.rs");
    std::fs::write(&file, source).unwrap();
    for arguments in [&["-Dwarnings"][..], &["--test"]] {
        let mut command = Command::new("rustdoc");
        command.arg(&file).args(arguments).arg("--out-dir").arg(directory.path());
        let output = command.output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr) + String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{text}");
        assert!(!text.contains("running 1") && !text.contains("running 2"), "{text}");
    }
    let html = |number| directory.path().join(format!("pages/page{number}/index.html"));
    (0..pages.len()).map(|number| std::fs::read_to_string(html(number)).unwrap()).collect()
}

fn list_values<'t>(html: &'t str, front: &str) -> HashSet<&'t str> {
    html.split(front).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn rustdoc_takes_the_reference_of_every_catalog() {
    let mut specs: Vec<_> = read_all_catalogs().into_iter().map(|(_, spec, _)| spec).collect();
    specs.push(spec(&catalog_around("{ code: /code, message: /error }", &[TEXTS])));
    let options = MarkdownOptions::default();
    let pages: Vec<_> =
        specs.iter().map(|spec| render_rustdoc_page(&render_markdown(spec, &options))).collect();
    for (html, page) in run_rustdoc(&pages).iter().zip(&pages) {
        let ids = list_values(html, "id=\"");
        // rustdoc's own buttons lead to `#`.
        for anchor in list_values(html, "href=\"#").into_iter().filter(|anchor| !anchor.is_empty()) {
            assert!(ids.contains(anchor), "{anchor} in\n{page}");
        }
    }
    let last = pages.last().unwrap();
    assert!(last.contains("```rs\n") && last.contains("[here](#a) and there"), "{last}");
}

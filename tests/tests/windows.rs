//! What is written on Linux can be checked out, written and read on Windows.

use errspec_docs::{MarkdownOptions, render_markdown_pages};
use errspec_tests::any_catalog::quote;
use errspec_tests::{catalog, spec};

/// Codes that Windows keeps for devices, or can't take as names of files, each with the name of its variant.
const CODES: [(&str, &str); 12] = [
    ("con", "Con"),
    ("AUX", "Aux"),
    ("nul", "Nul"),
    ("prn", "Prn"),
    ("com1", "Com1"),
    ("lpt9", "Lpt9"),
    ("a.md", "Dot"),
    ("a:b", "Colon"),
    ("a\\b", "Backslash"),
    ("..", "Dots"),
    ("space ", "Space"),
    ("a?b*c|d<e>\"f", "Wild"),
];

#[test]
fn pages_have_names_that_windows_takes() {
    let entries = CODES.map(|(code, name)| {
        format!("- {{ code: {}, name: {name}, status: 400, meaning: It failed., retry: never }}", quote(code))
    });
    let pages = render_markdown_pages(&spec(&catalog(&entries.join("\n"))), &MarkdownOptions::default());
    assert_eq!(pages.len(), CODES.len() + 1);
    for (name, text) in pages {
        let stem = name.trim_end_matches(".md");
        assert!(stem.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{name}");
        let is_device = ["con", "aux", "nul", "prn"].contains(&stem)
            || stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt"));
        assert!(!is_device, "{name}");
        assert!(!text.contains('\r'), "{name}");
    }
}

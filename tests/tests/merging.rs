//! Two branches that each change a text of the catalog merge without a conflict in what is generated.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::path::Path;
use std::process::Command;

use errspec_codegen::{RustOptions, generate_rust};
use errspec_spec::Arena;
use errspec_tests::{catalog, spec};

/// Short entries in a row, which would fit on a line each.
const ENTRIES: &str = "\
- { code: a, status: 400, meaning: First., retry: never, guidance: Do this. }
- { code: b, status: 401, meaning: Second., retry: never }
- { code: c, status: 402, meaning: Third., retry: after 60s, fields: { plan: { type: string, meaning: Fourth. } } }
";

fn generate(entries: &str) -> String {
    generate_rust(&Arena::new(), &spec(&catalog(entries)), &RustOptions::default())
        .to_module_text("errors.yaml")
}

/// Merges two changes of a text as git does.
fn merge(directory: &Path, base: &str, ours: &str, theirs: &str) -> Result<String, String> {
    for (name, text) in [("base", base), ("ours", ours), ("theirs", theirs)] {
        std::fs::write(directory.join(name), text).unwrap();
    }
    let merge = ["merge-file", "-p", "ours", "base", "theirs"];
    let output = Command::new("git").current_dir(directory).args(merge).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    if output.status.success() { Ok(text) } else { Err(text) }
}

#[test]
fn changed_texts_merge() {
    let directory = tempfile::tempdir().unwrap();
    let changes = [
        [("First.", "A much longer sentence about the first of them that does not fit on the line."); 2],
        [("Do this.", "Do that which takes more than a line if it is said at such a length as this."); 2],
        [("Second.", "Another second."), ("b,", "b, docs: 'https://example.com/b',")],
        [("Third.", "Another third."), ("60s", "90s")],
        [("Fourth.", "Another fourth."); 2],
    ];
    let change = |text: &str, (old, new): (&str, &str)| text.replace(old, new);
    // The first two are of one entry, and so are the last two.
    for (ours, theirs) in [(0, 2), (1, 2), (0, 3), (1, 4), (2, 3), (2, 4)] {
        for (ours, theirs) in changes[ours].into_iter().zip(changes[theirs]) {
            let both = change(&change(ENTRIES, ours), theirs);
            let [ours, theirs] = [ours, theirs].map(|one| generate(&change(ENTRIES, one)));
            let merged = merge(directory.path(), &generate(ENTRIES), &ours, &theirs);
            assert_eq!(merged.unwrap_or_else(|conflict| panic!("{conflict}")), generate(&both));
        }
    }
}

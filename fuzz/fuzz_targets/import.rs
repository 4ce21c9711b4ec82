//! Any document → a draft that is a catalog, or a refusal, without a panic.

#![no_main]

use errspec_import::{CatalogDraft, Refusal};
use errspec_spec::{Arena, Spec};
use libfuzzer_sys::fuzz_target;

/// Drafts a catalog from a text.
type DraftCatalog = fn(&str) -> Result<CatalogDraft, Refusal>;

const FORMATS: [DraftCatalog; 4] = [
    errspec_import::draft_from_openapi,
    errspec_import::draft_from_markdown,
    errspec_import::draft_from_csv,
    errspec_import::draft_from_json,
];

fuzz_target!(|input: (u8, &str)| {
    let (format, text) = input;
    match FORMATS[usize::from(format) % FORMATS.len()](text) {
        Ok(draft) => check_draft(draft, text),
        Err(refusal) => assert!(!refusal.to_string().is_empty()),
    }
});

fn check_draft(draft: CatalogDraft, text: &str) {
    let catalog = draft.write(None, "a document");
    let arena = Arena::new();
    let Err(problems) = Spec::parse(&arena, "errors.yaml", catalog.as_bytes()) else { return };
    // What errspec generated may have been changed by hand.
    let is_ours = text.contains("errspec");
    let is_large = problems.iter().any(|problem| problem.rule() == "limit");
    assert!(is_ours || is_large, "{problems}\n{catalog}");
}

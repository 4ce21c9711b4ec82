//! Names the formats of what is imported, and guesses which one a document has.

use std::path::Path;

use errspec_import::{CatalogDraft, Refusal};

use crate::input::FileKind;

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ImportFormat {
    Openapi,
    Markdown,
    Csv,
    Json,
}

impl ImportFormat {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Openapi => "openapi",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    pub(super) fn file_kind(self) -> FileKind {
        match self {
            Self::Openapi => FileKind { what: "an OpenAPI document", extensions: &["yaml", "yml", "json"] },
            Self::Markdown => FileKind { what: "a page", extensions: &["md", "markdown", "mdx", "txt"] },
            Self::Csv => FileKind { what: "a table", extensions: &["csv", "tsv"] },
            Self::Json => FileKind { what: "a JSON document", extensions: &["json"] },
        }
    }

    /// Drafts a catalog from the text of a document.
    pub(super) fn draft_catalog(self, text: &str) -> Result<CatalogDraft, Refusal> {
        match self {
            Self::Openapi => errspec_import::draft_from_openapi(text),
            Self::Markdown => errspec_import::draft_from_markdown(text),
            Self::Csv => errspec_import::draft_from_csv(text),
            Self::Json => errspec_import::draft_from_json(text),
        }
    }

    /// Guesses the format from the text of a document and from the extension of its file.
    pub(super) fn guess(text: &str, path: &Path) -> Option<Self> {
        if has_openapi_key(text) {
            return Some(Self::Openapi);
        }
        let extension = path.extension()?.to_str()?;
        let formats = [Self::Markdown, Self::Csv, Self::Json];
        formats.into_iter().find(|format| format.file_kind().extensions.contains(&extension))
    }
}

/// Returns whether `openapi` is a key at the top: at the start of a line, or of the whole.
fn has_openapi_key(text: &str) -> bool {
    let is_key = |line: &str| {
        let rest = line.trim_start_matches([' ', '{', '"']).strip_prefix("openapi");
        rest.is_some_and(|rest| rest.trim_start_matches('"').trim_start().starts_with(':'))
    };
    text.lines().take(50).any(|line| line.split(',').take(50).any(is_key))
}

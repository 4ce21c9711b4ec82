//! Reads the text of a Cargo.toml, so that problems of the configuration can point into it.

use std::ops::Range;
use std::path::{Path, PathBuf};

use errspec_spec::SourceExcerpt;
use toml_edit::{Document, Item};

use crate::diagnostic::Diagnostic;
use crate::file::File;

/// A Cargo.toml whose values know where they are written, which those of `cargo metadata` don't.
pub(super) struct ConfigSource {
    directory: PathBuf,
    workspace: PathBuf,
    shown: String,
    document: Document<String>,
}

impl ConfigSource {
    /// Reads a Cargo.toml that cargo could read, of the workspace with this root.
    pub(super) fn read(path: &Path, workspace: &Path) -> Result<Self, Diagnostic> {
        let directory = path.parent().unwrap_or(path).to_owned();
        let shown = File::configured(&directory, "Cargo.toml").shown().to_owned();
        let fail = |error: &dyn std::error::Error| {
            Diagnostic::failure(format!("`{shown}` can't be read: {error}")).in_file(&shown)
        };
        let text = std::fs::read_to_string(path).map_err(|error| fail(&error))?;
        let document = Document::parse(text).map_err(|error| fail(&error))?;
        Ok(Self { directory, workspace: workspace.to_owned(), shown, document })
    }

    /// Returns the value of `metadata.errspec` in a section, if it has one.
    pub(super) fn find_errspec(&self, section: &str) -> Option<&Item> {
        self.document.get(section)?.get("metadata")?.get("errspec")
    }

    /// Returns a failure, at a range of bytes if that is known.
    pub(super) fn describe(&self, range: Option<Range<usize>>, message: String) -> Diagnostic {
        let failure = Diagnostic::failure(message);
        match range {
            Some(range) => failure.at_excerpt(&self.shown, self.cut_line(range)),
            None => failure.in_file(&self.shown),
        }
    }

    /// Returns the file at a path that is relative to the directory of the Cargo.toml, where it is named at a range.
    pub(super) fn resolve(&self, path: &str, range: Option<Range<usize>>) -> File {
        let file = File::configured(&self.directory, path).in_workspace(&self.workspace);
        match range {
            Some(range) => file.with_naming_line(self.cut_line(range)),
            None => file,
        }
    }

    fn cut_line(&self, range: Range<usize>) -> SourceExcerpt {
        SourceExcerpt::cut(self.document.raw(), range, "")
    }
}

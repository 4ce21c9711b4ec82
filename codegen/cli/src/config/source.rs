//! Reads the text of a Cargo.toml or an errspec.toml, so that problems of the configuration can point into it.

use std::fmt::Display;
use std::ops::Range;
use std::path::{Path, PathBuf};

use errspec_spec::SourceExcerpt;
use toml_edit::{Document, Item};

use crate::diagnostic::Diagnostic;
use crate::file::File;

/// Where a configuration is in its file.
#[derive(Clone, Copy)]
pub(super) enum ConfigTable {
    /// `workspace.metadata.errspec` of a Cargo.toml.
    Workspace,
    /// `package.metadata.errspec` of a Cargo.toml.
    Package,
    /// All of an errspec.toml.
    Root,
}

impl ConfigTable {
    /// Returns the name of the table, as problems call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Workspace => "workspace.metadata.errspec",
            Self::Package => "package.metadata.errspec",
            Self::Root => "errspec.toml",
        }
    }

    /// Returns the key that lists the catalogs.
    pub(super) fn catalogs_key(self) -> &'static str {
        match self {
            Self::Workspace => "workspace.metadata.errspec.catalogs",
            Self::Package => "package.metadata.errspec.catalogs",
            Self::Root => "catalogs",
        }
    }
}

/// A file whose values know where they are written, which those of `cargo metadata` don't.
pub(super) struct ConfigSource {
    path: PathBuf,
    workspace: PathBuf,
    shown: String,
    document: Document<String>,
}

impl ConfigSource {
    /// Reads a Cargo.toml or an errspec.toml, of the workspace with this root.
    pub(super) fn read(path: &Path, workspace: &Path) -> Result<Self, Diagnostic> {
        let shown = File::beside(path, &path.file_name().unwrap_or_default().to_string_lossy());
        let shown = shown.shown().to_owned();
        let fail = |error: &dyn Display| {
            Diagnostic::failure(format!("`{shown}` can't be read: {error}")).in_file(&shown)
        };
        let text = std::fs::read_to_string(path).map_err(|error| fail(&error))?;
        // A link can lead to any file, and what is in that may be a secret.
        let is_shown = !path.is_symlink();
        let document = Document::parse(text)
            .map_err(|error| if is_shown { fail(&error) } else { fail(&"the link leads to no TOML") })?;
        Ok(Self { path: path.to_owned(), workspace: workspace.to_owned(), shown, document })
    }

    /// Returns the value of a table, if it is there.
    pub(super) fn find_errspec(&self, table: ConfigTable) -> Option<&Item> {
        let section = match table {
            ConfigTable::Root => return Some(self.document.as_item()),
            ConfigTable::Workspace => "workspace",
            ConfigTable::Package => "package",
        };
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

    /// Returns the file at a path that is relative to the directory of this file, where it is named at a range.
    pub(super) fn resolve(&self, path: &str, range: Option<Range<usize>>) -> File {
        let file = File::beside(&self.path, path).in_workspace(&self.workspace);
        match range {
            Some(range) => file.with_naming_line(self.cut_line(range)),
            None => file,
        }
    }

    fn cut_line(&self, range: Range<usize>) -> SourceExcerpt {
        SourceExcerpt::cut(self.document.raw(), range, "")
    }
}

//! Holds the text that a file should have, and says which files it may replace.

use std::borrow::Cow;

use crate::file::File;

/// A file, and the text that it should hold.
pub(crate) struct Output<'a> {
    pub(crate) file: Cow<'a, File>,
    pub(crate) text: String,
    replaces: Replaceable,
}

/// The files that an output may replace.
#[derive(Clone, Copy)]
pub(crate) enum Replaceable {
    /// Any file: people chose the path for what is generated.
    Anything,
    /// Generated pages: people chose the directory, not the names in it.
    Pages,
    /// Lists of links and nothing else: a book keeps one file for those of all its parts.
    Lists,
}

impl<'a> Output<'a> {
    /// Returns an output that replaces whatever is at its path.
    pub(crate) fn new(file: Cow<'a, File>, text: String) -> Self {
        Self { file, text, replaces: Replaceable::Anything }
    }

    /// Lets the output replace nothing but files of a kind.
    pub(crate) fn only_over(self, replaces: Replaceable) -> Self {
        Self { replaces, ..self }
    }

    /// Returns whether the output would overwrite a text that people wrote.
    pub(crate) fn would_destroy(&self, on_disk: &str) -> bool {
        let is_item = |line: &str| line.trim().is_empty() || line.trim_start().starts_with("- [");
        match self.replaces {
            Replaceable::Anything => false,
            Replaceable::Pages => !on_disk.trim().is_empty() && !errspec_docs::is_generated_page(on_disk),
            Replaceable::Lists => !on_disk.lines().all(is_item),
        }
    }
}

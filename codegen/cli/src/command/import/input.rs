//! Reads the text of a document to import, and says what to type where it can't be imported.

use std::path::Path;

use errspec_import::Refusal;

use super::format::ImportFormat;
use crate::diagnostic::Diagnostic;
use crate::file::File;
use crate::input::read_input;

/// Rejects what is no file but a URL, which another program has to read.
pub(super) fn reject_url(path: &Path, format: ImportFormat) -> Result<(), Diagnostic> {
    let Some(url) =
        path.to_str().filter(|path| ["http://", "https://"].iter().any(|scheme| path.starts_with(scheme)))
    else {
        return Ok(());
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/:.-_~%+,@=".contains(c);
    let quoted =
        if url.chars().all(is_plain) { url.to_owned() } else { format!("'{}'", url.replace('\'', "%27")) };
    let format = format.name();
    Err(Diagnostic::failure(format!("`{url}` is a URL, and only files are read"))
        .with_help(format!("`curl -sL {quoted} | cargo errspec import {format} -`")))
}

/// A document to import.
pub(super) struct ImportInput {
    pub(super) text: String,
    file: File,
}

impl ImportInput {
    /// Reads a file, or standard input where it is `-`.
    pub(super) fn read(path: &Path, format: ImportFormat) -> Result<Self, Diagnostic> {
        let file = File::input(path);
        let bytes = read_input(&file, &format.file_kind())?;
        let text = String::from_utf8(bytes).map_err(|_| {
            Diagnostic::failure(format!("`{}` is not valid UTF-8", file.shown()))
                .with_help("save the file as UTF-8")
        })?;
        let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
        Ok(Self { text, file })
    }

    /// Returns why nothing was imported, and what to type instead.
    pub(super) fn describe_refusal(&self, format: ImportFormat, refusal: &Refusal) -> Diagnostic {
        let shown = self.file.shown();
        let failure =
            Diagnostic::failure(format!("`{shown}` can't be imported as {}: {refusal}", format.name()));
        let likely = ImportFormat::guess(&self.text, self.file.path()).filter(|likely| *likely != format);
        match (likely, refusal.help()) {
            (Some(likely), _) => {
                let path = if self.file.is_standard_input() { "-" } else { shown };
                failure.with_help(format!("try `cargo errspec import {} {path}`", likely.name()))
            }
            (None, Some(help)) => failure.with_help(help),
            (None, None) => failure,
        }
    }

    /// Returns the name of the document, for the first line of the draft.
    pub(super) fn name(&self) -> String {
        self.file.name()
    }
}

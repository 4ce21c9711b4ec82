//! Finds out where a draft may be written, and writes it.

use std::borrow::Cow;
use std::path::Path;

use crate::command::init::is_first_catalog;
use crate::diagnostic::Diagnostic;
use crate::file::File;
use crate::on_disk;
use crate::output::Output;

/// The file that a draft is written into.
pub(super) struct DraftTarget {
    file: File,
    /// Whether it may take the place of what is there.
    replaces: bool,
}

impl DraftTarget {
    /// Returns the target, unless something is there that people may want to keep.
    pub(super) fn find(file: &File, force: bool) -> Result<Self, Diagnostic> {
        let replaces = file.path().is_file() && (force || is_first_catalog(file.path()));
        if !replaces {
            let other = find_free_name(file);
            let help = format!("`--force` replaces it, and `-o {other}` writes the draft beside it");
            on_disk::require_new_file(file, &help)?;
        }
        Ok(Self { file: file.clone(), replaces })
    }

    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Writes the draft, whole or not at all.
    pub(super) fn write(&self, text: String) -> Result<(), Diagnostic> {
        let output = Output::new(Cow::Borrowed(&self.file), text);
        if self.replaces { on_disk::write_output(&output).map(drop) } else { on_disk::create_file(&output) }
    }
}

/// Returns the name of a file beside this one that isn't there yet.
fn find_free_name(file: &File) -> String {
    let stem = file.path().file_stem().unwrap_or_default().to_string_lossy();
    let names = std::iter::once(format!("{stem}-draft.yaml"));
    let mut names = names.chain((2..).map(|number| format!("{stem}-draft-{number}.yaml")));
    let path = names.find_map(|name| Some(file.sibling(&name)).filter(|path| !Path::exists(path)));
    path.unwrap_or_default().display().to_string()
}

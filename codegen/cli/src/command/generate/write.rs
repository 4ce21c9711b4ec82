//! Writes outputs to disk and deletes pages that are left over, and says so.

use crate::diagnostic::Diagnostic;
use crate::failure::CommandFailure;
use crate::file::File;
use crate::on_disk::{self, DiskChange, PrepareError};
use crate::output::Output;
use crate::progress;
use crate::terminal::{print_line, sanitize};

/// Writes the outputs that changed. All are prepared before any is replaced, so that what can't be written is known
/// while nothing has changed.
pub(super) fn write_outputs(outputs: &[Output<'_>]) -> Result<(), CommandFailure> {
    let mut failures = Vec::<Diagnostic>::new();
    let mut changes = Vec::new();
    progress::run_with_progress("writing", || {
        for output in outputs {
            match DiskChange::prepare(output) {
                Ok(change) => changes.push((output, change)),
                Err(error) => {
                    let is_full = matches!(error, PrepareError::Full(_));
                    failures.push(error.into_diagnostic(outputs));
                    // Every other output would fail for the same reason.
                    if is_full {
                        break;
                    }
                }
            }
        }
    });
    if !failures.is_empty() {
        return Err(failures.into());
    }
    for (output, change) in changes {
        let verb = change.apply(output)?;
        print_line(&format!("{verb} {}", sanitize(output.file.shown())))?;
    }
    Ok(())
}

/// Deletes the pages of errors that are gone.
pub(super) fn delete_pages(pages: &[File]) -> Result<(), CommandFailure> {
    for page in pages {
        on_disk::delete_page(page)?;
        print_line(&format!("deleted {}", sanitize(page.shown())))?;
    }
    Ok(())
}

/// Makes outputs of a catalog, which takes a while where there are thousands of errors.
pub(super) fn generate_with_progress<T>(catalog: &File, make: impl FnOnce() -> T) -> T {
    progress::run_with_progress(&format!("generating from {}", catalog.shown()), make)
}

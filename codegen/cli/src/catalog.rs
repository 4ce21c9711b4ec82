//! Reads the file of a catalog and checks it.

use errspec_data::Catalog;
use errspec_spec::{Arena, Spec};

use crate::diagnostic::Diagnostic;
use crate::failure::CommandFailure;
use crate::file::File;
use crate::input::{self, FileKind};
use crate::progress;
use crate::terminal::{count_things, sanitize};

const CATALOG: FileKind = FileKind { what: "a catalog", extensions: &["yaml", "yml"] };

/// Reads and checks a catalog; fails with all its problems.
pub(crate) fn read_catalog(file: &File) -> Result<Spec<'static>, CommandFailure> {
    let read = || input::read_input(file, &CATALOG);
    // Waiting for people is no work.
    let pasted = file.is_standard_input().then(read).transpose()?;
    progress::run_with_progress(&format!("reading {}", file.shown()), || {
        let bytes = pasted.map_or_else(read, Ok)?;
        parse_catalog(file, &bytes)
    })
}

/// Checks the bytes of a catalog; fails with all its problems.
///
/// A command reads a few catalogs and ends: what they are kept in is never freed.
pub(crate) fn parse_catalog(file: &File, bytes: &[u8]) -> Result<Spec<'static>, CommandFailure> {
    let arena = Box::leak(Box::<Arena>::default());
    Spec::parse(arena, file.shown(), bytes).map_err(|problems| {
        let count = count_things(problems.iter().len(), "problem");
        CommandFailure::from(Diagnostic::from_problems(file, &problems))
            .with_summary(format!("{count} in {}", sanitize(file.shown())))
    })
}

/// Lowers a catalog into one that the runtime decodes and sends with. It is leaked, too.
pub(crate) fn lower_catalog(spec: &Spec<'static>) -> &'static Catalog<'static> {
    let arena: &'static Arena = Box::leak(Box::default());
    Box::leak(Box::new(errspec_spec::lower(arena, spec)))
}

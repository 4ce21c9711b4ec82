//! Reads the file of a catalog and checks it.

use errspec_data::Catalog;
use errspec_spec::{Arena, Problem, Problems, Spec};

use crate::diagnostic::Diagnostic;
use crate::failure::{CommandFailure, collect_both};
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
        if !file.was_chosen() && !problems.are_of_catalog() {
            return describe_other_file(file, &problems).into();
        }
        let count = count_things(problems.iter().len(), "problem");
        CommandFailure::from(Diagnostic::from_problems(file, &problems))
            .with_summary(format!("{count} in {}", sanitize(file.shown())))
    })
}

/// Returns that a file is no catalog. It may hold a secret, so that nothing of it is shown.
fn describe_other_file(file: &File, problems: &Problems) -> Diagnostic {
    let found = problems.iter().find(|problem| problem.rule() == "not-a-catalog");
    let message = found.map_or("expected a catalog, found no key `errspec`", Problem::message);
    Diagnostic::problem("not-a-catalog", message).in_file(file.shown()).with_help(
        "name the catalog instead, or begin it with `errspec: 1`: of files without it that are configured or linked, \
         nothing is shown",
    )
}

/// Reads two versions of a catalog; fails with the problems of both.
pub(crate) fn read_versions(
    old: &File,
    new: &File,
) -> Result<(Spec<'static>, Spec<'static>), CommandFailure> {
    if old.is_standard_input() && new.is_standard_input() {
        let failure = Diagnostic::failure("standard input can't be both catalogs");
        return Err(failure.with_help("name the file of one").into());
    }
    collect_both(read_catalog(old), read_catalog(new))
}

/// Keeps a catalog that others refer to until the command ends.
pub(crate) fn keep_spec(spec: Spec<'static>) -> &'static Spec<'static> {
    Box::leak(Box::new(spec))
}

/// Lowers a catalog into one that the runtime decodes and sends with. It is leaked, too.
pub(crate) fn lower_catalog(spec: &Spec<'static>) -> &'static Catalog<'static> {
    let arena: &'static Arena = Box::leak(Box::default());
    Box::leak(Box::new(errspec_spec::lower(arena, spec)))
}

//! Finds the pages in a directory that were made for errors which are gone.

use std::collections::HashSet;
use std::fs;
use std::io::Read;
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::file::File;
use crate::output::Output;

/// How much of a page has the note that it was made for an error.
const TOP: u64 = 4096;

/// Finds the pages in a directory that none of these outputs is any more, and that say that they were made as these
/// were. What people wrote doesn't, and a copy under another name doesn't say that name.
pub(crate) fn find_left_over_pages(directory: &File, outputs: &[Output<'_>]) -> Vec<File> {
    // Some file systems take `Gone.md` for `gone.md`.
    let lower = |path: &Path| path.to_string_lossy().to_lowercase();
    let made: HashSet<_> = outputs.iter().map(|output| lower(output.file.path())).collect();
    let origins: HashSet<_> =
        outputs.iter().filter_map(|output| read_origin(&output.text, &output.file)).collect();
    let names = fs::read_dir(directory.path()).into_iter().flatten().flatten();
    let names = names.filter_map(|entry| entry.file_name().into_string().ok());
    let pages = names.filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "md"));
    let mut pages: Vec<_> = pages.map(|name| directory.inside(&name)).collect();
    pages.retain(|page| {
        !made.contains(&lower(page.path()))
            && read_top(page.path())
                .is_some_and(|top| read_origin(&top, page).is_some_and(|it| origins.contains(&it)))
    });
    pages.sort_by(|one, other| one.path().cmp(other.path()));
    pages
}

fn read_origin<'a>(text: &'a str, page: &File) -> Option<(&'a str, &'a str)> {
    errspec_docs::find_page_origin(text, &page.name())
}

/// Deletes such a page.
pub(crate) fn delete_page(page: &File) -> Result<(), Diagnostic> {
    fs::remove_file(page.path())
        .map_err(|error| Diagnostic::failure(format!("`{}` can't be deleted: {error}", page.shown())))
}

/// Reads the beginning of a file; links are left alone.
fn read_top(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
    fs::File::open(path).ok()?.take(TOP).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

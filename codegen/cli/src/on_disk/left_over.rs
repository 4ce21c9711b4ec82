//! A directory of pages → those in it that were made for errors which are gone.

use std::fs;
use std::io::Read;
use std::path::Path;

use crate::file::File;
use crate::plan::Output;
use crate::report::Failure;

/// How much of a page has the note that it was made for an error.
const TOP: u64 = 4096;

/// The pages made from a catalog that none of its outputs is. What people wrote doesn't say that it was made.
pub(crate) fn left_over(directory: &File, catalog: &File, outputs: &[Output<'_>]) -> Vec<File> {
    // Some file systems take `Gone.md` for `gone.md`.
    let lower = |path: &Path| path.to_string_lossy().to_lowercase();
    let made: Vec<_> = outputs.iter().map(|output| lower(output.file.path())).collect();
    let names = fs::read_dir(directory.path()).into_iter().flatten().flatten();
    let names = names.filter_map(|entry| entry.file_name().into_string().ok());
    let pages = names.filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "md"));
    let mut pages: Vec<_> = pages.map(|name| directory.inside(&name)).collect();
    pages.retain(|page| !made.contains(&lower(page.path())) && was_made(page.path(), &catalog.name()));
    pages.sort_by(|one, other| one.path().cmp(other.path()));
    pages
}

/// Deletes such a page.
pub(crate) fn remove(page: &File) -> Result<(), Failure> {
    fs::remove_file(page.path())
        .map_err(|error| Failure::new(format!("`{}` can't be deleted: {error}", page.shown())))
}

fn was_made(path: &Path, catalog: &str) -> bool {
    let is_file = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file());
    is_file && top(path).is_ok_and(|top| errspec_codegen::is_error_page(&top, catalog))
}

fn top(path: &Path) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(TOP).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

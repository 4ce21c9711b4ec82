//! Reads the catalogs whose documentation is compared with what a service sends.

use std::path::Path;

use errspec_data::Catalog;
use errspec_spec::Spec;

/// A catalog: the path of its file, what was read, and what responses are decoded by.
pub type ReadCatalog = (String, Spec<'static>, &'static Catalog<'static>);

/// Reads the catalogs in the directories of this crate and of `spec`.
///
/// # Panics
///
/// If one can't be read, or has a problem.
#[must_use]
pub fn read_all_catalogs() -> Vec<ReadCatalog> {
    let directories =
        ["../spec", "catalogs", "catalogs/documented", "catalogs/sending", "catalogs/validation"];
    directories.into_iter().flat_map(read_catalogs).collect()
}

fn read_catalogs(directory: &str) -> Vec<ReadCatalog> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(directory);
    let files = std::fs::read_dir(root).expect(directory);
    let paths = files.map(|file| file.expect(directory).path());
    let yaml = paths.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    yaml.map(|path| read_catalog(&path)).collect()
}

fn read_catalog(path: &Path) -> ReadCatalog {
    let shown = path.display().to_string();
    let yaml = std::fs::read_to_string(path).expect(&shown);
    (shown, crate::spec(&yaml), crate::lower_catalog(&yaml))
}

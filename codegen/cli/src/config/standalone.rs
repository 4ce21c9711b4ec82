//! Finds the errspec.toml that configures catalogs where there is no Cargo.toml.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::file::File;

/// The name of the file.
pub(crate) const STANDALONE: &str = "errspec.toml";

/// Finds the errspec.toml that is named, or the nearest one if no Cargo.toml is nearer; none where a Cargo.toml is.
///
/// `without` is a command that needs neither, for the help.
pub(super) fn find_standalone_file(
    named: Option<&Path>,
    without: &str,
) -> Result<Option<PathBuf>, Diagnostic> {
    if let Some(path) = named {
        let is_standalone = path.file_name().is_some_and(|name| name == STANDALONE);
        return Ok(is_standalone.then(|| path.to_owned()));
    }
    let here = std::env::current_dir()
        .map_err(|error| Diagnostic::failure(format!("the current directory can't be found: {error}")))?;
    for directory in here.ancestors() {
        let [standalone, manifest] = [STANDALONE, "Cargo.toml"].map(|name| directory.join(name));
        match (standalone.is_file(), manifest.is_file()) {
            (true, false) => return Ok(Some(standalone)),
            (true, true) => return Err(describe_ignored_file(&standalone)),
            (false, true) => return Ok(None),
            (false, false) => {}
        }
    }
    let help = format!(
        "name a catalog, as in `{without}`, or let `cargo errspec init --write` start one and an errspec.toml"
    );
    Err(Diagnostic::failure("there is no Cargo.toml and no errspec.toml here or above").with_help(help))
}

/// Returns that a file would be ignored, which nobody would see.
fn describe_ignored_file(path: &Path) -> Diagnostic {
    Diagnostic::failure("`errspec.toml` is beside a Cargo.toml, which configures the catalogs there")
        .in_file(File::beside(path, STANDALONE).shown())
        .with_help("move each `[[catalogs]]` into Cargo.toml, as `[[package.metadata.errspec.catalogs]]`")
}

//! Reads the catalogs of a build script, and names them for cargo to watch.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use errspec_codegen::paths::{MISSING_IN_PACKAGE, PACKAGE_MARK, describe_missing_path, find_nearby_path};

/// A catalog that was read.
pub(crate) struct Source {
    /// As it was given.
    pub(crate) path: String,
    pub(crate) file_name: String,
    pub(crate) bytes: Vec<u8>,
}

/// How an output is named after its catalog.
#[derive(Clone, Copy, Debug)]
pub(crate) enum OutputName {
    /// `errors.yaml.rs`.
    Rust,
    /// `errors.md`.
    #[cfg(feature = "markdown")]
    Markdown,
}

impl OutputName {
    /// Returns the name of the output of a catalog; none if the path has no file name.
    pub(crate) fn of_catalog(self, path: &Path) -> Option<String> {
        let name = Path::new(path.file_name()?);
        let output = match self {
            Self::Rust => format!("{}.rs", name.display()),
            #[cfg(feature = "markdown")]
            Self::Markdown => name.with_extension("md").display().to_string(),
        };
        Some(output)
    }

    fn what_is_equal(self) -> &'static str {
        match self {
            Self::Rust => "case",
            #[cfg(feature = "markdown")]
            Self::Markdown => "case and extension",
        }
    }
}

/// Reads every catalog that can be read, and describes what is wrong with the others.
///
/// `outputs` is what each of them becomes.
pub(crate) fn read_sources(
    root: &Path,
    paths: &[PathBuf],
    outputs: &[OutputName],
) -> (Vec<Source>, Vec<String>) {
    let mut failures = find_output_clashes(paths, outputs);
    let sources = paths
        .iter()
        .filter_map(|path| read_source(root, path).map_err(|failure| failures.push(failure)).ok())
        .collect();
    (sources, failures)
}

/// Tells cargo to run the build script again when a catalog changes.
///
/// Only catalogs that were read are named. At a path without a file there is nothing to watch: the script fails, and
/// cargo runs a script that failed each time.
pub(crate) fn watch_sources(sources: &[Source]) {
    for source in sources {
        // A cargo that doesn't listen any more is not interested in the output either.
        let _ = writeln!(std::io::stdout(), "cargo::rerun-if-changed={}", source.path);
    }
}

/// Finds catalogs that would write the same file. Not all file systems tell upper and lower case apart.
fn find_output_clashes(paths: &[PathBuf], outputs: &[OutputName]) -> Vec<String> {
    let clash = |(index, path): (usize, &PathBuf)| {
        let (first, output) = paths[..index].iter().find_map(|earlier| {
            let is_shared = |output: &&OutputName| {
                let names = [earlier, path].map(|path| Some(output.of_catalog(path)?.to_lowercase()));
                names[0].is_some() && names[0] == names[1]
            };
            Some((earlier, outputs.iter().find(is_shared)?))
        })?;
        if first == path {
            return Some(format!("error: `{}` is named twice\nhelp: remove one of the two", path.display()));
        }
        let (first, second, name) = (first.display(), path.display(), output.of_catalog(path)?);
        Some(format!(
            "error: `{first}` and `{second}` would both become `OUT_DIR/{name}`\n\
             help: give them file names that differ by more than {}",
            output.what_is_equal()
        ))
    };
    paths.iter().enumerate().filter_map(clash).collect()
}

fn read_source(root: &Path, path: &Path) -> Result<Source, String> {
    let shown = path.display();
    let Some(text) = path.to_str().filter(|text| !text.contains(['\n', '\r'])) else {
        return Err(format!(
            "error: the path `{shown}` is not one that cargo can watch\nhelp: rename the file"
        ));
    };
    let full = root.join(path);
    let bytes = std::fs::read(&full).map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            format!("error: there is no file `{}`{}", full.display(), suggest_path(root, text))
        }
        _ if full.is_dir() => format!("error: `{}` is a directory, not a catalog", full.display()),
        _ => format!("error: `{}` can't be read: {error}", full.display()),
    })?;
    let Some(file_name) = path.file_name() else {
        return Err(format!("error: the path `{shown}` has no file name"));
    };
    Ok(Source { path: text.to_owned(), file_name: file_name.to_string_lossy().into_owned(), bytes })
}

/// Returns the help for a path at which there is no file.
fn suggest_path(root: &Path, written: &str) -> String {
    if Path::new(written).has_root() {
        return String::new();
    }
    if root.join(PACKAGE_MARK).is_file() {
        return format!("\nhelp: {MISSING_IN_PACKAGE}");
    }
    let nearby = find_nearby_path(written, |candidate| root.join(candidate).is_file());
    format!("\nhelp: {}", describe_missing_path(nearby.as_deref()))
}

//! Tells which paths every system reads, guesses which file was meant by a path that leads to none, and writes paths as
//! people read them.

use std::path::{Component, Path, PathBuf};

/// Files are looked for in the directory that paths are relative to, and in this many above it.
const LEVELS_UP: usize = 3;

/// A file that cargo adds to packages, and that a checkout doesn't have.
pub const PACKAGE_MARK: &str = "Cargo.toml.orig";

/// The help for a path in a package of cargo at which there is no file. What is around the package, its user doesn't have.
pub const MISSING_IN_PACKAGE: &str = "a package that cargo makes has no files from outside the crate's directory, and none \
    that `exclude` or `include` in Cargo.toml keeps away: put the catalog beside Cargo.toml, and name it from there";

/// Returns the path of the file that was probably meant by a relative path at which there is none, if there is one.
///
/// It has the same name or YAML's other extension, and is in the directory that paths are relative to or above it.
///
/// # Examples
///
/// ```
/// let is_file = |path: &str| path == "../spec/errors.yaml";
/// let meant = errspec_codegen::paths::find_nearby_path("spec/errors.yml", is_file);
/// assert_eq!(meant.as_deref(), Some("../spec/errors.yaml"));
/// ```
pub fn find_nearby_path(written: &str, is_file: impl Fn(&str) -> bool) -> Option<String> {
    // Windows takes both, and people write what they are used to.
    let slashes = written.replace('\\', "/");
    let below = slashes.trim_start_matches("../").trim_start_matches("./");
    let twin = swap_yaml_extension(below);
    let names = || std::iter::once(below).chain(twin.as_deref());
    let mut candidates = (0..=LEVELS_UP).flat_map(|up| names().map(move |name| "../".repeat(up) + name));
    candidates.find(|candidate| is_file(candidate))
}

/// Returns the help for a path in a crate at which there is no file.
#[must_use]
pub fn describe_missing_path(nearby: Option<&str>) -> String {
    let rule = "paths are relative to the directory of the crate's Cargo.toml";
    match nearby {
        Some(nearby) => format!("{rule}; did you mean `{nearby}`?"),
        None => rule.to_owned(),
    }
}

/// Says why a path that is checked in isn't the same one on Windows and elsewhere, and what to write instead; none if it is.
///
/// # Examples
///
/// ```
/// use errspec_codegen::paths::explain_unportable_path;
///
/// let (reason, help) = explain_unportable_path(r"spec\errors.yaml").unwrap();
/// assert_eq!(reason, "a backslash, which separates names on Windows alone");
/// assert_eq!(help, "write `spec/errors.yaml`, which every system reads");
/// assert_eq!(explain_unportable_path("../spec/errors.yaml"), None);
/// ```
#[must_use]
pub fn explain_unportable_path(path: &str) -> Option<(&'static str, String)> {
    if let [b'a'..=b'z' | b'A'..=b'Z', b':', b'/' | b'\\', ..] = path.as_bytes() {
        return Some(("a drive, which Windows alone has", "write a relative path".to_owned()));
    }
    if path.contains('\\') {
        let help = format!("write `{}`, which every system reads", path.replace('\\', "/"));
        return Some(("a backslash, which separates names on Windows alone", help));
    }
    let help = || "choose a name without it".to_owned();
    path.contains(':').then(|| ("a colon, which no name of a file has on Windows", help()))
}

/// Returns the path without `.` and `..`, which is for people to read: behind a symlink, `..` is another directory.
#[must_use]
pub fn normalize_path(path: &Path) -> PathBuf {
    let mut normalized = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if normalized.file_name().is_some() => drop(normalized.pop()),
            component => normalized.push(component),
        }
    }
    normalized
}

/// Returns whether a relative path leads out of the directory that it is relative to.
#[must_use]
pub fn leaves_directory(path: &str) -> bool {
    // Windows takes both.
    normalize_path(Path::new(&path.replace('\\', "/"))).starts_with("..")
}

fn swap_yaml_extension(path: &str) -> Option<String> {
    match path.rsplit_once('.')? {
        (stem, "yml") => Some(format!("{stem}.yaml")),
        (stem, "yaml") => Some(format!("{stem}.yml")),
        _ => None,
    }
}

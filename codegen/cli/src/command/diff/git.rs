//! A file and a revision → what the file held there, as git says.

use std::path::Path;
use std::process::{Command, Output};

use crate::file::File;
use crate::report::Failure;

/// The bytes of a file at a revision; none if it wasn't there.
pub(super) fn show(file: &File, revision: &str) -> Result<Option<Vec<u8>>, Failure> {
    let directory = file.path().parent().filter(|parent| !parent.as_os_str().is_empty());
    let directory = directory.unwrap_or(Path::new("."));
    if !git(directory, &["rev-parse", "--is-inside-work-tree"])?.status.success() {
        let message = format!("`{}` is in no git repository", file.shown());
        return Err(Failure::new(message).help("compare two files: `cargo errspec diff OLD NEW`"));
    }
    let commit = format!("{revision}^{{commit}}");
    let commit = git(directory, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
    if !commit.status.success() {
        let message = format!("git knows no revision `{revision}`");
        return Err(Failure::new(message)
            .help("a shallow clone lacks most of them: `git fetch --unshallow`, or `fetch-depth: 0` in CI"));
    }
    let commit = String::from_utf8_lossy(&commit.stdout);
    let object = format!("{}:./{}", commit.trim(), file.name());
    if !git(directory, &["cat-file", "-e", &object])?.status.success() {
        return Ok(None);
    }
    let output = git(directory, &["cat-file", "blob", &object])?;
    if output.status.success() {
        return Ok(Some(output.stdout));
    }
    let reason = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(Failure::new(format!("git can't show `{}` at `{revision}`: {reason}", file.shown())))
}

fn git(directory: &Path, arguments: &[&str]) -> Result<Output, Failure> {
    let mut command = Command::new("git");
    command.arg("-C").arg(directory).args(arguments);
    command.output().map_err(|error| Failure::new(format!("git can't be run: {error}")))
}

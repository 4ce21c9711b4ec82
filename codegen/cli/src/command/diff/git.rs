//! A file and a revision → what the file held there, as git says.

use std::path::Path;
use std::process::{Command, Output};

use crate::file::File;
use crate::report::Failure;

/// What a file held at a revision.
pub(super) struct Old {
    pub(super) bytes: Vec<u8>,
    /// Where it was in the repository, if that was somewhere else.
    pub(super) renamed_from: Option<String>,
}

/// A file at a revision; none if it wasn't there, under this name nor under another one.
pub(super) fn show(file: &File, revision: &str) -> Result<Option<Old>, Failure> {
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
    let commit = text(&commit.stdout);
    let mut renamed_from = None;
    let mut object = format!("{commit}:./{}", file.name());
    if !git(directory, &["cat-file", "-e", &object])?.status.success() {
        let Some(name) = name_before(directory, &file.name(), &commit)? else { return Ok(None) };
        object = format!("{commit}:{name}");
        renamed_from = Some(name);
    }
    let Output { status, stdout: bytes, stderr } = git(directory, &["cat-file", "blob", &object])?;
    if status.success() {
        return Ok(Some(Old { bytes, renamed_from }));
    }
    let reason = text(&stderr);
    Err(Failure::new(format!("git can't show `{}` at `{revision}`: {reason}", file.shown())))
}

/// The path that a file had in the repository before it was renamed, if git sees that it was.
fn name_before(directory: &Path, name: &str, commit: &str) -> Result<Option<String>, Failure> {
    let now = git(directory, &["ls-files", "--full-name", "-z", "--", name])?;
    let renamed =
        git(directory, &["diff", "--find-renames", "--diff-filter=R", "--name-status", "-z", commit])?;
    let now = text(&now.stdout);
    let renamed = text(&renamed.stdout);
    // A score, the old name and the new one, each with a NUL behind it.
    let fields: Vec<_> = renamed.split('\0').collect();
    let before = fields.chunks_exact(3).find(|rename| rename[2] == now.trim_end_matches('\0'));
    Ok(before.map(|rename| rename[1].to_owned()))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

fn git(directory: &Path, arguments: &[&str]) -> Result<Output, Failure> {
    let mut command = Command::new("git");
    command.arg("-C").arg(directory).args(arguments);
    command.output().map_err(|error| Failure::new(format!("git can't be run: {error}")))
}

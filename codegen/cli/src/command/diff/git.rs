//! A file and a revision → what the file held there, and what was configured there, as git says.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use toml_edit::DocumentMut;

use crate::file::{self, File};
use crate::manifest;
use crate::report::Failure;

/// The repository of a file, and a revision of it.
pub(super) struct Repository {
    directory: PathBuf,
    commit: String,
}

/// What a file held at a revision.
pub(super) struct Old {
    pub(super) bytes: Vec<u8>,
    /// Where it was in the repository.
    pub(super) path: String,
}

impl Repository {
    /// The one that a file is in.
    pub(super) fn of(file: &File, revision: &str) -> Result<Self, Failure> {
        let directory = resolved(file).parent().map(Path::to_owned).unwrap_or_default();
        if !git(&directory, &["rev-parse", "--is-inside-work-tree"])?.status.success() {
            let message = format!("`{}` is in no git repository", file.shown());
            return Err(Failure::new(message).help("compare two files: `cargo errspec diff OLD NEW`"));
        }
        let commit = format!("{revision}^{{commit}}");
        let commit = git(&directory, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        if !commit.status.success() {
            let message = format!("git knows no revision `{revision}`");
            return Err(Failure::new(message).help(
                "a shallow clone lacks most of them: `git fetch --unshallow`, or `fetch-depth: 0` in CI",
            ));
        }
        Ok(Self { directory, commit: text(&commit.stdout) })
    }

    /// The file that is at a path now; none if it wasn't there, nor at another path.
    pub(super) fn show(&self, file: &File, now: &str) -> Result<Option<Old>, Failure> {
        let is_there = self.git(&["cat-file", "-e", &self.object(now)])?.status.success();
        let path = if is_there { Some(now.to_owned()) } else { self.path_before(now)? };
        let Some(path) = path else { return Ok(None) };
        let Output { status, stdout: bytes, stderr } =
            self.git(&["cat-file", "blob", &self.object(&path)])?;
        if status.success() {
            return Ok(Some(Old { bytes, path }));
        }
        Err(Failure::new(format!("git can't show `{}`: {}", file.shown(), text(&stderr))))
    }

    /// The catalogs that a Cargo.toml configured at the revision and doesn't any more, by their paths in the repository.
    pub(super) fn dropped(&self) -> Result<Vec<String>, Failure> {
        let root = PathBuf::from(text(&self.git(&["rev-parse", "--show-toplevel"])?.stdout));
        let manifests =
            self.git(&["grep", "--full-name", "-lzF", "-e", "errspec", &self.commit, "--", ":/*Cargo.toml"])?;
        let mut dropped = Vec::new();
        for object in text(&manifests.stdout).split_terminator('\0') {
            let Some((_, path)) = object.split_once(':') else { continue };
            let was = specs(&text(&self.git(&["cat-file", "blob", object])?.stdout));
            let is = specs(&std::fs::read_to_string(root.join(path)).unwrap_or_default());
            let gone = was.into_iter().filter(|spec| !is.contains(spec));
            dropped.extend(gone.map(|spec| in_repository(&Path::new(path).with_file_name(spec))));
        }
        dropped.sort();
        dropped.dedup();
        Ok(dropped)
    }

    /// The path of a file in the repository.
    pub(super) fn path(&self, file: &File) -> Result<String, Failure> {
        let path = resolved(file);
        let directory = path.parent().unwrap_or(&self.directory);
        let prefix = text(&git(directory, &["rev-parse", "--show-prefix"])?.stdout);
        Ok(prefix + &path.file_name().unwrap_or_default().to_string_lossy())
    }

    /// The path that a file had before it was renamed, if git sees that it was.
    fn path_before(&self, now: &str) -> Result<Option<String>, Failure> {
        let renamed =
            self.git(&["diff", "--find-renames", "--diff-filter=R", "--name-status", "-z", &self.commit])?;
        let renamed = text(&renamed.stdout);
        // A score, the old name and the new one, each with a NUL behind it.
        let fields: Vec<_> = renamed.split('\0').collect();
        let before = fields.chunks_exact(3).find(|rename| rename[2] == now);
        Ok(before.map(|rename| rename[1].to_owned()))
    }

    fn object(&self, path: &str) -> String {
        format!("{}:{path}", self.commit)
    }

    fn git(&self, arguments: &[&str]) -> Result<Output, Failure> {
        git(&self.directory, arguments)
    }
}

/// Where a file is behind links, which git would show as what they are.
fn resolved(file: &File) -> PathBuf {
    let path = file.path().canonicalize().or_else(|_| std::path::absolute(file.path()));
    path.unwrap_or_else(|_| file.path().to_owned())
}

/// The catalogs that the text of a Cargo.toml configures.
fn specs(manifest: &str) -> Vec<String> {
    let mut document: DocumentMut = manifest.parse().unwrap_or_default();
    let catalogs = manifest::catalogs(&mut document);
    catalogs.iter().filter_map(|table| manifest::path(*table, "spec")).map(str::to_owned).collect()
}

fn in_repository(path: &Path) -> String {
    file::plain(path).display().to_string().replace('\\', "/")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

fn git(directory: &Path, arguments: &[&str]) -> Result<Output, Failure> {
    let mut command = Command::new("git");
    command.arg("-C").arg(directory).args(arguments);
    command.output().map_err(|error| Failure::new(format!("git can't be run: {error}")))
}

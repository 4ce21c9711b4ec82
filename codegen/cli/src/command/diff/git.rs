//! Asks git what a file held at a revision, and what was configured there.
//!
//! A checkout may be somebody else's, such as a pull request in CI: everything in it is read as data, and no command that
//! it names is run.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use errspec_codegen::paths::normalize_path;
use toml_edit::DocumentMut;

use crate::diagnostic::Diagnostic;
use crate::file::File;
use crate::input::{MAX_BYTES, read_file};
use crate::manifest;

/// A repository, and a revision of it.
pub(super) struct Repository {
    root: PathBuf,
    commit: String,
}

/// What a file was at a revision.
pub(super) struct PastFile {
    /// None if it wasn't there.
    pub(super) old: Option<PastContent>,
    /// Where it is in its repository, as it is written and behind links, and where it was.
    pub(super) paths: Vec<String>,
}

/// What a file held at a revision.
pub(super) struct PastContent {
    pub(super) bytes: Vec<u8>,
    /// Where it was, if it was renamed.
    pub(super) renamed: Option<String>,
}

/// A file in a repository.
struct RepositoryPath {
    repository: Repository,
    path: String,
}

/// Finds what a file was at a revision: what is at its path there, whatever links lead to now; else what is at the path
/// that links lead to; else what was renamed since.
pub(super) fn find_past_file(file: &File, revision: &str) -> Result<PastFile, Diagnostic> {
    let places = find_in_repositories(file, revision)?;
    let mut paths: Vec<_> = places.iter().map(|place| place.path.clone()).collect();
    for RepositoryPath { repository, path } in &places {
        if let Some(bytes) = repository.read_at_commit(path)? {
            return Ok(PastFile { old: Some(PastContent { bytes, renamed: None }), paths });
        }
    }
    for RepositoryPath { repository, path } in &places {
        let Some(before) = repository.find_former_path(path)? else { continue };
        let Some(bytes) = repository.read_at_commit(&before)? else { continue };
        paths.push(before.clone());
        return Ok(PastFile { old: Some(PastContent { bytes, renamed: Some(before) }), paths });
    }
    Ok(PastFile { old: None, paths })
}

impl Repository {
    /// Returns the repository that a file is in.
    pub(super) fn containing(file: &File, revision: &str) -> Result<Self, Diagnostic> {
        Ok(find_in_repositories(file, revision)?.swap_remove(0).repository)
    }

    /// Lists the catalogs that a Cargo.toml or an errspec.toml configured at the revision and doesn't any more, by their
    /// paths in the repository.
    pub(super) fn list_dropped_catalogs(&self) -> Result<Vec<String>, Diagnostic> {
        let grep =
            ["grep", "--no-color", "--no-textconv", "--no-recurse-submodules", "-lzF", "-e", "catalogs"];
        let paths = [&self.commit, "--", "*Cargo.toml", "*errspec.toml"];
        let manifests = self.run_git(&[&grep[..], &paths].concat())?;
        let mut dropped = Vec::new();
        for object in decode_output(&manifests).split_terminator('\0') {
            let Some((_, path)) = object.split_once(':') else { continue };
            let was = list_catalog_paths(&decode_output(&self.read_at_commit(path)?.unwrap_or_default()));
            let now = read_file(&self.root.join(path), MAX_BYTES).unwrap_or_default();
            let is = list_catalog_paths(&String::from_utf8_lossy(&now));
            let gone = was.into_iter().filter(|spec| !is.contains(spec));
            dropped.extend(gone.map(|spec| format_repository_path(&Path::new(path).with_file_name(spec))));
        }
        dropped.sort();
        dropped.dedup();
        Ok(dropped)
    }

    /// Reads what a path held, behind the links of the revision; none if nothing was there.
    fn read_at_commit(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let object = format!("{}:{path}", self.commit);
        let cat = ["cat-file", "--batch=%(objecttype)", "--follow-symlinks"];
        let mut bytes = require_success(spawn_git(&self.root, &cat, &format!("{object}\n"))?)?;
        let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
        let reason = match decode_output(&bytes[..end]).split(' ').next_back() {
            Some("blob") => {
                // The bytes of the file have a line break on either side.
                bytes.pop();
                return Ok(Some(bytes.split_off(end + 1)));
            }
            // A name that git knows is that of an object which this clone lacks.
            Some("missing") if self.run_git(&["rev-parse", "--verify", "--quiet", &object])?.is_empty() => {
                return Ok(None);
            }
            Some("missing") => "this clone lacks it",
            _ if bytes.starts_with(b"notdir ") => return Ok(None),
            Some("tree") => "it was a directory",
            _ => "it was a link that leads to nothing in the repository",
        };
        let failure = Diagnostic::failure(format!("git can't show `{path}`: {reason}"));
        Err(failure.with_help("compare two files: `cargo errspec diff OLD NEW`"))
    }

    /// Returns the path that a file had before it was renamed, if git sees that it was.
    fn find_former_path(&self, now: &str) -> Result<Option<String>, Diagnostic> {
        let renamed = self.run_git(&[
            "diff",
            // What is staged is compared: to read files of the checkout, git would run filters.
            "--cached",
            "--no-ext-diff",
            "--no-textconv",
            "--find-renames",
            "--diff-filter=R",
            "--name-status",
            "-z",
            &self.commit,
        ])?;
        let renamed = decode_output(&renamed);
        // A score, the old name and the new one, each with a NUL behind it.
        let fields: Vec<_> = renamed.split('\0').collect();
        let before = fields.chunks_exact(3).find(|rename| rename[2] == now);
        Ok(before.map(|rename| rename[1].to_owned()))
    }

    /// Returns what git prints in the root, where no setting makes its paths relative.
    fn run_git(&self, arguments: &[&str]) -> Result<Vec<u8>, Diagnostic> {
        require_success(spawn_git(&self.root, arguments, "")?)
    }
}

/// Finds where a file is as it is written and, if that is elsewhere, where links lead from there.
fn find_in_repositories(file: &File, revision: &str) -> Result<Vec<RepositoryPath>, Diagnostic> {
    let written = resolve_parents(file.path());
    let mut paths = vec![written.canonicalize().unwrap_or_else(|_| written.clone())];
    if paths[0] != written {
        paths.insert(0, written);
    }
    let places = paths.iter().filter_map(|path| find_repository_path(path, revision).transpose());
    let places = places.collect::<Result<Vec<_>, _>>()?;
    if places.is_empty() {
        let message = format!("`{}` is in no git repository", file.shown());
        return Err(Diagnostic::failure(message).with_help("compare two files: `cargo errspec diff OLD NEW`"));
    }
    Ok(places)
}

/// Finds the repository of a path; none if it is in no repository.
fn find_repository_path(path: &Path, revision: &str) -> Result<Option<RepositoryPath>, Diagnostic> {
    let Some(root) = find_root(path)? else { return Ok(None) };
    let real = |path: &Path| path.canonicalize().ok();
    let Some(above) = path.ancestors().find(|above| real(above) == real(&root)) else { return Ok(None) };
    let path = format_repository_path(path.strip_prefix(above).unwrap_or(path));
    let commit = format!("{revision}^{{commit}}");
    let commit = spawn_git(&root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit], "")?;
    if !commit.status.success() {
        let failure = Diagnostic::failure(format!("git knows no revision `{revision}`"));
        return Err(failure.with_help(
            "a shallow clone lacks most of them: `git fetch --unshallow`, or `fetch-depth: 0` in CI",
        ));
    }
    Ok(Some(RepositoryPath { repository: Repository { root, commit: decode_output(&commit.stdout) }, path }))
}

/// Finds the root of the repository that a path is in; none if it is in no repository.
///
/// Git is asked only where there is a `.git`, which no commit can have: it would take a directory that looks like a bare
/// repository for one, with the commands that its configuration names.
fn find_root(path: &Path) -> Result<Option<PathBuf>, Diagnostic> {
    let has_git = |directory: &&Path| directory.join(".git").symlink_metadata().is_ok();
    for directory in path.ancestors().skip(1).filter(has_git) {
        let root = spawn_git(directory, &["rev-parse", "--show-toplevel"], "")?;
        if root.status.success() {
            return Ok(Some(PathBuf::from(decode_output(&root.stdout))));
        }
    }
    Ok(None)
}

/// Settings by which git runs nothing that a checkout names, and takes no part of it for a repository.
const SETTINGS: [&str; 4] = [
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    // No file is a directory of hooks.
    "core.hooksPath=/dev/null",
    "protocol.allow=never",
];

/// Returns the path from the root of the file system, its links as they are, but for those before a `..`: it leads out
/// of where they lead.
fn resolve_parents(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let above = path.ancestors().find(|above| above.ends_with(".."));
    let parts = above.and_then(|above| Some((above.canonicalize().ok()?, path.strip_prefix(above).ok()?)));
    parts.map(|(above, rest)| above.join(rest)).unwrap_or(path)
}

/// Lists the catalogs that the text of a Cargo.toml or an errspec.toml configures.
fn list_catalog_paths(manifest: &str) -> Vec<String> {
    let mut document: DocumentMut = manifest.parse().unwrap_or_default();
    let catalogs = manifest::list_catalog_tables(&mut document);
    catalogs.iter().filter_map(|table| manifest::read_key(*table, "path")).map(str::to_owned).collect()
}

fn format_repository_path(path: &Path) -> String {
    normalize_path(path).display().to_string().replace('\\', "/")
}

fn decode_output(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

/// Returns what git printed: 1 says that it found nothing, more that it failed.
fn require_success(output: Output) -> Result<Vec<u8>, Diagnostic> {
    match output.status.code() {
        Some(0 | 1) => Ok(output.stdout),
        _ => Err(Diagnostic::failure(format!("git failed: {}", decode_output(&output.stderr)))),
    }
}

fn spawn_git(directory: &Path, arguments: &[&str], input: &str) -> Result<Output, Diagnostic> {
    let mut command = Command::new("git");
    command.arg("-C").arg(directory);
    command.args(SETTINGS.iter().flat_map(|setting| ["-c", setting])).args(arguments);
    // A clone that lacks objects doesn't fetch them: what it lacks is said.
    command.env("GIT_NO_LAZY_FETCH", "1");
    // Where the file is says which repository is meant, not the hook that this may run in.
    command.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let output = command.spawn().and_then(|mut child| {
        // A git that doesn't read says why when it ends.
        let _ = child.stdin.take().map(|mut stdin| stdin.write_all(input.as_bytes()));
        child.wait_with_output()
    });
    output.map_err(|error| Diagnostic::failure(format!("git can't be run: {error}")))
}

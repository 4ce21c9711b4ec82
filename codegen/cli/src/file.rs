//! Holds paths as they are opened and as they are shown.

use std::path::{Component, Path, PathBuf};

use errspec_codegen::paths::normalize_path;
use errspec_spec::SourceExcerpt;

/// A file that a command names or that is configured.
#[derive(Clone, Debug)]
pub(crate) struct File {
    path: PathBuf,
    shown: String,
    named_in: Option<String>,
    workspace: Option<PathBuf>,
    naming_line: Option<SourceExcerpt>,
}

impl File {
    /// Returns a file named on the command line, shown as it was given.
    pub(crate) fn given(path: &Path) -> Self {
        let shown = path.display().to_string();
        Self { path: path.to_owned(), shown, named_in: None, workspace: None, naming_line: None }
    }

    /// Returns a file to read that is named on the command line: `-` is standard input.
    pub(crate) fn input(path: &Path) -> Self {
        let given = Self::given(path);
        if given.is_standard_input() { Self { shown: "standard input".to_owned(), ..given } } else { given }
    }

    /// Returns a file that a Cargo.toml or an errspec.toml names relative to its own directory, shown relative to the
    /// current directory, so that terminals and editors can link it.
    pub(crate) fn beside(configuration: &Path, path: &str) -> Self {
        let directory = configuration.parent().unwrap_or(configuration);
        Self::named_in_file(configuration, directory, path)
    }

    /// Returns a file that another one names relative to a directory.
    pub(crate) fn named_in_file(naming: &Path, directory: &Path, path: &str) -> Self {
        let path = directory.join(path);
        let named_in = Some(show_from_here(naming));
        Self { shown: show_from_here(&path), path, named_in, workspace: None, naming_line: None }
    }

    /// Adds the root of the workspace that the configuration may write in.
    pub(crate) fn in_workspace(self, root: &Path) -> Self {
        Self { workspace: Some(root.to_owned()), ..self }
    }

    /// Returns whether it was configured, and is outside of the workspace or belongs to git: anybody who proposes a change
    /// can configure a file, and those aren't part of what they propose.
    pub(crate) fn leaves_workspace(&self) -> bool {
        let Some(root) = &self.workspace else { return false };
        let (Some(root), Some(path)) = (resolve_links(root), resolve_links(&self.path)) else { return true };
        path.strip_prefix(root).map_or(true, |path| path.iter().any(|name| name.eq_ignore_ascii_case(".git")))
    }

    /// Returns whether people named the file itself: anybody who proposes a change can configure one, or put a link in the
    /// place of one.
    pub(crate) fn was_chosen(&self) -> bool {
        self.named_in.is_none() && !self.path.is_symlink()
    }

    /// Adds the line that names the file.
    pub(crate) fn with_naming_line(self, line: SourceExcerpt) -> Self {
        Self { naming_line: Some(line), ..self }
    }

    /// Returns the path to open. `..` is left to the file system: behind a symlink it is not the directory before it.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Returns whether it is read from standard input.
    pub(crate) fn is_standard_input(&self) -> bool {
        self.path == Path::new("-")
    }

    /// Returns the path as people see it.
    pub(crate) fn shown(&self) -> &str {
        &self.shown
    }

    /// Returns the file that names this one, as people see it.
    pub(crate) fn named_in(&self) -> Option<&str> {
        self.named_in.as_deref()
    }

    /// Returns the line that names the file, if that is known.
    pub(crate) fn naming_line(&self) -> Option<&SourceExcerpt> {
        self.naming_line.as_ref()
    }

    /// Returns the path of a file of another name: in this directory, or beside this file.
    pub(crate) fn sibling(&self, name: &str) -> PathBuf {
        let shown = Path::new(&self.shown);
        if self.path.is_dir() { shown.join(name) } else { shown.with_file_name(name) }
    }

    /// Returns a file in this directory.
    pub(crate) fn inside(&self, name: &str) -> Self {
        let shown = Path::new(&self.shown).join(name).display().to_string();
        Self { path: self.path.join(name), shown, ..self.clone() }
    }

    /// Returns the path by which a link in this file leads to another one.
    pub(crate) fn link_to(&self, other: &Self) -> String {
        let real = |file: &Self| {
            std::path::absolute(&file.path).map_or_else(|_| file.path.clone(), |path| normalize_path(&path))
        };
        let (from, to) = (real(self), real(other));
        relate_path(&to, from.parent().unwrap_or(&from)).display().to_string().replace('\\', "/")
    }

    /// Returns the name, for the first line of what is generated.
    pub(crate) fn name(&self) -> String {
        if self.is_standard_input() {
            return "standard input".to_owned();
        }
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Returns whether it is a file in this directory.
    pub(crate) fn is_in(&self, directory: &Self) -> bool {
        let parent = self.path.parent().map(|parent| Self { path: parent.to_owned(), ..self.clone() });
        parent.is_some_and(|parent| parent.is_same(directory))
    }

    /// Returns whether both are one file.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let real = |file: &Self| {
            file.path
                .canonicalize()
                .or_else(|_| std::path::absolute(&file.path).map(|path| normalize_path(&path)))
        };
        matches!((real(self), real(other)), (Ok(one), Ok(two)) if one == two)
    }
}

/// Returns where a path leads, whether or not there is a file; none if its links lead in circles.
fn resolve_links(path: &Path) -> Option<PathBuf> {
    // As many as Linux follows.
    const MAX_LINKS: usize = 40;
    fn resolve_within(path: &Path, links: &mut usize) -> Option<PathBuf> {
        let mut real = PathBuf::new();
        for component in path.components() {
            match component {
                Component::CurDir => {}
                Component::ParentDir => drop(real.pop()),
                other => real.push(other),
            }
            if let Ok(target) = real.read_link() {
                *links = links.checked_sub(1)?;
                real.pop();
                real = resolve_within(&real.join(target), links)?;
            }
        }
        Some(real)
    }
    resolve_within(&std::path::absolute(Path::new(".").join(path)).ok()?, &mut MAX_LINKS.clone())
}

/// Returns the path as it is written in the current directory.
fn show_from_here(path: &Path) -> String {
    let path = normalize_path(path);
    std::env::current_dir().map(|base| relate_path(&path, &base)).unwrap_or(path).display().to_string()
}

/// Returns the path from a directory to a file; the path itself where they have nothing in common but the root.
fn relate_path(path: &Path, base: &Path) -> PathBuf {
    let mut up = PathBuf::new();
    for ancestor in base.ancestors().filter(|ancestor| ancestor.parent().is_some()) {
        if let Ok(rest) = path.strip_prefix(ancestor) {
            return up.join(rest);
        }
        up.push("..");
    }
    path.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn paths_are_shown_from_the_current_directory() {
        for (base, shown) in [
            ("/w", "spec/errors.yaml"),
            ("/w/app", "../spec/errors.yaml"),
            ("/w/spec", "errors.yaml"),
            ("/elsewhere", "/w/spec/errors.yaml"),
            ("/", "/w/spec/errors.yaml"),
        ] {
            let path = normalize_path(Path::new("/w/app/./../spec/errors.yaml"));
            assert_eq!(relate_path(&path, Path::new(base)), Path::new(shown));
        }
    }
}

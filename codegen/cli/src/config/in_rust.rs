//! Finds the catalogs that the Rust of a workspace names: those of `errors!`, of `#[errspec("…")]` and of build scripts.
//!
//! Tests are left out: theirs may be wrong on purpose.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, Package, TargetKind};
use errspec_codegen::paths::leaves_directory;
use errspec_spec::SourceExcerpt;
use proc_macro2::{Group, TokenStream, TokenTree};
use syn::LitStr;

use crate::diagnostic::Diagnostic;
use crate::file::File;

/// What the Rust of a workspace names.
#[derive(Default)]
pub(super) struct NamedCatalogs {
    pub(super) files: Vec<File>,
    /// What is named by something else than a literal, as warnings.
    pub(super) unseen: Vec<Diagnostic>,
    /// Catalogs that packages for a registry won't have, as warnings.
    pub(super) unpackaged: Vec<Diagnostic>,
}

/// Finds the catalogs that the crates and the build scripts of a workspace name.
///
/// A package with `catalogs = []` says that none of its catalogs is to be looked at.
pub(super) fn find_named_catalogs(metadata: &Metadata) -> NamedCatalogs {
    let mut found = NamedCatalogs::default();
    for package in &metadata.packages {
        let configured = package.metadata.pointer("/errspec/catalogs").and_then(|list| list.as_array());
        if configured.is_some_and(Vec::is_empty) {
            continue;
        }
        let unseen = found.unseen.len();
        for (path, kind) in list_sources(package) {
            search_file(package, &path, kind, &mut found);
        }
        // What Cargo.toml names as well is seen.
        if configured.is_some() {
            found.unseen.truncate(unseen);
        }
    }
    found
}

fn search_file(package: &Package, path: &Path, kind: SourceKind, found: &mut NamedCatalogs) {
    let Ok(text) = fs::read_to_string(path) else { return };
    // Few files name a catalog: the others needn't be split into tokens.
    if !["errors!", "errspec(", "errspec_build"].iter().any(|name| text.contains(name)) {
        return;
    }
    let Ok(tokens) = text.parse::<TokenStream>() else { return };
    RustSource { package, kind, path, text: &text, found }.search(tokens);
}

/// What a file may name catalogs by.
#[derive(Clone, Copy)]
enum SourceKind {
    /// The macros of errspec.
    Crate,
    /// The same, in what users of the package don't build.
    Example,
    /// The functions of errspec-build.
    BuildScript,
}

/// Lists the files of a package's crates and its build script.
fn list_sources(package: &Package) -> BTreeMap<PathBuf, SourceKind> {
    let mut files = BTreeMap::new();
    for target in &package.targets {
        let is_of = |kind: TargetKind| target.kind.contains(&kind);
        let root = target.src_path.as_std_path();
        if is_of(TargetKind::CustomBuild) {
            files.insert(root.to_owned(), SourceKind::BuildScript);
        } else if is_of(TargetKind::Example) {
            files.insert(root.to_owned(), SourceKind::Example);
        } else if let (false, false, Some(directory)) =
            (is_of(TargetKind::Test), is_of(TargetKind::Bench), root.parent())
        {
            list_rust_files(directory, &mut files);
        }
    }
    files
}

/// Lists the Rust files of a directory and those below it, but for other packages, tests and what cargo builds.
fn list_rust_files(directory: &Path, files: &mut BTreeMap<PathBuf, SourceKind>) {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_symlink() || name.starts_with('.') || ["target", "tests", "benches"].contains(&&*name) {
            continue;
        }
        if path.is_dir() && !path.join("Cargo.toml").exists() {
            list_rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.entry(path).or_insert(SourceKind::Crate);
        }
    }
}

/// A file that may name catalogs.
struct RustSource<'a> {
    package: &'a Package,
    kind: SourceKind,
    path: &'a Path,
    text: &'a str,
    found: &'a mut NamedCatalogs,
}

impl RustSource<'_> {
    fn search(&mut self, tokens: TokenStream) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        for (index, token) in tokens.iter().enumerate() {
            let TokenTree::Group(group) = token else { continue };
            // What the arguments are of, last token first.
            let callee = tokens[index.saturating_sub(4)..index].iter().rev().map(ToString::to_string);
            let callee: Vec<_> = callee.collect();
            let callee: Vec<_> = callee.iter().map(String::as_str).collect();
            match (self.kind, &callee[..]) {
                (_, ["!", "errors", ..]) if starts_with_dollar(group) => self.report_unseen("errors!($"),
                (_, ["!", "errors", ..] | ["errspec"]) => self.add_named(group.stream(), None),
                (SourceKind::BuildScript, ["run", ":", ":", "errspec_build"]) => {
                    self.add_named(group.stream(), Some("errspec_build::run("));
                }
                (SourceKind::BuildScript, ["new", ":", ":", "Build"]) => {
                    self.add_named(group.stream(), Some("Build::new("));
                }
                (SourceKind::BuildScript, ["also", ".", ..]) => {
                    self.add_named(group.stream(), Some(".also("));
                }
                _ => {}
            }
            self.search(group.stream());
        }
    }

    /// Adds the catalog that arguments name. `call` is how they are called, if they may be no literal: what macros take is
    /// checked when they expand.
    fn add_named(&mut self, arguments: TokenStream, call: Option<&str>) {
        let mut tokens = arguments.into_iter();
        let literal = tokens.next().and_then(|first| syn::parse2::<LitStr>(first.into()).ok());
        let is_alone = tokens.next().is_none_or(|next| next.to_string() == ",");
        match (literal.filter(|_| is_alone), call) {
            (Some(literal), _) => {
                let file = self.name_file(&literal.value());
                let line = self.cut_line(&literal.token().to_string());
                if leaves_directory(&literal.value()) && self.is_published() {
                    self.found.unpackaged.push(describe_unpackaged(&file, line.as_ref()));
                }
                self.found.files.push(line.map_or(file.clone(), |line| file.with_naming_line(line)));
            }
            (None, Some(call)) => self.report_unseen(call),
            (None, None) => {}
        }
    }

    /// Returns whether users of a published package build the file: crates.io takes one that says what it is, under which
    /// licence, and that isn't kept from it.
    fn is_published(&self) -> bool {
        let Package { publish, description, license, license_file, .. } = self.package;
        let is_kept_back = publish.as_ref().is_some_and(Vec::is_empty);
        let has_licence = license.is_some() || license_file.is_some();
        !is_kept_back && description.is_some() && has_licence && !matches!(self.kind, SourceKind::Example)
    }

    /// Returns a file that is named relative to the package.
    fn name_file(&self, path: &str) -> File {
        let directory = self.package.manifest_path.parent().map_or(self.path, |path| path.as_std_path());
        File::named_in_file(self.path, directory, path)
    }

    fn report_unseen(&mut self, call: &str) {
        let manifest = self.name_file("Cargo.toml");
        let help = format!(
            "name it in `{}` as well, or write `catalogs = []` under `[package.metadata.errspec]`:\n\n\
             [[package.metadata.errspec.catalogs]]\npath = \"errors.yaml\"",
            manifest.shown()
        );
        let message = format!("the catalog of `{call}…)` is not seen: its path is no literal");
        let warning = Diagnostic::warning("unseen-catalog", message).with_help(help);
        let source = manifest.named_in().unwrap_or_default().to_owned();
        self.found.unseen.push(match self.cut_line(call) {
            Some(line) => warning.at_excerpt(source, line),
            None => warning.in_file(source),
        });
    }

    /// Returns the first line with a text. Tokens know no places, and what names a catalog is rarely twice in a file.
    fn cut_line(&self, text: &str) -> Option<SourceExcerpt> {
        let start = self.text.find(text)?;
        Some(SourceExcerpt::cut(self.text, start..start + text.len(), ""))
    }
}

/// Returns whether the arguments are those of another macro.
fn starts_with_dollar(arguments: &Group) -> bool {
    arguments.stream().into_iter().next().is_some_and(|first| first.to_string() == "$")
}

/// Returns the warning that a package will lack its catalog, at the line that names it.
fn describe_unpackaged(catalog: &File, line: Option<&SourceExcerpt>) -> Diagnostic {
    let message = format!(
        "`{}` is outside of the package, so that what `cargo publish` uploads doesn't compile",
        catalog.shown()
    );
    let warning = Diagnostic::warning("catalog-outside-package", message).with_help(
        "put the catalog beside Cargo.toml, check in the Rust that is generated from it, or write `publish = false`",
    );
    let source = catalog.named_in().unwrap_or_default().to_owned();
    match line {
        Some(line) => warning.at_excerpt(source, line.clone()),
        None => warning.in_file(source),
    }
}

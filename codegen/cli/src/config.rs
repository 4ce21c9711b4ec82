//! Loads the catalogs that are configured in the Cargo.tomls of a workspace, and their outputs.

mod clash;
mod configured;
mod section;
mod source;

use std::path::{Path, PathBuf};

use cargo_metadata::{Error, Metadata, MetadataCommand};

use crate::diagnostic::Diagnostic;
use crate::failure::CommandFailure;
use crate::progress;

pub(crate) use configured::ConfiguredCatalog;

use section::ConfigSection;
use source::ConfigSource;

/// Loads the catalogs of the workspace and of every package in it, each once; fails if there is none.
///
/// `without` is a command that needs no Cargo.toml, for the help.
pub(crate) fn load_catalogs(
    manifest_path: Option<&Path>,
    without: &str,
) -> Result<Vec<ConfiguredCatalog>, CommandFailure> {
    let catalogs = load_catalogs_if_any(manifest_path, without)?;
    if catalogs.is_empty() { Err(describe_missing_catalog(without).into()) } else { Ok(catalogs) }
}

/// Loads the catalogs as [`load_catalogs`] does, where it is fine that there is none.
pub(crate) fn load_catalogs_if_any(
    manifest_path: Option<&Path>,
    without: &str,
) -> Result<Vec<ConfiguredCatalog>, CommandFailure> {
    let metadata =
        progress::run_with_progress("reading Cargo.toml", || read_metadata(manifest_path, without))?;
    let mut problems = Vec::new();
    let mut catalogs = Vec::new();
    for (name, manifest) in list_sections(&metadata) {
        match ConfigSource::read(&manifest, metadata.workspace_root.as_std_path()) {
            Ok(source) => {
                let mut section = ConfigSection::new(name, &source, &mut problems);
                section.read_catalogs().into_iter().for_each(|catalog| add_catalog(&mut catalogs, catalog));
            }
            Err(failure) => problems.push(failure),
        }
    }
    problems.extend(clash::find_clashes(&catalogs));
    if problems.is_empty() { Ok(catalogs) } else { Err(problems.into()) }
}

/// Returns that no catalog is configured, and how to configure one.
pub(crate) fn describe_missing_catalog(without: &str) -> Diagnostic {
    Diagnostic::failure("no catalog is configured in this workspace").with_help(format!(
        "start with `cargo errspec init`, name a file, as in `{without}`, or configure it in Cargo.toml:\n\n\
         [[package.metadata.errspec.catalogs]]\npath = \"errors.yaml\"\nrust = \"src/errors.rs\""
    ))
}

/// Asks cargo about the workspace that a Cargo.toml belongs to.
fn read_metadata(manifest_path: Option<&Path>, without: &str) -> Result<Metadata, Diagnostic> {
    let mut command = MetadataCommand::new();
    command.no_deps();
    if let Some(path) = manifest_path {
        command.manifest_path(path);
    }
    command.exec().map_err(|error| {
        let reason = match &error {
            Error::CargoMetadata { stderr } => stderr.trim().trim_start_matches("error: ").to_owned(),
            error => error.to_string(),
        };
        Diagnostic::failure(format!("cargo can't say what is configured: {reason}"))
            .with_help(format!("a file that is named needs no Cargo.toml: `{without}`"))
    })
}

/// Lists where `metadata.errspec` is written: the section and its Cargo.toml.
fn list_sections(metadata: &Metadata) -> impl Iterator<Item = (&'static str, PathBuf)> {
    let root = metadata.workspace_root.join("Cargo.toml").into_std_path_buf();
    let workspace = metadata.workspace_metadata.get("errspec").map(|_| ("workspace", root));
    let packages = metadata.packages.iter().filter_map(|package| {
        package.metadata.get("errspec")?;
        Some(("package", package.manifest_path.clone().into_std_path_buf()))
    });
    workspace.into_iter().chain(packages)
}

/// Adds a catalog; one that another package uses too is read once, for the outputs of both.
fn add_catalog(catalogs: &mut Vec<ConfiguredCatalog>, catalog: ConfiguredCatalog) {
    match catalogs.iter_mut().find(|known| known.file.is_same(&catalog.file)) {
        Some(known) => known.outputs.extend(catalog.outputs),
        None => catalogs.push(catalog),
    }
}

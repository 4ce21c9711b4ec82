//! Loads the catalogs of a workspace: those that its Cargo.tomls configure, with their outputs, and those that its Rust
//! names; or those of an errspec.toml.

mod clash;
mod configured;
mod in_rust;
mod section;
mod source;
mod standalone;

use std::path::{Path, PathBuf};

use cargo_metadata::{Error, Metadata, MetadataCommand};

use crate::diagnostic::Diagnostic;
use crate::failure::CommandFailure;
use crate::progress;

pub(crate) use configured::ConfiguredCatalog;
pub(crate) use standalone::STANDALONE;

use in_rust::NamedCatalogs;
use section::ConfigSection;
use source::{ConfigSource, ConfigTable};

/// The catalogs that a command without the name of one is about.
#[derive(Default)]
pub(crate) struct Configuration {
    pub(crate) catalogs: Vec<ConfiguredCatalog>,
    /// What is doubtful about how Rust names catalogs.
    pub(crate) warnings: Vec<Diagnostic>,
}

/// Loads the catalogs as [`load_configuration`] does; fails if there is none.
pub(crate) fn load_catalogs(
    manifest_path: Option<&Path>,
    without: &str,
) -> Result<Vec<ConfiguredCatalog>, CommandFailure> {
    let catalogs = load_configuration(manifest_path, without)?.catalogs;
    if catalogs.is_empty() { Err(describe_missing_catalog(without).into()) } else { Ok(catalogs) }
}

/// Loads the catalogs of the nearest errspec.toml or workspace, each once.
///
/// `without` is a command that needs neither, for the help.
pub(crate) fn load_configuration(
    manifest_path: Option<&Path>,
    without: &str,
) -> Result<Configuration, CommandFailure> {
    if let Some(path) = standalone::find_standalone_file(manifest_path, without)? {
        let directory = path.parent().unwrap_or(&path).to_owned();
        let catalogs = read_sections(vec![(ConfigTable::Root, path)], &directory)?;
        return Ok(Configuration { catalogs, warnings: Vec::new() });
    }
    let metadata =
        progress::run_with_progress("reading Cargo.toml", || read_metadata(manifest_path, without))?;
    let catalogs = read_sections(list_sections(&metadata), metadata.workspace_root.as_std_path())?;
    let NamedCatalogs { files, unseen, unpackaged } = in_rust::find_named_catalogs(&metadata);
    let mut configuration = Configuration { catalogs, warnings: [unseen, unpackaged].concat() };
    for file in files {
        add_catalog(&mut configuration.catalogs, ConfiguredCatalog { file, outputs: Vec::new() });
    }
    Ok(configuration)
}

/// Returns that no catalog is configured, and how to configure one.
pub(crate) fn describe_missing_catalog(without: &str) -> Diagnostic {
    Diagnostic::failure("no catalog is configured in this workspace").with_help(format!(
        "start with `cargo errspec init`, name a file, as in `{without}`, or configure it in Cargo.toml \
         (in an errspec.toml, the table is `[[catalogs]]`):\n\n\
         [[package.metadata.errspec.catalogs]]\npath = \"errors.yaml\"\nrust = \"src/errors.rs\""
    ))
}

/// Reads the catalogs that tables of files configure, each once; `workspace` is the root of what they may write.
fn read_sections(
    sections: Vec<(ConfigTable, PathBuf)>,
    workspace: &Path,
) -> Result<Vec<ConfiguredCatalog>, CommandFailure> {
    let mut problems = Vec::new();
    let mut catalogs = Vec::new();
    for (table, path) in sections {
        match ConfigSource::read(&path, workspace) {
            Ok(source) => {
                let mut section = ConfigSection::new(table, &source, &mut problems);
                section.read_catalogs().into_iter().for_each(|catalog| add_catalog(&mut catalogs, catalog));
            }
            Err(failure) => problems.push(failure),
        }
    }
    problems.extend(clash::find_clashes(&catalogs));
    if problems.is_empty() { Ok(catalogs) } else { Err(problems.into()) }
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

/// Lists where `metadata.errspec` is written: the table and its Cargo.toml.
fn list_sections(metadata: &Metadata) -> Vec<(ConfigTable, PathBuf)> {
    let root = metadata.workspace_root.join("Cargo.toml").into_std_path_buf();
    let workspace = metadata.workspace_metadata.get("errspec").map(|_| (ConfigTable::Workspace, root));
    let packages = metadata.packages.iter().filter_map(|package| {
        package.metadata.get("errspec")?;
        Some((ConfigTable::Package, package.manifest_path.clone().into_std_path_buf()))
    });
    workspace.into_iter().chain(packages).collect()
}

/// Adds a catalog; one that another package uses too is read once, for the outputs of both.
fn add_catalog(catalogs: &mut Vec<ConfiguredCatalog>, catalog: ConfiguredCatalog) {
    match catalogs.iter_mut().find(|known| known.file.is_same(&catalog.file)) {
        Some(known) => known.outputs.extend(catalog.outputs),
        None => catalogs.push(catalog),
    }
}

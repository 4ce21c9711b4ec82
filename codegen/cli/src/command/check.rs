//! Runs `check`: validates catalogs, and compares the configured outputs with what is on disk.

mod checked;
mod report;

use std::path::{Path, PathBuf};

use crate::config::{self, Configuration, ConfiguredCatalog};
use crate::diagnostic::Diagnostic;
use crate::failure::{CommandFailure, CommandResult};
use crate::file::File;

use checked::CheckedCatalog;
use report::CheckFormat;

/// Validate catalogs and compare outputs with what is on disk
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct CheckArguments {
    /// Catalogs to validate, - for standard input [default: configured]
    #[arg(value_name = "CATALOG")]
    catalogs: Vec<PathBuf>,
    /// Cargo.toml of the workspace, or errspec.toml
    #[arg(long, value_name = "PATH", conflicts_with = "catalogs")]
    manifest_path: Option<PathBuf>,
    /// Print human, json, or github (annotations)
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    format: CheckFormat,
}

const HELP: &str = "\
Examples:
  cargo errspec check              what Cargo.toml configures and Rust names
  cargo errspec check errors.yaml  this catalog; needs no Cargo.toml

Exit codes: 0 clean (warnings are allowed), 1 problems or outputs out of date,
2 could not run";

pub(crate) fn run_check(arguments: &CheckArguments) -> CommandResult {
    let checked = if arguments.catalogs.is_empty() {
        check_configured(arguments.manifest_path.as_deref())
    } else {
        let catalogs = arguments.catalogs.iter().map(|path| CheckedCatalog::check(&File::input(path)));
        Ok((catalogs.collect(), Vec::new()))
    };
    match checked {
        Ok((catalogs, warnings)) => Ok(arguments.format.print(&catalogs, &warnings)?),
        Err(failure) if arguments.format == CheckFormat::Human => Err(failure),
        Err(failure) => Ok(arguments.format.print(&[], &failure.into_diagnostics())?),
    }
}

/// Checks the catalogs of the workspace, and returns what is doubtful about how its Rust names them, too.
fn check_configured(
    manifest_path: Option<&Path>,
) -> Result<(Vec<CheckedCatalog>, Vec<Diagnostic>), CommandFailure> {
    const WITHOUT: &str = "cargo errspec check errors.yaml";
    let remedy = match manifest_path {
        Some(path) => format!("run `cargo errspec generate --manifest-path {}`", path.display()),
        None => "run `cargo errspec generate`".to_owned(),
    };
    let Configuration { mut catalogs, warnings } = config::load_configuration(manifest_path, WITHOUT)?;
    if catalogs.is_empty() && warnings.is_empty() {
        return Err(config::describe_missing_catalog(WITHOUT).into());
    }
    let checked = catalogs.iter_mut().flat_map(|catalog| check_with_outputs(catalog, &remedy));
    Ok((checked.collect(), warnings))
}

/// Checks a catalog and its outputs; an earlier version that pages can't be compared with is checked beside it.
fn check_with_outputs(catalog: &mut ConfiguredCatalog, remedy: &str) -> Vec<CheckedCatalog> {
    let mut unusable = Vec::new();
    for file in catalog.list_previous() {
        let read = catalog.read_previous(&file);
        unusable.extend(read.err().map(|failure| CheckedCatalog::unusable(&file, failure)));
    }
    if unusable.is_empty() {
        return vec![CheckedCatalog::check_with_outputs(catalog, remedy)];
    }
    unusable.insert(0, CheckedCatalog::check(&catalog.file));
    unusable
}

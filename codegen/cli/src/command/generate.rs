//! Runs `generate`: writes the configured outputs, or one output of one catalog.

mod depfile;
mod one;
mod plain;
mod write;

use std::path::{Path, PathBuf};

use errspec_spec::Spec;

use crate::catalog;
use crate::config::{self, ConfiguredCatalog};
use crate::diagnostic::Diagnostic;
use crate::exit::ExitKind;
use crate::failure::{CommandFailure, CommandResult, collect_all, collect_both};
use crate::file::File;
use crate::output::Output;
use crate::plan;
use crate::terminal::{print_generated, sanitize};

use one::SingleOutput;
use write::{delete_pages, generate_with_progress, write_outputs};

/// Write the configured outputs, or one output of any catalog
#[derive(clap::Args)]
#[command(after_help = HELP, args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub(crate) struct GenerateArguments {
    #[command(subcommand)]
    one: Option<SingleOutput>,
    /// Cargo.toml of the workspace to generate for
    #[arg(long, value_name = "PATH")]
    manifest_path: Option<PathBuf>,
    /// Print what would be written, and write nothing
    #[arg(long)]
    print: bool,
    /// Write outputs outside of the workspace, too
    #[arg(long)]
    allow_outside: bool,
}

const HELP: &str = "\
Without a command, what Cargo.toml configures is written, where it changed:
  [[package.metadata.errspec.catalogs]]
  path = \"../spec/errors.yaml\"
  rust = \"src/errors.rs\"    # each command above is a key: docs/outputs.md

Example: cargo errspec generate rust errors.yaml -o src/errors.rs";

pub(crate) fn run_generate(arguments: GenerateArguments) -> CommandResult {
    let manifest_path = arguments.manifest_path.as_deref();
    match arguments.one {
        Some(one) => one::generate_single_output(one)?,
        None if arguments.print => {
            with_outputs(manifest_path, "nothing was generated", |outputs, _| print_outputs(outputs))?;
        }
        None => with_outputs(manifest_path, "nothing was written", |outputs, left_over| {
            if !arguments.allow_outside {
                reject_outside(outputs)?;
            }
            write_outputs(outputs)?;
            delete_pages(left_over)
        })?,
    }
    Ok(ExitKind::Clean)
}

/// Rejects outputs outside of the workspace: it takes nothing but a checkout to configure one.
fn reject_outside(outputs: &[Output<'_>]) -> Result<(), CommandFailure> {
    let outside = outputs.iter().filter(|output| output.file.leaves_workspace()).map(|output| {
        let message = format!("the output `{}` is outside of the workspace", output.file.shown());
        let help = "write it elsewhere, or allow it: `cargo errspec generate --allow-outside`";
        Diagnostic::failure(message).where_named(&output.file).with_help(help)
    });
    let outside: Vec<_> = outside.collect();
    if outside.is_empty() { Ok(()) } else { Err(outside.into()) }
}

/// Prints each text under the name of its file, as `head` shows several files.
fn print_outputs(outputs: &[Output<'_>]) -> Result<(), CommandFailure> {
    let headed =
        |Output { file, text, .. }: &Output<'_>| format!("==> {} <==\n{text}", sanitize(file.shown()));
    let texts: Vec<_> = outputs.iter().map(headed).collect();
    Ok(print_generated(&texts.join("\n"))?)
}

/// Does something with the configured outputs and the pages that are left over, if no catalog has problems.
fn with_outputs(
    manifest_path: Option<&Path>,
    otherwise: &str,
    act: impl FnOnce(&[Output<'_>], &[File]) -> Result<(), CommandFailure>,
) -> Result<(), CommandFailure> {
    let mut catalogs = config::load_catalogs(manifest_path, "cargo errspec generate rust errors.yaml")?;
    let specs = collect_all(catalogs.iter_mut().map(read_with_previous))
        .map_err(|failure| failure.with_summary(otherwise))?;
    let mut outputs = Vec::new();
    for (catalog, spec) in catalogs.iter().zip(&specs) {
        outputs.extend(generate_with_progress(&catalog.file, || plan::generate_outputs(catalog, spec)));
    }
    if outputs.is_empty() {
        return Err(Diagnostic::failure("no output is configured")
            .with_help("name one under its catalog in Cargo.toml, such as `rust = \"src/errors.rs\"`")
            .into());
    }
    let pages = catalogs.iter().flat_map(|catalog| plan::find_pages_to_delete(catalog, &outputs));
    act(&outputs, &pages.collect::<Vec<_>>())
}

/// Reads a catalog, and the earlier versions that its pages are compared with.
fn read_with_previous(catalog: &mut ConfiguredCatalog) -> Result<Spec<'static>, CommandFailure> {
    let previous = catalog.list_previous();
    let previous = collect_all(previous.iter().map(|file| catalog.read_previous(file)));
    let (_, spec) = collect_both(previous, catalog::read_catalog(&catalog.file))?;
    Ok(spec)
}

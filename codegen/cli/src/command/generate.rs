//! `generate`: catalogs → the configured outputs, or one output of one catalog.

use std::path::{Path, PathBuf};

use crate::catalog;
use crate::config;
use crate::file::File;
use crate::on_disk::{self, Change};
use crate::output::Output;
use crate::plan;
use crate::progress;
use crate::report::{self, Failure, Failures, Outcome};

use one::One;

mod depfile;
mod one;

/// Write the configured outputs, or one output of any catalog
#[derive(clap::Args)]
#[command(after_help = HELP, args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    one: Option<One>,
    /// Cargo.toml of the workspace to generate for
    #[arg(long, value_name = "PATH")]
    manifest_path: Option<PathBuf>,
    /// Print what would be written, and write nothing
    #[arg(long)]
    print: bool,
}

const HELP: &str = "\
Without a command, what Cargo.toml configures is written, where it changed:
  [[package.metadata.errspec.catalogs]]
  path = \"../spec/errors.yaml\"
  rust = \"src/errors.rs\"    # also markdown, openapi, json, json-schema, runtime
  markdown-split = \"docs\"   # with markdown-summary, markdown-front-matter

Example: cargo errspec generate rust errors.yaml -o src/errors.rs";

pub(crate) fn run(arguments: Arguments) -> Result<Outcome, Failures> {
    match arguments.one {
        Some(one) => one::run(one),
        None if arguments.print => print(arguments.manifest_path.as_deref()),
        None => all(arguments.manifest_path.as_deref()),
    }
}

fn all(manifest_path: Option<&Path>) -> Result<Outcome, Failures> {
    with_outputs(manifest_path, "nothing was written", |outputs, left_over| {
        Ok(write(outputs)?.max(remove(left_over)?))
    })
}

/// Each text under the name of its file, as `head` shows several files.
fn print(manifest_path: Option<&Path>) -> Result<Outcome, Failures> {
    with_outputs(manifest_path, "nothing was generated", |outputs, _| {
        let shown: Vec<_> = outputs
            .iter()
            .map(|Output { file, text, .. }| format!("==> {} <==\n{text}", file.shown()))
            .collect();
        Ok(report::text(&shown.join("\n"))?)
    })
}

/// Does something with the configured outputs and the pages that none of them is any more, if every catalog is right.
fn with_outputs(
    manifest_path: Option<&Path>,
    otherwise: &str,
    act: impl FnOnce(&[Output<'_>], &[File]) -> Result<Outcome, Failures>,
) -> Result<Outcome, Failures> {
    let catalogs = config::load(manifest_path, "cargo errspec generate rust errors.yaml")?;
    let specs: Vec<_> = catalogs.iter().map(|catalog| (catalog, catalog::read(&catalog.spec))).collect();
    let worst = specs.iter().filter_map(|(_, spec)| spec.as_ref().err().copied()).max();
    if let Some(outcome) = worst {
        report::problem(otherwise);
        return Ok(outcome);
    }
    let valid = specs.iter().filter_map(|(catalog, spec)| Some((catalog, spec.as_ref().ok()?)));
    let outputs: Vec<_> = valid
        .flat_map(|(catalog, spec)| generating(&catalog.spec, || plan::generate_outputs(catalog, spec)))
        .collect();
    let left_over: Vec<_> =
        catalogs.iter().flat_map(|catalog| plan::find_left_over_pages(catalog, &outputs)).collect();
    if outputs.is_empty() {
        let failure = Failure::new("no output is configured")
            .help("name one under its catalog in Cargo.toml, such as `rust = \"src/errors.rs\"`");
        return Err(failure.into());
    }
    act(&outputs, &left_over)
}

/// Makes outputs of a catalog, which takes a while where there are thousands of errors.
fn generating<T>(catalog: &File, make: impl FnOnce() -> T) -> T {
    progress::during(&format!("generating from {}", catalog.shown()), make)
}

/// Deletes the pages of errors that are gone.
fn remove(pages: &[File]) -> Result<Outcome, Failures> {
    pages.iter().try_fold(Outcome::Clean, |worst, page| {
        on_disk::delete_page(page)?;
        Ok(worst.max(report::line(&format!("deleted {}", page.shown()))?))
    })
}

/// Prepares all before it replaces any, so that what can't be written is known while nothing has changed.
fn write(outputs: &[Output<'_>]) -> Result<Outcome, Failures> {
    let mut failures = Vec::new();
    let changes = outputs.iter().map(|output| (output, Change::prepare(output)));
    let changes = changes.filter_map(|(output, change)| {
        Some((output, change.map_err(|failure| failures.push(failure)).ok()?))
    });
    let changes: Vec<_> = progress::during("writing", || changes.collect());
    if !failures.is_empty() {
        return Err(failures.into());
    }
    changes.into_iter().try_fold(Outcome::Clean, |worst, (output, change)| {
        let verb = change.make(output)?;
        Ok(worst.max(report::line(&format!("{verb} {}", output.file.shown()))?))
    })
}

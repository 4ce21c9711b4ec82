//! `check`: catalogs → their problems, and whether the configured outputs are what they generate.

use std::path::{Path, PathBuf};

use errspec_spec::Spec;

use crate::catalog;
use crate::config::{self, Catalog};
use crate::file::File;
use crate::on_disk;
use crate::plan::{self, Output};
use crate::report::{self, Failures, Outcome};

/// Validate catalogs and compare outputs with what is on disk
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// Catalogs to validate [default: all configured, and their outputs]
    #[arg(value_name = "SPEC")]
    specs: Vec<PathBuf>,
    /// Cargo.toml of the workspace to check
    #[arg(long, value_name = "PATH", conflicts_with = "specs")]
    manifest_path: Option<PathBuf>,
}

const HELP: &str = "\
Examples:
  cargo errspec check                          all that Cargo.toml configures
  cargo errspec check errors.yaml              this catalog; needs no Cargo.toml

Exit codes: 0 clean, 1 problems or outputs out of date, 2 could not run";

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failures> {
    if arguments.specs.is_empty() {
        return configured(arguments.manifest_path.as_deref());
    }
    arguments.specs.iter().try_fold(Outcome::Clean, |worst, path| {
        let file = File::given(path);
        Ok(worst.max(match catalog::read(&file) {
            Ok(spec) => report::line(&summary(&file, &spec))?,
            Err(outcome) => outcome,
        }))
    })
}

fn configured(manifest_path: Option<&Path>) -> Result<Outcome, Failures> {
    let catalogs = config::load(manifest_path)?;
    let remedy = match manifest_path {
        Some(path) => format!("run `cargo errspec generate --manifest-path {}`", path.display()),
        None => "run `cargo errspec generate`".to_owned(),
    };
    catalogs.iter().try_fold(Outcome::Clean, |worst, catalog| {
        Ok(worst.max(match catalog::read(&catalog.spec) {
            Ok(spec) => outputs(catalog, &spec, &remedy)?,
            Err(outcome) => outcome,
        }))
    })
}

/// Compares the outputs of a valid catalog.
fn outputs(catalog: &Catalog, spec: &Spec, remedy: &str) -> Result<Outcome, Failures> {
    let planned = plan::of(catalog, spec);
    let outcomes: Vec<_> = planned.iter().map(|output| compare(output, &catalog.spec, remedy)).collect();
    let all = outcomes.len();
    let stale = outcomes.iter().filter(|outcome| **outcome == Outcome::Problems).count();
    if stale > 0 {
        let outputs = if all == 1 { "output" } else { "outputs" };
        report::problem(&format!("{stale} of {all} {outputs} of {} out of date", catalog.spec.shown()));
    }
    let worst = outcomes.into_iter().max().unwrap_or(Outcome::Clean);
    if worst > Outcome::Clean {
        return Ok(worst);
    }
    let summary = summary(&catalog.spec, spec);
    Ok(report::line(&match all {
        0 => summary,
        1 => format!("{summary}, 1 output up to date"),
        all => format!("{summary}, {all} outputs up to date"),
    })?)
}

/// Compares one output and reports how it differs.
fn compare(output: &Output<'_>, catalog: &File, remedy: &str) -> Outcome {
    match on_disk::compare(output) {
        Ok(None) => Outcome::Clean,
        Ok(Some(difference)) => {
            report::problem(&difference.render(catalog, remedy));
            Outcome::Problems
        }
        Err(failure) => {
            report::failures(&failure.into());
            Outcome::NotRun
        }
    }
}

fn summary(file: &File, spec: &Spec) -> String {
    let errors = match spec.entries().len() {
        1 => "1 error".to_owned(),
        count => format!("{count} errors"),
    };
    format!("{}: {errors}, no problems", file.shown())
}

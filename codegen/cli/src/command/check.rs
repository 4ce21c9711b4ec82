//! `check`: catalogs → their problems, and whether the configured outputs are what they generate.

use std::path::{Path, PathBuf};

use errspec_spec::Spec;

use crate::catalog::{self, Unusable};
use crate::config::{self, Catalog};
use crate::file::File;
use crate::finding::Finding;
use crate::on_disk;
use crate::plan;
use crate::progress;
use crate::report::{Failures, Outcome};

use format::Format;

mod format;

/// Validate catalogs and compare outputs with what is on disk
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// Catalogs to validate, - for standard input [default: configured]
    #[arg(value_name = "CATALOG")]
    catalogs: Vec<PathBuf>,
    /// Cargo.toml of the workspace to check
    #[arg(long, value_name = "PATH", conflicts_with = "catalogs")]
    manifest_path: Option<PathBuf>,
    /// Print human, json, or github (annotations)
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    format: Format,
}

const HELP: &str = "\
Examples:
  cargo errspec check                          all that Cargo.toml configures
  cargo errspec check errors.yaml              this catalog; needs no Cargo.toml

Exit codes: 0 clean, 1 problems or outputs out of date, 2 could not run";

/// What was found out about one catalog.
struct Checked {
    /// The file, as people see it.
    file: String,
    /// How many live errors it has; None where it can't be used.
    errors: Option<usize>,
    findings: Vec<Finding>,
    outputs: Vec<(String, State)>,
}

/// How an output is on disk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Current,
    Missing,
    Stale,
    /// It couldn't be read.
    Unknown,
}

impl Checked {
    fn outcome(&self) -> Outcome {
        self.findings.iter().map(Finding::outcome).max().unwrap_or(Outcome::Clean)
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failures> {
    let checked = if arguments.catalogs.is_empty() {
        configured(arguments.manifest_path.as_deref())
    } else {
        Ok(arguments.catalogs.iter().map(|path| named(&File::input(path))).collect())
    };
    match checked {
        Ok(catalogs) => Ok(arguments.format.print(&catalogs, &[])?),
        Err(failures) if arguments.format == Format::Human => Err(failures),
        Err(failures) => {
            let findings: Vec<_> = failures.into_iter().map(|failure| Finding::failure(&failure)).collect();
            Ok(arguments.format.print(&[], &findings)?)
        }
    }
}

fn named(file: &File) -> Checked {
    match catalog::parse(file) {
        Ok(spec) => valid(file, &spec),
        Err(unusable) => unusable_catalog(file, &unusable),
    }
}

fn configured(manifest_path: Option<&Path>) -> Result<Vec<Checked>, Failures> {
    let remedy = match manifest_path {
        Some(path) => format!("run `cargo errspec generate --manifest-path {}`", path.display()),
        None => "run `cargo errspec generate`".to_owned(),
    };
    let catalogs = config::load(manifest_path, "cargo errspec check errors.yaml")?;
    let checked = catalogs.iter().map(|catalog| match catalog::parse(&catalog.spec) {
        Ok(spec) => with_outputs(catalog, &spec, &remedy),
        Err(unusable) => unusable_catalog(&catalog.spec, &unusable),
    });
    Ok(checked.collect())
}

fn valid(file: &File, spec: &Spec) -> Checked {
    Checked {
        file: file.shown().to_owned(),
        errors: Some(spec.entries().len()),
        findings: Finding::problems(file, spec.warnings()),
        outputs: Vec::new(),
    }
}

fn unusable_catalog(file: &File, unusable: &Unusable) -> Checked {
    let findings = match unusable {
        Unusable::Unreadable(failure) => vec![Finding::failure(failure).of_file(file)],
        Unusable::Invalid(problems) => Finding::problems(file, problems),
    };
    Checked { file: file.shown().to_owned(), errors: None, findings, outputs: Vec::new() }
}

/// Compares the outputs of a valid catalog too.
fn with_outputs(catalog: &Catalog, spec: &Spec, remedy: &str) -> Checked {
    let mut checked = valid(&catalog.spec, spec);
    let what = format!("generating from {}", catalog.spec.shown());
    let outputs = progress::during(&what, || plan::generate_outputs(catalog, spec));
    for output in &outputs {
        let what = format!("comparing {}", output.file.shown());
        let state = match progress::during(&what, || on_disk::compare(output)) {
            Ok(None) => State::Current,
            Ok(Some(difference)) => {
                checked.findings.push(Finding::difference(output, &difference, &catalog.spec, remedy));
                if difference.is_missing() { State::Missing } else { State::Stale }
            }
            Err(failure) => {
                checked.findings.push(Finding::failure(&failure));
                if failure.rule().is_some() { State::Stale } else { State::Unknown }
            }
        };
        checked.outputs.push((output.file.shown().to_owned(), state));
    }
    for page in plan::find_left_over_pages(catalog, &outputs) {
        checked.findings.push(Finding::left_over(&page, &catalog.spec, remedy));
        checked.outputs.push((page.shown().to_owned(), State::Stale));
    }
    checked
}

//! `explain`: a code, a status, a variant or a response → what it is and what to do.

mod decoded;
mod find;
mod page;
mod reading;
mod response;
mod text;
mod verdict;

use std::path::{Path, PathBuf};

use errspec_spec::{Arena, Spec, errspec_data};

use crate::catalog;
use crate::config;
use crate::file::File;
use crate::input;
use crate::report::{Failure, Failures, Outcome};

/// Say what an error is, whether to retry and what to do
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// A code, a status, a variant, or `-` for a response to paste
    #[arg(value_name = "WHAT", required = true, allow_negative_numbers = true)]
    what: Vec<String>,
    /// Catalog to look in [default: all configured]
    #[arg(long = "spec", value_name = "FILE")]
    specs: Vec<PathBuf>,
    /// Cargo.toml of the workspace to look in
    #[arg(long, value_name = "PATH", conflicts_with = "specs")]
    manifest_path: Option<PathBuf>,
}

const HELP: &str = "\
Examples:
  cargo errspec explain invalid_token          a code
  cargo errspec explain 429                    a status
  cargo errspec explain 401 invalid_token      as an error shows itself
  curl -si https://… | cargo errspec explain - a response, or its JSON body
  cargo errspec explain not_found --spec errors.yaml

Exit codes: 0 found, 1 nothing fits, 2 could not run";

/// A catalog to look in.
struct Catalog {
    file: File,
    spec: Spec<'static>,
}

impl Catalog {
    /// Lowers the catalog into one that the runtime decodes with, which is kept until the command ends.
    fn lower(&self) -> &'static errspec_data::Catalog<'static> {
        let arena: &'static Arena = Box::leak(Box::default());
        Box::leak(Box::new(errspec_codegen::lower(arena, &self.spec)))
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failures> {
    let what = arguments.what.join(" ");
    if what == "-" && arguments.specs.iter().any(|path| path.as_os_str() == "-") {
        let failure = Failure::new("standard input can't be the catalog and the response");
        return Err(failure.help("name the file of the catalog: `--spec errors.yaml`").into());
    }
    let Some(catalogs) = catalogs(arguments)? else { return Ok(Outcome::NotRun) };
    if what == "-" {
        let pasted = input::read(&File::input(Path::new("-")), "a response")
            .map_err(|error| Failure::new(format!("standard input can't be read: {error}")))?;
        let response = response::read(&pasted)?;
        return verdict::explain(&catalogs, &response);
    }
    find::explain(&catalogs, &what)
}

/// The catalogs that are named, or configured; none if one of them has problems, which are reported.
fn catalogs(arguments: &Arguments) -> Result<Option<Vec<Catalog>>, Failures> {
    let files: Vec<_> = if arguments.specs.is_empty() {
        let configured = config::load(
            arguments.manifest_path.as_deref(),
            "cargo errspec explain not_found --spec errors.yaml",
        )?;
        configured.into_iter().map(|catalog| catalog.spec).collect()
    } else {
        arguments.specs.iter().map(|path| File::input(path)).collect()
    };
    let read = files.into_iter().map(|file| Some(Catalog { spec: catalog::read(&file).ok()?, file }));
    Ok(read.collect::<Vec<_>>().into_iter().collect())
}

/// The codes and variants of the catalogs that are most like what was written, best first.
fn nearest(catalogs: &[Catalog], written: &str) -> Vec<String> {
    const SHOWN: usize = 3;
    let mut entries: Vec<_> = catalogs.iter().flat_map(|catalog| catalog.spec.entries()).collect();
    let mut found = Vec::new();
    while found.len() < SHOWN {
        let names = entries
            .iter()
            .flat_map(|entry| entry.data().code_text().into_iter().chain([entry.data().name()]));
        let Some(near) = errspec_spec::find_nearest(written, names) else { break };
        found.push(format!("`{near}`"));
        entries.retain(|entry| entry.data().code_text() != Some(near) && entry.data().name() != near);
    }
    found
}

/// `a`, `a or b`, `a, b or c`.
fn either(items: &[String]) -> String {
    match items {
        [others @ .., last] if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => items.concat(),
    }
}

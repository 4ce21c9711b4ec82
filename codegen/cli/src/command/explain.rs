//! Runs `explain`: says what a code, a status, a variant or a response means, and what to do.

mod decoded;
mod find;
mod json;
mod page;
mod reading;
pub(super) mod response;
mod response_pages;
mod rule;
mod text;

use std::path::{Path, PathBuf};

use errspec_spec::Spec;

use crate::catalog;
use crate::config;
use crate::diagnostic::Diagnostic;
use crate::failure::{CommandFailure, CommandResult, collect_all};
use crate::file::File;
use crate::input::{self, FileKind};

/// Say what an error is, whether to retry and what to do
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct ExplainArguments {
    /// A code, status, variant or rule, or `-` for a pasted response
    #[arg(value_name = "WHAT", required = true, allow_negative_numbers = true)]
    what: Vec<String>,
    /// Catalog to look in [default: all configured]
    #[arg(long = "catalog", value_name = "FILE")]
    catalogs: Vec<PathBuf>,
    /// What to print: human or json
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    format: ExplainFormat,
    /// Cargo.toml of the workspace to look in
    #[arg(long, value_name = "PATH", conflicts_with = "catalogs")]
    manifest_path: Option<PathBuf>,
}

/// What to print.
#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum ExplainFormat {
    #[default]
    Human,
    Json,
}

const HELP: &str = "\
Examples:
  cargo errspec explain invalid_token          a code
  cargo errspec explain 429                    a status
  cargo errspec explain 401 invalid_token      as an error shows itself
  cargo errspec explain odd-code               a lint, or another rule
  curl -si https://… | cargo errspec explain - a response, or its body
  cargo errspec explain not_found --catalog errors.yaml

Exit codes: 0 found, 1 nothing fits, 2 could not run, as with an invalid catalog";

const RESPONSE: FileKind = FileKind { what: "a response", extensions: &[] };

/// A catalog that `explain` searches, and the file it was read from.
struct OpenCatalog {
    file: File,
    spec: Spec<'static>,
}

pub(crate) fn run_explain(arguments: &ExplainArguments) -> CommandResult {
    let is_pasted = arguments.what == ["-"];
    if is_pasted && arguments.catalogs.iter().any(|path| path.as_os_str() == "-") {
        let failure = Diagnostic::failure("standard input can't be the catalog and the response");
        return Err(failure.with_help("name the file of the catalog: `--catalog errors.yaml`").into());
    }
    let catalogs = match (open_catalogs(arguments), rule::find_rule(&arguments.what)) {
        // What breaks a rule is the same in every catalog, and where there is none.
        (Err(_), Some(rule)) => return rule::explain_rule(&rule, arguments.format),
        (Ok(catalogs), Some(rule)) if !find::is_listed_name(&catalogs, rule.name) => {
            return rule::explain_rule(&rule, arguments.format);
        }
        (catalogs, _) => catalogs?,
    };
    if is_pasted {
        let pasted = input::read_input(&File::input(Path::new("-")), &RESPONSE)?;
        let response = response::parse_pasted(&pasted)?;
        return response_pages::explain_response(&catalogs, &response, arguments.format);
    }
    let is_listed = |name: &str| find::is_listed_name(&catalogs, name);
    match reading::join_words(&arguments.what, is_listed) {
        Some(what) => find::explain_name(&catalogs, &what, arguments.format),
        None => Err(describe_several(&arguments.what).into()),
    }
}

/// Returns the failure that several things were asked for together.
fn describe_several(words: &[String]) -> Diagnostic {
    let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    let failure = Diagnostic::failure(format!("can't explain {} together", words.join(" ")));
    failure.with_help("ask for one at a time, or for a status and a code; a text with spaces needs quotes")
}

/// Reads the catalogs that are named, or else configured; fails if any of them has problems.
fn open_catalogs(arguments: &ExplainArguments) -> Result<Vec<OpenCatalog>, CommandFailure> {
    let files: Vec<_> = if arguments.catalogs.is_empty() {
        let configured = config::load_catalogs(
            arguments.manifest_path.as_deref(),
            "cargo errspec explain not_found --catalog errors.yaml",
        )?;
        configured.into_iter().map(|catalog| catalog.file).collect()
    } else {
        arguments.catalogs.iter().map(|path| File::input(path)).collect()
    };
    let opened = files.into_iter().map(|file| Ok(OpenCatalog { spec: catalog::read_catalog(&file)?, file }));
    collect_all(opened).map_err(CommandFailure::not_run)
}

/// Returns the codes and variants of the catalogs that are most like what was written, best first.
fn find_similar_names(catalogs: &[OpenCatalog], written: &str) -> Vec<String> {
    const SHOWN: usize = 3;
    let mut entries: Vec<_> = catalogs.iter().flat_map(|catalog| catalog.spec.entries()).collect();
    let mut similar = Vec::new();
    while similar.len() < SHOWN {
        let names = entries
            .iter()
            .flat_map(|entry| entry.data().codes().map(|code| code.text).chain([entry.data().name()]));
        let Some(nearest) = errspec_spec::find_nearest(written, names) else { break };
        similar.push(format!("`{nearest}`"));
        entries.retain(|entry| !entry.data().has_code(nearest) && entry.data().name() != nearest);
    }
    similar
}

/// Joins items as alternatives: `a`, `a or b`, `a, b or c`.
fn join_alternatives(items: &[String]) -> String {
    match items {
        [others @ .., last] if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => items.concat(),
    }
}

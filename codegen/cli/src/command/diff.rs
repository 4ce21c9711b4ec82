//! Runs `diff`: compares versions of catalogs, and says which version the changes need.

mod comparison;
mod git;
mod json;
mod screen;

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::PossibleValue;
use errspec_diff::{Bump, Verdict, render_changes};

use crate::diagnostic::Diagnostic;
use crate::exit::ExitKind;
use crate::failure::{CommandFailure, CommandResult};
use crate::terminal::{print_generated, print_line, print_report};

use comparison::Comparison;

/// Compare two versions of a catalog: which bump do they need?
#[derive(clap::Args)]
#[command(after_help = HELP, override_usage = USAGE)]
pub(crate) struct DiffArguments {
    /// The older and the newer catalog; with --base, the newer
    #[arg(value_name = "OLD NEW", num_args = 0..=2)]
    files: Vec<PathBuf>,
    /// Compare with the version at a revision of git
    #[arg(long, value_name = "REV")]
    base: Option<String>,
    /// The largest bump that passes
    #[arg(long, value_enum, default_value_t = AllowedBump(Bump::Minor), value_name = "BUMP", hide_possible_values = true)]
    allow: AllowedBump,
    /// What to print: human, markdown or json
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    format: DiffFormat,
    /// Cargo.toml of the workspace to compare
    #[arg(long, value_name = "PATH", conflicts_with = "files")]
    manifest_path: Option<PathBuf>,
}

const USAGE: &str = "\
cargo errspec diff [OPTIONS] OLD NEW
       cargo errspec diff [OPTIONS] --base <REV> [CATALOG]";

const HELP: &str = "\
Examples:
  cargo errspec diff old.yaml new.yaml
  git show v1:errors.yaml | cargo errspec diff - errors.yaml
  cargo errspec diff --base origin/main        all that Cargo.toml configures
  cargo errspec diff --base v1.2.0 errors.yaml --format markdown

Exit codes: 0 no more than allowed, 1 more, or a retired code is used again,
2 could not run, as with an invalid catalog";

/// A bump that the command line names.
#[derive(Clone, Copy)]
struct AllowedBump(Bump);

impl ValueEnum for AllowedBump {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self(Bump::None), Self(Bump::Patch), Self(Bump::Minor), Self(Bump::Major)]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.name()))
    }
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    #[default]
    Human,
    Markdown,
    Json,
}

pub(crate) fn run_diff(arguments: &DiffArguments) -> CommandResult {
    let AllowedBump(allow) = arguments.allow;
    let compared = match compare(arguments).map_err(CommandFailure::not_run) {
        Ok(compared) => compared,
        Err(failure) if arguments.format == DiffFormat::Json => {
            let exit = failure.exit_kind();
            print_report(&json::render_report(&[], allow, exit, &failure.into_diagnostics()))?;
            return Ok(exit);
        }
        Err(failure) => return Err(failure),
    };
    let objection = find_objection(&compared, allow);
    let exit = objection.as_ref().map_or(ExitKind::Clean, Diagnostic::exit_kind);
    match arguments.format {
        DiffFormat::Human => {
            let pages = compared.iter().map(screen::render_page);
            print_line(&pages.collect::<Vec<_>>().join("\n\n"))?;
        }
        DiffFormat::Markdown => {
            let pages =
                compared.iter().map(|compared| render_changes(compared.page_name(), &compared.changes));
            print_generated(&pages.collect::<Vec<_>>().join("\n"))?;
        }
        DiffFormat::Json => print_report(&json::render_report(&compared, allow, exit, &[]))?,
    }
    objection.map_or(Ok(exit), |objection| Err(objection.into()))
}

/// Returns why the changes don't pass, if they don't.
fn find_objection(compared: &[Comparison], allow: Bump) -> Option<Diagnostic> {
    if compared.iter().any(|compared| compared.worst_verdict() == Verdict::Forbidden) {
        let problem = Diagnostic::problem("code-reused", "a retired code is used again");
        return Some(problem.with_help("choose another code: old clients take this one for what it was"));
    }
    let bump = compared.iter().map(Comparison::largest_bump).max().filter(|bump| *bump > allow)?;
    let message = format!("this needs a {bump} version, and `--allow` is {allow}");
    let help = format!("keep what was published, or release a {bump} version: `--allow {bump}`");
    Some(Diagnostic::problem("bump-not-allowed", message).with_help(help))
}

fn compare(arguments: &DiffArguments) -> Result<Vec<Comparison>, CommandFailure> {
    const HELP: &str =
        "name two catalogs, or a revision of git: `cargo errspec diff --base main errors.yaml`";
    let wrong = match (&arguments.files[..], arguments.base.as_deref()) {
        ([old, new], None) => return comparison::compare_files(old, new).map(|one| vec![one]),
        ([catalog], Some(revision)) => {
            return comparison::compare_with_revision(catalog, revision).map(|one| vec![one]);
        }
        ([], Some(revision)) => {
            return comparison::compare_configured(arguments.manifest_path.as_deref(), revision);
        }
        ([_, _, ..], Some(_)) => "`--base` stands for OLD, so there is one CATALOG at most",
        ([_], None) => "there is nothing to compare it with",
        _ => "there is nothing to compare",
    };
    Err(Diagnostic::failure(wrong).with_help(HELP).into())
}

//! `diff`: two versions of a catalog → what changed, and the version that it needs.

mod comparison;
mod git;
mod json;
mod screen;

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::PossibleValue;
use errspec_diff::{Bump, Verdict, diff_markdown};

use crate::report::{self, Failure, Failures, Outcome};

use comparison::{Comparison, Obstacles};

/// Compare two versions of a catalog: which bump do they need?
#[derive(clap::Args)]
#[command(after_help = HELP, override_usage = USAGE)]
pub(crate) struct Arguments {
    /// The older and the newer catalog; with --base, the newer
    #[arg(value_name = "OLD NEW", num_args = 0..=2)]
    files: Vec<PathBuf>,
    /// Compare with the version at a revision of git
    #[arg(long, value_name = "REV")]
    base: Option<String>,
    /// The largest bump that passes
    #[arg(long, value_enum, default_value_t = Allow(Bump::Minor), value_name = "BUMP", hide_possible_values = true)]
    allow: Allow,
    /// What to print: human, markdown or json
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    format: Format,
    /// Cargo.toml of the workspace to compare
    #[arg(long, value_name = "PATH", conflicts_with = "files")]
    manifest_path: Option<PathBuf>,
}

const USAGE: &str = "\
cargo errspec diff [OPTIONS] OLD NEW
       cargo errspec diff [OPTIONS] --base <REV> [SPEC]";

const HELP: &str = "\
Examples:
  cargo errspec diff old.yaml new.yaml
  git show v1:errors.yaml | cargo errspec diff - errors.yaml
  cargo errspec diff --base origin/main        all that Cargo.toml configures
  cargo errspec diff --base v1.2.0 errors.yaml --format markdown

Exit codes: 0 no more than allowed, 1 more, or a retired code is used again,
2 could not run";

/// A bump that the command line names.
#[derive(Clone, Copy)]
struct Allow(Bump);

impl ValueEnum for Allow {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self(Bump::None), Self(Bump::Patch), Self(Bump::Minor), Self(Bump::Major)]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.name()))
    }
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    #[default]
    Human,
    Markdown,
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failures> {
    let Allow(allow) = arguments.allow;
    let compared = match compared(arguments) {
        Ok(compared) => compared,
        Err(Obstacles(obstacles)) => {
            match arguments.format {
                Format::Json => drop(report::text(&json::of(&[], allow, Outcome::NotRun, &obstacles))?),
                _ => obstacles.iter().for_each(|obstacle| report::problem(&obstacle.rendered)),
            }
            return Ok(Outcome::NotRun);
        }
    };
    let objection = objection(&compared, allow);
    let outcome = if objection.is_some() { Outcome::Problems } else { Outcome::Clean };
    match arguments.format {
        Format::Human => {
            let pages = compared.iter().map(screen::page);
            report::line(&pages.collect::<Vec<_>>().join("\n\n"))?;
        }
        Format::Markdown => {
            let pages = compared.iter().map(|compared| diff_markdown(compared.file(), &compared.changes));
            report::text(&pages.collect::<Vec<_>>().join("\n"))?;
        }
        Format::Json => drop(report::text(&json::of(&compared, allow, outcome, &[]))?),
    }
    if let Some(objection) = objection {
        report::failures(&objection.into());
    }
    Ok(outcome)
}

/// Why the changes don't pass, if they don't.
fn objection(compared: &[Comparison], allow: Bump) -> Option<Failure> {
    let bump = compared.iter().map(Comparison::bump).max().unwrap_or(Bump::None);
    if compared.iter().any(|compared| compared.verdict() == Verdict::Forbidden) {
        let failure = Failure::new("a retired code is used again");
        return Some(failure.help("choose another code: old clients take this one for what it was"));
    }
    (bump > allow).then(|| {
        Failure::new(format!("this needs a {bump} version, and `--allow` is {allow}"))
            .help(format!("keep what was published, or release a {bump} version: `--allow {bump}`"))
    })
}

fn compared(arguments: &Arguments) -> Result<Vec<Comparison>, Obstacles> {
    const HELP: &str =
        "name two catalogs, or a revision of git: `cargo errspec diff --base main errors.yaml`";
    let wrong = match (&arguments.files[..], arguments.base.as_deref()) {
        ([old, new], None) => return comparison::of_files(old, new).map(|one| vec![one]),
        ([spec], Some(revision)) => return comparison::with_revision(spec, revision).map(|one| vec![one]),
        ([], Some(revision)) => {
            return comparison::of_configured(arguments.manifest_path.as_deref(), revision);
        }
        ([_, _, ..], Some(_)) => "`--base` stands for OLD, so there is one SPEC at most",
        ([_], None) => "there is nothing to compare it with",
        _ => "there is nothing to compare",
    };
    Err(Failure::new(wrong).help(HELP).into())
}

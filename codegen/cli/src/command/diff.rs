//! `diff`: two versions of a catalog → what changed, and the version that it needs.

mod git;
mod json;
mod screen;

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use errspec_codegen::{Bump, Change, Verdict, diff_markdown};
use errspec_spec::{Color, Spec};

use crate::catalog;
use crate::config;
use crate::file::File;
use crate::report::{self, Failure, Failures, Outcome};

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
    #[arg(long, value_enum, default_value_t = Allow::Minor, value_name = "BUMP", hide_possible_values = true)]
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
  cargo errspec diff --base origin/main        all that Cargo.toml configures
  cargo errspec diff --base v1.2.0 errors.yaml --format markdown

Exit codes: 0 no more than allowed, 1 more, or a retired code is used again,
2 could not run";

#[derive(Clone, Copy, ValueEnum)]
enum Allow {
    None,
    Patch,
    Minor,
    Major,
}

impl Allow {
    fn bump(self) -> Bump {
        match self {
            Self::None => Bump::None,
            Self::Patch => Bump::Patch,
            Self::Minor => Bump::Minor,
            Self::Major => Bump::Major,
        }
    }
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    #[default]
    Human,
    Markdown,
    Json,
}

/// Two versions of one catalog.
struct Comparison {
    old: String,
    new: String,
    changes: Vec<Change>,
}

impl Comparison {
    fn of(old: (String, &Spec), new: (String, &Spec)) -> Self {
        Self { changes: errspec_codegen::diff(old.1, new.1), old: old.0, new: new.0 }
    }

    fn bump(&self) -> Bump {
        self.changes.iter().map(|change| change.rule().bump()).max().unwrap_or(Bump::None)
    }

    fn verdict(&self) -> Verdict {
        self.changes.iter().map(|change| change.rule().verdict()).max().unwrap_or(Verdict::Allowed)
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failures> {
    let Some(compared) = compared(arguments)? else { return Ok(Outcome::NotRun) };
    let bump = compared.iter().map(Comparison::bump).max().unwrap_or(Bump::None);
    let verdict = compared.iter().map(Comparison::verdict).max().unwrap_or(Verdict::Allowed);
    let allow = arguments.allow.bump();
    match arguments.format {
        Format::Human => compared.iter().try_for_each(screen::print)?,
        Format::Markdown => {
            let pages = compared.iter().map(|Comparison { new, changes, .. }| diff_markdown(new, changes));
            report::text(&pages.collect::<Vec<_>>().join("\n"))?;
        }
        Format::Json => {
            report::text(&json::of(&compared, bump, allow, verdict))?;
        }
    }
    let reason = match verdict {
        Verdict::Forbidden => Failure::new("a retired code is used again")
            .help("choose another code: old clients take this one for what it was"),
        Verdict::Allowed if bump > allow => {
            Failure::new(format!("this needs a {bump} version, and `--allow` is {allow}"))
                .help(format!("keep what was published, or release a {bump} version: `--allow {bump}`"))
        }
        Verdict::Allowed => return Ok(Outcome::Clean),
    };
    report::failures(&reason.into());
    Ok(Outcome::Problems)
}

/// What is to be compared; none if a catalog has problems, which are reported.
fn compared(arguments: &Arguments) -> Result<Option<Vec<Comparison>>, Failures> {
    const HELP: &str =
        "name two catalogs, or a revision of git: `cargo errspec diff --base main errors.yaml`";
    match (&arguments.files[..], arguments.base.as_deref()) {
        ([old, new], None) => Ok(two_files(old, new).map(|one| vec![one])),
        ([spec], Some(revision)) => {
            let file = File::given(spec);
            match at_revision(&file, revision)? {
                Found::Compared(comparison) => Ok(Some(vec![*comparison])),
                Found::Problems => Ok(None),
                Found::New => Err(Failure::new(format!("`{}` isn't in `{revision}`", file.shown()))
                    .help("all in it is new; to compare it with another file, name both")
                    .into()),
            }
        }
        ([], Some(revision)) => configured(arguments.manifest_path.as_deref(), revision),
        ([_, _, ..], Some(_)) => {
            Err(Failure::new("`--base` stands for OLD, so there is one SPEC at most").help(HELP).into())
        }
        ([_], None) => Err(Failure::new("there is nothing to compare it with").help(HELP).into()),
        _ => Err(Failure::new("there is nothing to compare").help(HELP).into()),
    }
}

fn two_files(old: &Path, new: &Path) -> Option<Comparison> {
    let [old, new] = [old, new].map(File::given);
    // Both are read, so that the problems of both are seen.
    let [old_spec, new_spec] = [&old, &new].map(|file| catalog::read(file).ok());
    Some(Comparison::of((old.shown().to_owned(), &old_spec?), (new.shown().to_owned(), &new_spec?)))
}

fn configured(manifest_path: Option<&Path>, revision: &str) -> Result<Option<Vec<Comparison>>, Failures> {
    let catalogs = config::load(manifest_path, "cargo errspec diff --base main errors.yaml")?;
    let mut compared = Some(Vec::new());
    for catalog in catalogs {
        match at_revision(&catalog.spec, revision)? {
            Found::Compared(comparison) => {
                if let Some(list) = &mut compared {
                    list.push(*comparison);
                }
            }
            Found::Problems => compared = None,
            // It breaks nobody.
            Found::New => {
                let shown = catalog.spec.shown();
                report::problem(&format!("`{shown}` isn't in `{revision}`: all is new"));
            }
        }
    }
    Ok(compared)
}

/// What comes of a catalog and its version at a revision.
enum Found {
    Compared(Box<Comparison>),
    /// One of them has problems, which were reported.
    Problems,
    /// There is no such version.
    New,
}

fn at_revision(file: &File, revision: &str) -> Result<Found, Failure> {
    let Ok(new) = catalog::read(file) else { return Ok(Found::Problems) };
    let Some(old) = git::show(file, revision)? else { return Ok(Found::New) };
    let shown = format!("{revision}:{}", old.renamed_from.as_deref().unwrap_or(file.shown()));
    Ok(match Spec::parse(&shown, &old.bytes) {
        Ok(old) => Found::Compared(Box::new(Comparison::of((shown, &old), (file.shown().to_owned(), &new)))),
        Err(problems) => {
            problems.render(Color::Ansi).for_each(|snippet| report::problem(&snippet));
            Found::Problems
        }
    })
}

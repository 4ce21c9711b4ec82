//! `generate`: catalogs → the configured outputs, or one output of one catalog.

use std::path::{Path, PathBuf};

use crate::catalog;
use crate::config;
use crate::file::File;
use crate::on_disk::Change;
use crate::plan::{self, Format, Output};
use crate::report::{self, Failure, Failures, Outcome};

/// Write the configured outputs, or one output of any catalog
#[derive(clap::Args)]
#[command(after_help = HELP, args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    one: Option<One>,
    /// Cargo.toml of the workspace to generate for
    #[arg(long, value_name = "PATH")]
    manifest_path: Option<PathBuf>,
}

const HELP: &str = "\
Without a command, what Cargo.toml configures is written, where it changed, if
no catalog has a problem. Paths are relative to the directory of Cargo.toml:
  [[package.metadata.errspec.catalogs]]
  spec = \"../spec/errors.yaml\"
  rust = \"src/errors.rs\"            # optional, as are the next two
  markdown = \"../docs/errors.md\"
  runtime = \"my_sdk::errspec\"       # where the crate errspec is, if renamed

Example: cargo errspec generate rust errors.yaml -o src/errors.rs";

#[derive(clap::Subcommand)]
enum One {
    /// Generate the Rust types of a catalog's errors
    Rust {
        #[command(flatten)]
        from: From,
        /// Path of the crate errspec, if renamed [default: errspec]
        #[arg(long, value_name = "PATH")]
        runtime: Option<String>,
    },
    /// Generate the documentation page of a catalog's errors
    Markdown {
        #[command(flatten)]
        from: From,
    },
}

#[derive(clap::Args)]
struct From {
    /// The catalog
    spec: PathBuf,
    /// File to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(crate) fn run(arguments: Arguments) -> Result<Outcome, Failures> {
    match arguments.one {
        Some(One::Rust { from, runtime }) => {
            one(&from, &Format::rust(runtime.as_deref()).map_err(Failure::new)?)
        }
        Some(One::Markdown { from }) => one(&from, &Format::Markdown),
        None => all(arguments.manifest_path.as_deref()),
    }
}

fn all(manifest_path: Option<&Path>) -> Result<Outcome, Failures> {
    let catalogs = config::load(manifest_path)?;
    let specs: Vec<_> = catalogs.iter().map(|catalog| (catalog, catalog::read(&catalog.spec))).collect();
    let worst = specs.iter().filter_map(|(_, spec)| spec.as_ref().err().copied()).max();
    if let Some(outcome) = worst {
        report::problem("nothing was written");
        return Ok(outcome);
    }
    let valid = specs.iter().filter_map(|(catalog, spec)| Some((catalog, spec.as_ref().ok()?)));
    let outputs: Vec<_> = valid.flat_map(|(catalog, spec)| plan::of(catalog, spec)).collect();
    if outputs.is_empty() {
        let failure = Failure::new("no output is configured")
            .help("name one under its catalog in Cargo.toml, such as `rust = \"src/errors.rs\"`");
        return Err(failure.into());
    }
    write(&outputs)
}

fn one(from: &From, format: &Format) -> Result<Outcome, Failures> {
    let file = File::given(&from.spec);
    let spec = match catalog::read(&file) {
        Ok(spec) => spec,
        Err(outcome) => return Ok(outcome),
    };
    let text = format.text(&spec, &file);
    let Some(path) = from.output.as_deref().filter(|path| *path != "-") else {
        return Ok(report::text(&text)?);
    };
    let output = File::given(path);
    if output.is_same(&file) {
        let message = format!("`{}` is the catalog itself", output.shown());
        return Err(Failure::new(message).help("write the output into another file").into());
    }
    write(&[Output { file: &output, text }])
}

/// Prepares all before it replaces any, so that what can't be written is known while nothing has changed.
fn write(outputs: &[Output<'_>]) -> Result<Outcome, Failures> {
    let mut failures = Vec::new();
    let changes = outputs.iter().map(|output| (output, Change::prepare(output)));
    let changes: Vec<_> = changes
        .filter_map(|(output, change)| Some((output, change.map_err(|failure| failures.push(failure)).ok()?)))
        .collect();
    if !failures.is_empty() {
        return Err(failures.into());
    }
    changes.into_iter().try_fold(Outcome::Clean, |worst, (output, change)| {
        let verb = change.make(output)?;
        Ok(worst.max(report::line(&format!("{verb} {}", output.file.shown()))?))
    })
}

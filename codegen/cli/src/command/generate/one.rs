//! One output of one catalog, as the command line asks for it → standard output or a file.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use errspec_docs::MarkdownOptions;

use super::{depfile, generating, remove, write};
use crate::catalog;
use crate::file::File;
use crate::on_disk::{self, Change};
use crate::plan::{Format, Output};
use crate::report::{self, Failure, Failures, Outcome};

#[derive(clap::Subcommand)]
pub(super) enum One {
    /// Generate the Rust types of a catalog's errors
    #[command(after_help = "Example: cargo errspec generate rust errors.yaml -o src/errors.rs")]
    Rust {
        #[command(flatten)]
        from: From,
        /// Path of the crate errspec, if renamed [default: errspec]
        #[arg(long, value_name = "PATH")]
        runtime: Option<String>,
    },
    /// Generate the documentation page of a catalog's errors
    #[command(after_help = MARKDOWN_HELP)]
    Markdown {
        #[command(flatten)]
        from: From,
        #[command(flatten)]
        pages: Pages,
    },
    /// Generate an OpenAPI 3.1 document of a catalog's error responses
    #[command(
        name = "openapi",
        after_help = "Example: cargo errspec generate openapi errors.yaml -o openapi.json\n\n\
                      An operation refers to `openapi.json#/components/responses/404`."
    )]
    OpenApi {
        #[command(flatten)]
        from: From,
    },
    /// Generate the neutral JSON of a catalog, for other languages
    #[command(after_help = "Example: cargo errspec generate json errors.yaml | jq '.errors[].code'")]
    Json {
        #[command(flatten)]
        from: From,
    },
    /// Generate the JSON Schema of errors.yaml itself, for editors
    #[command(after_help = "Example: cargo errspec generate json-schema -o errors.schema.json\n\n\
                      Editors complete and check a catalog that begins with\n  \
                      # yaml-language-server: $schema=errors.schema.json")]
    JsonSchema {
        #[command(flatten)]
        to: To,
    },
}

const MARKDOWN_HELP: &str = "\
Where FILE has a line <!-- errspec:begin --> and a line <!-- errspec:end -->,
only what is between them is replaced.

Examples:
  cargo errspec generate markdown errors.yaml -o docs/errors.md
  cargo errspec generate markdown errors.yaml --split docs --front-matter";

#[derive(clap::Args)]
pub(super) struct From {
    /// The catalog
    spec: PathBuf,
    #[command(flatten)]
    to: To,
}

#[derive(clap::Args)]
pub(super) struct To {
    /// File to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// File to write the output's inputs to, for Make or Ninja
    #[arg(long, value_name = "FILE")]
    depfile: Option<PathBuf>,
}

#[derive(clap::Args)]
pub(super) struct Pages {
    /// Directory to write an index page and a page per error to
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    split: Option<PathBuf>,
    /// File to write mdBook's SUMMARY lines of these pages to
    #[arg(long, value_name = "FILE", requires = "split")]
    summary: Option<PathBuf>,
    /// Put front matter at the top of each page, for Docusaurus
    #[arg(long)]
    front_matter: bool,
}

pub(super) fn run(output: One) -> Result<Outcome, Failures> {
    match output {
        One::Rust { from, runtime } => one(&from, &Format::rust(runtime.as_deref()).map_err(Failure::new)?),
        One::Markdown { from, pages } => markdown(&from, &pages),
        One::OpenApi { from } => one(&from, &Format::OpenApi),
        One::Json { from } => one(&from, &Format::Json),
        One::JsonSchema { to } => written_to(&to, None, errspec_docs::json_schema()),
    }
}

fn one(from: &From, format: &Format) -> Result<Outcome, Failures> {
    let catalog = File::input(&from.spec);
    match catalog::read(&catalog) {
        Ok(spec) => {
            let text = generating(&catalog, || format.text(&spec, &catalog));
            written_to(&from.to, Some(&catalog), text)
        }
        Err(outcome) => Ok(outcome),
    }
}

/// One page, or a directory of them and the lines that list them.
fn markdown(from: &From, pages: &Pages) -> Result<Outcome, Failures> {
    let options = MarkdownOptions::default();
    let options = if pages.front_matter { options.front_matter() } else { options };
    let Some(directory) = pages.split.as_deref().map(File::given) else {
        return one(from, &Format::Markdown(options));
    };
    let catalog = File::input(&from.spec);
    let spec = match catalog::read(&catalog) {
        Ok(spec) => spec,
        Err(outcome) => return Ok(outcome),
    };
    let mut outputs = generating(&catalog, || Format::Pages(options).outputs(&spec, &catalog, &directory));
    let summary = pages.summary.as_deref().map(File::given);
    if let Some(file) = summary.as_ref().filter(|file| file.is_in(&directory)) {
        let message = format!("`{}` is in the directory of the pages", file.shown());
        return Err(Failure::new(message).help("write the summary elsewhere").into());
    }
    if let Some(file) = &summary {
        outputs.extend(Format::Summary(file.link_to(&directory)).outputs(&spec, &catalog, file));
    }
    let outcome = written(&outputs, Some(&catalog), from.to.depfile.as_deref())?;
    Ok(outcome.max(remove(&on_disk::left_over(&directory, &outputs))?))
}

/// Writes one text to standard output or into a file.
fn written_to(to: &To, catalog: Option<&File>, text: String) -> Result<Outcome, Failures> {
    match to.output.as_deref().filter(|path| path.as_os_str() != "-").map(File::given) {
        Some(file) => written(&[Output::new(Cow::Owned(file), text)], catalog, to.depfile.as_deref()),
        None if to.depfile.is_some() => {
            Err(Failure::new("`--depfile` without an output").help("name the output: `-o FILE`").into())
        }
        None => Ok(report::text(&text)?),
    }
}

/// Writes files, and then, in a depfile, what they are made of.
fn written(
    outputs: &[Output<'_>],
    catalog: Option<&File>,
    depfile: Option<&Path>,
) -> Result<Outcome, Failures> {
    let rule =
        depfile.map(|path| Output::new(Cow::Owned(File::given(path)), depfile::rule(outputs, catalog)));
    for Output { file, .. } in outputs.iter().chain(&rule) {
        if catalog.is_some_and(|catalog| catalog.is_same(file)) {
            let message = format!("`{}` is the catalog itself", file.shown());
            return Err(Failure::new(message).help("write the output into another file").into());
        }
    }
    if let Some(rule) = &rule
        && outputs.iter().any(|output| output.file.is_same(&rule.file))
    {
        let message = format!("`{}` is the output and its depfile", rule.file.shown());
        return Err(Failure::new(message).help("write the depfile into a file of its own").into());
    }
    let outcome = write(outputs)?;
    if let Some(rule) = rule {
        Change::prepare(&rule)?.make(&rule)?;
        outputs.iter().try_for_each(|output| on_disk::touch(&output.file))?;
    }
    Ok(outcome)
}

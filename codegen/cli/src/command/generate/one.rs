//! Runs `generate FORMAT CATALOG`: prints one output of one catalog, or writes it into a file.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use errspec_docs::MarkdownOptions;
use errspec_spec::Spec;

use super::depfile;
use super::plain::PlainOutput;
use super::write::{delete_pages, generate_with_progress, write_outputs};
use crate::catalog;
use crate::diagnostic::Diagnostic;
use crate::failure::CommandFailure;
use crate::file::File;
use crate::on_disk;
use crate::output::Output;
use crate::output_format::{OutputFormat, PageFormat};
use crate::terminal::print_generated;

#[derive(clap::Subcommand)]
pub(super) enum SingleOutput {
    /// Generate the Rust types of a catalog's errors
    #[command(after_help = "Example: cargo errspec generate rust errors.yaml -o src/errors.rs")]
    Rust {
        #[command(flatten)]
        from: CatalogInput,
        /// Path of the crate errspec, if renamed [default: errspec]
        #[arg(long, value_name = "PATH")]
        runtime: Option<String>,
    },
    /// Generate the documentation page of a catalog's errors
    #[command(after_help = MARKDOWN_HELP)]
    Markdown {
        #[command(flatten)]
        from: CatalogInput,
        #[command(flatten)]
        pages: PageOptions,
    },
    #[command(flatten)]
    Plain(PlainOutput),
    /// Generate the JSON Schema of errors.yaml itself, for editors
    #[command(after_help = "Example: cargo errspec generate json-schema -o errors.schema.json\n\n\
                      Editors complete and check a catalog that begins with\n  \
                      # yaml-language-server: $schema=errors.schema.json")]
    JsonSchema {
        #[command(flatten)]
        to: OutputTarget,
    },
}

const MARKDOWN_HELP: &str = "\
Where FILE has a line <!-- errspec:begin --> and a line <!-- errspec:end -->,
only what is between them is replaced.

Example: cargo errspec generate markdown errors.yaml -o docs/errors.md";

#[derive(clap::Args)]
pub(super) struct CatalogInput {
    /// The catalog
    catalog: PathBuf,
    #[command(flatten)]
    to: OutputTarget,
}

#[derive(clap::Args)]
pub(super) struct OutputTarget {
    /// File to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// File to write the output's inputs to, for Make or Ninja
    #[arg(long, value_name = "FILE")]
    depfile: Option<PathBuf>,
}

#[derive(clap::Args)]
pub(super) struct PageOptions {
    /// Directory for an index page and a page per error
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    split: Option<PathBuf>,
    /// File for mdBook's SUMMARY lines of these pages
    #[arg(long, value_name = "FILE", requires = "split")]
    summary: Option<PathBuf>,
    /// Begin each page with front matter, for Docusaurus
    #[arg(long)]
    front_matter: bool,
    /// Leave out how Rust matches each error
    #[arg(long)]
    no_rust: bool,
    /// Earlier catalog, to list what changed since
    #[arg(long, value_name = "FILE")]
    previous: Option<PathBuf>,
}

pub(super) fn generate_single_output(output: SingleOutput) -> Result<(), CommandFailure> {
    match output {
        SingleOutput::Rust { from, runtime } => {
            let format = OutputFormat::rust_with_runtime(runtime.as_deref()).map_err(Diagnostic::failure)?;
            generate_one(&from, &format)
        }
        SingleOutput::Markdown { from, pages } => generate_markdown(&from, &pages),
        SingleOutput::Plain(PlainOutput { format, from }) => {
            generate_one(&from, &OutputFormat::Plain(format))
        }
        SingleOutput::JsonSchema { to } => write_or_print(&to, &[], errspec_docs::render_json_schema()),
    }
}

fn generate_one(from: &CatalogInput, format: &OutputFormat) -> Result<(), CommandFailure> {
    let catalog = File::input(&from.catalog);
    let spec = catalog::read_catalog(&catalog)?;
    let text = generate_with_progress(&catalog, || format.generate_text(&spec, &catalog));
    write_or_print(&from.to, &[catalog], text)
}

/// Generates one page, or a directory of pages and the lines that list them.
fn generate_markdown(from: &CatalogInput, pages: &PageOptions) -> Result<(), CommandFailure> {
    let catalog = File::input(&from.catalog);
    let previous = pages.previous.as_deref().map(File::input);
    let (options, spec) = read_for_pages(&catalog, previous.as_ref())?;
    let options = if pages.front_matter { options.front_matter() } else { options };
    let options = if pages.no_rust { options.without_rust() } else { options };
    let format = PageFormat { options, previous: None };
    let inputs: Vec<_> = std::iter::once(catalog.clone()).chain(previous).collect();
    let Some(directory) = pages.split.as_deref().map(File::given) else {
        let format = OutputFormat::Markdown(format);
        let text = generate_with_progress(&catalog, || format.generate_text(&spec, &catalog));
        return write_or_print(&from.to, &inputs, text);
    };
    let summary = pages.summary.as_deref().map(File::given);
    if let Some(file) = summary.as_ref().filter(|file| file.is_in(&directory)) {
        let message = format!("`{}` is in the directory of the pages", file.shown());
        return Err(Diagnostic::failure(message).with_help("write the summary elsewhere").into());
    }
    let format = OutputFormat::Pages(format);
    let mut outputs =
        generate_with_progress(&catalog, || format.generate_outputs(&spec, &catalog, &directory));
    if let Some(file) = &summary {
        let format = OutputFormat::Summary(file.link_to(&directory));
        outputs.extend(format.generate_outputs(&spec, &catalog, file));
    }
    write_with_depfile(&outputs, &inputs, from.to.depfile.as_deref())?;
    delete_pages(&on_disk::find_left_over_pages(&directory, &outputs))
}

/// Reads a catalog, and the earlier version of it whose differences its pages list.
fn read_for_pages(
    catalog: &File,
    previous: Option<&File>,
) -> Result<(MarkdownOptions<'static>, Spec<'static>), CommandFailure> {
    let options = MarkdownOptions::default();
    let Some(previous) = previous else { return Ok((options, catalog::read_catalog(catalog)?)) };
    let (old, new) = catalog::read_versions(previous, catalog)?;
    Ok((options.previous(catalog::keep_spec(old)), new))
}

/// Writes one text into a file, or prints it where none is named.
fn write_or_print(to: &OutputTarget, inputs: &[File], text: String) -> Result<(), CommandFailure> {
    let depfile = to.depfile.as_deref();
    match to.output.as_deref().filter(|path| path.as_os_str() != "-").map(File::given) {
        Some(file) => write_with_depfile(&[Output::new(Cow::Owned(file), text)], inputs, depfile),
        None if depfile.is_some() => Err(Diagnostic::failure("`--depfile` without an output")
            .with_help("name the output: `-o FILE`")
            .into()),
        None => Ok(print_generated(&text)?),
    }
}

/// Writes files, and then, in a depfile, what they are made of.
fn write_with_depfile(
    outputs: &[Output<'_>],
    inputs: &[File],
    depfile: Option<&Path>,
) -> Result<(), CommandFailure> {
    let make_rule = |path| {
        Ok::<_, Diagnostic>(Output::new(Cow::Owned(File::given(path)), depfile::write_rule(outputs, inputs)?))
    };
    let rule = depfile.map(make_rule).transpose()?;
    reject_clashes(outputs, inputs, rule.as_ref())?;
    write_outputs(outputs)?;
    if let Some(rule) = rule {
        on_disk::write_output(&rule)?;
        outputs.iter().try_for_each(|output| on_disk::touch_file(&output.file))?;
    }
    Ok(())
}

fn reject_clashes(
    outputs: &[Output<'_>],
    inputs: &[File],
    rule: Option<&Output<'_>>,
) -> Result<(), Diagnostic> {
    for Output { file, .. } in outputs.iter().chain(rule) {
        if inputs.iter().any(|input| input.is_same(file)) {
            let message = format!("`{}` is a catalog itself", file.shown());
            return Err(Diagnostic::failure(message).with_help("write the output into another file"));
        }
    }
    match rule.filter(|rule| outputs.iter().any(|output| output.file.is_same(&rule.file))) {
        Some(rule) => {
            let message = format!("`{}` is the output and its depfile", rule.file.shown());
            Err(Diagnostic::failure(message).with_help("write the depfile into a file of its own"))
        }
        None => Ok(()),
    }
}

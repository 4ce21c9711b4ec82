//! Runs `init`: starts a catalog, and adds the lines to Cargo.toml that make something of it.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::exit::ExitKind;
use crate::failure::{CommandFailure, CommandResult};
use crate::file::File;
use crate::manifest::Manifest;
use crate::on_disk;
use crate::output::Output;
use crate::output_format::OutputFormat;
use crate::terminal::{print_generated, print_line, sanitize, sanitize_lines};

use lines::ManifestLines;

mod lines;

/// Start a catalog, and show what Cargo.toml needs
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct InitArguments {
    /// The catalog to write, - to print it
    #[arg(default_value = DEFAULT, value_name = "PATH")]
    path: PathBuf,
    /// Add the lines to Cargo.toml
    #[arg(long)]
    write: bool,
}

const DEFAULT: &str = "errors.yaml";

const HELP: &str = "\
The catalog is a small one that explains itself. A file that exists is never
overwritten; with --write, its lines are added all the same.

Examples:
  cargo errspec init                           errors.yaml in this directory
  cargo errspec init spec/errors.yaml --write  and change Cargo.toml";

const CATALOG: &str = include_str!("init/errors.yaml");
/// What the first line of the catalog names, for editors.
const SCHEMA: &str = "errors.schema.json";
/// What to type next, where the catalog had outputs already.
const NEXT_STEP: &str = "\nNext, `cargo errspec generate` writes what Cargo.toml configures.";

pub(crate) fn run_init(arguments: &InitArguments) -> CommandResult {
    let catalog = File::given(&arguments.path);
    if arguments.write {
        configure_crate(&catalog)?;
    } else if catalog.is_standard_input() {
        print_generated(CATALOG)?;
    } else {
        start_catalog(&catalog)?;
    }
    Ok(ExitKind::Clean)
}

/// Writes the catalog, and shows the lines that Cargo.toml needs.
fn start_catalog(catalog: &File) -> Result<(), CommandFailure> {
    // Lines for a crate have no place in a workspace without one.
    let Some(manifest) = Manifest::find_nearest()?.filter(Manifest::is_of_crate) else {
        write_catalog(catalog)?;
        return Ok(print_line(&describe_step_without_crate(catalog))?);
    };
    let lines = plan_lines(catalog, &manifest);
    let added = lines.add_to(&manifest.text);
    write_catalog(catalog)?;
    if added.as_ref().map_or(true, |added| added.text != manifest.text) {
        print_line(&describe_lines(catalog, &lines))?;
    }
    let has_own_outputs = added.is_ok_and(|added| !added.with_outputs);
    let next = if has_own_outputs { NEXT_STEP.to_owned() } else { describe_next_step(&lines) };
    Ok(print_line(&next)?)
}

/// Writes the catalog, unless it is there, and the lines into Cargo.toml.
fn configure_crate(catalog: &File) -> Result<(), CommandFailure> {
    if catalog.is_standard_input() {
        return Err(Diagnostic::failure("Cargo.toml can't name standard output")
            .with_help("name a file")
            .into());
    }
    let manifest = Manifest::find_nearest()?.ok_or_else(|| {
        Diagnostic::failure("there is no Cargo.toml here or above")
            .with_help("run this in a crate, or without `--write`")
    })?;
    let lines = plan_lines(catalog, &manifest);
    let added = lines.add_to(&manifest.text);
    let added = added.map_err(|failure| describe_manual_change(&manifest, &lines, &failure))?;
    if catalog.path().is_file() {
        print_line(&format!("kept {}", sanitize(catalog.shown())))?;
    } else {
        write_catalog(catalog)?;
    }
    let output = Output::new(Cow::Borrowed(&manifest.file), added.text);
    let verb = on_disk::write_output(&output)?;
    print_line(&format!("{verb} {}", sanitize(output.file.shown())))?;
    let next = if added.with_outputs { describe_next_step(&lines) } else { NEXT_STEP.to_owned() };
    Ok(print_line(&next)?)
}

/// Writes the catalog, which must be a new file.
fn write_catalog(catalog: &File) -> Result<(), Diagnostic> {
    let shown = catalog.shown();
    let help = format!("see `cargo errspec check {shown}`, or add it to Cargo.toml with `--write`");
    on_disk::require_new_file(catalog, &help)?;
    on_disk::create_file(&Output::new(Cow::Borrowed(catalog), CATALOG.to_owned()))?;
    Ok(print_line(&format!("written {}", sanitize(shown)))?)
}

fn describe_step_without_crate(catalog: &File) -> String {
    let shown = sanitize(catalog.shown());
    let schema = sanitize(File::given(&catalog.sibling(SCHEMA)).shown());
    format!(
        "\nNext, see what is made of it: `cargo errspec generate markdown {shown}`\nEditors complete it after \
         `cargo errspec generate json-schema -o {schema}`"
    )
}

fn describe_lines(catalog: &File, lines: &ManifestLines) -> String {
    let shown = sanitize(catalog.shown());
    let path = if shown == DEFAULT { String::new() } else { format!(" {shown}") };
    let lines = format!("  {}", sanitize_lines(&lines.render_all(), 2));
    format!("\nAdd this to Cargo.toml, or let `cargo errspec init{path} --write` do it:\n\n{lines}")
}

/// Returns what to type next, where the outputs are those of the lines.
fn describe_next_step(lines: &ManifestLines) -> String {
    let paths: Vec<_> = lines.outputs.iter().map(|(_, path)| sanitize(path)).collect();
    let paths = paths.split_last().map(|(last, others)| format!("{} and {last}", others.join(", ")));
    let rust = lines.outputs.iter().find(|(key, _)| *key == "rust").map(|(_, path)| Path::new(path));
    let module = sanitize(&rust.and_then(Path::file_stem).unwrap_or_default().to_string_lossy());
    format!(
        "\nNext, `cargo errspec generate` writes {}.\nThen add `#[rustfmt::skip] pub mod {module};` to \
         your crate, and `cargo errspec check` to its CI.",
        paths.unwrap_or_default()
    )
}

fn describe_manual_change(manifest: &Manifest, lines: &ManifestLines, failure: &Diagnostic) -> Diagnostic {
    let help = match failure.suggestions() {
        [] => format!("add it by hand:\n\n{}", lines.render_all().trim_end()),
        suggestions => suggestions.join("; "),
    };
    Diagnostic::failure(format!("`{}` can't be changed: {}", manifest.file.shown(), failure.message()))
        .with_help(help)
}

/// Returns what Cargo.toml needs, with outputs that overwrite nothing.
fn plan_lines(catalog: &File, manifest: &Manifest) -> ManifestLines {
    let stem = catalog.path().file_stem().and_then(|stem| stem.to_str()).unwrap_or("errors");
    let directory = manifest.file.path().parent().unwrap_or(Path::new(""));
    let mut outputs = vec![
        ("rust", find_free_path(directory, "src", &derive_module_name(stem), "rs")),
        ("markdown", find_free_path(directory, "docs", &stem.replace(char::is_whitespace, "-"), "md")),
    ];
    let schema = File::given(&catalog.path().with_file_name(SCHEMA));
    let path = manifest.file.link_to(&schema);
    // One that was written by hand may lack the line, and catalogs in one directory share the schema.
    let is_named = std::fs::read_to_string(catalog.path()).map_or(true, |text| text.contains(SCHEMA));
    if is_named && !schema.path().exists() && !manifest.has_output("json-schema", &path) {
        outputs.push(("json-schema", path));
    }
    let runtime = manifest.document.as_ref().and_then(lines::find_renamed_dependency);
    ManifestLines { runtime, path: manifest.file.link_to(catalog), outputs }
}

/// Returns a name that the module of a catalog's Rust can have.
fn derive_module_name(stem: &str) -> String {
    let name: String =
        stem.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    let name =
        if name.starts_with(|c: char| c.is_ascii_lowercase()) { name } else { format!("errors{name}") };
    // What can't be a name in a path is a keyword; files of the other two names are crates.
    let is_taken =
        OutputFormat::rust_with_runtime(Some(&name)).is_err() || ["lib", "main"].contains(&name.as_str());
    if is_taken { name + "_" } else { name }
}

/// Returns the path of a file that doesn't exist yet.
fn find_free_path(directory: &Path, folder: &str, stem: &str, extension: &str) -> String {
    let names = std::iter::once(stem.to_owned()).chain((2..).map(|number| format!("{stem}_{number}")));
    let mut paths = names.map(|name| format!("{folder}/{name}.{extension}"));
    paths.find(|path| !directory.join(path).exists()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use errspec_spec::{Arena, Spec};

    use super::*;

    #[test]
    fn the_first_catalog_has_no_problems() {
        let arena = Arena::new();
        let spec = Spec::parse(&arena, "errors.yaml", CATALOG.as_bytes()).unwrap();
        assert_eq!(spec.warnings().to_string(), "");
    }
}

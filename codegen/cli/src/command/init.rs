//! Runs `init`: starts a catalog, and adds the lines to Cargo.toml or errspec.toml that make something of it.

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
use crate::terminal::{print_generated, print_line, sanitize};

use door::Door;
use lines::ManifestLines;

mod door;
mod lines;
mod steps;

/// Start a catalog, and show what a crate or an errspec.toml needs
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct InitArguments {
    /// The catalog to write, - to print it
    #[arg(default_value = DEFAULT, value_name = "PATH")]
    path: PathBuf,
    /// How a crate gets the types: macro, build, file
    #[arg(long, value_enum, value_name = "DOOR", hide_possible_values = true)]
    door: Option<Door>,
    /// Add the lines to Cargo.toml, or else to an errspec.toml
    #[arg(long)]
    write: bool,
}

const DEFAULT: &str = "errors.yaml";

const HELP: &str = "\
The catalog is a small one that explains itself. A file that exists is never
overwritten; with --write, its lines are added all the same.

Doors: `macro` needs nothing else in a crate, `build` is a build script, and
`file` is Rust that `generate` writes and that is checked in.

Examples:
  cargo errspec init                           errors.yaml in this directory
  cargo errspec init spec/errors.yaml --write  and change Cargo.toml
  cargo errspec init --door macro --write      for errspec::errors!";

const CATALOG: &str = include_str!("init/errors.yaml");
/// What the first line of the catalog names, for editors.
const SCHEMA: &str = "errors.schema.json";
const BUILD_SCRIPT: &str = "build.rs";

pub(crate) fn run_init(arguments: &InitArguments) -> CommandResult {
    let catalog = File::given(&arguments.path);
    if arguments.write {
        configure_catalog(&catalog, arguments.door)?;
    } else if catalog.is_standard_input() {
        print_generated(CATALOG)?;
    } else {
        start_catalog(&catalog, arguments.door)?;
    }
    Ok(ExitKind::Clean)
}

/// Returns whether a file is the catalog that `init` writes, with nothing changed.
pub(crate) fn is_first_catalog(path: &Path) -> bool {
    std::fs::read(path).is_ok_and(|bytes| bytes == CATALOG.as_bytes())
}

/// Writes the catalog, and shows the lines that the nearest Cargo.toml or errspec.toml needs.
fn start_catalog(catalog: &File, door: Option<Door>) -> Result<(), CommandFailure> {
    let manifest = Manifest::find_nearest()?;
    require_crate(manifest.as_ref(), door)?;
    // Lines for a crate have no place in a workspace without one.
    let Some(manifest) = manifest.filter(|manifest| manifest.is_of_crate() || manifest.is_standalone())
    else {
        write_catalog(catalog)?;
        return Ok(print_line(&steps::describe_without_crate(catalog))?);
    };
    let lines = plan_lines(catalog, &manifest, door);
    let added = lines.add_to(&manifest.text);
    write_catalog(catalog)?;
    if added.as_ref().map_or(true, |added| added.text != manifest.text) {
        print_line(&steps::describe_manifest_lines(catalog, &manifest, &lines))?;
    }
    let has_outputs_of_lines = added.map_or(true, |added| added.with_outputs);
    Ok(print_line(&steps::describe_next_step(&manifest, &lines, has_outputs_of_lines))?)
}

/// Writes the catalog, unless it is there, and the lines into Cargo.toml or errspec.toml.
fn configure_catalog(catalog: &File, door: Option<Door>) -> Result<(), CommandFailure> {
    if catalog.is_standard_input() {
        return Err(Diagnostic::failure("standard output can't be configured")
            .with_help("name a file")
            .into());
    }
    let found = Manifest::find_nearest()?;
    require_crate(found.as_ref(), door)?;
    let manifest = found.map_or_else(Manifest::start_standalone, Ok)?;
    let lines = plan_lines(catalog, &manifest, door);
    let added = lines.add_to(&manifest.text);
    let added = added.map_err(|failure| steps::describe_manual_change(&manifest, &lines, &failure))?;
    if catalog.path().is_file() {
        print_line(&format!("kept {}", sanitize(catalog.shown())))?;
    } else {
        write_catalog(catalog)?;
    }
    let output = Output::new(Cow::Borrowed(&manifest.file), added.text);
    let verb = on_disk::write_output(&output)?;
    print_line(&format!("{verb} {}", sanitize(output.file.shown())))?;
    write_build_script(&manifest, &lines)?;
    Ok(print_line(&steps::describe_next_step(&manifest, &lines, added.with_outputs))?)
}

/// Fails where a door was asked for and there is no crate.
fn require_crate(manifest: Option<&Manifest>, door: Option<Door>) -> Result<(), Diagnostic> {
    if door.is_none() || manifest.is_some_and(Manifest::is_of_crate) {
        return Ok(());
    }
    Err(Diagnostic::failure("`--door` is for a crate, and there is none here")
        .with_help("run this in the directory of a crate, or without `--door`"))
}

/// Writes the build script that a door needs; one that is there is left alone, and the next step says what it needs.
fn write_build_script(manifest: &Manifest, lines: &ManifestLines) -> Result<(), Diagnostic> {
    let script = File::beside(manifest.file.path(), BUILD_SCRIPT);
    let Some(text) = lines.door.and_then(|door| door.render_build_script(&lines.path)) else { return Ok(()) };
    if script.path().exists() {
        return Ok(print_line(&format!("kept {}", sanitize(script.shown())))?);
    }
    on_disk::create_file(&Output::new(Cow::Borrowed(&script), text))?;
    Ok(print_line(&format!("written {}", sanitize(script.shown())))?)
}

/// Writes the catalog, which must be a new file.
fn write_catalog(catalog: &File) -> Result<(), Diagnostic> {
    let shown = catalog.shown();
    let help = format!("see `cargo errspec check {shown}`, or add it to Cargo.toml with `--write`");
    on_disk::require_new_file(catalog, &help)?;
    on_disk::create_file(&Output::new(Cow::Borrowed(catalog), CATALOG.to_owned()))?;
    Ok(print_line(&format!("written {}", sanitize(shown)))?)
}

/// Returns what the file needs, with outputs that overwrite nothing.
fn plan_lines(catalog: &File, manifest: &Manifest, door: Option<Door>) -> ManifestLines {
    let stem = catalog.path().file_stem().and_then(|stem| stem.to_str()).unwrap_or("errors");
    let directory = manifest.file.path().parent().unwrap_or(Path::new(""));
    let door = (!manifest.is_standalone()).then(|| door.unwrap_or_default());
    let mut outputs = Vec::new();
    if door == Some(Door::File) {
        outputs.push(("rust", find_free_path(directory, "src", &derive_module_name(stem), "rs")));
    }
    outputs
        .push(("markdown", find_free_path(directory, "docs", &stem.replace(char::is_whitespace, "-"), "md")));
    let schema = File::given(&catalog.path().with_file_name(SCHEMA));
    let path = manifest.file.link_to(&schema);
    // One that was written by hand may lack the line, and catalogs in one directory share the schema.
    let is_named = std::fs::read_to_string(catalog.path()).map_or(true, |text| text.contains(SCHEMA));
    if is_named && !schema.path().exists() && !manifest.has_output("json-schema", &path) {
        outputs.push(("json-schema", path));
    }
    let runtime = manifest.document.as_ref().and_then(door::find_renamed_dependency);
    ManifestLines { door, runtime, path: manifest.file.link_to(catalog), outputs }
}

/// Returns a name that the module of a catalog's Rust can have.
pub(super) fn derive_module_name(stem: &str) -> String {
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

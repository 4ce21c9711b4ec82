//! `init`: nothing yet → a first catalog, and the lines of Cargo.toml that make something of it.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::file::File;
use crate::manifest::Manifest;
use crate::on_disk::{self, Change};
use crate::plan::{Format, Output};
use crate::report::{self, Failure, Failures, Outcome};

use lines::{Added, Lines};

mod lines;

/// Start a catalog, and show what Cargo.toml needs
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
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

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failures> {
    let Arguments { path, write } = arguments;
    let catalog = File::given(path);
    if catalog.is_standard_input() {
        return printed(*write);
    }
    // Lines for a crate have no place in a workspace without one.
    let manifest = Manifest::nearest()?.filter(|manifest| *write || manifest.is_of_crate());
    let Some(manifest) = manifest else { return without_crate(&catalog, *write) };
    let lines = lines(&catalog, &manifest);
    let added = lines.add_to(&manifest.text);
    if *write {
        let added = added.map_err(|failure| by_hand(&manifest, &lines, &failure))?;
        return configure(&catalog, &manifest, &lines, added);
    }
    start(&catalog)?;
    if added.as_ref().map_or(true, |added| added.text != manifest.text) {
        report::line(&asked(&catalog, &lines))?;
    }
    Ok(report::line(&next(&lines, added.map_or(true, |added| added.outputs)))?)
}

/// The catalog alone, where people want to write the file themselves.
fn printed(write: bool) -> Result<Outcome, Failures> {
    if write {
        return Err(Failure::new("Cargo.toml can't name standard output").help("name a file").into());
    }
    Ok(report::text(CATALOG)?)
}

fn without_crate(catalog: &File, write: bool) -> Result<Outcome, Failures> {
    if write {
        let failure = Failure::new("there is no Cargo.toml here or above");
        return Err(failure.help("run this in a crate, or without `--write`").into());
    }
    start(catalog)?;
    let (shown, schema) = (catalog.shown(), File::given(&catalog.sibling(SCHEMA)));
    Ok(report::line(&format!(
        "\nNext, see what is made of it: `cargo errspec generate markdown {shown}`\nEditors complete it after \
         `cargo errspec generate json-schema -o {}`",
        schema.shown()
    ))?)
}

/// Writes the catalog, which must be a new file.
fn start(catalog: &File) -> Result<(), Failure> {
    let shown = catalog.shown();
    let help = format!("see `cargo errspec check {shown}`, or add it to Cargo.toml with `--write`");
    on_disk::is_new(catalog, &help)?;
    on_disk::create(&Output::new(Cow::Borrowed(catalog), CATALOG.to_owned()))?;
    report::line(&format!("written {shown}")).map(drop)
}

/// Writes the catalog, unless it is there, and Cargo.toml.
fn configure(catalog: &File, manifest: &Manifest, lines: &Lines, added: Added) -> Result<Outcome, Failures> {
    if catalog.path().is_file() {
        report::line(&format!("kept {}", catalog.shown()))?;
    } else {
        start(catalog)?;
    }
    let output = Output::new(Cow::Borrowed(&manifest.file), added.text);
    let verb = Change::prepare(&output)?.make(&output)?;
    report::line(&format!("{verb} {}", output.file.shown()))?;
    Ok(report::line(&next(lines, added.outputs))?)
}

fn asked(catalog: &File, lines: &Lines) -> String {
    let path = if catalog.shown() == DEFAULT { String::new() } else { format!(" {}", catalog.shown()) };
    let lines: Vec<_> = lines.whole().lines().map(|line| format!("  {line}").trim_end().to_owned()).collect();
    let lines = lines.join("\n");
    format!("\nAdd this to Cargo.toml, or let `cargo errspec init{path} --write` do it:\n\n{lines}")
}

/// What to type next, where the outputs are those of the lines, or others that were there.
fn next(lines: &Lines, outputs: bool) -> String {
    if !outputs {
        return "\nNext, `cargo errspec generate` writes what Cargo.toml configures.".to_owned();
    }
    let paths: Vec<_> = lines.outputs.iter().map(|(_, path)| path.as_str()).collect();
    let paths = paths.split_last().map(|(last, others)| format!("{} and {last}", others.join(", ")));
    let rust = lines.outputs.iter().find(|(key, _)| *key == "rust").map(|(_, path)| Path::new(path));
    let module = rust.and_then(Path::file_stem).unwrap_or_default().display();
    format!(
        "\nNext, `cargo errspec generate` writes {}.\nThen add `#[rustfmt::skip] pub mod {module};` to \
         your crate, and `cargo errspec check` to its CI.",
        paths.unwrap_or_default()
    )
}

fn by_hand(manifest: &Manifest, lines: &Lines, failure: &Failure) -> Failure {
    let help = failure
        .suggestion()
        .map_or_else(|| format!("add it by hand:\n\n{}", lines.whole().trim_end()), str::to_owned);
    Failure::new(format!("`{}` can't be changed: {}", manifest.file.shown(), failure.message())).help(help)
}

/// What Cargo.toml needs, with outputs that overwrite nothing.
fn lines(catalog: &File, manifest: &Manifest) -> Lines {
    let stem = catalog.path().file_stem().and_then(|stem| stem.to_str()).unwrap_or("errors");
    let directory = manifest.file.path().parent().unwrap_or(Path::new(""));
    let mut outputs = vec![
        ("rust", free(directory, "src", &module(stem), "rs")),
        ("markdown", free(directory, "docs", &stem.replace(char::is_whitespace, "-"), "md")),
    ];
    let schema = File::given(&catalog.path().with_file_name(SCHEMA));
    let path = manifest.file.link_to(&schema);
    // One that was written by hand may lack the line, and catalogs in one directory share the schema.
    let is_named = std::fs::read_to_string(catalog.path()).map_or(true, |text| text.contains(SCHEMA));
    if is_named && !schema.path().exists() && !manifest.has_output("json-schema", &path) {
        outputs.push(("json-schema", path));
    }
    let runtime = manifest.document.as_ref().and_then(lines::renamed);
    Lines { runtime, spec: manifest.file.link_to(catalog), outputs }
}

/// The name of a module that a catalog's Rust can have.
fn module(stem: &str) -> String {
    let name: String =
        stem.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    let name =
        if name.starts_with(|c: char| c.is_ascii_lowercase()) { name } else { format!("errors{name}") };
    // What can't be a name in a path is a keyword; files of the other two names are crates.
    let is_taken = Format::rust(Some(&name)).is_err() || ["lib", "main"].contains(&name.as_str());
    if is_taken { name + "_" } else { name }
}

/// The path of a file that doesn't exist yet.
fn free(directory: &Path, folder: &str, stem: &str, extension: &str) -> String {
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

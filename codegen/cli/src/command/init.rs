//! `init`: nothing yet → a first catalog, and the lines of Cargo.toml that make something of it.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::file::File;
use crate::on_disk::{self, Change};
use crate::plan::Output;
use crate::report::{self, Failure, Failures, Outcome};

use manifest::Lines;

mod manifest;

/// Start a catalog, and show what Cargo.toml needs
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The catalog to write
    #[arg(default_value = "errors.yaml", value_name = "PATH")]
    path: PathBuf,
    /// Add the lines to Cargo.toml
    #[arg(long)]
    write: bool,
}

const HELP: &str = "\
The catalog is a small one that explains itself. A file that exists is never
overwritten; with --write, its lines are added all the same.

Examples:
  cargo errspec init                           errors.yaml in this directory
  cargo errspec init spec/errors.yaml --write  and change Cargo.toml";

const CATALOG: &str = include_str!("init/errors.yaml");

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failures> {
    let catalog = File::given(&arguments.path);
    let shown = catalog.shown();
    let manifest = manifest()?;
    // Lines for a crate have no place in a workspace without one.
    let manifest = manifest.filter(|manifest| arguments.write || manifest::is_of_crate(manifest.path()));
    let lines = lines(&catalog, manifest.as_ref())?;
    let added = match &manifest {
        Some(manifest) if arguments.write => Some(added(manifest, &lines)?),
        None if arguments.write => {
            let failure = Failure::new("there is no Cargo.toml here or above");
            return Err(failure.help("run this in a crate, or without `--write`").into());
        }
        _ => None,
    };
    let exists = arguments.write && catalog.path().is_file();
    if !exists {
        let help = format!("see `cargo errspec check {shown}`, or add it to Cargo.toml with `--write`");
        on_disk::is_new(&catalog, &help)?;
    }
    if exists {
        report::line(&format!("kept {shown}"))?;
    } else {
        on_disk::create(&Output::new(Cow::Borrowed(&catalog), CATALOG.to_owned()))?;
        report::line(&format!("written {shown}"))?;
    }
    let mut next = if manifest.is_some() { with_crate(&lines) } else { without_crate(shown) };
    match added {
        Some(output) => {
            let verb = Change::prepare(&output)?.make(&output)?;
            report::line(&format!("{verb} {}", output.file.shown()))?;
            if verb == "unchanged" {
                "\nNext, `cargo errspec generate` writes what it configures.".clone_into(&mut next);
            }
        }
        None if manifest.is_some() => drop(report::line(&asked(&lines))?),
        None => {}
    }
    Ok(report::line(&next)?)
}

fn asked(lines: &Lines) -> String {
    let lines: Vec<_> = lines.whole().lines().map(|line| format!("  {line}").trim_end().to_owned()).collect();
    format!("\nAdd this to Cargo.toml, or let `cargo errspec init --write` do it:\n\n{}", lines.join("\n"))
}

fn with_crate(lines: &Lines) -> String {
    let Lines { rust, markdown, .. } = lines;
    let module = Path::new(rust).file_stem().unwrap_or_default().display();
    format!(
        "\nNext, `cargo errspec generate` writes {rust} and {markdown}.\nThen add `#[rustfmt::skip] pub mod {module};` to \
         your crate, and `cargo errspec check` to its CI."
    )
}

fn without_crate(shown: &str) -> String {
    format!("\nNext, see what is made of it: `cargo errspec generate markdown {shown}`")
}

/// The Cargo.toml of this directory or the nearest one above.
fn manifest() -> Result<Option<File>, Failure> {
    let here = std::env::current_dir()
        .map_err(|error| Failure::new(format!("the current directory can't be found: {error}")))?;
    let mut directories = here.ancestors().filter(|directory| directory.join("Cargo.toml").is_file());
    Ok(directories.next().map(|directory| File::configured(directory, "Cargo.toml")))
}

/// What Cargo.toml needs, with outputs that overwrite nothing.
fn lines(catalog: &File, manifest: Option<&File>) -> Result<Lines, Failure> {
    let absolute = std::path::absolute(catalog.path())
        .map_err(|error| Failure::new(format!("`{}` is no path: {error}", catalog.shown())))?;
    let directory = manifest.and_then(|manifest| manifest.path().parent());
    let from_manifest = directory.and_then(|directory| absolute.strip_prefix(directory).ok());
    let spec = from_manifest.unwrap_or(catalog.path()).display().to_string().replace('\\', "/");
    let stem = catalog.path().file_stem().and_then(|stem| stem.to_str()).unwrap_or("errors");
    let module: String =
        stem.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    let module =
        if module.starts_with(|c: char| c.is_ascii_lowercase()) { module } else { format!("errors{module}") };
    let directory = directory.unwrap_or(Path::new(""));
    Ok(Lines {
        spec,
        rust: free(directory, "src", &module, "rs"),
        markdown: free(directory, "docs", &stem.replace(char::is_whitespace, "-"), "md"),
    })
}

/// The path of a file that doesn't exist yet.
fn free(directory: &Path, folder: &str, stem: &str, extension: &str) -> String {
    let names = std::iter::once(stem.to_owned()).chain((2..).map(|number| format!("{stem}_{number}")));
    let mut paths = names.map(|name| format!("{folder}/{name}.{extension}"));
    paths.find(|path| !directory.join(path).exists()).unwrap_or_default()
}

/// The Cargo.toml with the lines.
fn added<'a>(manifest: &'a File, lines: &Lines) -> Result<Output<'a>, Failure> {
    let shown = manifest.shown();
    let text = std::fs::read_to_string(manifest.path())
        .map_err(|error| Failure::new(format!("`{shown}` can't be read: {error}")))?;
    let by_hand = |failure: Failure| {
        let help = failure
            .suggestion()
            .map_or_else(|| format!("add it by hand:\n\n{}", lines.whole().trim_end()), str::to_owned);
        Failure::new(format!("`{shown}` can't be changed: {}", failure.message())).help(help)
    };
    lines.add_to(&text).map(|text| Output::new(Cow::Borrowed(manifest), text)).map_err(by_hand)
}

#[cfg(test)]
mod tests {
    use errspec_spec::Spec;

    use super::*;

    #[test]
    fn the_first_catalog_has_no_problems() {
        let spec = Spec::parse("errors.yaml", CATALOG.as_bytes()).unwrap();
        assert_eq!(spec.warnings().to_string(), "");
    }
}

//! `metadata.errspec.catalogs` in the Cargo.tomls of a workspace → catalogs and their outputs.

use std::path::{Path, PathBuf};

use cargo_metadata::{Error, Metadata, MetadataCommand};
use errspec_docs::MarkdownOptions;
use errspec_spec::find_nearest;
use serde_json::{Map, Value};

use crate::file::File;
use crate::plan::Format;
use crate::progress;
use crate::report::{Failure, Failures};

/// Where most people write it.
const TABLES: &str = "[[package.metadata.errspec.catalogs]]";
/// The keys that are texts.
const KEYS: [&str; 9] = [
    "spec",
    "runtime",
    "rust",
    "markdown",
    "markdown-split",
    "markdown-summary",
    "openapi",
    "json",
    "json-schema",
];
/// Whether pages get front matter, `true` or `false`.
const FRONT_MATTER: &str = "markdown-front-matter";

/// A catalog and what is made of it.
pub(crate) struct Catalog {
    pub(crate) spec: File,
    pub(crate) outputs: Vec<(File, Format)>,
}

/// The catalogs of the workspace and of every package in it, each once; there is at least one. `without` is a command
/// that needs no Cargo.toml.
pub(crate) fn load(manifest_path: Option<&Path>, without: &str) -> Result<Vec<Catalog>, Failures> {
    let catalogs = configured(manifest_path, without)?;
    if catalogs.is_empty() { Err(none(without).into()) } else { Ok(catalogs) }
}

/// The same, where it is fine that there is none.
pub(crate) fn configured(manifest_path: Option<&Path>, without: &str) -> Result<Vec<Catalog>, Failures> {
    let metadata = progress::during("reading Cargo.toml", || metadata(manifest_path, without))?;
    let mut failures = Vec::new();
    let mut catalogs = Vec::new();
    for (section, manifest, value) in sections(&metadata) {
        let configured = Tables { section, manifest, failures: &mut failures }.catalogs(value);
        for catalog in configured {
            add(&mut catalogs, catalog);
        }
    }
    failures.extend(clashes(&catalogs));
    if !failures.is_empty() {
        return Err(failures.into());
    }
    Ok(catalogs)
}

/// That there is no catalog, and how to have one.
pub(crate) fn none(without: &str) -> Failure {
    Failure::new("no catalog is configured in this workspace").help(format!(
        "start with `cargo errspec init`, name a file, as in `{without}`, or configure it in Cargo.toml:\n\n  \
         {TABLES}\n  spec = \"errors.yaml\"\n  rust = \"src/errors.rs\""
    ))
}

/// What cargo knows of the workspace that a Cargo.toml belongs to.
fn metadata(manifest_path: Option<&Path>, without: &str) -> Result<Metadata, Failure> {
    let mut command = MetadataCommand::new();
    command.no_deps();
    if let Some(path) = manifest_path {
        command.manifest_path(path);
    }
    command.exec().map_err(|error| {
        let reason = match &error {
            Error::CargoMetadata { stderr } => stderr.trim().trim_start_matches("error: ").to_owned(),
            error => error.to_string(),
        };
        Failure::new(format!("cargo can't say what is configured: {reason}"))
            .help(format!("a file that is named needs no Cargo.toml: `{without}`"))
    })
}

/// The places where `metadata.errspec` can stand: its section, the Cargo.toml and what is there.
fn sections(metadata: &Metadata) -> impl Iterator<Item = (&'static str, PathBuf, &Value)> {
    let root = metadata.workspace_root.join("Cargo.toml").into_std_path_buf();
    let workspace = metadata.workspace_metadata.get("errspec").map(|value| ("workspace", root, value));
    let packages = metadata.packages.iter().filter_map(|package| {
        let manifest = package.manifest_path.clone().into_std_path_buf();
        Some(("package", manifest, package.metadata.get("errspec")?))
    });
    workspace.into_iter().chain(packages)
}

/// Adds a catalog; one that another package uses too is read once, for the outputs of both.
fn add(catalogs: &mut Vec<Catalog>, catalog: Catalog) {
    match catalogs.iter_mut().find(|known| known.spec.is_same(&catalog.spec)) {
        Some(known) => known.outputs.extend(catalog.outputs),
        None => catalogs.push(catalog),
    }
}

/// Outputs that would overwrite each other, a catalog or a Cargo.toml.
fn clashes(catalogs: &[Catalog]) -> Vec<Failure> {
    let all = catalogs.iter().flat_map(|catalog| &catalog.outputs);
    let outputs: Vec<_> = all.clone().map(|(file, _)| file).collect();
    let directories: Vec<_> =
        all.filter(|(_, format)| matches!(format, Format::Pages(_))).map(|(file, _)| file).collect();
    let clash = |(index, file): (usize, &&File)| {
        let shown = file.shown();
        if file.name() == "Cargo.toml" {
            let failure = Failure::new(format!("the output `{shown}` is a Cargo.toml"));
            return Some(failure.at(file.named_in()).help("write the output into another file"));
        }
        if let Some(directory) = directories.iter().find(|directory| file.is_in(directory)) {
            let directory = directory.shown();
            let failure = Failure::new(format!("the output `{shown}` is in `{directory}`"));
            let help = format!("`{directory}` is for the pages of `markdown-split`: write it elsewhere");
            return Some(failure.at(file.named_in()).help(help));
        }
        if catalogs.iter().any(|catalog| catalog.spec.is_same(file)) {
            let failure = Failure::new(format!("the output `{shown}` is a catalog itself"));
            return Some(failure.at(file.named_in()).help("write the output into another file"));
        }
        let taken = outputs[..index].iter().any(|earlier| earlier.is_same(file));
        taken.then(|| {
            let failure = Failure::new(format!("two outputs are `{shown}`"));
            failure.at(file.named_in()).help("write each into a file of its own")
        })
    };
    outputs.iter().enumerate().filter_map(clash).collect()
}

/// What a section of a Cargo.toml says about errspec.
struct Tables<'a> {
    section: &'static str,
    manifest: PathBuf,
    failures: &'a mut Vec<Failure>,
}

impl Tables<'_> {
    fn catalogs(&mut self, errspec: &Value) -> Vec<Catalog> {
        let (name, tables) = (format!("{}.metadata.errspec", self.section), self.tables());
        let Some(errspec) = errspec.as_object() else {
            self.fail(format!("`{name}` is not a table"), Some(format!("write `{tables}`")));
            return Vec::new();
        };
        self.only(&format!("[{name}]"), errspec, &["catalogs"]);
        match errspec.get("catalogs").map(Value::as_array) {
            None => Vec::new(),
            Some(Some(list)) => list.iter().filter_map(|catalog| self.catalog(catalog)).collect(),
            Some(None) => {
                let help = format!("write `{tables}`, one for each catalog");
                self.fail(format!("`{name}.catalogs` is not an array of tables"), Some(help));
                Vec::new()
            }
        }
    }

    /// How a catalog is headed.
    fn tables(&self) -> String {
        format!("[[{}.metadata.errspec.catalogs]]", self.section)
    }

    fn catalog(&mut self, catalog: &Value) -> Option<Catalog> {
        let tables = self.tables();
        let Some(table) = catalog.as_object() else {
            self.fail(format!("a catalog is a table, not `{catalog}`"), Some(format!("write `{tables}`")));
            return None;
        };
        self.only(&tables, table, &[&KEYS[..], &[FRONT_MATTER]].concat());
        let [spec, runtime, rust, markdown, split, summary, openapi, json, json_schema] =
            KEYS.map(|key| self.text(table, key));
        let rust_format =
            Format::rust(runtime).map_err(|message| self.fail(format!("`runtime`: {message}"), None)).ok();
        let options = self.markdown_options(table);
        if let (Some(_), None) = (summary, split) {
            let help = "`markdown-summary` lists the pages of `markdown-split`: add that";
            self.fail("`markdown-summary` without `markdown-split`", Some(help.to_owned()));
        }
        let directory = summary.zip(split).map(|(from, to)| self.file(from).link_to(&self.file(to)));
        let outputs = [
            (rust, rust_format),
            (markdown, Some(Format::Markdown(options.clone()))),
            (split, Some(Format::Pages(options))),
            (summary, directory.map(Format::Summary)),
            (openapi, Some(Format::OpenApi)),
            (json, Some(Format::Json)),
            (json_schema, Some(Format::JsonSchema)),
        ];
        let outputs =
            outputs.into_iter().filter_map(|(path, format)| Some((self.file(path?), format?))).collect();
        if spec.is_none() && !table.contains_key("spec") {
            self.fail(format!("`{tables}` lacks `spec`"), Some("add `spec = \"errors.yaml\"`".to_owned()));
        }
        Some(Catalog { spec: self.file(spec?), outputs })
    }

    fn markdown_options(&mut self, table: &Map<String, Value>) -> MarkdownOptions {
        let options = MarkdownOptions::default();
        match table.get(FRONT_MATTER) {
            Some(Value::Bool(true)) => return options.front_matter(),
            None | Some(Value::Bool(false)) => {}
            Some(value) => self.fail(format!("`{FRONT_MATTER}` is `true` or `false`, not `{value}`"), None),
        }
        options
    }

    /// The text of a key, if it is there and a text.
    fn text<'t>(&mut self, table: &'t Map<String, Value>, key: &str) -> Option<&'t str> {
        match table.get(key)? {
            Value::String(text) if text.is_empty() => self.fail(format!("`{key}` is empty"), None),
            Value::String(text) => return Some(text),
            value => self.fail(format!("`{key}` is a path in quotes, not `{value}`"), None),
        }
        None
    }

    /// Reports the keys that mean nothing.
    fn only(&mut self, name: &str, table: &Map<String, Value>, known: &[&str]) {
        for key in table.keys().filter(|key| !known.contains(&key.as_str())) {
            let help = match find_nearest(key, known.iter().copied()) {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("known: `{}`", known.join("`, `")),
            };
            self.fail(format!("`{name}` has no key `{key}`"), Some(help));
        }
    }

    fn file(&self, path: &str) -> File {
        File::configured(self.manifest.parent().unwrap_or(&self.manifest), path)
    }

    fn fail(&mut self, message: impl Into<String>, help: Option<String>) {
        let failure = Failure::new(message).at(self.file("Cargo.toml").named_in());
        self.failures.push(match help {
            Some(help) => failure.help(help),
            None => failure,
        });
    }
}

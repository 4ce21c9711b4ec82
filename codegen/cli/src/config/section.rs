//! Reads `metadata.errspec` in a section of a Cargo.toml, and collects all that is wrong with it.

use std::path::PathBuf;

use errspec_docs::MarkdownOptions;
use errspec_spec::find_nearest;
use serde_json::{Map, Value};

use super::configured::ConfiguredCatalog;
use crate::diagnostic::Diagnostic;
use crate::file::File;
use crate::output_format::OutputFormat;

/// The keys of a catalog.
const KEYS: [&str; 10] = [
    "path",
    "runtime",
    "rust",
    "markdown",
    "markdown-split",
    "markdown-summary",
    "openapi",
    "json",
    "json-schema",
    "markdown-front-matter",
];
/// What the key `path` was called before the first release.
const FORMER_PATH: &str = "spec";

/// A section of a Cargo.toml, `workspace` or `package`, and what is wrong in it.
pub(super) struct ConfigSection<'a> {
    name: &'static str,
    manifest: PathBuf,
    problems: &'a mut Vec<Diagnostic>,
}

impl<'a> ConfigSection<'a> {
    pub(super) fn new(name: &'static str, manifest: PathBuf, problems: &'a mut Vec<Diagnostic>) -> Self {
        Self { name, manifest, problems }
    }

    /// Reads the catalogs that the value of `metadata.errspec` configures.
    pub(super) fn read_catalogs(&mut self, errspec: &Value) -> Vec<ConfiguredCatalog> {
        let (name, heading) = (format!("{}.metadata.errspec", self.name), self.heading());
        let Some(errspec) = errspec.as_object() else {
            self.report(format!("`{name}` is not a table"), &[&format!("write `{heading}`")]);
            return Vec::new();
        };
        self.reject_unknown_keys(&format!("[{name}]"), errspec, &["catalogs"]);
        let Some(catalogs) = errspec.get("catalogs") else { return Vec::new() };
        let Some(list) = catalogs.as_array() else {
            let help = format!("write `{heading}`, one for each catalog");
            self.report(format!("`{name}.catalogs` is not an array of tables"), &[&help]);
            return Vec::new();
        };
        list.iter().filter_map(|catalog| self.read_catalog(catalog)).collect()
    }

    /// Returns the line that is above each catalog.
    fn heading(&self) -> String {
        format!("[[{}.metadata.errspec.catalogs]]", self.name)
    }

    fn read_catalog(&mut self, catalog: &Value) -> Option<ConfiguredCatalog> {
        let heading = self.heading();
        let Some(table) = catalog.as_object() else {
            self.report(format!("a catalog is a table, not `{catalog}`"), &[&format!("write `{heading}`")]);
            return None;
        };
        self.reject_unknown_keys(&heading, table, &KEYS);
        let outputs = self.read_outputs(table);
        if !table.contains_key("path") && !table.contains_key(FORMER_PATH) {
            self.report(format!("missing key `path` in `{heading}`"), &["add `path = \"errors.yaml\"`"]);
        }
        Some(ConfiguredCatalog { file: self.read_file(table, "path")?, outputs })
    }

    fn read_outputs(&mut self, table: &Map<String, Value>) -> Vec<(File, OutputFormat)> {
        let options = self.read_markdown_options(table);
        let formats = [
            ("rust", self.read_rust_format(table)),
            ("markdown", Some(OutputFormat::Markdown(options.clone()))),
            ("markdown-split", Some(OutputFormat::Pages(options))),
            ("markdown-summary", self.read_summary_format(table)),
            ("openapi", Some(OutputFormat::OpenApi)),
            ("json", Some(OutputFormat::Json)),
            ("json-schema", Some(OutputFormat::JsonSchema)),
        ];
        let outputs =
            formats.into_iter().filter_map(|(key, format)| Some((self.read_file(table, key)?, format?)));
        outputs.collect()
    }

    fn read_rust_format(&mut self, table: &Map<String, Value>) -> Option<OutputFormat> {
        let runtime = self.read_text(table, "runtime");
        let format = OutputFormat::rust_with_runtime(runtime);
        format.map_err(|message| self.report(format!("`runtime`: {message}"), &[])).ok()
    }

    fn read_markdown_options(&mut self, table: &Map<String, Value>) -> MarkdownOptions {
        let options = MarkdownOptions::default();
        match table.get("markdown-front-matter") {
            Some(Value::Bool(true)) => return options.front_matter(),
            None | Some(Value::Bool(false)) => {}
            Some(value) => {
                self.report(format!("`markdown-front-matter` is `true` or `false`, not `{value}`"), &[]);
            }
        }
        options
    }

    fn read_summary_format(&mut self, table: &Map<String, Value>) -> Option<OutputFormat> {
        let path = |key: &str| table.get(key).and_then(Value::as_str);
        let summary = path("markdown-summary")?;
        let Some(pages) = path("markdown-split") else {
            let help = "`markdown-summary` lists the pages of `markdown-split`: add that";
            self.report("`markdown-summary` without `markdown-split`", &[help]);
            return None;
        };
        Some(OutputFormat::Summary(self.resolve(summary).link_to(&self.resolve(pages))))
    }

    fn read_file(&mut self, table: &Map<String, Value>, key: &str) -> Option<File> {
        let path = self.read_text(table, key)?;
        Some(self.resolve(path))
    }

    /// Returns the text of a key; reports a value that is none.
    fn read_text<'t>(&mut self, table: &'t Map<String, Value>, key: &str) -> Option<&'t str> {
        match table.get(key)? {
            Value::String(text) if text.is_empty() => self.report(format!("`{key}` is empty"), &[]),
            Value::String(text) => return Some(text),
            value => self.report(format!("`{key}` is a path in quotes, not `{value}`"), &[]),
        }
        None
    }

    fn reject_unknown_keys(&mut self, name: &str, table: &Map<String, Value>, known: &[&str]) {
        for key in table.keys().filter(|key| !known.contains(&key.as_str())) {
            let help = match find_nearest(key, known.iter().copied()) {
                _ if key == FORMER_PATH && known.contains(&"path") => {
                    format!("`{FORMER_PATH}` is called `path`")
                }
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("known: `{}`", known.join("`, `")),
            };
            self.report(format!("unknown key `{key}` in `{name}`"), &[&help]);
        }
    }

    /// Returns the file at a path that is relative to the directory of the Cargo.toml.
    fn resolve(&self, path: &str) -> File {
        File::configured(self.manifest.parent().unwrap_or(&self.manifest), path)
    }

    fn report(&mut self, message: impl Into<String>, help: &[&str]) {
        let failure = Diagnostic::failure(message).in_file(self.resolve("Cargo.toml").shown());
        let failure = help.iter().fold(failure, |failure, help| failure.with_help(*help));
        self.problems.push(failure);
    }
}

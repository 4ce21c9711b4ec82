//! Reads `metadata.errspec` of a Cargo.toml, or an errspec.toml, and collects all that is wrong with it.

use std::ops::Range;

use errspec_codegen::paths::explain_unportable_path;
use errspec_docs::{MarkdownOptions, PageLink};
use errspec_spec::find_nearest;
use toml_edit::{Item, TableLike, Value};

use super::configured::ConfiguredCatalog;
use super::source::{ConfigSource, ConfigTable};
use crate::diagnostic::Diagnostic;
use crate::file::File;
use crate::output_format::{OutputFormat, PLAIN_FORMATS, PageFormat};

/// The keys of a catalog, besides those of [`PLAIN_FORMATS`].
const KEYS: [&str; 9] = [
    "path",
    "runtime",
    "rust",
    "markdown",
    "markdown-split",
    "markdown-summary",
    "markdown-front-matter",
    "markdown-previous",
    "json-schema",
];

/// A table that configures catalogs, and what is wrong in it.
pub(super) struct ConfigSection<'a> {
    table: ConfigTable,
    source: &'a ConfigSource,
    problems: &'a mut Vec<Diagnostic>,
}

impl<'a> ConfigSection<'a> {
    pub(super) fn new(
        table: ConfigTable,
        source: &'a ConfigSource,
        problems: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self { table, source, problems }
    }

    /// Reads the catalogs that the section configures.
    pub(super) fn read_catalogs(&mut self) -> Vec<ConfiguredCatalog> {
        let Some(errspec) = self.source.find_errspec(self.table) else { return Vec::new() };
        let (name, heading) = (self.table.name(), self.heading());
        let Some(table) = errspec.as_table_like() else {
            let help = format!("write `{heading}`");
            self.report(errspec.span(), format!("`{name}` is not a table"), &[&help]);
            return Vec::new();
        };
        let shown = if let ConfigTable::Root = self.table { name.to_owned() } else { format!("[{name}]") };
        self.reject_unknown_keys(&shown, table, &["catalogs"]);
        match table.get("catalogs") {
            None => Vec::new(),
            Some(Item::ArrayOfTables(tables)) => {
                tables.iter().filter_map(|table| self.read_catalog(table, table.span())).collect()
            }
            Some(Item::Value(Value::Array(list))) => {
                list.iter().filter_map(|catalog| self.read_catalog_value(catalog)).collect()
            }
            Some(other) => {
                let help = format!("write `{heading}`, one for each catalog");
                let message = format!("`{}` is not an array of tables", self.table.catalogs_key());
                self.report(other.span(), message, &[&help]);
                Vec::new()
            }
        }
    }

    /// Returns the line that is above each catalog.
    fn heading(&self) -> String {
        format!("[[{}]]", self.table.catalogs_key())
    }

    fn read_catalog_value(&mut self, catalog: &Value) -> Option<ConfiguredCatalog> {
        if let Some(table) = catalog.as_inline_table() {
            return self.read_catalog(table, catalog.span());
        }
        let help = format!("write `{}`", self.heading());
        let message = format!("a catalog is a table, not `{}`", catalog.to_string().trim());
        self.report(catalog.span(), message, &[&help]);
        None
    }

    fn read_catalog(
        &mut self,
        table: &dyn TableLike,
        range: Option<Range<usize>>,
    ) -> Option<ConfiguredCatalog> {
        let heading = self.heading();
        let formats = PLAIN_FORMATS.iter().map(|format| format.name);
        let known: Vec<_> = KEYS.into_iter().chain(formats).collect();
        self.reject_unknown_keys(&heading, table, &known);
        let outputs = self.read_outputs(table);
        if !table.contains_key("path") {
            let message = format!("missing key `path` in `{heading}`");
            self.report(range, message, &["add `path = \"errors.yaml\"`"]);
        }
        Some(ConfiguredCatalog { file: self.read_file(table, "path")?, outputs })
    }

    fn read_outputs(&mut self, table: &dyn TableLike) -> Vec<(File, OutputFormat)> {
        let mut options = self.read_markdown_options(table);
        // Without Rust, the key has no file.
        let omits_rust = table.get("rust").and_then(Item::as_bool) == Some(false);
        if omits_rust {
            options = options.without_rust();
        }
        let pages = PageFormat { options, previous: self.read_file(table, "markdown-previous") };
        let rust_format = self.read_rust_format(table);
        let rust_file = if omits_rust { None } else { self.read_file(table, "rust") };
        let formats = [
            ("markdown", Some(OutputFormat::Markdown(pages.clone()))),
            ("markdown-split", Some(OutputFormat::Pages(pages))),
            ("markdown-summary", self.read_summary_format(table)),
            ("json-schema", Some(OutputFormat::JsonSchema)),
        ];
        let plain = PLAIN_FORMATS.iter().map(|format| (format.name, Some(OutputFormat::Plain(format))));
        let outputs = formats
            .into_iter()
            .chain(plain)
            .filter_map(|(key, format)| Some((self.read_file(table, key)?, format?)));
        link_pages(rust_file.zip(rust_format).into_iter().chain(outputs).collect())
    }

    fn read_rust_format(&mut self, table: &dyn TableLike) -> Option<OutputFormat> {
        let runtime = self.read_text(table, "runtime");
        let format = OutputFormat::rust_with_runtime(runtime);
        let range = table.get("runtime").and_then(Item::span);
        format.map_err(|message| self.report(range, format!("`runtime`: {message}"), &[])).ok()
    }

    fn read_markdown_options(&mut self, table: &dyn TableLike) -> MarkdownOptions<'static> {
        let options = MarkdownOptions::default();
        let Some(item) = table.get("markdown-front-matter") else { return options };
        match item.as_bool() {
            Some(true) => return options.front_matter(),
            Some(false) => {}
            None => {
                let value = item.to_string();
                let message = format!("`markdown-front-matter` is `true` or `false`, not `{}`", value.trim());
                self.report(item.span(), message, &[]);
            }
        }
        options
    }

    fn read_summary_format(&mut self, table: &dyn TableLike) -> Option<OutputFormat> {
        let summary = table.get("markdown-summary")?;
        let path = summary.as_str()?;
        let Some(pages) = table.get("markdown-split").and_then(Item::as_str) else {
            let help = "`markdown-summary` lists the pages of `markdown-split`: add that";
            let range = find_key_range(table, "markdown-summary");
            self.report(range, "`markdown-summary` without `markdown-split`", &[help]);
            return None;
        };
        let [summary, pages] = [path, pages].map(|path| self.source.resolve(path, None));
        Some(OutputFormat::Summary(summary.link_to(&pages)))
    }

    fn read_file(&mut self, table: &dyn TableLike, key: &str) -> Option<File> {
        let path = self.read_text(table, key)?;
        let range = table.get(key).and_then(Item::span);
        let Some((reason, help)) = explain_unportable_path(path) else {
            return Some(self.source.resolve(path, range));
        };
        self.report(range, format!("`{key}` has {reason}"), &[&help]);
        None
    }

    /// Returns the text of a key; reports a value that is none.
    fn read_text<'t>(&mut self, table: &'t dyn TableLike, key: &str) -> Option<&'t str> {
        let item = table.get(key)?;
        match item.as_str() {
            Some("") => self.report(item.span(), format!("`{key}` is empty"), &[]),
            Some(text) => return Some(text),
            None => {
                let message = format!("`{key}` is a path in quotes, not `{}`", item.to_string().trim());
                self.report(item.span(), message, &[]);
            }
        }
        None
    }

    fn reject_unknown_keys(&mut self, name: &str, table: &dyn TableLike, known: &[&str]) {
        for (key, _) in table.iter().filter(|(key, _)| !known.contains(key)) {
            let help = match find_nearest(key, known.iter().copied()) {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("known: `{}`", known.join("`, `")),
            };
            let message = format!("unknown key `{key}` in `{name}`");
            self.report(find_key_range(table, key), message, &[&help]);
        }
    }

    fn report(&mut self, range: Option<Range<usize>>, message: impl Into<String>, help: &[&str]) {
        let failure = self.source.describe(range, message.into());
        let failure = help.iter().fold(failure, |failure, help| failure.with_help(*help));
        self.problems.push(failure);
    }
}

/// Adds to each page the links to the other outputs that readers use.
fn link_pages(mut outputs: Vec<(File, OutputFormat)>) -> Vec<(File, OutputFormat)> {
    let linked = outputs.iter().filter_map(|(file, format)| Some((file.clone(), format.page_link()?)));
    let linked: Vec<(File, PageLink)> = linked.collect();
    for (file, format) in &mut outputs {
        for (to, link) in &linked {
            format.link_page(file, to, *link);
        }
    }
    outputs
}

/// Returns where a key of a table is written.
fn find_key_range(table: &dyn TableLike, key: &str) -> Option<Range<usize>> {
    table.get_key_value(key).and_then(|(key, _)| key.span())
}

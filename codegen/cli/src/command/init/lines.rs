//! Adds the lines that errspec needs to the text of a Cargo.toml.

use toml_edit::{DocumentMut, Item, Table, TableLike, TomlError, value};

use crate::diagnostic::Diagnostic;
use crate::manifest::{list_catalog_tables, read_key};

/// What a Cargo.toml needs.
pub(super) struct ManifestLines {
    /// What the crate calls errspec, if that is something else.
    pub(super) runtime: Option<String>,
    /// Where the catalog is.
    pub(super) path: String,
    /// Outputs and the keys that name them.
    pub(super) outputs: Vec<(&'static str, String)>,
}

/// A Cargo.toml with what it lacked of the lines.
pub(super) struct AddedLines {
    pub(super) text: String,
    /// Whether the outputs are among the lines.
    pub(super) with_outputs: bool,
}

impl ManifestLines {
    /// Returns all lines, as somebody would write them.
    pub(super) fn render_all(&self) -> String {
        let dependency = match self.runtime {
            None => format!("[dependencies]\nerrspec = \"{}\"\n\n", compatible_version()),
            Some(_) => String::new(),
        };
        dependency + &self.render_catalog_table()
    }

    fn render_catalog_table(&self) -> String {
        let keys = std::iter::once(("path", self.path.as_str())).chain(self.list_further_keys());
        let lines = keys.map(|(key, text)| format!("{key} = {}\n", value(text).to_string().trim()));
        format!("[[package.metadata.errspec.catalogs]]\n{}", lines.collect::<String>())
    }

    /// Lists the keys that a catalog has besides its path.
    fn list_further_keys(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let runtime = self.runtime.as_deref().map(|name| ("runtime", name));
        runtime.into_iter().chain(self.outputs.iter().map(|(key, path)| (*key, path.as_str())))
    }

    /// Returns the text of a Cargo.toml with what it lacks of the lines. All that is there stays as it is.
    pub(super) fn add_to(&self, original: &str) -> Result<AddedLines, Diagnostic> {
        let mut document: DocumentMut = original
            .parse()
            .map_err(|error: TomlError| Diagnostic::failure(format!("it is no TOML: {}", error.message())))?;
        if document.get("package").is_none() {
            return Err(Diagnostic::failure("it is a workspace without a package")
                .with_help("run this in one of its crates"));
        }
        add_dependency(&mut document)?;
        let with_outputs = self.add_outputs(&mut document);
        let mut text = document.to_string();
        if with_outputs.is_none() {
            let gap = if text.ends_with("\n\n") { "" } else { "\n" };
            let end = if text.ends_with('\n') { "" } else { "\n" };
            text = format!("{text}{end}{gap}{}", self.render_catalog_table());
        }
        if text.parse::<DocumentMut>().is_err() {
            let message = "`package.metadata.errspec` is written in a way that lines can't be added to";
            return Err(Diagnostic::failure(message));
        }
        let text = restore_line_ends(original, &text);
        Ok(AddedLines { text, with_outputs: with_outputs.unwrap_or(true) })
    }

    /// Adds the outputs to the table of the catalog if it has none, and returns whether it had none; none without a
    /// table.
    fn add_outputs(&self, document: &mut DocumentMut) -> Option<bool> {
        let tables = list_catalog_tables(document);
        let table = tables.into_iter().find(|table| read_key(*table, "path") == Some(&self.path))?;
        let is_missing = !has_outputs(table);
        if is_missing {
            for (key, text) in self.list_further_keys() {
                table.insert(key, value(text));
            }
        }
        Some(is_missing)
    }
}

/// Returns what a Cargo.toml calls errspec, if it has it under another name.
pub(super) fn find_renamed_dependency(document: &DocumentMut) -> Option<String> {
    let dependencies = document.get("dependencies")?.as_table_like()?;
    let is_errspec = |item: &Item| item.get("package").and_then(Item::as_str) == Some("errspec");
    dependencies.iter().find(|(_, item)| is_errspec(item)).map(|(name, _)| name.replace('-', "_"))
}

fn has_outputs(table: &dyn TableLike) -> bool {
    table.iter().any(|(key, _)| !["path", "runtime", "markdown-front-matter"].contains(&key))
}

/// Returns the version to depend on: every one that is compatible.
fn compatible_version() -> &'static str {
    concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"))
}

fn add_dependency(document: &mut DocumentMut) -> Result<(), Diagnostic> {
    if find_renamed_dependency(document).is_some() {
        return Ok(());
    }
    let dependencies = document.entry("dependencies").or_insert(Item::Table(Table::new()));
    let table = dependencies
        .as_table_like_mut()
        .ok_or_else(|| Diagnostic::failure("`dependencies` is not a table"))?;
    if !table.contains_key("errspec") {
        table.insert("errspec", value(compatible_version()));
    }
    Ok(())
}

/// Returns the text with the line ends that most lines of the original have; `toml_edit` writes LF.
fn restore_line_ends(original: &str, text: &str) -> String {
    let windows = original.matches("\r\n").count() * 2 > original.matches('\n').count();
    let text = text.replace("\r\n", "\n");
    if windows { text.replace('\n', "\r\n") } else { text }
}

//! Adds the lines that errspec needs to the text of a Cargo.toml or an errspec.toml.

use toml_edit::{DocumentMut, TableLike, TomlError, value};

use super::door::Door;
use crate::diagnostic::Diagnostic;
use crate::manifest::{list_catalog_tables, read_key};

/// What a Cargo.toml or an errspec.toml needs.
pub(super) struct ManifestLines {
    /// How the crate gets at the types; none in an errspec.toml.
    pub(super) door: Option<Door>,
    /// What the crate calls errspec, if that is something else.
    pub(super) runtime: Option<String>,
    /// Where the catalog is.
    pub(super) path: String,
    /// Outputs and the keys that name them.
    pub(super) outputs: Vec<(&'static str, String)>,
}

/// The text of the file with what it lacked of the lines.
pub(super) struct AddedLines {
    pub(super) text: String,
    /// Whether the outputs are among the lines.
    pub(super) with_outputs: bool,
}

impl ManifestLines {
    /// Returns all lines, as somebody would write them.
    pub(super) fn render_all(&self) -> String {
        let dependencies = self.door.map(|door| door.render_dependencies(self.runtime.as_deref()));
        dependencies.unwrap_or_default() + &self.render_catalog_table()
    }

    fn render_catalog_table(&self) -> String {
        let keys = std::iter::once(("path", self.path.as_str())).chain(self.list_further_keys());
        let lines = keys.map(|(key, text)| format!("{key} = {}\n", value(text).to_string().trim()));
        let key = if self.door.is_some() { "package.metadata.errspec.catalogs" } else { "catalogs" };
        format!("[[{key}]]\n{}", lines.collect::<String>())
    }

    /// Lists the keys that a catalog has besides its path.
    fn list_further_keys(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let has_rust = self.outputs.iter().any(|(key, _)| *key == "rust");
        let runtime = self.runtime.as_deref().filter(|_| has_rust).map(|name| ("runtime", name));
        runtime.into_iter().chain(self.outputs.iter().map(|(key, path)| (*key, path.as_str())))
    }

    /// Returns the text of the file with what it lacks of the lines. All that is there stays as it is.
    pub(super) fn add_to(&self, original: &str) -> Result<AddedLines, Diagnostic> {
        let mut document: DocumentMut = original
            .parse()
            .map_err(|error: TomlError| Diagnostic::failure(format!("it is no TOML: {}", error.message())))?;
        if let Some(door) = self.door {
            if document.get("package").is_none() {
                return Err(Diagnostic::failure("it is a workspace without a package")
                    .with_help("run this in one of its crates"));
            }
            door.add_dependencies(&mut document)?;
        }
        let with_outputs = self.add_outputs(&mut document);
        let mut text = document.to_string();
        if with_outputs.is_none() {
            let gap = if text.is_empty() || text.ends_with("\n\n") { "" } else { "\n" };
            let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
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

fn has_outputs(table: &dyn TableLike) -> bool {
    const OPTIONS: [&str; 4] = ["path", "runtime", "markdown-front-matter", "markdown-previous"];
    table.iter().any(|(key, _)| !OPTIONS.contains(&key))
}

/// Returns the text with the line ends that most lines of the original have; `toml_edit` writes LF.
fn restore_line_ends(original: &str, text: &str) -> String {
    let windows = original.matches("\r\n").count() * 2 > original.matches('\n').count();
    let text = text.replace("\r\n", "\n");
    if windows { text.replace('\n', "\r\n") } else { text }
}

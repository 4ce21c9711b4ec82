//! Adds the lines that errspec needs to the text of a Cargo.toml.

use toml_edit::{DocumentMut, Item, Table, TableLike, value};

use crate::diagnostic::Diagnostic;
use crate::manifest::{catalogs, path};

/// What is to be added.
pub(super) struct ManifestLines {
    /// What the crate calls errspec, if that is something else.
    pub(super) runtime: Option<String>,
    pub(super) spec: String,
    /// Outputs and the keys that name them.
    pub(super) outputs: Vec<(&'static str, String)>,
}

/// A Cargo.toml with what it lacked of the lines.
pub(super) struct AddedLines {
    pub(super) text: String,
    /// Whether the outputs are among them.
    pub(super) outputs: bool,
}

impl ManifestLines {
    /// All of them, as somebody would write them.
    pub(super) fn whole(&self) -> String {
        let dependency = match self.runtime {
            None => format!("[dependencies]\nerrspec = \"{}\"\n\n", version()),
            Some(_) => String::new(),
        };
        dependency + &self.catalog()
    }

    fn catalog(&self) -> String {
        let keys = std::iter::once(("path", self.spec.as_str())).chain(self.further());
        let lines = keys.map(|(key, text)| format!("{key} = {}\n", value(text).to_string().trim()));
        format!("[[package.metadata.errspec.catalogs]]\n{}", lines.collect::<String>())
    }

    /// The keys that a catalog has besides its file.
    fn further(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let runtime = self.runtime.as_deref().map(|name| ("runtime", name));
        runtime.into_iter().chain(self.outputs.iter().map(|(key, path)| (*key, path.as_str())))
    }

    /// The text of a Cargo.toml with what it lacks of them. All that is there stays as it is.
    pub(super) fn add_to(&self, original: &str) -> Result<AddedLines, Diagnostic> {
        let invalid =
            |error: toml_edit::TomlError| Diagnostic::failure(format!("it is no TOML: {}", error.message()));
        let mut document: DocumentMut = original.parse().map_err(invalid)?;
        if document.get("package").is_none() {
            return Err(Diagnostic::failure("it is a workspace without a package")
                .with_help("run this in one of its crates"));
        }
        add_dependency(&mut document)?;
        let known =
            catalogs(&mut document).into_iter().find(|table| path(*table, "path") == Some(&self.spec));
        let (is_known, outputs) = (known.is_some(), !known.as_ref().is_some_and(|table| has_outputs(*table)));
        if let Some(table) = known.filter(|_| outputs) {
            self.further().for_each(|(key, text)| drop(table.insert(key, value(text))));
        }
        let mut text = document.to_string();
        if !is_known {
            let gap = if text.ends_with("\n\n") { "" } else { "\n" };
            let end = if text.ends_with('\n') { "" } else { "\n" };
            text = format!("{text}{end}{gap}{}", self.catalog());
        }
        match text.parse::<DocumentMut>() {
            Ok(_) => Ok(AddedLines { text: with_ends_of(original, &text), outputs }),
            Err(_) => Err(Diagnostic::failure(
                "`package.metadata.errspec` is written in a way that lines can't be added to",
            )),
        }
    }
}

/// What a Cargo.toml calls errspec, if it has it under another name.
pub(super) fn renamed(document: &DocumentMut) -> Option<String> {
    let dependencies = document.get("dependencies")?.as_table_like()?;
    let is_errspec = |item: &Item| item.get("package").and_then(Item::as_str) == Some("errspec");
    dependencies.iter().find(|(_, item)| is_errspec(item)).map(|(name, _)| name.replace('-', "_"))
}

fn has_outputs(table: &dyn TableLike) -> bool {
    table.iter().any(|(key, _)| !["path", "runtime", "markdown-front-matter"].contains(&key))
}

/// The version to depend on: every one that is compatible.
fn version() -> &'static str {
    concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"))
}

fn add_dependency(document: &mut DocumentMut) -> Result<(), Diagnostic> {
    if renamed(document).is_some() {
        return Ok(());
    }
    let dependencies = document.entry("dependencies").or_insert(Item::Table(Table::new()));
    let table = dependencies
        .as_table_like_mut()
        .ok_or_else(|| Diagnostic::failure("`dependencies` is not a table"))?;
    if !table.contains_key("errspec") {
        table.insert("errspec", value(version()));
    }
    Ok(())
}

/// The text with the line ends that most lines of the original have; `toml_edit` writes LF.
fn with_ends_of(original: &str, text: &str) -> String {
    let windows = original.matches("\r\n").count() * 2 > original.matches('\n').count();
    let text = text.replace("\r\n", "\n");
    if windows { text.replace('\n', "\r\n") } else { text }
}

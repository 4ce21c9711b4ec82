//! A Cargo.toml → the same with the lines that make errspec known to it.

use std::path::Path;

use toml_edit::{DocumentMut, Item, Table, value};

use crate::report::Failure;

/// What is to be added.
pub(super) struct Lines {
    pub(super) spec: String,
    pub(super) rust: String,
    pub(super) markdown: String,
}

impl Lines {
    /// All of them, as somebody would write them.
    pub(super) fn whole(&self) -> String {
        format!("[dependencies]\nerrspec = \"{}\"\n\n{}", version(), self.catalog())
    }

    fn catalog(&self) -> String {
        let [spec, rust, markdown] =
            [&self.spec, &self.rust, &self.markdown].map(|path| value(path).to_string());
        format!(
            "[[package.metadata.errspec.catalogs]]\nspec = {}\nrust = {}\nmarkdown = {}\n",
            spec.trim(),
            rust.trim(),
            markdown.trim()
        )
    }

    /// The text of a Cargo.toml with what it lacks of them. All that is there stays as it is.
    pub(super) fn add_to(&self, original: &str) -> Result<String, Failure> {
        let invalid =
            |error: toml_edit::TomlError| Failure::new(format!("it is no TOML: {}", error.message()));
        let mut document: DocumentMut = original.parse().map_err(invalid)?;
        if document.get("package").is_none() {
            return Err(
                Failure::new("it is a workspace without a package").help("run this in one of its crates")
            );
        }
        add_dependency(&mut document)?;
        let mut text = document.to_string();
        if !is_configured(&document, &self.spec) {
            let gap = if text.ends_with("\n\n") { "" } else { "\n" };
            let end = if text.ends_with('\n') { "" } else { "\n" };
            text = format!("{text}{end}{gap}{}", self.catalog());
        }
        match text.parse::<DocumentMut>() {
            Ok(_) => Ok(with_ends_of(original, &text)),
            Err(_) => Err(Failure::new(
                "`package.metadata.errspec` is written in a way that lines can't be added to",
            )),
        }
    }
}

/// Whether a Cargo.toml is that of a crate; one that can't be read may be.
pub(super) fn is_of_crate(path: &Path) -> bool {
    let text = std::fs::read_to_string(path).ok();
    let document = text.and_then(|text| text.parse::<DocumentMut>().ok());
    document.is_none_or(|document| document.contains_key("package"))
}

/// The version to depend on: every one that is compatible.
fn version() -> &'static str {
    concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"))
}

fn add_dependency(document: &mut DocumentMut) -> Result<(), Failure> {
    let dependencies = document.entry("dependencies").or_insert(Item::Table(Table::new()));
    let table =
        dependencies.as_table_like_mut().ok_or_else(|| Failure::new("`dependencies` is not a table"))?;
    if !table.contains_key("errspec") {
        table.insert("errspec", value(version()));
    }
    Ok(())
}

fn is_configured(document: &DocumentMut, spec: &str) -> bool {
    let errspec =
        document.get("package").and_then(|item| item.get("metadata")).and_then(|item| item.get("errspec"));
    let Some(catalogs) = errspec.and_then(|item| item.get("catalogs")) else { return false };
    let is_it = |known: Option<&Item>| known.and_then(Item::as_str) == Some(spec);
    match catalogs {
        Item::ArrayOfTables(tables) => tables.iter().any(|table| is_it(table.get("spec"))),
        Item::Value(toml_edit::Value::Array(list)) => list.iter().any(|catalog| {
            let table = catalog.as_inline_table();
            table.and_then(|table| table.get("spec")).and_then(toml_edit::Value::as_str) == Some(spec)
        }),
        _ => false,
    }
}

/// The text with the line ends that most lines of the original have; `toml_edit` writes LF.
fn with_ends_of(original: &str, text: &str) -> String {
    let windows = original.matches("\r\n").count() * 2 > original.matches('\n').count();
    let text = text.replace("\r\n", "\n");
    if windows { text.replace('\n', "\r\n") } else { text }
}

//! Finds a Cargo.toml or an errspec.toml, and the tables of catalogs in its text.

use std::path::PathBuf;

use toml_edit::{DocumentMut, Item, TableLike, Value};

use crate::config::STANDALONE;
use crate::diagnostic::Diagnostic;
use crate::file::File;

/// The Cargo.toml of a crate or of a workspace, or an errspec.toml.
pub(crate) struct Manifest {
    pub(crate) file: File,
    pub(crate) text: String,
    /// None if it is no TOML.
    pub(crate) document: Option<DocumentMut>,
}

impl Manifest {
    /// Reads the file of this directory or the nearest one above.
    pub(crate) fn find_nearest() -> Result<Option<Self>, Diagnostic> {
        let here = find_current_directory()?;
        let files = here
            .ancestors()
            .flat_map(|directory| ["Cargo.toml", STANDALONE].map(|name| directory.join(name)));
        let Some(path) = files.into_iter().find(|path| path.is_file()) else { return Ok(None) };
        let file = File::beside(&path, &path.file_name().unwrap_or_default().to_string_lossy());
        let text = std::fs::read_to_string(file.path())
            .map_err(|error| Diagnostic::failure(format!("`{}` can't be read: {error}", file.shown())))?;
        Ok(Some(Self { document: text.parse().ok(), file, text }))
    }

    /// Returns an errspec.toml of this directory that is to be written.
    pub(crate) fn start_standalone() -> Result<Self, Diagnostic> {
        let path = find_current_directory()?.join(STANDALONE);
        let document = Some(DocumentMut::new());
        Ok(Self { file: File::beside(&path, STANDALONE), text: String::new(), document })
    }

    /// Returns whether it is an errspec.toml.
    pub(crate) fn is_standalone(&self) -> bool {
        self.file.name() == STANDALONE
    }

    /// Returns whether it is that of a crate; one that is no TOML may be.
    pub(crate) fn is_of_crate(&self) -> bool {
        let is_package = self.document.as_ref().is_none_or(|document| document.contains_key("package"));
        is_package && !self.is_standalone()
    }

    /// Returns whether a catalog has this output already.
    pub(crate) fn has_output(&self, key: &str, path: &str) -> bool {
        let mut document = self.document.clone().unwrap_or_default();
        list_catalog_tables(&mut document).iter().any(|table| read_key(*table, key) == Some(path))
    }
}

fn find_current_directory() -> Result<PathBuf, Diagnostic> {
    std::env::current_dir()
        .map_err(|error| Diagnostic::failure(format!("the current directory can't be found: {error}")))
}

/// Lists the tables of the workspace and of the package in a Cargo.toml, or those of an errspec.toml.
pub(crate) fn list_catalog_tables(document: &mut DocumentMut) -> Vec<&mut dyn TableLike> {
    let catalogs = document.iter_mut().filter_map(|(key, item)| {
        let keys: &[&str] = match key.get() {
            "workspace" | "package" => &["metadata", "errspec", "catalogs"],
            "catalogs" => &[],
            _ => return None,
        };
        // `Item::get_mut` would make what isn't there.
        keys.iter().try_fold(item, |item, key| item.as_table_like_mut()?.get_mut(key))
    });
    catalogs.flat_map(list_tables).collect()
}

/// Returns the text of a key of a table.
pub(crate) fn read_key<'a>(table: &'a dyn TableLike, key: &str) -> Option<&'a str> {
    table.get(key).and_then(Item::as_str)
}

fn list_tables(catalogs: &mut Item) -> Vec<&mut dyn TableLike> {
    match catalogs {
        Item::ArrayOfTables(tables) => tables.iter_mut().map(|table| table as &mut dyn TableLike).collect(),
        Item::Value(Value::Array(list)) => {
            let tables = list.iter_mut().filter_map(Value::as_inline_table_mut);
            tables.map(|table| table as &mut dyn TableLike).collect()
        }
        _ => Vec::new(),
    }
}

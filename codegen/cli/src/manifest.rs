//! Finds a Cargo.toml, and the tables of catalogs in its text.

use toml_edit::{DocumentMut, Item, TableLike, Value};

use crate::diagnostic::Diagnostic;
use crate::file::File;

/// The Cargo.toml of a crate, or of a workspace.
pub(crate) struct Manifest {
    pub(crate) file: File,
    pub(crate) text: String,
    /// None if it is no TOML.
    pub(crate) document: Option<DocumentMut>,
}

impl Manifest {
    /// Reads the Cargo.toml of this directory or the nearest one above.
    pub(crate) fn find_nearest() -> Result<Option<Self>, Diagnostic> {
        let here = std::env::current_dir()
            .map_err(|error| Diagnostic::failure(format!("the current directory can't be found: {error}")))?;
        let mut directories = here.ancestors().filter(|directory| directory.join("Cargo.toml").is_file());
        let Some(directory) = directories.next() else { return Ok(None) };
        let file = File::configured(directory, "Cargo.toml");
        let text = std::fs::read_to_string(file.path())
            .map_err(|error| Diagnostic::failure(format!("`{}` can't be read: {error}", file.shown())))?;
        Ok(Some(Self { document: text.parse().ok(), file, text }))
    }

    /// Returns whether it is that of a crate; one that is no TOML may be.
    pub(crate) fn is_of_crate(&self) -> bool {
        self.document.as_ref().is_none_or(|document| document.contains_key("package"))
    }

    /// Returns whether a catalog has this output already.
    pub(crate) fn has_output(&self, key: &str, path: &str) -> bool {
        let mut document = self.document.clone().unwrap_or_default();
        list_catalog_tables(&mut document).iter().any(|table| read_key(*table, key) == Some(path))
    }
}

/// Lists the tables of the workspace and of the package.
pub(crate) fn list_catalog_tables(document: &mut DocumentMut) -> Vec<&mut dyn TableLike> {
    let sections = document.iter_mut().filter(|(key, _)| ["workspace", "package"].contains(&key.get()));
    // `Item::get_mut` would make what isn't there.
    let catalogs = sections.filter_map(|(_, section)| {
        let keys = ["metadata", "errspec", "catalogs"];
        keys.iter().try_fold(section, |item, key| item.as_table_like_mut()?.get_mut(key))
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

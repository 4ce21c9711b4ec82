//! Holds a catalog and its outputs as they are configured.

use crate::catalog::{keep_spec, read_catalog};
use crate::failure::CommandFailure;
use crate::file::File;
use crate::output_format::OutputFormat;

/// A catalog and what is generated from it.
pub(crate) struct ConfiguredCatalog {
    pub(crate) file: File,
    pub(crate) outputs: Vec<(File, OutputFormat)>,
}

impl ConfiguredCatalog {
    /// Lists the earlier versions of the catalog that pages are compared with, each once.
    pub(crate) fn list_previous(&self) -> Vec<File> {
        let mut files = Vec::<File>::new();
        for file in self.outputs.iter().filter_map(|(_, format)| format.page_format()?.previous.as_ref()) {
            if !files.iter().any(|known| known.is_same(file)) {
                files.push(file.clone());
            }
        }
        files
    }

    /// Reads an earlier version of the catalog, for the pages that are compared with it.
    pub(crate) fn read_previous(&mut self, file: &File) -> Result<(), CommandFailure> {
        let previous = keep_spec(read_catalog(file)?);
        for format in self.outputs.iter_mut().filter_map(|(_, format)| format.page_format_mut()) {
            if format.previous.as_ref().is_some_and(|named| named.is_same(file)) {
                format.options = std::mem::take(&mut format.options).previous(previous);
            }
        }
        Ok(())
    }
}

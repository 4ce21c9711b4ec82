//! Holds a catalog and its outputs as they are configured.

use crate::file::File;
use crate::output_format::OutputFormat;

/// A catalog and what is generated from it.
pub(crate) struct ConfiguredCatalog {
    pub(crate) file: File,
    pub(crate) outputs: Vec<(File, OutputFormat)>,
}

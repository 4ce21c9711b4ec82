//! Plans what the outputs of a configured catalog should be on disk: `generate` writes it, `check` compares it.

use errspec_spec::Spec;

use crate::config::ConfiguredCatalog;
use crate::file::File;
use crate::on_disk;
use crate::output::Output;
use crate::output_format::OutputFormat;

/// Finds the pages on disk whose errors are gone from a catalog with these outputs.
pub(crate) fn find_pages_to_delete(catalog: &ConfiguredCatalog, outputs: &[Output<'_>]) -> Vec<File> {
    let directories = catalog.outputs.iter().filter(|(_, format)| matches!(format, OutputFormat::Pages(_)));
    directories.flat_map(|(directory, _)| on_disk::find_left_over_pages(directory, outputs)).collect()
}

/// Generates the outputs of a catalog, in the order of its configuration.
pub(crate) fn generate_outputs<'a>(catalog: &'a ConfiguredCatalog, spec: &Spec) -> Vec<Output<'a>> {
    let outputs = catalog.outputs.iter();
    outputs.flat_map(|(file, format)| format.generate_outputs(spec, &catalog.file, file)).collect()
}

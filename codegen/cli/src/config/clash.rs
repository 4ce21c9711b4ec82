//! Finds outputs that would overwrite each other, a catalog or the configuration.

use super::configured::ConfiguredCatalog;
use crate::diagnostic::Diagnostic;
use crate::file::File;
use crate::output_format::OutputFormat;

/// Returns what is wrong with the paths of outputs, at most one thing for each.
pub(super) fn find_clashes(catalogs: &[ConfiguredCatalog]) -> Vec<Diagnostic> {
    let all = catalogs.iter().flat_map(|catalog| &catalog.outputs);
    let outputs: Vec<_> = all.clone().map(|(file, _)| file).collect();
    let page_directories: Vec<_> =
        all.filter(|(_, format)| matches!(format, OutputFormat::Pages(_))).map(|(file, _)| file).collect();
    let mut clashes = Vec::new();
    for (index, file) in outputs.iter().enumerate() {
        let clash = find_manifest_clash(file)
            .or_else(|| find_page_clash(file, &page_directories))
            .or_else(|| find_catalog_clash(file, catalogs))
            .or_else(|| find_output_clash(file, &outputs[..index]));
        clashes.extend(clash.map(|clash| clash.where_named(file)));
    }
    clashes
}

fn find_manifest_clash(file: &File) -> Option<Diagnostic> {
    ["Cargo.toml", "errspec.toml"].contains(&file.name().as_str()).then(|| {
        Diagnostic::failure(format!("the output `{}` is a configuration itself", file.shown()))
            .with_help("write the output into another file")
    })
}

fn find_page_clash(file: &File, directories: &[&File]) -> Option<Diagnostic> {
    let directory = directories.iter().find(|directory| file.is_in(directory))?.shown();
    let failure = Diagnostic::failure(format!("the output `{}` is in `{directory}`", file.shown()));
    Some(failure.with_help(format!("`{directory}` is for the pages of `markdown-split`: write it elsewhere")))
}

fn find_catalog_clash(file: &File, catalogs: &[ConfiguredCatalog]) -> Option<Diagnostic> {
    let is_input = |catalog: &ConfiguredCatalog| {
        catalog.file.is_same(file) || catalog.list_previous().iter().any(|previous| previous.is_same(file))
    };
    catalogs.iter().any(is_input).then(|| {
        Diagnostic::failure(format!("the output `{}` is a catalog itself", file.shown()))
            .with_help("write the output into another file")
    })
}

fn find_output_clash(file: &File, earlier: &[&File]) -> Option<Diagnostic> {
    earlier.iter().any(|earlier| earlier.is_same(file)).then(|| {
        Diagnostic::failure(format!("two outputs are `{}`", file.shown()))
            .with_help("write each into a file of its own")
    })
}

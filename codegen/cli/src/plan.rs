//! A catalog and its configuration → which file holds which text. `generate` writes it, `check` compares it.

use errspec_codegen::{MarkdownOptions, RustOptions};
use errspec_spec::Spec;

use crate::config::Catalog;
use crate::file::File;

/// What is made of a catalog.
#[derive(Clone, Debug)]
pub(crate) enum Format {
    Rust(RustOptions),
    Markdown,
}

impl Format {
    /// Rust that finds the runtime at a path.
    pub(crate) fn rust(runtime: Option<&str>) -> Result<Self, String> {
        let options = RustOptions::default();
        match runtime {
            Some(path) => options.runtime_path(path).map(Self::Rust).map_err(|error| error.to_string()),
            None => Ok(Self::Rust(options)),
        }
    }

    /// The text, made of the catalog in a file.
    pub(crate) fn text(&self, spec: &Spec, file: &File) -> String {
        match self {
            Self::Rust(options) => errspec_codegen::rust(spec, options).to_text(&file.name()),
            Self::Markdown => {
                errspec_codegen::markdown(spec, &MarkdownOptions::default().source(file.name()))
            }
        }
    }
}

/// A file and the text that belongs into it.
pub(crate) struct Output<'a> {
    pub(crate) file: &'a File,
    pub(crate) text: String,
}

/// The outputs of a catalog, in the order of its configuration.
pub(crate) fn of<'a>(catalog: &'a Catalog, spec: &Spec) -> Vec<Output<'a>> {
    let outputs = catalog.outputs.iter();
    outputs.map(|(file, format)| Output { file, text: format.text(spec, &catalog.spec) }).collect()
}

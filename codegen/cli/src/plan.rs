//! A catalog and its configuration → which file holds which text. `generate` writes it, `check` compares it.

use std::borrow::Cow;

use errspec_codegen::RustOptions;
use errspec_docs::MarkdownOptions;
use errspec_spec::{Arena, Spec};

use crate::config::Catalog;
use crate::file::File;
use crate::on_disk;

/// What is made of a catalog.
#[derive(Clone, Debug)]
pub(crate) enum Format {
    Rust(RustOptions),
    /// One page.
    Markdown(MarkdownOptions),
    /// A directory with an index page and a page per error.
    Pages(MarkdownOptions),
    /// The lines of mdBook's SUMMARY that list the pages of a directory; this leads there.
    Summary(String),
    OpenApi,
    Json,
    JsonSchema,
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

    /// What is made of the catalog in a file, and where it goes: one text, or one per page of a directory.
    pub(crate) fn outputs<'a>(&self, spec: &Spec, catalog: &File, file: &'a File) -> Vec<Output<'a>> {
        let Self::Pages(options) = self else {
            let output = Output::new(Cow::Borrowed(file), self.text(spec, catalog));
            let replaces = if let Self::Summary(_) = self { Replaces::Lists } else { Replaces::Anything };
            return vec![Output { replaces, ..output }];
        };
        let pages = errspec_docs::markdown_pages(spec, &options.clone().source(catalog.name()));
        let page = |(name, text): (String, String)| Output {
            replaces: Replaces::Pages,
            ..Output::new(Cow::Owned(file.inside(&name)), text)
        };
        pages.into_iter().map(page).collect()
    }

    /// The text, made of the catalog in a file.
    pub(crate) fn text(&self, spec: &Spec, catalog: &File) -> String {
        match self {
            Self::Rust(options) => {
                let arena = Arena::new();
                let rust = errspec_codegen::rust(&arena, spec, options);
                rust.to_module_text(&catalog.name())
            }
            Self::Markdown(options) | Self::Pages(options) => {
                errspec_docs::markdown(spec, &options.clone().source(catalog.name()))
            }
            Self::Summary(directory) => errspec_docs::markdown_summary(spec, directory),
            Self::OpenApi => errspec_docs::openapi(spec),
            Self::Json => errspec_docs::json(spec),
            Self::JsonSchema => errspec_docs::json_schema(),
        }
    }
}

/// A file and the text that belongs into it.
pub(crate) struct Output<'a> {
    pub(crate) file: Cow<'a, File>,
    pub(crate) text: String,
    replaces: Replaces,
}

/// What an output may take the place of.
#[derive(Clone, Copy)]
enum Replaces {
    /// People chose its path, for what is generated.
    Anything,
    /// Its name was not chosen by people: another page that was generated.
    Pages,
    /// Books have one file for the lines of all: nothing but such lines.
    Lists,
}

impl<'a> Output<'a> {
    /// An output that takes the place of what is there.
    pub(crate) fn new(file: Cow<'a, File>, text: String) -> Self {
        Self { file, text, replaces: Replaces::Anything }
    }

    /// Whether what is there belongs to people.
    pub(crate) fn would_destroy(&self, on_disk: &str) -> bool {
        let is_item = |line: &str| line.trim().is_empty() || line.trim_start().starts_with("- [");
        match self.replaces {
            Replaces::Anything => false,
            Replaces::Pages => !on_disk.trim().is_empty() && !errspec_docs::is_generated_page(on_disk),
            Replaces::Lists => !on_disk.lines().all(is_item),
        }
    }
}

/// The pages on disk that the outputs of a catalog no longer have, as their errors are gone.
pub(crate) fn left_over(catalog: &Catalog, outputs: &[Output<'_>]) -> Vec<File> {
    let directories = catalog.outputs.iter().filter(|(_, format)| matches!(format, Format::Pages(_)));
    directories.flat_map(|(directory, _)| on_disk::left_over(directory, outputs)).collect()
}

/// The outputs of a catalog, in the order of its configuration.
pub(crate) fn of<'a>(catalog: &'a Catalog, spec: &Spec) -> Vec<Output<'a>> {
    let outputs = catalog.outputs.iter();
    outputs.flat_map(|(file, format)| format.outputs(spec, &catalog.spec, file)).collect()
}

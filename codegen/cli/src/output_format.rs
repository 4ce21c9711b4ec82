//! Generates the outputs of a catalog, each in its format.

use std::borrow::Cow;

use errspec_codegen::RustOptions;
use errspec_docs::{MarkdownOptions, PageLink};
use errspec_spec::{Arena, Spec};

use crate::file::File;
use crate::output::{Output, Replaceable};

/// A format that is generated from a catalog.
#[derive(Clone, Debug)]
pub(crate) enum OutputFormat {
    Rust(RustOptions),
    /// One page.
    Markdown(PageFormat),
    /// A directory with an index page and a page per error.
    Pages(PageFormat),
    /// The lines of mdBook's SUMMARY that list the pages of a directory, with the path that leads there.
    Summary(String),
    /// A format that takes no options.
    Plain(&'static PlainFormat),
    JsonSchema,
}

/// How pages are rendered.
#[derive(Clone, Debug, Default)]
pub(crate) struct PageFormat {
    pub(crate) options: MarkdownOptions<'static>,
    /// The earlier version of the catalog, whose differences pages list. The options have it once it was read.
    pub(crate) previous: Option<File>,
}

/// A format that takes no options and whose text depends on the catalog alone.
#[derive(Debug)]
pub(crate) struct PlainFormat {
    /// The key in Cargo.toml, which is the subcommand of `generate` as well.
    pub(crate) name: &'static str,
    /// What the subcommand does.
    pub(crate) about: &'static str,
    /// What is shown after the help of the subcommand.
    pub(crate) examples: &'static str,
    /// How pages link to it.
    link: PageLink,
    render: fn(&Spec<'_>) -> String,
}

/// The formats that take no options, in the order of the help.
pub(crate) static PLAIN_FORMATS: [PlainFormat; 2] = [
    PlainFormat {
        name: "openapi",
        about: "Generate an OpenAPI 3.1 document of a catalog's error responses",
        examples: "Example: cargo errspec generate openapi errors.yaml -o openapi.json\n\n\
                   An operation refers to `openapi.json#/components/responses/404`.",
        link: PageLink::OpenApi,
        render: errspec_docs::render_openapi,
    },
    PlainFormat {
        name: "json",
        about: "Generate the neutral JSON of a catalog, for other languages",
        examples: "Example: cargo errspec generate json errors.yaml | jq '.errors[].code'",
        link: PageLink::Json,
        render: errspec_docs::render_json,
    },
];

impl OutputFormat {
    /// Returns the format of Rust that finds the runtime at a path.
    pub(crate) fn rust_with_runtime(runtime: Option<&str>) -> Result<Self, String> {
        let options = RustOptions::default();
        match runtime {
            Some(path) => options.runtime_path(path).map(Self::Rust).map_err(|error| error.to_string()),
            None => Ok(Self::Rust(options)),
        }
    }

    /// Returns how pages link to an output in this format; none if they don't.
    pub(crate) fn page_link(&self) -> Option<PageLink> {
        match self {
            Self::Plain(format) => Some(format.link),
            Self::JsonSchema => Some(PageLink::JsonSchema),
            Self::Rust(_) | Self::Markdown(_) | Self::Pages(_) | Self::Summary(_) => None,
        }
    }

    /// Adds a link to the page at a file, or to the index in a directory; does nothing in other formats.
    pub(crate) fn link_page(&mut self, file: &File, to: &File, link: PageLink) {
        let page = if let Self::Pages(_) = self { file.inside("index.md") } else { file.clone() };
        if let Some(PageFormat { options, .. }) = self.page_format_mut() {
            *options = std::mem::take(options).link(link, page.link_to(to));
        }
    }

    /// Returns how pages are rendered; none for other formats.
    pub(crate) fn page_format(&self) -> Option<&PageFormat> {
        match self {
            Self::Markdown(format) | Self::Pages(format) => Some(format),
            Self::Rust(_) | Self::Summary(_) | Self::Plain(_) | Self::JsonSchema => None,
        }
    }

    pub(crate) fn page_format_mut(&mut self) -> Option<&mut PageFormat> {
        match self {
            Self::Markdown(format) | Self::Pages(format) => Some(format),
            Self::Rust(_) | Self::Summary(_) | Self::Plain(_) | Self::JsonSchema => None,
        }
    }

    /// Generates the output at a file, or the pages in a directory, from the catalog in another file.
    pub(crate) fn generate_outputs<'a>(
        &self,
        spec: &Spec,
        catalog: &File,
        file: &'a File,
    ) -> Vec<Output<'a>> {
        let Self::Pages(PageFormat { options, .. }) = self else {
            let output = Output::new(Cow::Borrowed(file), self.generate_text(spec, catalog));
            let replaces =
                if let Self::Summary(_) = self { Replaceable::Lists } else { Replaceable::Anything };
            return vec![output.only_over(replaces)];
        };
        let pages = errspec_docs::render_markdown_pages(spec, &options.clone().source(catalog.name()));
        let page = |(name, text): (String, String)| {
            Output::new(Cow::Owned(file.inside(&name)), text).only_over(Replaceable::Pages)
        };
        pages.into_iter().map(page).collect()
    }

    /// Generates the text of an output from the catalog in a file.
    pub(crate) fn generate_text(&self, spec: &Spec, catalog: &File) -> String {
        match self {
            Self::Rust(options) => {
                let arena = Arena::new();
                errspec_codegen::generate_rust(&arena, spec, options).to_module_text(&catalog.name())
            }
            Self::Markdown(PageFormat { options, .. }) | Self::Pages(PageFormat { options, .. }) => {
                errspec_docs::render_markdown(spec, &options.clone().source(catalog.name()))
            }
            Self::Summary(directory) => errspec_docs::render_mdbook_summary(spec, directory),
            Self::Plain(format) => (format.render)(spec),
            Self::JsonSchema => errspec_docs::render_json_schema(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REFERENCE: &str = include_str!("../../../docs/outputs.md");

    #[test]
    fn reference_has_the_key_of_each_format() {
        for format in &PLAIN_FORMATS {
            assert!(REFERENCE.contains(&format!("\n| `{}` | no |", format.name)), "{}", format.name);
        }
    }
}

//! A catalog → its reference page in Markdown, for GitHub, mdBook and Docusaurus.

use errspec_spec::Spec;

mod entry;
mod head;
mod index;
mod intro;
mod lists;
mod outline;
mod outside;
mod pages;
mod phrase;
mod region;
mod retired;

pub use head::{is_generated_page, origin_of_error_page};
pub use pages::{markdown_pages, markdown_summary};
pub use region::markdown_region;

use outline::Outline;

/// How the page of a catalog is made.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct MarkdownOptions {
    source: Option<String>,
    front_matter: bool,
}

impl MarkdownOptions {
    /// Sets the name of the catalog's file, for the note that the page is generated from it.
    #[must_use]
    pub fn source(mut self, name: impl Into<String>) -> Self {
        self.source = Some(name.into());
        self
    }

    /// Puts front matter at the top of each page, as Docusaurus reads it.
    #[must_use]
    pub fn front_matter(mut self) -> Self {
        self.front_matter = true;
        self
    }
}

/// Writes the reference page of a catalog.
#[must_use]
pub fn markdown(spec: &Spec, options: &MarkdownOptions) -> String {
    let outline = Outline::of(spec);
    let mut blocks = head::of_index(spec, options);
    blocks.extend(intro::blocks(spec, &outline));
    blocks.extend(index::blocks(spec, &outline));
    for section in outline.sections() {
        blocks.extend(section.heading(&outline));
        blocks.extend(section.entries().iter().flat_map(|entry| entry::blocks(spec, &outline, entry)));
    }
    blocks.extend(outside::blocks(spec, &outline));
    blocks.extend(retired::blocks(spec, &outline));
    page(&blocks)
}

fn page(blocks: &[String]) -> String {
    format!("{}\n", blocks.join("\n\n"))
}

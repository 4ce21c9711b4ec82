//! Renders the reference pages of a catalog in Markdown, for GitHub, mdBook and Docusaurus.

use errspec_spec::{Arena, Spec, lower};

mod condition;
mod entry;
mod head;
mod index;
mod intro;
mod items;
mod lists;
mod outline;
mod pages;
mod phrase;
mod place;
mod region;
mod retired;
mod retrying;
mod rustdoc;
mod unlisted;

pub use head::{find_page_origin, is_generated_page};
pub use pages::{render_markdown_pages, render_mdbook_summary};
pub use region::render_markdown_region;
pub use rustdoc::render_rustdoc_page;

use outline::Outline;

/// How the pages of a catalog are rendered.
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

/// Returns the reference page of a catalog.
#[must_use]
pub fn render_markdown(spec: &Spec<'_>, options: &MarkdownOptions) -> String {
    let arena = Arena::new();
    let catalog = lower(&arena, spec);
    let outline = Outline::new(spec, &catalog);
    let mut blocks = head::write_index_head(spec, options);
    blocks.extend(intro::write_intro(&outline));
    blocks.extend(items::write_details(&outline));
    blocks.extend(index::write_index(&outline));
    for section in outline.sections() {
        blocks.extend(section.write_heading(&outline));
        for entry in section.entries() {
            blocks.extend(entry::write_entry_section(&outline, entry));
        }
    }
    blocks.extend(retrying::write_retrying(&outline));
    blocks.extend(unlisted::write_unlisted_errors(&outline));
    blocks.extend(items::write_failed_items(&outline));
    blocks.extend(retired::write_retired_entries(&outline));
    join_blocks(&blocks)
}

fn join_blocks(blocks: &[String]) -> String {
    format!("{}\n", blocks.join("\n\n"))
}

//! Renders the reference pages of a catalog in Markdown, for GitHub, mdBook and Docusaurus.

use errspec_spec::{Arena, Spec, lower};

mod changes;
mod condition;
mod entry;
mod head;
mod history;
mod index;
mod intro;
mod items;
mod lists;
mod options;
mod outline;
mod pages;
mod phrase;
mod place;
mod programs;
mod region;
mod retired;
mod retrying;
mod rustdoc;
mod unlisted;

pub use head::{find_page_origin, is_generated_page};
pub use options::{MarkdownOptions, PageLink};
pub use pages::{render_markdown_pages, render_mdbook_summary};
pub use region::render_markdown_region;
pub use rustdoc::render_rustdoc_page;

use outline::Outline;

/// Returns the reference page of a catalog.
#[must_use]
pub fn render_markdown(spec: &Spec<'_>, options: &MarkdownOptions<'_>) -> String {
    let arena = Arena::new();
    let catalog = lower(&arena, spec);
    let outline = Outline::new(spec, &catalog, options);
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
    blocks.extend(history::write_history(&outline));
    blocks.extend(programs::write_programs(&outline));
    join_blocks(&blocks)
}

fn join_blocks(blocks: &[String]) -> String {
    format!("{}\n", blocks.join("\n\n"))
}

//! A catalog → its reference page in Markdown, for GitHub, mdBook and Docusaurus.

use errspec_spec::Spec;

mod entry;
mod index;
mod intro;
mod json;
mod outline;
mod outside;
mod phrase;
mod reason;
mod retired;
mod sample;

use outline::Outline;

/// How the page of a catalog is made.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct MarkdownOptions {
    source: Option<String>,
}

impl MarkdownOptions {
    /// Sets the name of the catalog's file, for the note that the page is generated from it.
    #[must_use]
    pub fn source(mut self, name: impl Into<String>) -> Self {
        self.source = Some(name.into());
        self
    }
}

/// Writes the reference page of a catalog.
#[must_use]
pub fn markdown(spec: &Spec, options: &MarkdownOptions) -> String {
    let outline = Outline::of(spec);
    let mut blocks = intro::blocks(spec, options, &outline);
    blocks.extend(index::blocks(spec, &outline));
    for section in outline.sections() {
        blocks.extend(section.heading());
        blocks.extend(section.entries().iter().flat_map(|entry| entry::blocks(spec, &outline, entry)));
    }
    blocks.extend(outside::blocks(spec));
    blocks.extend(retired::blocks(spec, &outline));
    format!("{}\n", blocks.join("\n\n"))
}

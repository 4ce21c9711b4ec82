//! A catalog → an index page and a page for each error, and the lines of mdBook's SUMMARY that list them.

use std::collections::{HashMap, HashSet};

use errspec_codegen::text;
use errspec_spec::{CatalogEntry, Spec};

use super::outline::Outline;
use super::{MarkdownOptions, entry, head, index, intro, page, phrase, retired, unlisted};

/// The name of the index page. A README would be shown on GitHub, but in mdBook links to it lead nowhere.
const INDEX: &str = "index.md";
/// What else can't be the name of a page: other indexes, and devices on Windows.
const TAKEN: [&str; 25] = [
    "index", "readme", "summary", "aux", "con", "nul", "prn", "com1", "com2", "com3", "com4", "com5", "com6",
    "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Writes the reference as an index page and a page for each error: the names of the files and their texts.
#[must_use]
pub fn markdown_pages(spec: &Spec, options: &MarkdownOptions) -> Vec<(String, String)> {
    let index = Outline::of(spec).with_files(files(spec));
    let index = (INDEX.to_owned(), index_page(spec, options, &index));
    let outline = Outline::of(spec).with_files(files(spec)).beside(INDEX);
    let entries = (1..).zip(spec.entries());
    let pages = entries.map(|(position, entry)| {
        (outline.href(entry), error_page(spec, options, &outline, (position, entry)))
    });
    std::iter::once(index).chain(pages).collect()
}

/// Writes the lines of mdBook's `SUMMARY.md` that list the pages; `directory` leads from it to them.
#[must_use]
pub fn markdown_summary(spec: &Spec, directory: &str) -> String {
    let directory = directory.trim_end_matches('/');
    let path = |file: &str| {
        let path = if directory.is_empty() { file.to_owned() } else { format!("{directory}/{file}") };
        text::encode_destination(&path)
    };
    let files = files(spec);
    let pages = spec
        .entries()
        .iter()
        .map(|entry| format!("  - [{}]({})\n", phrase::title(entry), path(&files[entry.anchor()])));
    let index = format!("- {}\n", text::format_link(&format!("{} errors", spec.api().title()), &path(INDEX)));
    std::iter::once(index).chain(pages).collect()
}

/// The file of each entry, by its anchor.
fn files(spec: &Spec) -> HashMap<String, String> {
    let mut taken: HashSet<String> = TAKEN.map(str::to_owned).into();
    let file = |entry: &CatalogEntry| {
        let mut stem = entry.anchor().to_owned();
        while !taken.insert(stem.clone()) {
            stem += "-error";
        }
        (entry.anchor().to_owned(), format!("{stem}.md"))
    };
    spec.entries().iter().map(file).collect()
}

fn index_page(spec: &Spec, options: &MarkdownOptions, outline: &Outline<'_>) -> String {
    let mut blocks = head::of_index(spec, options);
    blocks.extend(intro::blocks(spec, outline));
    blocks.extend(index::by_section(spec, outline));
    blocks.extend(unlisted::blocks(spec, outline));
    blocks.extend(retired::blocks(spec, outline));
    page(&blocks)
}

fn error_page(
    spec: &Spec,
    options: &MarkdownOptions,
    outline: &Outline<'_>,
    (position, entry): (usize, &CatalogEntry),
) -> String {
    let mut blocks = head::of_entry(spec, options, (entry, position), &outline.href(entry));
    blocks.extend(entry::body(spec, outline, entry));
    blocks.push(format!("[All errors]({INDEX})"));
    page(&blocks)
}

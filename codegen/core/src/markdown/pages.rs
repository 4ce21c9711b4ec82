//! A catalog → an index page and a page for each error, and the lines of mdBook's SUMMARY that list them.

use std::collections::{HashMap, HashSet};

use errspec_spec::{Entry, Spec};

use super::outline::Outline;
use super::{MarkdownOptions, entry, front_matter, index, intro, outside, page, phrase, retired};
use crate::text;

/// The name of the index page: what GitHub, mdBook and Docusaurus all show for a directory.
const INDEX: &str = "README.md";
/// What else can't be the name of a page: other indexes, and devices on Windows.
const TAKEN: [&str; 7] = ["index", "readme", "summary", "aux", "con", "nul", "prn"];

/// Writes the reference as an index page and a page for each error: the names of the files and their texts.
#[must_use]
pub fn markdown_pages(spec: &Spec, options: &MarkdownOptions) -> Vec<(String, String)> {
    let outline = Outline::of_pages(spec, files(spec));
    let entries = (1..).zip(spec.entries());
    let pages = entries.map(|(position, entry)| {
        (outline.href(entry), error_page(spec, options, &outline, (position, entry)))
    });
    std::iter::once((INDEX.to_owned(), index_page(spec, options, &outline))).chain(pages).collect()
}

/// Writes the lines of mdBook's `SUMMARY.md` that list the pages; `directory` leads from it to them.
#[must_use]
pub fn markdown_summary(spec: &Spec, directory: &str) -> String {
    let directory = directory.trim_end_matches('/');
    let path = |file: &str| {
        let path = if directory.is_empty() { file.to_owned() } else { format!("{directory}/{file}") };
        text::destination(&path)
    };
    let files = files(spec);
    let pages = spec
        .entries()
        .iter()
        .map(|entry| format!("  - [{}]({})\n", phrase::title(entry), path(&files[entry.anchor()])));
    let index = format!("- [{} errors]({})\n", text::inline(spec.api().title()), path(INDEX));
    std::iter::once(index).chain(pages).collect()
}

/// The file of each entry, by its anchor.
fn files(spec: &Spec) -> HashMap<String, String> {
    let mut taken: HashSet<String> = TAKEN.map(str::to_owned).into();
    let file = |entry: &Entry| {
        let mut stem = entry.anchor().to_owned();
        while !taken.insert(stem.clone()) {
            stem += "-error";
        }
        (entry.anchor().to_owned(), format!("{stem}.md"))
    };
    spec.entries().iter().map(file).collect()
}

fn index_page(spec: &Spec, options: &MarkdownOptions, outline: &Outline<'_>) -> String {
    let mut blocks: Vec<_> = options.front_matter.then(|| front_matter::of_index(spec)).into_iter().collect();
    blocks.extend(intro::blocks(spec, options, outline));
    blocks.extend(index::by_section(spec, outline));
    blocks.extend(outside::blocks(spec));
    blocks.extend(retired::blocks(spec, outline));
    page(&blocks)
}

fn error_page(
    spec: &Spec,
    options: &MarkdownOptions,
    outline: &Outline<'_>,
    (position, entry): (usize, &Entry),
) -> String {
    let front = options.front_matter.then(|| front_matter::of_entry(entry, position));
    let mut blocks: Vec<_> = front.into_iter().collect();
    blocks.extend([format!("# {}", phrase::title(entry)), intro::note(options)]);
    blocks.extend(entry::body(spec, outline, entry));
    blocks.push(format!("[All errors]({INDEX})"));
    page(&blocks)
}

//! Renders an index page and a page for each error, and the lines of mdBook's SUMMARY.md that list them.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use errspec_codegen::text;
use errspec_spec::{Arena, CatalogEntry, Spec, lower};

use super::entry::write_entry_body;
use super::head::{write_entry_head, write_index_head};
use super::history::write_history;
use super::index::write_index_by_section;
use super::intro::write_intro;
use super::items::{write_details, write_failed_items};
use super::outline::Outline;
use super::phrase::format_entry_title;
use super::programs::write_programs;
use super::retired::write_retired_entries;
use super::retrying::write_retrying;
use super::unlisted::write_unlisted_errors;
use super::{MarkdownOptions, join_blocks};

/// The name of the index page. GitHub would show a README, but in mdBook links to it are broken.
const INDEX: &str = "index.md";
/// The other names that no page can have: further indexes, and devices on Windows.
const RESERVED_NAMES: [&str; 25] = [
    "index", "readme", "summary", "aux", "con", "nul", "prn", "com1", "com2", "com3", "com4", "com5", "com6",
    "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Returns the reference as an index page and a page for each error: the names of the files and their texts.
#[must_use]
pub fn render_markdown_pages(spec: &Spec<'_>, options: &MarkdownOptions<'_>) -> Vec<(String, String)> {
    let arena = Arena::new();
    let catalog = lower(&arena, spec);
    let on_index = Outline::new(spec, &catalog, options).with_files(name_files(spec));
    let mut pages = vec![(INDEX.to_owned(), render_index_page(options, &on_index))];
    let on_entries = on_index.with_index_file(INDEX);
    for (position, entry) in (1..).zip(spec.entries()) {
        let text = render_entry_page(options, &on_entries, (entry, position));
        pages.push((on_entries.find_destination(entry), text));
    }
    pages
}

/// Returns the lines of mdBook's `SUMMARY.md` that list the pages; `directory` leads from it to them.
#[must_use]
pub fn render_mdbook_summary(spec: &Spec<'_>, directory: &str) -> String {
    let directory = directory.trim_end_matches('/');
    let encode_path = |file: &str| {
        let path = if directory.is_empty() { file.to_owned() } else { format!("{directory}/{file}") };
        text::encode_destination(&path)
    };
    let title = format!("{} errors", spec.api().title());
    let mut summary = format!("- {}\n", text::format_link(&title, &encode_path(INDEX)));
    let files = name_files(spec);
    for entry in spec.entries() {
        let path = encode_path(&files[entry.anchor()]);
        let _ = writeln!(summary, "  - [{}]({path})", format_entry_title(entry));
    }
    summary
}

/// Returns the file of each entry, by its anchor.
fn name_files(spec: &Spec<'_>) -> HashMap<String, String> {
    let mut taken: HashSet<String> = RESERVED_NAMES.map(str::to_owned).into();
    let mut files = HashMap::new();
    for entry in spec.entries() {
        let mut stem = shorten_stem(entry.anchor());
        while !taken.insert(stem.clone()) {
            stem += "-error";
        }
        files.insert(entry.anchor().to_owned(), format!("{stem}.md"));
    }
    files
}

/// Returns the name of a page without its extension: the anchor, as far as file systems take so long a name.
fn shorten_stem(anchor: &str) -> String {
    // Most take 255 bytes, encrypted ones 143, and another suffix may follow.
    const MAX_BYTES: usize = 120;
    const KEPT_BYTES: usize = 100;
    if anchor.len() <= MAX_BYTES {
        return anchor.to_owned();
    }
    // Of two long names with the same beginning, neither depends on whether the other is there.
    let hash = anchor.bytes().fold(FNV_OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME));
    let end = (0..=KEPT_BYTES).rfind(|end| anchor.is_char_boundary(*end)).unwrap_or_default();
    format!("{}-{hash:016x}", &anchor[..end])
}

/// The parameters of FNV-1a, which is the same on every machine.
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

fn render_index_page(options: &MarkdownOptions<'_>, outline: &Outline<'_>) -> String {
    let mut blocks = write_index_head(outline.spec(), options);
    blocks.extend(write_intro(outline));
    blocks.extend(write_details(outline));
    blocks.extend(write_index_by_section(outline));
    blocks.extend(write_retrying(outline));
    blocks.extend(write_unlisted_errors(outline));
    blocks.extend(write_failed_items(outline));
    blocks.extend(write_retired_entries(outline));
    blocks.extend(write_history(outline));
    blocks.extend(write_programs(outline));
    join_blocks(&blocks)
}

fn render_entry_page(
    options: &MarkdownOptions<'_>,
    outline: &Outline<'_>,
    (entry, position): (&CatalogEntry<'_>, usize),
) -> String {
    let file = outline.find_destination(entry);
    let mut blocks = write_entry_head(outline.spec(), options, (entry, position), &file);
    blocks.extend(write_entry_body(outline, entry));
    blocks.push(format!("[All errors]({INDEX})"));
    join_blocks(&blocks)
}

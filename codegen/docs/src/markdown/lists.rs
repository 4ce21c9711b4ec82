//! Writes the lists of a large catalog's errors by status and by code, like the index of a book.

use std::collections::{BTreeMap, HashSet};

use errspec_codegen::text;
use errspec_data::Statuses;
use errspec_spec::CatalogEntry;
use errspec_spec::notation::format_class;

use super::outline::{Outline, format_anchor_tag, make_anchor};
use super::phrase::{format_short_code, format_statuses, shorten_code};
use crate::http_names::find_reason;

/// Up to this number of rows a table is searched at a glance.
const MAX_ROWS_WITHOUT_CODES: usize = 10;
/// Up to this number of rows a table, which has the order of the statuses in most catalogs, needs no list of them.
const MAX_ROWS_WITHOUT_STATUSES: usize = 40;

/// The lists of a page; none if its table is enough.
pub(super) struct ErrorLists {
    lists: Vec<ErrorList>,
    /// Whether the page is so long that links above the table lead to the parts.
    is_long: bool,
}

/// All errors in another order than that of the page.
struct ErrorList {
    title: &'static str,
    parts: Vec<ErrorListPart>,
}

/// The errors of one status, or of one letter.
struct ErrorListPart {
    /// The title where there is little room.
    short_title: String,
    title: String,
    anchor: String,
    links: Vec<String>,
}

impl ErrorLists {
    pub(super) fn new(outline: &Outline<'_>) -> Self {
        let count = outline.spec().entries().len();
        let mut taken = outline.taken_anchors();
        let mut lists = Vec::new();
        if count > MAX_ROWS_WITHOUT_STATUSES {
            lists.push(list_by_status(outline, &mut taken));
        }
        if count > MAX_ROWS_WITHOUT_CODES {
            lists.push(list_by_code(outline, &mut taken));
        }
        Self {
            is_long: count > MAX_ROWS_WITHOUT_STATUSES,
            lists: lists.into_iter().filter(|list| !list.parts.is_empty()).collect(),
        }
    }

    /// Writes the links to the sections of the page and to the parts of the lists.
    pub(super) fn write_links(&self, outline: &Outline<'_>) -> Option<String> {
        let mut bullets = Vec::new();
        let sections = outline.sections();
        if sections.len() > 1 {
            let links = sections.iter().map(|group| format!("{} ({})", group.link(), group.entries().len()));
            bullets.push(write_link_list("**By group:**", &links.collect::<Vec<_>>()));
        }
        for list in &self.lists {
            let links: Vec<_> = list.parts.iter().map(ErrorListPart::link).collect();
            bullets.push(write_link_list(&format!("**{}:**", list.title), &links));
        }
        (self.is_long && !self.lists.is_empty()).then(|| bullets.join("\n"))
    }

    /// Writes the lists themselves.
    pub(super) fn write_lists(&self, outline: &Outline<'_>) -> Vec<String> {
        let mut blocks = Vec::new();
        for list in &self.lists {
            blocks.push(format!("## {}", list.title.replace("By", "Errors by")));
            if outline.options().front_matter && self.is_long {
                blocks.extend(list.parts.iter().flat_map(|part| part.write_section(outline)));
            } else {
                let items: Vec<_> = list.parts.iter().map(ErrorListPart::write_item).collect();
                blocks.push(items.join("\n"));
            }
        }
        blocks
    }
}

impl ErrorListPart {
    fn link(&self) -> String {
        format!("[{}](#{}) ({})", self.short_title, self.anchor, self.links.len())
    }

    /// Writes the links under a heading, as what links above the table lead to has to be one for Docusaurus.
    fn write_section(&self, outline: &Outline<'_>) -> Vec<String> {
        let mut blocks = outline.write_heading("###", &self.title, &self.anchor);
        blocks.push(self.links.join(",\n"));
        blocks
    }

    fn write_item(&self) -> String {
        let anchor = format_anchor_tag(&self.anchor);
        write_link_list(&format!("{anchor}**{}:**", self.title), &self.links)
    }
}

/// Writes one link on each line, so that an added error changes no other line.
fn write_link_list(lead: &str, links: &[String]) -> String {
    format!("- {lead}\n  {}", links.join(",\n  "))
}

/// Lists the errors of each status that is listed, and of each class. Entries with any status aren't listed.
fn list_by_status(outline: &Outline<'_>, taken: &mut HashSet<String>) -> ErrorList {
    let mut entries_by_status = BTreeMap::<_, Vec<&CatalogEntry<'_>>>::new();
    for entry in outline.entries() {
        for key in list_status_keys(entry.data().statuses()) {
            entries_by_status.entry(key).or_default().push(entry);
        }
    }
    let mut parts = Vec::new();
    // A single status doesn't divide the errors.
    if entries_by_status.len() > 1 {
        for (index, ((status, class), entries)) in (1..).zip(entries_by_status) {
            let short_title = class.map_or_else(|| status.to_string(), format_class);
            let reason = find_reason(status).filter(|_| class.is_none());
            let title =
                reason.map_or_else(|| short_title.clone(), |reason| format!("{short_title} {reason}"));
            let anchor = make_anchor(index, "status", &short_title, taken);
            let links = entries.iter().map(|entry| {
                let code = format_short_code(entry, text::format_code);
                link_entry(outline, entry, &code, "")
            });
            let links = links.collect();
            parts.push(ErrorListPart { short_title, title, anchor, links });
        }
    }
    ErrorList { title: "By status", parts }
}

/// Returns the keys by which statuses are sorted: a class comes after the statuses in it.
fn list_status_keys(statuses: Statuses<'_>) -> Vec<(u16, Option<u8>)> {
    match statuses {
        Statuses::Class(class) => vec![(u16::from(class) * 100 + 99, Some(class))],
        listed => listed.listed().map(|status| (status, None)).collect(),
    }
}

/// Lists the errors with a code in alphabetical order, unless the page has that order already.
fn list_by_code(outline: &Outline<'_>, taken: &mut HashSet<String>) -> ErrorList {
    let pairs =
        || outline.entries().flat_map(|entry| entry.data().codes().map(move |code| (code.text, entry)));
    let codes = || pairs().map(|(code, _)| code);
    let prefix = measure_common_prefix(codes());
    let make_key = |code: &str| make_sort_key(code.get(prefix..).unwrap_or(code));
    let mut parts = Vec::new();
    if outline.sections().len() == 1 && codes().is_sorted_by_key(make_key) {
        return ErrorList { title: "By code", parts };
    }
    let mut entries_by_letter = BTreeMap::<_, Vec<_>>::new();
    for (code, entry) in pairs() {
        let key = make_key(code);
        let letter = find_letter(&key.1);
        entries_by_letter.entry((key.1.is_empty(), letter)).or_default().push((key, (code, entry)));
    }
    for (index, ((_, letter), mut coded)) in (1..).zip(entries_by_letter) {
        coded.sort_by(|(one, _), (other, _)| one.cmp(other));
        let anchor = make_anchor(index, "code", &letter, taken);
        let links = coded.iter().map(|(_, (code, entry))| {
            let code = text::format_code(&shorten_code(code));
            link_entry(outline, entry, &code, &format_status_suffix(entry))
        });
        let links = links.collect();
        parts.push(ErrorListPart { short_title: letter.clone(), title: letter, anchor, links });
    }
    ErrorList { title: "By code", parts }
}

fn format_status_suffix(entry: &CatalogEntry<'_>) -> String {
    match entry.data().statuses() {
        Statuses::Any => String::new(),
        statuses => format!(" {}", format_statuses(statuses)),
    }
}

/// Links an error by a code, with its status after it and, where only conditions tell it from others, its name.
fn link_entry(outline: &Outline<'_>, entry: &CatalogEntry<'_>, code: &str, status: &str) -> String {
    let destination = outline.find_destination(entry);
    if entry.data().conditions().is_empty() {
        return format!("[{code}]({destination}){status}");
    }
    format!("[{code}]({destination}){status} ({})", entry.data().name())
}

/// Returns the length of the words that all codes begin with, such as `M_` or `urn:acme:error:`.
fn measure_common_prefix<'a>(mut codes: impl Iterator<Item = &'a str>) -> usize {
    let first = codes.next().unwrap_or_default();
    let common = codes.fold(first, |common, code| {
        let mut pairs = common.char_indices().zip(code.chars());
        let difference = pairs.find(|((_, one), other)| one != other);
        let length = difference.map_or(common.len().min(code.len()), |((index, _), _)| index);
        &common[..length]
    });
    common.rfind(|c: char| c.is_ascii_punctuation()).map_or(0, |index| index + 1)
}

/// Returns the key by which codes are sorted: numbers by their value, all others by their letters.
fn make_sort_key(code: &str) -> (i64, String) {
    let number = code.parse().unwrap_or(i64::MAX);
    (number, code.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
}

/// Returns the letter under which a code is listed.
fn find_letter(sort_text: &str) -> String {
    match sort_text.chars().next() {
        Some('0'..='9') => "0–9".to_owned(),
        Some(c) => c.to_uppercase().collect(),
        None => "Other".to_owned(),
    }
}

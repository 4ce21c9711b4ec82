//! The errors of a large catalog → lists of them by status and by code, as at the end of a book.

use std::collections::{BTreeMap, HashSet};

use errspec_codegen::notation::format_class;
use errspec_codegen::text;
use errspec_data::Statuses;
use errspec_spec::{CatalogEntry, Spec};

use super::outline::{Outline, anchor, anchor_tag};
use super::phrase;
use crate::reason::reason;

/// A table with more rows than this is no longer seen at a glance.
const GLANCE: usize = 40;

/// The lists that a page has; none where its table shows as much.
pub(super) struct Lists(Vec<List>);

/// All errors in an order of its own.
struct List {
    title: &'static str,
    parts: Vec<Part>,
}

/// The errors of a status, or of a letter.
struct Part {
    /// What the part is called where there is little room, and in the list.
    short: String,
    title: String,
    anchor: String,
    /// A link to each error.
    items: Vec<String>,
}

impl Lists {
    pub(super) fn of(spec: &Spec, outline: &Outline<'_>) -> Self {
        if spec.entries().len() <= GLANCE {
            return Self(Vec::new());
        }
        let mut taken = outline.taken();
        let lists = [by_status(outline, &mut taken), by_code(outline, &mut taken)];
        Self(lists.into_iter().filter(|list| !list.parts.is_empty()).collect())
    }

    /// What leads to the sections of the page and to the parts of the lists.
    pub(super) fn ways(&self, outline: &Outline<'_>) -> Option<String> {
        let groups = outline.sections().iter().filter(|_| outline.sections().len() > 1);
        let groups = groups.map(|group| format!("{} ({})", group.link(), group.entries().len())).collect();
        let lists = self.0.iter().map(|list| (list.title, list.parts.iter().map(Part::way).collect()));
        let ways = std::iter::once(("By group", groups)).chain(lists);
        let ways = ways.filter(|(_, parts): &(_, Vec<_>)| !parts.is_empty());
        let ways: Vec<_> =
            ways.map(|(title, parts)| format!("- **{title}:**\n  {}", parts.join(",\n  "))).collect();
        (!self.0.is_empty()).then(|| ways.join("\n"))
    }

    pub(super) fn blocks(&self) -> Vec<String> {
        let blocks = self.0.iter().flat_map(|list| {
            let parts: Vec<_> = list.parts.iter().map(Part::bullet).collect();
            [format!("## {}", list.title.replace("By", "Errors by")), parts.join("\n")]
        });
        blocks.collect()
    }
}

impl Part {
    fn way(&self) -> String {
        format!("[{}](#{}) ({})", self.short, self.anchor, self.items.len())
    }

    /// An item a line, so that another error changes no other lines.
    fn bullet(&self) -> String {
        let Self { title, anchor, items, .. } = self;
        format!("- {}**{title}:**\n  {}", anchor_tag(anchor), items.join(",\n  "))
    }
}

/// The errors of each status, of which one can have several. Who looks a status up doesn't look for those that come
/// with any.
fn by_status(outline: &Outline<'_>, taken: &mut HashSet<String>) -> List {
    let mut of_status = BTreeMap::<_, Vec<&CatalogEntry<'_>>>::new();
    for entry in outline.entries() {
        let orders = match entry.data().statuses() {
            Statuses::Class(class) => vec![(u16::from(class) * 100 + 99, Some(class))],
            listed => listed.listed().map(|status| (status, None)).collect(),
        };
        for order in orders {
            of_status.entry(order).or_default().push(entry);
        }
    }
    // One status tells no errors apart.
    let of_status = if of_status.len() > 1 { of_status } else { BTreeMap::new() };
    let parts = (1..).zip(of_status).map(|(index, ((status, class), entries))| {
        let short = class.map_or_else(|| status.to_string(), format_class);
        let reason = reason(status).filter(|_| class.is_none());
        let anchor = anchor(index, "status", &short, taken);
        let title = reason.map_or_else(|| short.clone(), |reason| format!("{short} {reason}"));
        Part { short, title, anchor, items: entries.iter().map(|entry| item(outline, entry, "")).collect() }
    });
    List { title: "By status", parts: parts.collect() }
}

/// The errors with a code in the order of the alphabet, unless they stand in that order already.
fn by_code(outline: &Outline<'_>, taken: &mut HashSet<String>) -> List {
    let codes = || outline.entries().filter_map(|entry| entry.data().code_text());
    let prefix = common_prefix(codes());
    let key = |code: &str| order(code.get(prefix..).unwrap_or(code));
    let is_shown = outline.sections().len() == 1 && codes().is_sorted_by_key(key);
    let mut of_letter = BTreeMap::<_, Vec<_>>::new();
    for (code, entry) in outline.entries().filter_map(|entry| Some((entry.data().code_text()?, entry))) {
        let key = key(code);
        of_letter.entry((key.1.is_empty(), letter(&key.1))).or_default().push((key, entry));
    }
    let parts = (1..).zip(of_letter).filter(|_| !is_shown).map(|(index, ((_, letter), mut coded))| {
        coded.sort_by(|(one, _), (other, _)| one.cmp(other));
        let anchor = anchor(index, "code", &letter, taken);
        let items = coded.iter().map(|(_, entry)| item(outline, entry, &status(entry))).collect();
        Part { short: letter.clone(), title: letter, anchor, items }
    });
    List { title: "By code", parts: parts.collect() }
}

fn status(entry: &CatalogEntry) -> String {
    match entry.data().statuses() {
        Statuses::Any => String::new(),
        statuses => format!(" {}", phrase::statuses(statuses)),
    }
}

/// A link to an error, with its status behind it; conditions part entries that have all else in common.
fn item(outline: &Outline<'_>, entry: &CatalogEntry, status: &str) -> String {
    let name = if entry.data().conditions().is_empty() { "" } else { &format!(" ({})", entry.data().name()) };
    format!("[{}]({}){status}{name}", phrase::code(entry, text::format_code), outline.href(entry))
}

/// How long the words are that all codes begin with: `M_`, or `urn:acme:error:`.
fn common_prefix<'a>(mut codes: impl Iterator<Item = &'a str>) -> usize {
    let first = codes.next().unwrap_or_default();
    let common = codes.fold(first, |common, code| {
        let same = common.char_indices().zip(code.chars()).find(|((_, one), other)| one != other);
        let length = same.map_or(common.len().min(code.len()), |((index, _), _)| index);
        &common[..length]
    });
    common.rfind(|c: char| c.is_ascii_punctuation()).map_or(0, |index| index + 1)
}

/// What codes are sorted by: numbers by their value, all else by its letters.
fn order(code: &str) -> (i64, String) {
    let number = code.parse().unwrap_or(i64::MAX);
    (number, code.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
}

/// The letter under which a code stands.
fn letter(sorted_by: &str) -> String {
    match sorted_by.chars().next() {
        Some('0'..='9') => "0–9".to_owned(),
        Some(c) => c.to_uppercase().collect(),
        None => "Other".to_owned(),
    }
}

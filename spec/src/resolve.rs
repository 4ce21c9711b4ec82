//! Makes a checked catalog out of the parts that were parsed.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use errspec_data::{Code, Entry, OtherCode};

use crate::Arena;
use crate::entry::CatalogEntry;
use crate::name::convert_to_kebab;
use crate::parse::{ParsedCatalog, ParsedEntry};
use crate::problem::Problems;
use crate::spec::{Api, Spec, UrlTemplate};

/// Makes a checked catalog out of one without problems; returns none if a required part is missing. Lints haven't seen it
/// yet, so that it has no warnings.
pub(crate) fn resolve_catalog<'a>(
    arena: &'a Arena,
    parsed: &ParsedCatalog<'a>,
    names: &[Option<&'a str>],
) -> Option<Spec<'a>> {
    let api = parsed.api.as_ref()?;
    let groups: Vec<_> = parsed.groups.iter().map(|group| group.value).collect();
    let group_indexes: HashMap<_, _> =
        groups.iter().enumerate().map(|(index, group)| (group.id, index)).collect();
    let names: Vec<&'a str> = names.iter().copied().collect::<Option<_>>()?;
    let anchors = make_anchors(arena, &names);
    let parts = parsed.entries.iter().zip(&names).zip(&anchors);
    let entries = parts.map(|((entry, name), anchor)| CatalogEntry {
        data: resolve_data(arena, entry, name, find_docs_url(arena, api.docs, entry, name, anchor)),
        anchor,
        group: entry.group.value().and_then(|id| group_indexes.get(id).copied()),
        own_docs: entry.docs,
        since: entry.since,
        life: entry.life,
        line: entry.line,
    });
    // Names and anchors were given to both: a retired entry keeps its anchor, so that links to it stay.
    let (entries, retired) = entries.partition(|entry| entry.life.is_live());
    Some(Spec {
        api: Api {
            name: api.name?,
            title: api.title,
            description: api.description,
            version: api.version,
            docs: api.docs,
        },
        envelope: parsed.envelope?,
        retry: parsed.retry,
        partial: parsed.partial,
        lints: parsed.lints.clone(),
        entries,
        retired,
        groups,
        warnings: Problems::new("", String::new(), Vec::new()),
    })
}

fn resolve_data<'a>(
    arena: &'a Arena,
    parsed: &ParsedEntry<'a>,
    name: &'a str,
    docs_url: Option<&'a str>,
) -> Entry<'a> {
    let other_codes = parsed.other_codes.iter().map(|code| match code.value {
        Code { text, is_integer: true } => OtherCode::integer(text),
        Code { text, is_integer: false } => OtherCode::text(text),
    });
    let mut entry = Entry::new(name, parsed.meaning.value().unwrap_or_default())
        .with_statuses(parsed.statuses())
        .with_other_codes(arena.alloc_slice_fill_iter(other_codes))
        .with_causes(parsed.causes)
        .with_conditions(parsed.conditions)
        // Places get their slots when the catalog is lowered.
        .with_fields(errspec_data::Tree::new(0, &[]), parsed.fields);
    entry = match parsed.code.value() {
        Some(Code { text, is_integer: true }) => entry.with_integer_code(text),
        Some(Code { text, is_integer: false }) => entry.with_code(text),
        None => entry,
    };
    entry = parsed.guidance.map_or(entry, |guidance| entry.with_guidance(guidance));
    entry = parsed.user_message.map_or(entry, |text| entry.with_user_message(text));
    entry = docs_url.map_or(entry, |url| entry.with_docs_url(url));
    entry = parsed.message.value().map_or(entry, |template| entry.with_message(template));
    parsed.retry.value().map_or(entry, |hint| entry.with_retry(hint))
}

/// Makes the anchor of each section: its name in kebab-case, numbered where sections would share one.
///
/// Links to a section must stay what they are, so that an entry keeps its anchor when others are added behind it.
fn make_anchors<'a>(arena: &'a Arena, names: &[&str]) -> Vec<&'a str> {
    let mut used = HashMap::<String, usize>::new();
    let mut taken = HashSet::<&str>::new();
    let mut anchors = Vec::with_capacity(names.len());
    for name in names {
        let kebab = convert_to_kebab(name);
        let base = if kebab.is_empty() { "error".to_owned() } else { kebab };
        let count = used.entry(base.clone()).or_default();
        let anchor = loop {
            *count += 1;
            let anchor = if *count == 1 { base.clone() } else { format!("{base}-{count}") };
            if !taken.contains(anchor.as_str()) {
                break arena.alloc_str(&anchor);
            }
        };
        taken.insert(anchor);
        anchors.push(&*anchor);
    }
    anchors
}

/// Returns the link to the documentation of an entry: its own, else that of the template.
fn find_docs_url<'a>(
    arena: &'a Arena,
    template: Option<UrlTemplate<'a>>,
    entry: &ParsedEntry<'a>,
    name: &str,
    anchor: &str,
) -> Option<&'a str> {
    if let Some(url) = entry.docs {
        return Some(url);
    }
    let mut url = String::new();
    for (index, part) in template?.as_str().split('{').enumerate() {
        let (placeholder, text) = if index == 0 { ("", part) } else { part.split_once('}')? };
        match placeholder {
            "code" => push_percent_encoded(&mut url, entry.code_text().unwrap_or_default()),
            "status" => {
                if let Some(status) = entry.statuses().head() {
                    let _ = write!(url, "{status}");
                }
            }
            "name" => url.push_str(name),
            "anchor" => url.push_str(anchor),
            _ => {}
        }
        url.push_str(text);
    }
    Some(arena.alloc_str(&url))
}

/// Keeps the unreserved characters of RFC 3986, section 2.3, and encodes the others.
fn push_percent_encoded(url: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => url.push(char::from(byte)),
            _ => {
                let _ = write!(url, "%{byte:02X}");
            }
        }
    }
}

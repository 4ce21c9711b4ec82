//! A catalog → the sections of its page, their anchors, and who is meant by a name.

use std::collections::{HashMap, HashSet};

use errspec_spec::{Entry, Spec, Statuses};

use super::phrase::Span;
use crate::text;

/// The order of the page.
pub(super) struct Outline<'a> {
    sections: Vec<Section<'a>>,
    /// Entries by code, and those by name, which go first.
    by_code: HashMap<&'a str, &'a Entry>,
    by_name: HashMap<&'a str, &'a Entry>,
    has_statuses: bool,
    /// The files of entries with a page of their own, by anchor.
    files: HashMap<String, String>,
}

/// The entries of a group, or those without one.
pub(super) struct Section<'a> {
    title: String,
    anchor: String,
    description: Option<&'a str>,
    entries: Vec<&'a Entry>,
}

impl<'a> Outline<'a> {
    pub(super) fn of(spec: &'a Spec) -> Self {
        let rest_title = if spec.groups().is_empty() { "Errors in detail" } else { "Further errors" };
        let mut taken: HashSet<String> =
            spec.entries().iter().chain(spec.retired()).map(|entry| entry.anchor().to_owned()).collect();
        let mut section = |index, title: &str, id: &str, description| Section {
            title: text::inline(title),
            anchor: anchor(index, id, &mut taken),
            description,
            entries: Vec::new(),
        };
        let groups = (1..).zip(spec.groups());
        let mut sections: Vec<_> = groups
            .map(|(index, group)| section(index, group.title(), group.id(), group.description()))
            .collect();
        sections.push(section(sections.len() + 1, rest_title, "errors", None));
        for entry in spec.entries() {
            let index = entry.group().unwrap_or(spec.groups().len());
            sections[index].entries.push(entry);
        }
        sections.retain(|section| !section.entries.is_empty());
        // Of several entries with one code, the first stands for all.
        let by_code = spec.entries().iter().rev().filter_map(|entry| Some((entry.code()?, entry))).collect();
        let by_name = spec.entries().iter().map(|entry| (entry.name(), entry)).collect();
        let has_statuses = spec.entries().iter().any(|entry| *entry.statuses() != Statuses::Any);
        Self { sections, by_code, by_name, has_statuses, files: HashMap::new() }
    }

    /// The order of several pages: the files of the entries, by anchor.
    pub(super) fn of_pages(spec: &'a Spec, files: HashMap<String, String>) -> Self {
        Self { files, ..Self::of(spec) }
    }

    pub(super) fn sections(&self) -> &[Section<'a>] {
        &self.sections
    }

    /// Whether statuses say anything: in some APIs, codes stand alone.
    pub(super) fn has_statuses(&self) -> bool {
        self.has_statuses
    }

    /// Where an entry is described, as a link says it.
    pub(super) fn href(&self, entry: &Entry) -> String {
        self.files.get(entry.anchor()).cloned().unwrap_or_else(|| format!("#{}", entry.anchor()))
    }

    /// The code or name of an entry, with a link to it if there is one.
    pub(super) fn link(&self, name: &str, span: Span) -> String {
        let entry = self.by_name.get(name).or_else(|| self.by_code.get(name));
        match entry {
            Some(entry) => format!("[{}]({})", span(name), self.href(entry)),
            None => span(name),
        }
    }
}

impl<'a> Section<'a> {
    /// The anchor, the heading and the description.
    pub(super) fn heading(&self) -> Vec<String> {
        let mut blocks = vec![anchor_tag(&self.anchor), format!("## {}", self.title)];
        blocks.extend(self.description.map(text::block));
        blocks
    }

    pub(super) fn link(&self) -> String {
        format!("[{}](#{})", self.title, self.anchor)
    }

    pub(super) fn entries(&self) -> &[&'a Entry] {
        &self.entries
    }
}

/// A place to link to, whatever a site makes of headings. GitHub, mdBook and Docusaurus all know it.
pub(super) fn anchor_tag(anchor: &str) -> String {
    format!("<a id=\"{anchor}\"></a>")
}

/// An anchor that nothing else on the page has; where it takes a number, the section's own.
fn anchor(index: usize, id: &str, taken: &mut HashSet<String>) -> String {
    let words: Vec<_> =
        id.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let base = format!("group-{}", words.join("-").to_ascii_lowercase());
    let base = base.trim_end_matches('-').to_owned();
    let mut anchor = base.clone();
    let mut count = index;
    while !taken.insert(anchor.clone()) {
        count += 1;
        anchor = format!("{base}-{count}");
    }
    anchor
}

//! A catalog → the sections of its page, their anchors, and who is meant by a name.

use std::collections::{HashMap, HashSet};

use errspec_codegen::text;
use errspec_data::Statuses;
use errspec_spec::{CatalogEntry, Spec};

use super::phrase::Span;

/// The order of the page.
pub(super) struct Outline<'a> {
    spec: &'a Spec<'a>,
    sections: Vec<Section<'a>>,
    by_code: HashMap<&'a str, Vec<&'a CatalogEntry<'a>>>,
    by_name: HashMap<&'a str, &'a CatalogEntry<'a>>,
    by_anchor: HashMap<&'a str, &'a CatalogEntry<'a>>,
    taken: HashSet<String>,
    has_statuses: bool,
    /// The file of the page with all errors; empty on that page.
    index: &'static str,
    /// The files of entries with a page of their own, by anchor.
    files: HashMap<String, String>,
}

/// The entries of a group, or those without one.
pub(super) struct Section<'a> {
    title: &'a str,
    anchor: String,
    description: Option<&'a str>,
    entries: Vec<&'a CatalogEntry<'a>>,
}

impl<'a> Outline<'a> {
    pub(super) fn of(spec: &'a Spec<'a>) -> Self {
        let entries = spec.entries();
        let mut taken: HashSet<String> =
            entries.iter().chain(spec.retired()).map(|entry| entry.anchor().to_owned()).collect();
        let mut by_code = HashMap::<_, Vec<_>>::new();
        for entry in entries {
            if let Some(code) = entry.data().code_text() {
                by_code.entry(code).or_default().push(entry);
            }
        }
        Self {
            spec,
            sections: sections(spec, &mut taken),
            by_code,
            by_name: entries.iter().map(|entry| (entry.data().name(), entry)).collect(),
            by_anchor: entries.iter().map(|entry| (entry.anchor(), entry)).collect(),
            taken,
            has_statuses: entries.iter().any(|entry| entry.data().statuses() != Statuses::Any),
            index: "",
            files: HashMap::new(),
        }
    }

    /// The order of several pages: the files of the entries, by anchor.
    pub(super) fn with_files(self, files: HashMap<String, String>) -> Self {
        Self { files, ..self }
    }

    /// As seen from another page than the one with all errors, which is this file.
    pub(super) fn beside(self, index: &'static str) -> Self {
        Self { index, ..self }
    }

    pub(super) fn sections(&self) -> &[Section<'a>] {
        &self.sections
    }

    /// Whether statuses say anything: in some APIs, codes stand alone.
    pub(super) fn has_statuses(&self) -> bool {
        self.has_statuses
    }

    /// The entries in the order of the page.
    pub(super) fn entries(&self) -> impl Iterator<Item = &'a CatalogEntry<'a>> {
        self.sections.iter().flat_map(|section| &section.entries).copied()
    }

    /// The other entries with the code of this one.
    pub(super) fn namesakes(&self, entry: &CatalogEntry) -> impl Iterator<Item = &'a CatalogEntry<'a>> {
        let all = entry.data().code_text().and_then(|code| self.by_code.get(code));
        all.into_iter().flatten().copied().filter(|other| other.data().name() != entry.data().name())
    }

    /// The anchors that can't be used for something else.
    pub(super) fn taken(&self) -> HashSet<String> {
        self.taken.clone()
    }

    /// Where an entry is described, as a link says it.
    pub(super) fn href(&self, entry: &CatalogEntry) -> String {
        self.files.get(entry.anchor()).cloned().unwrap_or_else(|| format!("#{}", entry.anchor()))
    }

    /// The code or name of an entry, with a link to it if there is one.
    pub(super) fn link(&self, name: &str, span: Span) -> String {
        match self.named(name) {
            Some(entry) => format!("[{}]({})", span(name), self.href(entry)),
            None => span(name),
        }
    }

    /// A line of the catalog.
    pub(super) fn inline(&self, markdown: &str) -> String {
        text::clean_linked_line(markdown, &|anchor| self.place(anchor))
    }

    /// A line of the catalog for a table.
    pub(super) fn cell(&self, markdown: &str) -> String {
        text::clean_linked_cell(markdown, &|anchor| self.place(anchor))
    }

    /// A text of the catalog.
    pub(super) fn block(&self, markdown: &str) -> String {
        text::clean_linked_block(markdown, &|anchor| self.place(anchor))
    }

    /// Where a link to an anchor leads: that of an entry or a group, or else the name or code of an entry.
    fn place(&self, anchor: &str) -> Option<String> {
        let here = |other: &str| other == anchor;
        let is_on_index = self.sections.iter().any(|section| here(&section.anchor))
            || self.spec.retired().iter().any(|entry| here(entry.anchor()));
        match self.by_anchor.get(anchor) {
            None if is_on_index => Some(format!("{}#{anchor}", self.index)),
            entry => entry.copied().or_else(|| self.named(anchor)).map(|entry| self.href(entry)),
        }
    }

    /// Of several entries with one code, the first stands for all.
    fn named(&self, name: &str) -> Option<&'a CatalogEntry<'a>> {
        self.by_name.get(name).or_else(|| self.by_code.get(name)?.first()).copied()
    }
}

impl<'a> Section<'a> {
    /// The anchor, the heading and the description.
    pub(super) fn heading(&self, outline: &Outline<'_>) -> Vec<String> {
        let mut blocks = vec![anchor_tag(&self.anchor), format!("## {}", outline.inline(self.title))];
        blocks.extend(self.description.map(|text| outline.block(text)));
        blocks
    }

    pub(super) fn link(&self) -> String {
        text::format_link(self.title, &format!("#{}", self.anchor))
    }

    pub(super) fn link_cell(&self) -> String {
        text::format_link_cell(self.title, &format!("#{}", self.anchor))
    }

    pub(super) fn entries(&self) -> &[&'a CatalogEntry<'a>] {
        &self.entries
    }
}

fn sections<'a>(spec: &'a Spec<'a>, taken: &mut HashSet<String>) -> Vec<Section<'a>> {
    let rest = if spec.groups().is_empty() { "Errors in detail" } else { "Further errors" };
    let groups = spec.groups().iter().map(|group| (group.id(), group.title(), group.description()));
    let sections = (1..).zip(groups.chain([("errors", rest, None)])).map(|(index, group)| {
        let (id, title, description) = group;
        Section { title, anchor: anchor(index, "group", id, taken), description, entries: Vec::new() }
    });
    let mut sections: Vec<_> = sections.collect();
    for entry in spec.entries() {
        sections[entry.group().unwrap_or(spec.groups().len())].entries.push(entry);
    }
    sections.retain(|section| !section.entries.is_empty());
    sections
}

/// A place to link to, whatever a site makes of headings. GitHub, mdBook and Docusaurus all know it.
pub(super) fn anchor_tag(anchor: &str) -> String {
    format!("<a id=\"{anchor}\"></a>")
}

/// An anchor that nothing else on the page has; where it takes a number, that of its place among its like.
pub(super) fn anchor(index: usize, kind: &str, name: &str, taken: &mut HashSet<String>) -> String {
    let words: Vec<_> =
        name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let base = format!("{kind}-{}", words.join("-").to_ascii_lowercase());
    let base = base.trim_end_matches('-').to_owned();
    let mut anchor = base.clone();
    let mut count = index;
    while !taken.insert(anchor.clone()) {
        count += 1;
        anchor = format!("{base}-{count}");
    }
    anchor
}

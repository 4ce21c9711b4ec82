//! Knows the sections of a page, their anchors, and to what links to entries and groups lead.

use std::collections::{HashMap, HashSet};

use errspec_codegen::text;
use errspec_data::{Catalog, Statuses};
use errspec_spec::{CatalogEntry, Spec};

use super::MarkdownOptions;
use super::phrase::FormatSpan;

/// The order of a page, and the catalog that it is about.
pub(super) struct Outline<'a> {
    spec: &'a Spec<'a>,
    catalog: &'a Catalog<'a>,
    options: &'a MarkdownOptions<'a>,
    sections: Vec<PageSection<'a>>,
    by_code: HashMap<&'a str, Vec<&'a CatalogEntry<'a>>>,
    by_name: HashMap<&'a str, &'a CatalogEntry<'a>>,
    by_anchor: HashMap<&'a str, &'a CatalogEntry<'a>>,
    taken_anchors: HashSet<String>,
    /// The anchor of the section on retrying.
    retrying_anchor: String,
    /// The anchor of the section on retired codes.
    retired_anchor: String,
    has_statuses: bool,
    /// The file of the page with all errors; empty on that page.
    index_file: &'static str,
    /// The files of entries with a page of their own, by anchor.
    files: HashMap<String, String>,
}

/// The entries of a group, or those without one.
pub(super) struct PageSection<'a> {
    title: &'a str,
    anchor: String,
    description: Option<&'a str>,
    entries: Vec<&'a CatalogEntry<'a>>,
}

impl<'a> Outline<'a> {
    pub(super) fn new(
        spec: &'a Spec<'a>,
        catalog: &'a Catalog<'a>,
        options: &'a MarkdownOptions<'a>,
    ) -> Self {
        let entries = spec.entries();
        let mut taken_anchors: HashSet<String> =
            entries.iter().chain(spec.retired()).map(|entry| entry.anchor().to_owned()).collect();
        let mut by_code = HashMap::<_, Vec<_>>::new();
        for entry in entries {
            for code in entry.data().codes() {
                by_code.entry(code.text).or_default().push(entry);
            }
        }
        Self {
            spec,
            catalog,
            options,
            sections: make_sections(spec, &mut taken_anchors),
            retrying_anchor: make_anchor(1, "retrying", "", &mut taken_anchors),
            retired_anchor: make_anchor(1, "retired", "codes", &mut taken_anchors),
            by_code,
            by_name: entries.iter().map(|entry| (entry.data().name(), entry)).collect(),
            by_anchor: entries.iter().map(|entry| (entry.anchor(), entry)).collect(),
            taken_anchors,
            has_statuses: entries.iter().any(|entry| entry.data().statuses() != Statuses::Any),
            index_file: "",
            files: HashMap::new(),
        }
    }

    /// Sets the files of entries with a page of their own, by anchor.
    pub(super) fn with_files(self, files: HashMap<String, String>) -> Self {
        Self { files, ..self }
    }

    /// Sets the file of the page with all errors, for links from other pages.
    pub(super) fn with_index_file(self, index_file: &'static str) -> Self {
        Self { index_file, ..self }
    }

    pub(super) fn spec(&self) -> &'a Spec<'a> {
        self.spec
    }

    /// Returns the catalog as programs run on it.
    pub(super) fn catalog(&self) -> &'a Catalog<'a> {
        self.catalog
    }

    pub(super) fn options(&self) -> &'a MarkdownOptions<'a> {
        self.options
    }

    /// Returns the anchor of the section on retrying.
    pub(super) fn retrying_anchor(&self) -> &str {
        &self.retrying_anchor
    }

    /// Returns the anchor of the section on retired codes.
    pub(super) fn retired_anchor(&self) -> &str {
        &self.retired_anchor
    }

    /// Writes a heading, `##` or `###`, that links can lead to.
    pub(super) fn write_heading(&self, level: &str, title: &str, anchor: &str) -> Vec<String> {
        if self.options.front_matter {
            // No other anchors than those of headings are known to Docusaurus when it looks for broken links.
            return vec![format!("{level} {title} \\{{#{anchor}\\}}")];
        }
        vec![format_anchor_tag(anchor), format!("{level} {title}")]
    }

    /// Returns the destination of links to the section on retrying.
    pub(super) fn find_retrying(&self) -> String {
        format!("{}#{}", self.index_file, self.retrying_anchor)
    }

    pub(super) fn sections(&self) -> &[PageSection<'a>] {
        &self.sections
    }

    /// Returns whether any entry has a status; in some APIs only codes identify errors.
    pub(super) fn has_statuses(&self) -> bool {
        self.has_statuses
    }

    /// Returns the entries in the order of the page.
    pub(super) fn entries(&self) -> impl Iterator<Item = &'a CatalogEntry<'a>> {
        self.sections.iter().flat_map(|section| &section.entries).copied()
    }

    /// Returns the first other entries that have a code of this one, at most so many, and how many there are in all.
    pub(super) fn namesakes(
        &self,
        entry: &CatalogEntry<'_>,
        most: usize,
    ) -> (Vec<&'a CatalogEntry<'a>>, usize) {
        let is_other = |other: &&CatalogEntry<'_>| other.data().name() != entry.data().name();
        let lists: Vec<_> = entry.data().codes().filter_map(|code| self.by_code.get(code.text)).collect();
        // A code can have thousands of entries, of each of which the others are asked for.
        if let [only] = lists[..] {
            return (
                only.iter().copied().filter(is_other).take(most).collect(),
                only.len().saturating_sub(1),
            );
        }
        let mut seen = HashSet::new();
        let all = lists.into_iter().flatten().copied().filter(is_other);
        let mut others: Vec<_> = all.filter(|other| seen.insert(other.data().name())).collect();
        let count = others.len();
        others.truncate(most);
        (others, count)
    }

    /// Returns the anchors that are in use.
    pub(super) fn taken_anchors(&self) -> HashSet<String> {
        self.taken_anchors.clone()
    }

    /// Returns the destination of links to an entry.
    pub(super) fn find_destination(&self, entry: &CatalogEntry<'_>) -> String {
        self.files.get(entry.anchor()).cloned().unwrap_or_else(|| format!("#{}", self.find_anchor(entry)))
    }

    /// Returns the anchor of an entry, or of what it is in: for Docusaurus, a row of a table has none.
    fn find_anchor<'e>(&'e self, entry: &'e CatalogEntry<'_>) -> &'e str {
        let is_row = self.options.front_matter && !entry.life().is_live();
        if is_row { &self.retired_anchor } else { entry.anchor() }
    }

    /// Formats the code or name of an entry, with a link to it if there is one.
    pub(super) fn link_entry(&self, name: &str, format_span: FormatSpan) -> String {
        match self.find_named(name) {
            Some(entry) => format!("[{}]({})", format_span(name), self.find_destination(entry)),
            None => format_span(name),
        }
    }

    /// Rewrites a text of the catalog as one line.
    pub(super) fn clean_line(&self, markdown: &str) -> String {
        text::clean_linked_line(markdown, &|anchor| self.resolve_anchor(anchor))
    }

    /// Rewrites a text of the catalog as one line for a table.
    pub(super) fn clean_cell(&self, markdown: &str) -> String {
        text::clean_linked_cell(markdown, &|anchor| self.resolve_anchor(anchor))
    }

    /// Rewrites a text of the catalog as blocks.
    pub(super) fn clean_block(&self, markdown: &str) -> String {
        text::clean_linked_block(markdown, &|anchor| self.resolve_anchor(anchor))
    }

    /// Resolves a link to an anchor of an entry or a group, or to the name or code of an entry.
    fn resolve_anchor(&self, anchor: &str) -> Option<String> {
        if let Some(entry) = self.by_anchor.get(anchor) {
            return Some(self.find_destination(entry));
        }
        let section = self.sections.iter().map(|section| section.anchor.as_str()).find(|own| *own == anchor);
        let retired = || self.spec.retired().iter().find(|entry| entry.anchor() == anchor);
        if let Some(anchor) = section.or_else(|| retired().map(|entry| self.find_anchor(entry))) {
            return Some(format!("{}#{anchor}", self.index_file));
        }
        self.find_named(anchor).map(|entry| self.find_destination(entry))
    }

    /// Returns the entry of a name or a code; of several with one code, the first.
    fn find_named(&self, name: &str) -> Option<&'a CatalogEntry<'a>> {
        self.by_name.get(name).or_else(|| self.by_code.get(name)?.first()).copied()
    }
}

impl<'a> PageSection<'a> {
    /// Writes the anchor, the heading and the description.
    pub(super) fn write_heading(&self, outline: &Outline<'_>) -> Vec<String> {
        let mut blocks = outline.write_heading("##", &outline.clean_line(self.title), &self.anchor);
        blocks.extend(self.description.map(|text| outline.clean_block(text)));
        blocks
    }

    pub(super) fn link(&self) -> String {
        text::format_link(self.title, &format!("#{}", self.anchor))
    }

    pub(super) fn link_in_cell(&self) -> String {
        text::format_link_cell(self.title, &format!("#{}", self.anchor))
    }

    pub(super) fn entries(&self) -> &[&'a CatalogEntry<'a>] {
        &self.entries
    }
}

fn make_sections<'a>(spec: &'a Spec<'a>, taken: &mut HashSet<String>) -> Vec<PageSection<'a>> {
    let rest = if spec.groups().is_empty() { "Errors in detail" } else { "Further errors" };
    let groups = spec.groups().iter().map(|group| (group.id(), group.title(), group.description()));
    let mut sections = Vec::new();
    for (index, (id, title, description)) in (1..).zip(groups.chain([("errors", rest, None)])) {
        let anchor = make_anchor(index, "group", id, taken);
        sections.push(PageSection { title, anchor, description, entries: Vec::new() });
    }
    for entry in spec.entries() {
        sections[entry.group().unwrap_or(spec.groups().len())].entries.push(entry);
    }
    sections.retain(|section| !section.entries.is_empty());
    sections
}

/// Formats a target for links that doesn't depend on how a site makes anchors of headings.
pub(super) fn format_anchor_tag(anchor: &str) -> String {
    format!("<a id=\"{anchor}\"></a>")
}

/// Makes an anchor that nothing else on the page has. If it needs a number, that of its place is tried first, so that
/// it changes as seldom as possible.
pub(super) fn make_anchor(index: usize, kind: &str, name: &str, taken: &mut HashSet<String>) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<_> = words.map(str::to_ascii_lowercase).collect();
    let base = if words.is_empty() { kind.to_owned() } else { format!("{kind}-{}", words.join("-")) };
    let mut anchor = base.clone();
    let mut count = index;
    while !taken.insert(anchor.clone()) {
        count += 1;
        anchor = format!("{base}-{count}");
    }
    anchor
}

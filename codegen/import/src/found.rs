//! Holds what was found in a source before it is known what of it is about errors: cells, tables and sections.

use crate::table_cell;

/// A text of a table or a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct FoundCell {
    /// Without markup, but for the backticks of code.
    pub(crate) text: String,
    /// The same in Markdown, with its links.
    pub(crate) prose: String,
    pub(crate) links: Vec<String>,
    /// Whether all of it is in bold type, as titles between rows are.
    pub(crate) is_strong: bool,
}

impl FoundCell {
    /// Returns a text of a source that has no markup.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { prose: text.clone(), text, ..Self::default() }
    }

    /// Returns whether it says that there is nothing to say.
    pub(crate) fn is_none(&self) -> bool {
        // Links within a page lead to what is read anyway.
        let has_link = self.links.iter().any(|link| !link.starts_with('#'));
        !has_link && table_cell::is_none(self.text.trim())
    }

    /// Adds another text as a paragraph of its own.
    pub(crate) fn push_paragraph(&mut self, other: &Self) {
        let gap = if self.text.is_empty() { "" } else { "\n\n" };
        self.text.extend([gap, &other.text]);
        self.prose.extend([gap, &other.prose]);
        self.links.extend(other.links.iter().cloned());
    }
}

/// A row of a table, and where it begins.
#[derive(Clone, Debug, Default)]
pub(crate) struct FoundRow {
    /// Such as `line 12`, or a JSON Pointer.
    pub(crate) place: String,
    pub(crate) cells: Vec<FoundCell>,
}

/// A table as it was found; rows may be shorter or longer than the headings.
#[derive(Clone, Debug, Default)]
pub(crate) struct FoundTable {
    pub(crate) place: String,
    pub(crate) headings: Vec<String>,
    pub(crate) rows: Vec<FoundRow>,
    /// The heading of the section that it is in.
    pub(crate) section: Option<String>,
}

/// A part of a page under a heading.
#[derive(Clone, Debug, Default)]
pub(crate) struct FoundSection {
    /// From 1; the text before the first heading has 0.
    pub(crate) level: usize,
    pub(crate) line: usize,
    pub(crate) heading: FoundCell,
    pub(crate) blocks: Vec<FoundBlock>,
    pub(crate) has_table: bool,
}

/// A block of a section.
#[derive(Clone, Debug)]
pub(crate) struct FoundBlock {
    pub(crate) line: usize,
    pub(crate) kind: BlockKind,
    pub(crate) content: FoundCell,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BlockKind {
    Paragraph,
    /// An item of a list, with all that is below it.
    Item,
    Code,
}

/// All of a page that may be about errors.
#[derive(Debug, Default)]
pub(crate) struct FoundPage {
    pub(crate) tables: Vec<FoundTable>,
    pub(crate) sections: Vec<FoundSection>,
    /// The lines on which tables in HTML begin.
    pub(crate) html_tables: Vec<usize>,
}

pub(crate) fn describe_line(line: usize) -> String {
    format!("line {line}")
}

//! Holds what was found in a source before it is known what of it is about errors: cells, tables and sections.

use std::ops::Range;

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
    /// The lines that it is in, from 1, where those are known.
    pub(crate) lines: Vec<Range<usize>>,
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
    /// Those of the heading.
    pub(crate) lines: Range<usize>,
    pub(crate) heading: FoundCell,
    pub(crate) blocks: Vec<FoundBlock>,
    pub(crate) has_table: bool,
}

/// A block of a section.
#[derive(Clone, Debug)]
pub(crate) struct FoundBlock {
    pub(crate) lines: Range<usize>,
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
    /// Whether a browser copied it, so that only headings of errors are known as such.
    pub(crate) is_pasted: bool,
    /// Where links lead that are defined apart, and the lines that define them.
    pub(crate) definitions: Vec<(String, Range<usize>)>,
}

pub(crate) fn describe_line(line: usize) -> String {
    format!("line {line}")
}

/// Describes a range of lines: `line 5` or `lines 5–7`.
pub(crate) fn describe_lines(lines: &Range<usize>) -> String {
    describe_line_list(std::slice::from_ref(lines))
}

/// Describes several ranges of lines: `lines 5–7, 9`.
pub(crate) fn describe_line_list(list: &[Range<usize>]) -> String {
    let write = |lines: &Range<usize>| match lines.end.saturating_sub(1) {
        end if end > lines.start => format!("{}–{end}", lines.start),
        _ => lines.start.to_string(),
    };
    let is_single = list.len() == 1 && list.iter().all(|lines| lines.len() < 2);
    let numbers: Vec<_> = list.iter().map(write).collect();
    format!("{} {}", if is_single { "line" } else { "lines" }, numbers.join(", "))
}

//! Finds tables in notations that aren't read, so that each can be named with what makes it Markdown.

use std::ops::Range;

use crate::error_heading::is_code_word;
use crate::found::describe_lines;
use crate::statuses::DraftStatuses;
use crate::table_cell::read_status_cell;

/// A notation of tables that isn't read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TableNotation {
    Html,
    /// `+---+---+`, as in reStructuredText and in what databases print.
    Grid,
    /// `==== ====`, as in reStructuredText.
    Simple,
    /// `|===`.
    AsciiDoc,
    /// `{|`.
    MediaWiki,
    /// Nothing but spaces or tabs between the cells.
    Columns,
}

/// A table that isn't read.
#[derive(Debug)]
pub(crate) struct ForeignTable {
    pub(crate) notation: TableNotation,
    pub(crate) lines: Range<usize>,
}

impl TableNotation {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Html => "in HTML",
            Self::Grid => "drawn with `+---+`",
            Self::Simple => "in reStructuredText",
            Self::AsciiDoc => "in AsciiDoc",
            Self::MediaWiki => "in MediaWiki's notation",
            Self::Columns => "in aligned columns",
        }
    }

    /// Returns what makes it a table that is read.
    pub(crate) fn help(self) -> &'static str {
        match self {
            Self::Html => {
                "open the page in a browser and import what you copy of it, or convert it: \
                 `pandoc -f html -t gfm PAGE | cargo errspec import markdown -`"
            }
            Self::Grid | Self::Simple => {
                "convert it: `pandoc -f rst -t gfm PAGE | cargo errspec import markdown -`"
            }
            Self::MediaWiki => {
                "convert it: `pandoc -f mediawiki -t gfm PAGE | cargo errspec import markdown -`"
            }
            Self::AsciiDoc => "open the page in a browser and import what you copy of it",
            Self::Columns => "write `|` between its cells, and `|---|---|` below its headings",
        }
    }

    /// Returns the notation of the table that begins with a line.
    fn find_start(line: &str) -> Option<Self> {
        let line = line.trim();
        let is_html = || {
            let line = line.to_ascii_lowercase();
            line.find("<table").is_some_and(|at| !line[..at].ends_with('`'))
        };
        match line {
            _ if line.starts_with("|===") => Some(Self::AsciiDoc),
            _ if line.starts_with("{|") => Some(Self::MediaWiki),
            _ if is_grid_border(line) => Some(Self::Grid),
            _ if is_simple_border(line) => Some(Self::Simple),
            _ => is_html().then_some(Self::Html),
        }
    }

    /// Returns whether a line ends a table; one that has no such line ends at a blank one.
    fn is_end(self, line: &str, next: Option<&&str>) -> bool {
        let line = line.trim();
        match self {
            Self::Html => line.to_ascii_lowercase().contains("</table"),
            Self::AsciiDoc => line.starts_with("|==="),
            Self::MediaWiki => line.starts_with("|}"),
            Self::Simple => is_simple_border(line) && next.is_none_or(|next| next.trim().is_empty()),
            Self::Grid | Self::Columns => false,
        }
    }
}

impl ForeignTable {
    pub(crate) fn describe(&self) -> String {
        let Self { notation, lines } = self;
        format!("{}: a table {} isn't read; {}", describe_lines(lines), notation.name(), notation.help())
    }
}

/// Finds the tables whose notation shows where they begin.
pub(crate) fn find_foreign_tables(text: &str) -> Vec<ForeignTable> {
    use TableNotation::{AsciiDoc, Html, MediaWiki, Simple};
    let lines: Vec<_> = text.lines().collect();
    // Looked for once: a page may have as many beginnings as lines.
    let ends = [Html, AsciiDoc, MediaWiki, Simple].map(|notation| {
        let is_end = |index: &usize| notation.is_end(lines[*index], lines.get(index + 1));
        (notation, (0..lines.len()).filter(is_end).collect::<Vec<_>>())
    });
    let find_end = |notation: TableNotation, start: usize| {
        let (_, ends) = ends.iter().find(|(of, _)| *of == notation)?;
        ends.get(ends.partition_point(|end| *end < start)).copied()
    };
    let (mut tables, mut index) = (Vec::new(), 0);
    while let Some(line) = lines.get(index) {
        let Some(notation) = TableNotation::find_start(line) else {
            index += 1;
            continue;
        };
        // One line of HTML can hold all of a table.
        let end = find_end(notation, if notation == Html { index } else { index + 1 });
        let is_row = |line: &&&str| !line.trim().is_empty();
        let end = end.unwrap_or_else(|| index + lines[index + 1..].iter().take_while(is_row).count());
        // A border alone is a line that parts texts.
        if end > index || notation == Html {
            tables.push(ForeignTable { notation, lines: index + 1..end + 2 });
        }
        index = end + 1;
    }
    tables
}

/// Returns the text with blank lines in place of tables.
pub(crate) fn blank_tables(text: &str, tables: &[ForeignTable]) -> String {
    let mut lines: Vec<_> = text.lines().collect();
    for ForeignTable { lines: range, .. } in tables {
        lines[range.start - 1..range.end - 1].fill("");
    }
    lines.iter().flat_map(|line| [*line, "\n"]).collect()
}

/// Finds lines in columns, with spaces or tabs between the cells and a status or a code in one of them.
pub(crate) fn find_aligned_columns(lines: &[&str]) -> Vec<ForeignTable> {
    let (mut tables, mut index) = (Vec::new(), 0);
    while index < lines.len() {
        let rows = lines[index..].iter().take_while(|line| split_columns(line).len() > 1);
        let rows: Vec<_> = rows.map(|line| split_columns(line)).collect();
        let errors = rows.iter().filter(|row| row.iter().take(2).any(|cell| is_of_error(cell))).count();
        if rows.len() > 1 && errors * 2 >= rows.len() {
            let lines = index + 1..index + 1 + rows.len();
            tables.push(ForeignTable { notation: TableNotation::Columns, lines });
        }
        index += rows.len() + 1;
    }
    tables
}

fn split_columns(line: &str) -> Vec<&str> {
    let cells = line.trim().split(['\t']).flat_map(|part| part.split("  "));
    cells.map(str::trim).filter(|cell| !cell.is_empty()).collect()
}

fn is_of_error(cell: &str) -> bool {
    matches!(read_status_cell(cell).statuses, DraftStatuses::Listed(_)) || is_code_word(cell)
}

fn is_grid_border(line: &str) -> bool {
    line.len() > 2
        && line.starts_with('+')
        && line.ends_with('+')
        && line.contains(['-', '='])
        && line.chars().all(|c| ['+', '-', '=', ':'].contains(&c))
}

fn is_simple_border(line: &str) -> bool {
    line.split_whitespace().count() > 1
        && line.split_whitespace().all(|part| part.len() > 1 && part.bytes().all(|byte| byte == b'='))
}

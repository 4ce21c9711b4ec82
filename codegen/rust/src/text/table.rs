//! Writes cells as a table of GitHub Flavored Markdown, with its columns aligned where that keeps lines readable.

use std::fmt;

use pulldown_cmark::Alignment;

/// Rows longer than this are written without padding.
const MAX_WIDTH: usize = 200;
/// So are more rows than this, of which each would change with the longest.
const MAX_ROWS: usize = 100;

/// A table whose cells are Markdown lines already.
#[derive(Debug)]
pub struct Table {
    columns: Vec<Align>,
    /// The head, and the rows.
    rows: Vec<Vec<String>>,
}

/// The side that a column's text is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// The reader's default.
    Default,
    /// The left side.
    Left,
    /// The middle.
    Center,
    /// The right side.
    Right,
}

impl Table {
    pub(super) fn new(columns: Vec<Align>) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// Creates a table with a head.
    #[must_use]
    pub fn with_head(head: &[(&str, Align)]) -> Self {
        let mut table = Self::new(head.iter().map(|(_, align)| *align).collect());
        table.push(head.iter().map(|(name, _)| (*name).to_owned()).collect());
        table
    }

    /// Adds a row; the first one is the head. A row is cut or filled up to the number of columns.
    pub fn push(&mut self, mut row: Vec<String>) {
        row.resize(self.columns.len(), String::new());
        self.rows.push(row);
    }

    /// Returns whether the table has no row below its head.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.len() < 2
    }

    /// Returns the widths of the columns if the table is aligned, else zeros.
    fn widths(&self) -> Vec<usize> {
        let width =
            |column: usize| self.rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
        let widths: Vec<_> = (0..self.columns.len()).map(|column| width(column).max(4)).collect();
        let large = widths.iter().sum::<usize>() > MAX_WIDTH || self.rows.len() > MAX_ROWS;
        // What is wide in one editor is narrow in another: padding would align it in neither.
        let narrow_only = self.rows.iter().flatten().all(|cell| cell.chars().all(is_narrow));
        if large || !narrow_only { vec![0; widths.len()] } else { widths }
    }
}

/// Returns whether every editor gives a character one column.
fn is_narrow(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{A1}'..='\u{2FF}' | '\u{370}'..='\u{52F}' | '–' | '—' | '…' | '‘'..='”')
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths = self.widths();
        for (index, row) in self.rows.iter().enumerate() {
            let columns = || widths.iter().zip(&self.columns);
            let cells = row.iter().zip(columns()).map(|(cell, (width, align))| align.pad(cell, *width));
            write!(f, "{}{}|", if index > 0 { "\n" } else { "" }, cells.collect::<String>())?;
            if index == 0 {
                let rules = columns().map(|(width, align)| align.rule(*width));
                write!(f, "\n{}|", rules.collect::<String>())?;
            }
        }
        Ok(())
    }
}

impl Align {
    pub(super) fn from_alignment(alignment: Alignment) -> Self {
        match alignment {
            Alignment::None => Self::Default,
            Alignment::Left => Self::Left,
            Alignment::Center => Self::Center,
            Alignment::Right => Self::Right,
        }
    }

    fn pad(self, cell: &str, width: usize) -> String {
        match self {
            _ if cell.is_empty() && width == 0 => "| ".to_owned(),
            Self::Right => format!("| {cell:>width$} "),
            _ => format!("| {cell:<width$} "),
        }
    }

    fn rule(self, width: usize) -> String {
        let dashes = |taken: usize| "-".repeat(width.saturating_sub(taken).max(3 - taken.min(2)));
        match self {
            Self::Default => format!("| {} ", dashes(0)),
            Self::Left => format!("| :{} ", dashes(1)),
            Self::Center => format!("| :{}: ", dashes(2)),
            Self::Right => format!("| {}: ", dashes(1)),
        }
    }
}

//! Holds an error as a section or an item of a list describes it, and reads it as a row.

use std::collections::HashMap;
use std::ops::Range;

use errspec_data::Statuses;
use errspec_spec::{is_usable_name, make_variant_name};

use crate::columns::{Column, Columns};
use crate::error_heading::{ErrorHeading, is_code_word};
use crate::found::{BlockKind, FoundBlock, FoundCell, FoundRow, describe_lines};
use crate::headings::{find_label, normalize_heading};
use crate::row::{Row, RowCode};
use crate::samples::find_samples;
use crate::table::read_errors_of_row;

/// An error as a section describes it: cells, each with a heading.
#[derive(Default)]
pub(crate) struct FoundError {
    /// Those that were read, with that of its heading first.
    pub(crate) lines: Vec<Range<usize>>,
    pub(crate) code: String,
    cells: Vec<(String, FoundCell)>,
    /// Which cell is the first of each heading, until the title has its place.
    indexes: HashMap<String, usize>,
}

impl FoundError {
    pub(crate) fn new(heading: ErrorHeading, place: Range<usize>, title: &FoundCell) -> Self {
        let mut error = Self { lines: vec![place], code: heading.code.clone(), ..Self::default() };
        let is_told = heading.is_title_told();
        let links = title.links.clone();
        if let Some(statuses) = &heading.statuses {
            error.push_cell("HTTP status", FoundCell { links, ..FoundCell::plain(statuses.write()) });
        }
        if !heading.code.is_empty() {
            let links = title.links.clone();
            error.push_cell("Error code", FoundCell { links, ..FoundCell::plain(heading.code) });
        }
        if !is_told {
            error.push_cell("Title", FoundCell::plain(heading.title));
        }
        error
    }

    pub(crate) fn push_cell(&mut self, heading: &str, cell: FoundCell) {
        self.indexes.entry(heading.to_owned()).or_insert(self.cells.len());
        self.cells.push((heading.to_owned(), cell));
    }

    /// Adds a text to those under a heading. Each cause stands alone.
    pub(crate) fn add_text(&mut self, heading: &str, cell: &FoundCell) {
        let heading = if heading == "Meaning" && self.find(heading).is_some() { "Guidance" } else { heading };
        let known = self.find(heading).filter(|_| heading != "Causes");
        match known.and_then(|index| self.cells.get_mut(index)) {
            Some((_, known)) => known.push_paragraph(cell),
            None => self.push_cell(heading, cell.clone()),
        }
    }

    /// Returns whether only its heading was read.
    pub(crate) fn lacks_text(&self) -> bool {
        self.cells
            .iter()
            .all(|(heading, _)| ["Error code", "HTTP status", "Title"].contains(&heading.as_str()))
    }

    pub(crate) fn find(&self, heading: &str) -> Option<usize> {
        self.indexes.get(heading).copied()
    }

    pub(crate) fn read_blocks(&mut self, blocks: &[FoundBlock], label: Option<&str>) {
        let mut label = label.map(str::to_owned);
        for block in blocks {
            if block.kind == BlockKind::Code {
                // A sample of a response tells where the code is, and nothing else.
                if find_samples(&block.content.text).is_empty() {
                    self.add_text(label.as_deref().unwrap_or("Guidance"), &block.content);
                    self.lines.push(block.lines.clone());
                }
                continue;
            }
            self.lines.push(block.lines.clone());
            let (text, prose) = (block.content.text.trim(), block.content.prose.as_str());
            let labelled = text.split_once(':').and_then(|(lead, rest)| Some((find_label(lead)?, rest)));
            let (heading, content) = match labelled {
                Some((found, "")) => {
                    label = Some(found.to_owned());
                    continue;
                }
                Some((found, rest)) => {
                    let prose = prose.split_once(':').map_or(rest, |(_, prose)| prose).trim().to_owned();
                    (
                        Some(found.to_owned()),
                        FoundCell { text: rest.trim().to_owned(), prose, ..block.content.clone() },
                    )
                }
                None => (label.clone(), block.content.clone()),
            };
            let is_item = block.kind == BlockKind::Item;
            let usual = match self.find("Meaning") {
                None => "Meaning",
                Some(_) if is_item => "Causes",
                Some(_) => "Guidance",
            };
            let heading = heading.as_deref().unwrap_or(usual);
            let is_listed = is_item && heading == "Guidance";
            let prose = if is_listed { format!("- {}", content.prose) } else { content.prose.clone() };
            self.add_text(heading, &FoundCell { prose, ..content });
        }
    }

    /// Finds a place for the title: it is the meaning if there is no other, else the name.
    pub(crate) fn settle_title(&mut self) {
        let Some(index) = self.find("Title") else { return };
        let title = self.cells[index].1.text.clone();
        let name = make_variant_name(Some(&title), Statuses::Any).filter(|name| is_usable_name(name));
        if normalize_heading(&title) == normalize_heading(&self.code) {
            self.cells.remove(index);
            return;
        }
        let is_number = self.code.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit());
        if self.find("Meaning").is_none() && !is_code_word(&title) {
            "Meaning".clone_into(&mut self.cells[index].0);
        } else if let Some(name) = name.filter(|_| is_number && title.split(' ').count() < 6) {
            self.cells[index] = ("Condition name".to_owned(), FoundCell::plain(name));
        }
    }

    pub(crate) fn read_rows(&self, code: fn(&str) -> RowCode) -> Vec<Row> {
        let columns: Vec<_> =
            self.cells.iter().map(|(heading, cell)| Column::new(heading, std::iter::once(cell))).collect();
        let assigned = Columns::assign(&columns);
        let cells = self.cells.iter().map(|(_, cell)| cell.clone()).collect();
        let start = self.lines.first().map_or(0, |lines| lines.start);
        let end = self.lines.iter().map(|lines| lines.end).max().unwrap_or_default();
        let found = FoundRow { place: describe_lines(&(start..end)), cells };
        let rows = read_errors_of_row(&found, &assigned, code);
        rows.into_iter().map(|row| Row { is_detail: true, ..row }).collect()
    }
}

//! Reads the errors in the rows of tables with headings that people chose.

use std::collections::HashSet;

use crate::columns::{Column, Columns};
use crate::error_heading::read_error_heading;
use crate::found::{FoundCell, FoundRow, FoundTable, describe_line_list};
use crate::headings::Purpose;
use crate::row::{Row, RowCode};
use crate::statuses::DraftStatuses;
use crate::success::is_success;
use crate::table_cell;

/// The title that our own pages give to errors without a group.
const NO_GROUP: &str = "Further errors";

/// What was found in tables.
#[derive(Default)]
pub(crate) struct TableErrors {
    pub(crate) rows: Vec<Row>,
    /// Remarks on tables that were left out.
    pub(crate) todos: Vec<String>,
    /// The headings of sections that became groups or statuses.
    pub(crate) sections: Vec<String>,
}

/// Reads the errors in all tables that have any, and makes remarks on the others.
pub(crate) fn read_table_errors(tables: &[FoundTable]) -> TableErrors {
    let assigned: Vec<_> = tables.iter().map(|table| (table, table.assign_columns())).collect();
    let is_clear = assigned.iter().any(|(_, columns)| columns.as_ref().is_some_and(|of| of.is_clear));
    let mut found = TableErrors::default();
    let chosen: Vec<_> = assigned
        .iter()
        .filter_map(|(table, columns)| {
            let columns = columns.as_ref().filter(|columns| columns.is_clear || !is_clear);
            if columns.is_none() {
                found.todos.push(table.describe_left_out());
            }
            Some((*table, columns?))
        })
        .collect();
    // Retired errors aren't a group.
    let live = chosen.iter().filter(|(_, columns)| columns.find(Purpose::Retired).is_none());
    let sections: HashSet<_> = live.map(|(table, _)| table.section.as_deref()).collect();
    for (index, (table, columns)) in chosen.iter().enumerate() {
        let is_group = sections.len() > 1 && columns.find(Purpose::Retired).is_none();
        let section = table.section.as_deref().filter(|_| is_group);
        found.sections.extend(section.or(table.find_status_heading(columns)).map(str::to_owned));
        found.todos.extend(table.describe_empty_columns(columns));
        let rows = table.read_errors(columns, section, &mut found.todos);
        found.rows.extend(rows.into_iter().map(|row| Row { table: index, ..row }));
    }
    found
}

/// Returns why there are no errors in tables.
pub(crate) fn describe_no_errors(tables: &[FoundTable]) -> String {
    if tables.iter().any(FoundTable::has_errors) {
        return "the table has no rows".to_owned();
    }
    format!("no heading says where the codes or the statuses are: {}", list_headings(tables))
}

/// Lists the headings of the first tables.
fn list_headings(tables: &[FoundTable]) -> String {
    const MOST: usize = 20;
    let list_first = |mut texts: Vec<String>, count: usize, separator: &str| {
        texts.extend((count > MOST).then(|| "…".to_owned()));
        texts.join(separator)
    };
    let shown = tables.iter().take(MOST).map(|FoundTable { headings, .. }| {
        let shown = headings.iter().take(MOST).map(|heading| format!("`{heading}`")).collect();
        list_first(shown, headings.len(), ", ")
    });
    list_first(shown.collect(), tables.len(), "; ")
}

impl FoundTable {
    /// Returns whether there can be errors in it.
    pub(crate) fn has_errors(&self) -> bool {
        self.assign_columns().is_some()
    }

    fn assign_columns(&self) -> Option<Columns> {
        let rows: Vec<_> = self.rows.iter().filter(|row| !self.is_title(row)).collect();
        let cells = |index: usize| rows.iter().filter_map(move |row| row.cells.get(index));
        let headings = self.headings.iter().enumerate();
        let columns: Vec<_> = headings.map(|(index, heading)| Column::new(heading, cells(index))).collect();
        Some(Columns::assign(&columns)).filter(|found| found.has_errors(&columns))
    }

    fn describe_left_out(&self) -> String {
        let place = if self.lines.is_empty() { self.place.clone() } else { describe_line_list(&self.lines) };
        let headings = self.headings.join(" | ");
        format!("{place}: left out a table that may be about something else: `{headings}`")
    }

    /// Describes the columns that only have a heading, which no row can tell.
    fn describe_empty_columns(&self, columns: &Columns) -> Option<String> {
        let is_empty =
            |index: usize| self.rows.iter().all(|row| row.cells.get(index).is_none_or(FoundCell::is_none));
        let headings = self.headings.iter().enumerate().filter(|(index, heading)| {
            columns.purpose(*index).is_none() && !heading.trim().is_empty() && is_empty(*index)
        });
        let headings: Vec<_> = headings.map(|(_, heading)| format!("`{}`", heading.trim())).collect();
        let place = &self.place;
        (!headings.is_empty()).then(|| format!("{place}: nothing is below {}", headings.join(", ")))
    }

    /// Returns the single cell of a row that isn't a code: the title of the rows below.
    fn find_title<'a>(&self, row: &'a FoundRow) -> Option<&'a FoundCell> {
        let mut cells = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_none());
        let ((index, title), more) = (cells.next()?, cells.next());
        let text = title.text.trim();
        let is_title = title.is_strong || index == 0 && text.contains(' ') && !text.starts_with('`');
        (is_title && more.is_none() && self.headings.len() > 1).then_some(title)
    }

    fn is_title(&self, row: &FoundRow) -> bool {
        self.find_title(row).is_some()
    }

    fn read_errors(&self, columns: &Columns, section: Option<&str>, todos: &mut Vec<String>) -> Vec<Row> {
        let code = self.guess_code_type(columns);
        let heading = self.find_status_heading(columns).and_then(read_error_heading);
        let statuses = heading.and_then(|heading| heading.statuses);
        let mut group = section.filter(|_| statuses.is_none()).map(str::to_owned);
        let (mut found, mut unused_title) = (Vec::new(), None);
        for row in &self.rows {
            if let Some(title) = self.find_title(row) {
                todos.extend(unused_title.take());
                let title = title.text.trim();
                group = (title != NO_GROUP).then(|| title.to_owned());
                unused_title =
                    group.as_ref().map(|_| format!("{}: no error is under the title `{title}`", row.place));
                continue;
            }
            for mut error in read_errors_of_row(row, columns, code) {
                if error.statuses == DraftStatuses::Any {
                    error.statuses = statuses.clone().unwrap_or_default();
                }
                if error.group.is_none() {
                    error.group.clone_from(&group);
                    let is_kept = error.is_identified() && !is_success(&error);
                    unused_title = unused_title.filter(|_| !is_kept);
                }
                found.push(error);
            }
        }
        todos.extend(unused_title);
        found
    }

    /// Returns the heading above it, if that is its status: a table under `404 Not Found` is about that one.
    fn find_status_heading(&self, columns: &Columns) -> Option<&str> {
        let section = self.section.as_deref().filter(|_| columns.find(Purpose::Status).is_none())?;
        read_error_heading(section)?.statuses.map(|_| section)
    }

    fn guess_code_type(&self, columns: &Columns) -> fn(&str) -> RowCode {
        let column = columns.find(Purpose::Code);
        let cells = self.rows.iter().filter(|row| !self.is_title(row));
        let cells = cells.filter_map(|row| row.cells.get(column?)).filter(|cell| !cell.is_none());
        let codes: Vec<_> = cells.flat_map(|cell| table_cell::read_codes(cell.text.trim()).list).collect();
        RowCode::guess(codes.into_iter())
    }
}

/// Reads the error of a row, or several that share what is said about them.
pub(crate) fn read_errors_of_row(found: &FoundRow, columns: &Columns, code: fn(&str) -> RowCode) -> Vec<Row> {
    let mut row = columns.read_row(found);
    let cell = columns.find(Purpose::Code).and_then(|column| found.cells.get(column));
    let Some(cell) = cell.filter(|cell| !cell.is_none()) else { return vec![row] };
    cell.links.iter().for_each(|link| row.add_link(link));
    let codes = table_cell::read_codes(cell.text.trim());
    if codes.is_deprecated && !row.is_retired() {
        row.more.push(("deprecated".to_owned(), crate::tree::DataTree::Map(Vec::new())));
    }
    if !codes.rest.is_empty() {
        row.read_rest_of_code(codes.rest);
    }
    if let Some(name) = codes.name {
        row.read_name(name);
    }
    codes.list.iter().map(|text| Row { code: Some(code(text)), ..row.clone() }).collect()
}

impl Row {
    /// Reads what stands behind a code: its status, as in `` `gone` (410) ``, or anything else.
    fn read_rest_of_code(&mut self, rest: &str) {
        let status = table_cell::read_status_cell(rest);
        let is_status =
            !status.is_odd && table_cell::find_words_beside_status(rest, &status.statuses).is_none();
        if is_status && self.statuses == DraftStatuses::Any && status.statuses != DraftStatuses::Any {
            self.statuses = status.statuses;
        } else {
            self.remark(&format!("the cell of its code also has `{rest}`"));
        }
    }
}

//! Reads the errors in the rows of tables with headings that people chose.

use crate::columns::{Column, Columns};
use crate::row::{Row, RowCode};
use crate::table_cell::{self, is_none};
use crate::tree::DataTree;

/// A table as it was found; rows may be shorter or longer than the headings.
#[derive(Debug, Default)]
pub(crate) struct FoundTable {
    pub(crate) headings: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// Reads the errors in all tables that have any, and makes remarks on those that may have some.
pub(crate) fn read_table_errors(tables: &[FoundTable]) -> Result<(Vec<Row>, Vec<String>), String> {
    let fitting: Vec<_> = tables.iter().filter_map(|table| Some((table, table.assign_columns()?))).collect();
    let is_clear = fitting.iter().any(|(_, columns)| columns.is_clear);
    let (chosen, others): (Vec<_>, Vec<_>) =
        fitting.into_iter().partition(|(_, columns)| columns.is_clear || !is_clear);
    if chosen.is_empty() {
        let headings: Vec<_> =
            tables.iter().map(|table| format!("`{}`", table.headings.join("`, `"))).collect();
        return Err(match headings.as_slice() {
            [] => "there is no table in it".to_owned(),
            _ => format!("no heading says where the codes or the statuses are: {}", headings.join("; ")),
        });
    }
    let rows: Vec<_> = chosen.iter().flat_map(|(table, columns)| table.read_errors(columns)).collect();
    let left_out = others.iter().map(|(table, _)| {
        format!("left out a table that may be about something else: `{}`", table.headings.join(" | "))
    });
    if rows.is_empty() { Err("the table has no rows".to_owned()) } else { Ok((rows, left_out.collect())) }
}

impl FoundTable {
    /// Returns whether there can be errors in it.
    pub(crate) fn has_errors(&self) -> bool {
        self.assign_columns().is_some()
    }

    fn assign_columns(&self) -> Option<Columns> {
        let cells = |index: usize| self.rows.iter().filter_map(move |row| row.get(index).map(String::as_str));
        let headings = self.headings.iter().enumerate();
        let columns: Vec<_> = headings.map(|(index, heading)| Column::new(heading, cells(index))).collect();
        Some(Columns::assign(&columns)).filter(|found| found.has_errors(&columns))
    }

    fn read_errors(&self, columns: &Columns) -> Vec<Row> {
        let cells = self.rows.iter().filter_map(|row| row.get(columns.code?));
        let codes: Vec<_> = cells
            .filter(|cell| !is_none(cell.trim()))
            .flat_map(|cell| table_cell::read_codes(cell).list)
            .collect();
        let code = RowCode::guess(codes.into_iter());
        self.rows.iter().flat_map(|row| self.read_errors_of_row(row, columns, code)).collect()
    }

    /// Reads the error of a row, or several that share what is said about them.
    fn read_errors_of_row(&self, cells: &[String], columns: &Columns, code: fn(&str) -> RowCode) -> Vec<Row> {
        let cell = |column: usize| cells.get(column).map(|cell| cell.trim()).filter(|cell| !is_none(cell));
        let mut row = columns.read_row(cell);
        let more: Vec<_> =
            cells.iter().skip(self.headings.len()).filter(|cell| !is_none(cell.trim())).collect();
        row.todos.extend(more.iter().map(|cell| format!("a cell without a heading says `{}`", cell.trim())));
        let Some(said) = columns.code.and_then(cell) else { return vec![row] };
        let tells = [columns.status, columns.meaning].into_iter().flatten();
        if !tells.clone().any(|column| cell(column).is_some()) && tells.count() > 0 {
            // The title of the rows below, or a name about which nothing is known.
            row.todos.push(format!("left out, as nothing is said of it: {said}"));
            return vec![row];
        }
        let codes = table_cell::read_codes(said);
        if codes.is_deprecated && !row.is_retired() {
            row.more.push(("deprecated".to_owned(), DataTree::Map(Vec::new())));
        }
        row.todos.extend(
            (!codes.rest.is_empty()).then(|| format!("the cell of its code also has `{}`", codes.rest)),
        );
        codes.list.iter().map(|text| Row { code: Some(code(text)), ..row.clone() }).collect()
    }
}

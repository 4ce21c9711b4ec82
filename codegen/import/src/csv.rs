//! Reads a table of comma-separated values; semicolons and tabs count as commas where the headings have more of them.

use crate::found::{FoundCell, FoundRow, FoundTable, describe_line};

const DELIMITERS: [u8; 3] = [b'\t', b';', b','];

/// What was found in a file: a table, and remarks on the lines that are none of its rows.
pub(crate) struct CsvTable {
    pub(crate) table: FoundTable,
    pub(crate) todos: Vec<String>,
}

pub(crate) fn read_table(text: &str) -> Result<CsvTable, String> {
    let mut rows = read_rows(text)?;
    let width = rows.iter().map(FoundRow::count_cells).max().unwrap_or_default();
    // What people write above the headings has one cell, whatever the others have.
    let is_heading = |row: &FoundRow| !row.is_comment() && (width < 2 || row.count_cells() > 1);
    let start = rows.iter().position(is_heading).ok_or("there is nothing in it but commas")?;
    let mut left_out: Vec<_> = rows.drain(..start).filter(|row| !row.is_separator()).collect();
    let headings = rows.remove(0);
    let (comments, rows) = rows.into_iter().partition(FoundRow::is_comment);
    left_out.extend::<Vec<_>>(comments);
    let todos =
        left_out.iter().map(|row| format!("{}: left out what is no row: {}", row.place, row.join_cells()));
    let table = FoundTable {
        place: headings.place,
        rows,
        headings: headings.cells.into_iter().map(|cell| cell.text).collect(),
        ..FoundTable::default()
    };
    Ok(CsvTable { table, todos: todos.collect() })
}

/// Reads all lines that say something.
fn read_rows(text: &str) -> Result<Vec<FoundRow>, String> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(find_delimiter(text))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let rows = reader.records().map(|record| {
        let record = record.map_err(|error| error.to_string())?;
        let line = record.position().map_or(0, csv::Position::line);
        let place = describe_line(usize::try_from(line).unwrap_or_default());
        Ok(FoundRow { place, cells: record.iter().map(FoundCell::plain).collect() })
    });
    let rows = rows.collect::<Result<Vec<_>, String>>()?;
    Ok(rows.into_iter().filter(|row| row.count_cells() > 0).collect())
}

/// Finds what parts the cells: what a spreadsheet says in `sep=;`, else what the headings have most of.
fn find_delimiter(text: &str) -> u8 {
    if let Some([delimiter, ..]) = text.trim_start().strip_prefix("sep=").map(str::as_bytes) {
        return *delimiter;
    }
    let lines = || text.lines().filter(|line| !line.trim_start().starts_with('#'));
    let headings = lines().find(|line| line.bytes().any(|byte| DELIMITERS.contains(&byte)));
    let count =
        |delimiter: u8| headings.unwrap_or_default().bytes().filter(|byte| *byte == delimiter).count();
    DELIMITERS.into_iter().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

impl FoundRow {
    /// Returns how many cells say something.
    fn count_cells(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.text.trim().is_empty()).count()
    }

    fn is_comment(&self) -> bool {
        let first = self.cells.first().map_or("", |cell| cell.text.trim_start());
        let is_of_words = first.starts_with("# ") || self.count_cells() == 1;
        first.starts_with('#') && is_of_words
    }

    /// Returns whether it tells a spreadsheet what parts the cells.
    fn is_separator(&self) -> bool {
        self.cells.first().is_some_and(|cell| cell.text.starts_with("sep="))
    }
}

//! Reads a table of comma-separated values; semicolons and tabs count as commas where the headings have more of them.

use crate::found::{FoundCell, FoundRow, FoundTable, describe_line};

pub(crate) fn read_table(text: &str) -> Result<FoundTable, String> {
    let headings = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |delimiter: u8| headings.bytes().filter(|byte| *byte == delimiter).count();
    let delimiter = [b'\t', b';', b','].into_iter().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut records = reader.records().filter(|record| {
        // A line of nothing but commas says nothing.
        record.as_ref().map_or(true, |record| record.iter().any(|cell| !cell.trim().is_empty()))
    });
    let headings = records.next().transpose().map_err(|error| error.to_string())?;
    let headings = headings.ok_or("there is nothing in it but commas")?;
    let place = |record: &csv::StringRecord| {
        let line = record.position().map_or(0, csv::Position::line);
        describe_line(usize::try_from(line).unwrap_or_default())
    };
    let rows = records.map(|record| {
        let record = record.map_err(|error| error.to_string())?;
        Ok(FoundRow { place: place(&record), cells: record.iter().map(FoundCell::plain).collect() })
    });
    Ok(FoundTable {
        place: place(&headings),
        rows: rows.collect::<Result<_, String>>()?,
        headings: headings.iter().map(str::to_owned).collect(),
        section: None,
    })
}

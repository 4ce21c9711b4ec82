//! Joins the parts of tables that blank lines divide, and completes those without headings, so that Markdown has them
//! as tables.

use std::ops::Range;

/// A text whose lines come from other lines.
pub(crate) struct JoinedLines {
    pub(crate) text: String,
    /// Where each line begins, and which line of the source it is, from 1.
    starts: Vec<(usize, usize)>,
}

impl JoinedLines {
    /// Returns the text with each table in one piece, under headings.
    pub(crate) fn join_tables(text: &str) -> Self {
        let lines: Vec<_> = text.lines().collect();
        let mut joined = Self { text: String::with_capacity(text.len()), starts: Vec::new() };
        let (mut is_code, mut index) = (false, 0);
        while let Some(line) = lines.get(index) {
            is_code ^= line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
            if is_code || !is_table_line(line) {
                joined.push_line(line, index + 1);
                index += 1;
                continue;
            }
            let (table, end) = find_table(&lines, index);
            joined.push_table(&lines, &table);
            index = end;
        }
        joined
    }

    /// Returns the line of the source at a place in the text.
    pub(crate) fn find_line(&self, offset: usize) -> usize {
        let after = self.starts.partition_point(|(start, _)| *start <= offset);
        after.checked_sub(1).and_then(|index| self.starts.get(index)).map_or(1, |(_, line)| *line)
    }

    /// Returns the lines of the source that a part of the text is in, without blank ones behind it.
    pub(crate) fn find_lines(&self, range: &Range<usize>) -> Range<usize> {
        let text = self.text.get(range.clone()).unwrap_or_default().trim_end();
        let last = range.start + text.len().saturating_sub(1);
        self.find_line(range.start)..self.find_line(last) + 1
    }

    fn push_line(&mut self, line: &str, number: usize) {
        self.starts.push((self.text.len(), number));
        self.text.extend([line, "\n"]);
    }

    fn push_table(&mut self, lines: &[&str], table: &[usize]) {
        let line =
            |index: usize| table.get(index).and_then(|line| lines.get(*line)).copied().unwrap_or_default();
        let number = table.first().map_or(1, |first| first + 1);
        // A single line is a sentence that begins with `|`.
        if table.len() > 1 && !is_delimiter(line(1)) {
            let row = line(0).trim().replace("\\|", "");
            let cells = row.strip_suffix('|').unwrap_or(&row).matches('|').count();
            let write = |cell: &str| format!("{}|", cell.repeat(cells));
            let has_headings = !row.contains(|c: char| c.is_ascii_digit() || c == '`');
            if !has_headings {
                self.push_line(&write("|  "), number);
                self.push_line(&write("|--"), number);
            }
            self.push_line(line(0), number);
            if has_headings {
                self.push_line(&write("|--"), number);
            }
        } else {
            self.push_line(line(0), number);
        }
        for index in table.iter().skip(1) {
            self.push_line(lines.get(*index).copied().unwrap_or_default(), index + 1);
        }
    }
}

/// Returns the lines of the table that begins in a line, and the line behind it.
fn find_table(lines: &[&str], start: usize) -> (Vec<usize>, usize) {
    let (mut table, mut end) = (vec![start], start + 1);
    loop {
        let next = skip_blank_lines(lines, end);
        let Some(line) = lines.get(next).filter(|line| is_table_line(line)) else { break };
        // The headings of another table.
        let behind = skip_blank_lines(lines, next + 1);
        if table.len() > 1 && !is_delimiter(line) && lines.get(behind).is_some_and(|line| is_delimiter(line))
        {
            break;
        }
        table.push(next);
        end = next + 1;
    }
    (table, end)
}

fn skip_blank_lines(lines: &[&str], start: usize) -> usize {
    let blank = lines.iter().skip(start).take_while(|line| line.trim().is_empty()).count();
    start + blank
}

fn is_table_line(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') && line.len() > 2
}

/// Returns whether a line divides the headings of a table from its rows.
fn is_delimiter(line: &str) -> bool {
    let line = line.trim();
    line.contains('-') && line.contains('|') && line.chars().all(|c| [' ', '\t', '|', ':', '-'].contains(&c))
}

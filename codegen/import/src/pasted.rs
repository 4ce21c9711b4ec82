//! Finds tables and sections in the text that a browser copies of a page.

use std::collections::HashSet;

use crate::error_heading::read_error_heading;
use crate::found::{
    BlockKind, FoundBlock, FoundCell, FoundPage, FoundRow, FoundSection, FoundTable, describe_line,
};
use crate::headings::{CODE, HTTP, STATUS, normalize_heading};
use crate::statuses::DraftStatuses;
use crate::table_cell;

/// Finds tables whose cells have tabs between them, else cells run together; and a section for each error.
pub(crate) fn find_pasted_parts(text: &str) -> FoundPage {
    let lines: Vec<_> = text.lines().collect();
    let mut tables = find_tabbed_tables(&lines);
    if !tables.iter().any(FoundTable::has_errors) {
        tables.extend(Some(find_run_together_table(&lines)).filter(|table| !table.rows.is_empty()));
    }
    let rows = tables.iter().flat_map(|table| &table.rows).map(|row| row.place.as_str()).collect();
    FoundPage { sections: find_sections(&lines, &rows), tables, is_pasted: true, definitions: Vec::new() }
}

/// Finds the tables of lines with tabs: a new one begins with new headings.
fn find_tabbed_tables(lines: &[&str]) -> Vec<FoundTable> {
    let mut tables = Vec::<FoundTable>::new();
    let mut last = None;
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.trim_end().contains('\t')) {
        let cells: Vec<_> = line.split('\t').map(|cell| cell.trim().to_owned()).collect();
        let place = describe_line(index + 1);
        let has_number = cells.iter().any(|cell| cell.starts_with(|c: char| c.is_ascii_digit()));
        let has_errors = || FoundTable { headings: cells.clone(), ..FoundTable::default() }.has_errors();
        let is_heading = !has_number && has_errors();
        let continues = tables.last().is_some_and(|table| {
            table.headings.len() == cells.len() || last.is_some_and(|last| last + 1 == index)
        });
        if is_heading || !continues {
            let mut table = FoundTable { place, headings: cells, ..FoundTable::default() };
            table.push_line(index + 1);
            tables.push(table);
        } else if let Some(table) = tables.last_mut() {
            table.push_line(index + 1);
            table.rows.push(FoundRow { place, cells: cells.into_iter().map(FoundCell::plain).collect() });
        }
        last = Some(index);
    }
    tables
}

/// Reads lines such as `400missing_metadataA required field is missing`.
fn find_run_together_table(lines: &[&str]) -> FoundTable {
    let headings = ["Status", "Code", "Meaning"].map(str::to_owned).to_vec();
    let mut table = FoundTable { headings, ..FoundTable::default() };
    for (index, cells) in
        lines.iter().enumerate().filter_map(|(index, line)| Some((index, split_cells(line)?)))
    {
        let above = index.checked_sub(1).and_then(|index| lines.get(index));
        if table.rows.is_empty() && above.is_some_and(|line| has_headings(line)) {
            table.push_line(index);
        }
        table.push_line(index + 1);
        let cells = cells.map(FoundCell::plain).to_vec();
        table.rows.push(FoundRow { place: describe_line(index + 1), cells });
    }
    table
}

/// Returns whether a line begins with headings that run together.
fn has_headings(line: &str) -> bool {
    let text = normalize_heading(line);
    [HTTP, STATUS, CODE].into_iter().flatten().any(|known| text.starts_with(known))
        && !text.contains(char::is_numeric)
}

/// Splits a line into the status, the code and the meaning that run together in it.
fn split_cells(line: &str) -> Option<[&str; 3]> {
    let (status, rest) = line.trim().split_at_checked(3)?;
    status.parse::<u16>().ok().filter(|status| (100..600).contains(status))?;
    let (code, meaning) = rest.split_at(find_end_of_code(rest)?);
    meaning.contains(' ').then_some([status, code, meaning])
}

impl FoundTable {
    fn push_line(&mut self, line: usize) {
        match self.lines.last_mut() {
            Some(last) if last.end == line => last.end += 1,
            _ => self.lines.push(line..line + 1),
        }
    }
}

/// Finds where a code ends and a sentence begins, with a capital.
fn find_end_of_code(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let dashes = text.len() - text.trim_start_matches(['-', '–', '—']).len();
    if dashes > 0 {
        return Some(dashes);
    }
    let is_upper = first.is_ascii_uppercase();
    let of_code = |c: char| match c {
        'A'..='Z' => is_upper,
        'a'..='z' | '-' | '.' => !is_upper,
        c => c.is_ascii_digit() || c == '_',
    };
    let end = text.find(|c| !of_code(c))?;
    // The capital that a SCREAMING code runs into belongs to the sentence.
    let end = if is_upper { end.checked_sub(1)? } else { end };
    (end > 0 && text[end..].starts_with(|c: char| c.is_uppercase())).then_some(end)
}

/// Finds headings such as `401 — Unauthorized` or `401 invalid_token`, and the text below each.
fn find_sections(lines: &[&str], rows: &HashSet<&str>) -> Vec<FoundSection> {
    let mut sections = Vec::<FoundSection>::new();
    let mut is_open = false;
    let mut chunk = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        // What closes the sample before a heading may be on its line.
        let title = line.trim_start_matches(['}', ' ', '#', '*']).trim_end_matches(['*', ' ', '#']);
        let is_alone = is_blank(lines, index.checked_sub(1)) && is_blank(lines, index.checked_add(1));
        let closing = line.trim_start().starts_with('}').then_some((index, "}"));
        if line.contains('\t') || rows.contains(describe_line(index + 1).as_str()) {
            // A row of a table.
            close_chunk(&mut sections, &mut chunk, is_open);
            is_open = false;
        } else if is_heading(title, is_alone) {
            chunk.extend(closing);
            close_chunk(&mut sections, &mut chunk, is_open);
            is_open = true;
            let heading = FoundCell::plain(title);
            let lines = index + 1..index + 2;
            sections.push(FoundSection { level: 1, lines, heading, ..FoundSection::default() });
        } else if line.trim().is_empty() {
            close_chunk(&mut sections, &mut chunk, is_open);
        } else if (is_alone || line.starts_with('}')) && is_title(title) {
            // The heading of something else.
            chunk.extend(closing);
            close_chunk(&mut sections, &mut chunk, is_open);
            is_open = false;
        } else {
            chunk.push((index + 1, *line));
        }
    }
    close_chunk(&mut sections, &mut chunk, is_open);
    sections
}

fn is_blank(lines: &[&str], index: Option<usize>) -> bool {
    index.and_then(|index| lines.get(index)).is_none_or(|line| line.trim().is_empty())
}

fn is_title(line: &str) -> bool {
    line.len() < 60
        && line.starts_with(char::is_uppercase)
        && !line.ends_with(['.', ':', '!', '?', ';', ',', '}'])
}

fn is_heading(title: &str, is_alone: bool) -> bool {
    let Some(heading) = read_error_heading(title).filter(|heading| heading.is_sure && title.len() < 80)
    else {
        return false;
    };
    let is_dashed = || {
        let (number, rest) = title.split_at_checked(3)?;
        let title = rest.trim_start().strip_prefix(['—', '–', '-', ':'])?.trim();
        let is_status = matches!(table_cell::read_status_cell(number).statuses, DraftStatuses::Listed(_));
        (is_status && title.starts_with(char::is_uppercase)).then_some(())
    };
    // Words alone on a line are a heading; a number alone is a part of something.
    is_alone && !(heading.code.is_empty() && heading.title.is_empty()) || is_dashed().is_some()
}

/// Adds the lines up to a blank one, each with its number, to the section that is open: a sentence, and what follows it
/// as code.
fn close_chunk(sections: &mut [FoundSection], chunk: &mut Vec<(usize, &str)>, is_open: bool) {
    let lines = std::mem::take(chunk);
    let says_something = lines.iter().any(|(_, line)| line.contains(char::is_alphanumeric));
    let Some(section) = sections.last_mut().filter(|_| is_open && says_something) else { return };
    let is_code = |(_, line): &&(usize, &str)| {
        let is_sentence = line.trim_end().ends_with(['.', '!', '?']);
        line.contains(['{', '}', '=', ';']) && !is_sentence || line.starts_with([' ', '\t', '#', '{', '}'])
    };
    let (prose, code) = lines.split_at(lines.iter().take_while(|line| !is_code(line)).count());
    for (number, line) in prose {
        let (lines, content) = (*number..number + 1, FoundCell::plain(line.trim()));
        section.blocks.push(FoundBlock { lines, kind: BlockKind::Paragraph, content });
    }
    if let (Some((first, _)), Some((last, _))) = (code.first(), code.last()) {
        let text = code.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
        let content = FoundCell { prose: format!("```\n{text}\n```"), ..FoundCell::plain(text) };
        section.blocks.push(FoundBlock { lines: *first..last + 1, kind: BlockKind::Code, content });
    }
}

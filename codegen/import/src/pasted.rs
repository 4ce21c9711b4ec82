//! Finds tables in the text that a browser copies of a table or of a page's sections.

use crate::envelope::DraftEnvelope;
use crate::samples::find_samples;
use crate::statuses::DraftStatuses;
use crate::table::FoundTable;
use crate::table_cell;

/// Finds cells with tabs between them, else cells run together, else a section for each error.
pub(crate) fn find_pasted_tables(text: &str) -> Vec<FoundTable> {
    let found = [find_tabbed_table(text), find_run_together_table(text), find_sections(text)];
    found.into_iter().find(|table| !table.rows.is_empty()).into_iter().collect()
}

fn find_tabbed_table(text: &str) -> FoundTable {
    let cells = |line: &str| line.split('\t').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let mut lines = text.lines().filter(|line| line.contains('\t')).map(cells);
    let headings =
        lines.by_ref().find(|cells| FoundTable { headings: cells.clone(), rows: Vec::new() }.has_errors());
    let Some(headings) = headings else { return FoundTable::default() };
    let rows = lines.filter(|cells| cells.len() > 1).collect();
    FoundTable { headings, rows }
}

fn make_table(rows: Vec<Vec<String>>) -> FoundTable {
    FoundTable { headings: ["Status", "Code", "Meaning"].map(str::to_owned).to_vec(), rows }
}

/// Reads lines such as `400missing_metadataA required field is missing`.
fn find_run_together_table(text: &str) -> FoundTable {
    let rows = text.lines().filter_map(|line| {
        let line = line.trim();
        let (status, rest) = line.split_at_checked(3)?;
        status.parse::<u16>().ok().filter(|status| (100..600).contains(status))?;
        let (code, meaning) = rest.split_at(find_end_of_code(rest)?);
        meaning.contains(' ').then(|| [status, code, meaning].map(str::to_owned).to_vec())
    });
    make_table(rows.collect())
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

/// Reads headings such as `401 — Unauthorized`, each with a sentence and a sample of the body with the code.
fn find_sections(text: &str) -> FoundTable {
    let lines: Vec<_> = text.lines().collect();
    let starts: Vec<_> = (0..lines.len()).filter(|line| read_heading(lines[*line]).is_some()).collect();
    let envelope = DraftEnvelope::guess_on_page(&find_samples(text));
    let rows = starts.iter().enumerate().filter_map(|(index, start)| {
        let end = starts.get(index + 1).copied().unwrap_or(lines.len());
        let (status, title) = read_heading(lines[*start])?;
        let body = &lines[start + 1..end];
        let sample = find_samples(&lines[*start + 1..(end + 1).min(lines.len())].join("\n"));
        let code = sample
            .iter()
            .find_map(|sample| envelope.code().iter().find_map(|pointer| sample.pointer(pointer)?.scalar()));
        let sentence = body.iter().map(|line| line.trim()).find(|line| !line.is_empty());
        let meaning = sentence.filter(|line| !line.starts_with(['{', '`', '}', '['])).unwrap_or(title);
        Some(vec![status.to_owned(), code.unwrap_or_default(), meaning.to_owned()])
    });
    make_table(rows.collect())
}

/// Returns the status and the title of a heading. What closes the sample before it may be on its line.
fn read_heading(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(['}', ' ', '#', '*']).trim_end_matches(['*', ' ', '#']);
    let (number, rest) = line.split_at_checked(3)?;
    let title = rest.trim_start().strip_prefix(['—', '–', '-', ':'])?.trim();
    let short = !title.is_empty() && title.len() < 60 && title.starts_with(char::is_uppercase);
    (short && matches!(table_cell::read_status_cell(number).statuses, DraftStatuses::Listed(_)))
        .then_some((number, title))
}

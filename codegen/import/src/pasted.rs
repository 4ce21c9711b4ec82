//! What a browser copies of a table or of a page's sections, as text → tables.

use crate::cell;
use crate::envelope::Envelope;
use crate::markdown::samples;
use crate::statuses::DraftStatuses;
use crate::table::Table;

/// Cells with tabs between them, else cells run together, else a section an error.
pub(crate) fn tables(text: &str) -> Vec<Table> {
    let found = [tabbed(text), run_together(text), sections(text)];
    found.into_iter().find(|table| !table.rows.is_empty()).into_iter().collect()
}

fn tabbed(text: &str) -> Table {
    let cells = |line: &str| line.split('\t').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let mut lines = text.lines().filter(|line| line.contains('\t')).map(cells);
    let headings =
        lines.by_ref().find(|cells| Table { headings: cells.clone(), rows: Vec::new() }.has_errors());
    let Some(headings) = headings else { return Table::default() };
    let rows = lines.filter(|cells| cells.len() > 1).collect();
    Table { headings, rows }
}

fn table(rows: Vec<Vec<String>>) -> Table {
    Table { headings: ["Status", "Code", "Meaning"].map(str::to_owned).to_vec(), rows }
}

/// Lines such as `400missing_metadataA required field is missing`.
fn run_together(text: &str) -> Table {
    let rows = text.lines().filter_map(|line| {
        let line = line.trim();
        let (status, rest) = line.split_at_checked(3)?;
        status.parse::<u16>().ok().filter(|status| (100..600).contains(status))?;
        let (code, meaning) = rest.split_at(end_of_code(rest)?);
        meaning.contains(' ').then(|| [status, code, meaning].map(str::to_owned).to_vec())
    });
    table(rows.collect())
}

/// Where a code ends and a sentence begins, with a capital.
fn end_of_code(text: &str) -> Option<usize> {
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

/// Headings such as `401 — Unauthorized`, a sentence, and a sample of the body with the code.
fn sections(text: &str) -> Table {
    let lines: Vec<_> = text.lines().collect();
    let starts: Vec<_> = (0..lines.len()).filter(|line| heading(lines[*line]).is_some()).collect();
    let envelope = Envelope::on_page(&samples(text));
    let rows = starts.iter().enumerate().filter_map(|(index, start)| {
        let end = starts.get(index + 1).copied().unwrap_or(lines.len());
        let (status, title) = heading(lines[*start])?;
        let body = &lines[start + 1..end];
        let sample = samples(&lines[*start + 1..(end + 1).min(lines.len())].join("\n"));
        let code = sample
            .iter()
            .find_map(|sample| envelope.code().iter().find_map(|pointer| sample.pointer(pointer)?.scalar()));
        let sentence = body.iter().map(|line| line.trim()).find(|line| !line.is_empty());
        let meaning = sentence.filter(|line| !line.starts_with(['{', '`', '}', '['])).unwrap_or(title);
        Some(vec![status.to_owned(), code.unwrap_or_default(), meaning.to_owned()])
    });
    table(rows.collect())
}

/// The status and the title of a heading. What closes the sample before it may stand on its line.
fn heading(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(['}', ' ', '#', '*']).trim_end_matches(['*', ' ', '#']);
    let (number, rest) = line.split_at_checked(3)?;
    let title = rest.trim_start().strip_prefix(['—', '–', '-', ':'])?.trim();
    let short = !title.is_empty() && title.len() < 60 && title.starts_with(char::is_uppercase);
    (short && matches!(cell::status(number).statuses, DraftStatuses::Listed(_))).then_some((number, title))
}

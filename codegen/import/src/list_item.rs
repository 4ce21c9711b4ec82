//! Reads the errors that items of lists describe.

use std::ops::Range;

use crate::error_heading::{ErrorHeading, read_error_heading};
use crate::found::{BlockKind, FoundBlock, FoundCell};
use crate::found_error::FoundError;
use crate::statuses::DraftStatuses;

/// Reads the errors of an item: one, or those of the list below a status that they share.
pub(crate) fn read_items(
    item: &FoundBlock,
    shared: Option<&DraftStatuses>,
) -> Vec<(ErrorHeading, FoundError)> {
    match split_nested_items(&item.content) {
        Some((statuses, cells)) => {
            cells.iter().filter_map(|cell| read_item(cell, &item.lines, Some(&statuses))).collect()
        }
        None => read_item(&item.content, &item.lines, shared).into_iter().collect(),
    }
}

/// Returns whether a block is an item that names a code.
pub(crate) fn has_code(block: &FoundBlock) -> bool {
    let heading = (block.kind == BlockKind::Item).then(|| read_item_heading(&block.content.text)).flatten();
    heading.is_some_and(|(heading, _)| !heading.code.is_empty())
}

/// Splits an item that is a status alone, and has an item for each code below.
fn split_nested_items(cell: &FoundCell) -> Option<(DraftStatuses, Vec<FoundCell>)> {
    let (first, text) = cell.text.split_once('\n')?;
    let (_, prose) = cell.prose.split_once('\n')?;
    let heading = read_error_heading(first)?;
    let statuses = heading.statuses.clone().filter(|_| heading.code.is_empty() && heading.is_title_told())?;
    let [texts, proses] = [text, prose].map(|of| of.lines().filter(|line| !line.trim().is_empty()));
    let cells = texts.zip(proses.clone()).map(|(text, prose)| FoundCell {
        text: text.to_owned(),
        prose: prose.to_owned(),
        links: cell.links.iter().filter(|link| prose.contains(link.as_str())).cloned().collect(),
        is_strong: false,
    });
    let cells: Vec<_> = cells.collect();
    let names_code = |cell: &FoundCell| {
        let heading = read_item_heading(&cell.text);
        heading.is_some_and(|(heading, _)| !heading.code.is_empty() && heading.statuses.is_none())
    };
    (proses.count() == cells.len() && cells.iter().all(names_code)).then_some((statuses, cells))
}

/// Reads an item such as `` `rate_limited` (429): Too many requests. ``
fn read_item(
    cell: &FoundCell,
    place: &Range<usize>,
    shared: Option<&DraftStatuses>,
) -> Option<(ErrorHeading, FoundError)> {
    let (heading, leads) = read_item_heading(&cell.text)?;
    let heading = heading.with_shared_statuses(shared);
    let (lead, rest) = split_leads(&cell.text, leads);
    let (title, prose) = match split_leads(&cell.prose, leads) {
        (title, "") => (title, rest),
        split => split,
    };
    let links = cell.links.iter().filter(|link| title.contains(link.as_str())).cloned().collect();
    let title = FoundCell { text: lead.to_owned(), links, ..FoundCell::default() };
    let mut error = FoundError::new(heading.clone(), place.clone(), &title);
    if !rest.trim().is_empty() {
        let meaning = FoundCell { text: rest.to_owned(), prose: prose.to_owned(), ..FoundCell::default() };
        error.push_cell("Meaning", meaning);
    }
    error.settle_title();
    Some((heading, error))
}

/// Reads what an item is about, and counts the leads that say so: two in `` 400 - `bad_request`: … `` and
/// `` `bad_request` - 400: … ``.
fn read_item_heading(text: &str) -> Option<(ErrorHeading, usize)> {
    let (lead, rest) = split_leads(text, 1);
    let heading = read_error_heading(lead)?;
    let longer = if heading.code.is_empty() {
        read_error_heading(split_leads(text, 2).0).filter(|longer| !longer.code.is_empty())
    } else {
        let behind = read_error_heading(split_leads(rest, 1).0)
            .filter(|of| heading.statuses.is_none() && of.code.is_empty());
        let behind = behind.filter(ErrorHeading::is_title_told);
        behind.map(|behind| ErrorHeading { is_sure: true, statuses: behind.statuses, ..heading.clone() })
    };
    Some(longer.map_or((heading, 1), |longer| (longer, 2)))
}

/// Splits a text behind as many leads; without so many, nothing is behind them.
fn split_leads(text: &str, count: usize) -> (&str, &str) {
    let (mut end, mut rest) = (0, text);
    for _ in 0..count {
        let Some((lead, behind)) = split_lead(rest) else { return (text, "") };
        end = text.len() - rest.len() + lead.len();
        rest = behind;
    }
    (&text[..end], rest)
}

/// Splits what an item is about from what it says of it, at a colon or a dash outside of code.
fn split_lead(text: &str) -> Option<(&str, &str)> {
    let separators = [": ", ":\n", " - ", " – ", " — ", "\n"];
    let is_outside = |at: &usize| text[..*at].matches('`').count().is_multiple_of(2);
    let ends = separators.iter().filter_map(|separator| {
        let at = text.match_indices(separator).map(|(at, _)| at).find(is_outside)?;
        Some((at, separator.len()))
    });
    let (at, length) = ends.min()?;
    Some((&text[..at], &text[at + length..]))
}

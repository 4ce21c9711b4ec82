//! Writes the table of all errors.

use errspec_codegen::text::{self, Align, Table};
use errspec_spec::CatalogEntry;

use super::lists::ErrorLists;
use super::outline::{Outline, PageSection};
use super::phrase::{format_short_code, format_statuses, shorten_code};
use crate::advice::summarize_retry;

/// How many further codes of one error the table shows.
const MAX_OTHER_CODES: usize = 3;
const HEADING: &str = "## All errors";

/// Writes one table, with a row that links to each section.
pub(super) fn write_index(outline: &Outline<'_>) -> Vec<String> {
    let mut table = make_empty_table(outline);
    for section in outline.sections() {
        if outline.sections().len() > 1 {
            let group = [String::new(), format!("**{}**", section.link_in_cell())];
            table.push(group.into_iter().skip(count_omitted_columns(outline)).collect());
        }
        push_entries(&mut table, outline, section);
    }
    let lists = ErrorLists::new(outline);
    let mut blocks = vec![HEADING.to_owned()];
    blocks.extend(lists.write_links(outline));
    blocks.push(table.to_string());
    blocks.extend(lists.write_lists(outline));
    blocks
}

/// Writes a table under the heading of each section, for errors that have pages of their own.
pub(super) fn write_index_by_section(outline: &Outline<'_>) -> Vec<String> {
    let is_ungrouped = outline.sections().len() == 1 && outline.spec().groups().is_empty();
    let lists = ErrorLists::new(outline);
    let links = lists.write_links(outline);
    let mut blocks = Vec::new();
    if is_ungrouped || links.is_some() {
        blocks.push(HEADING.to_owned());
    }
    blocks.extend(links);
    for section in outline.sections() {
        let mut table = make_empty_table(outline);
        push_entries(&mut table, outline, section);
        if !is_ungrouped {
            blocks.extend(section.write_heading(outline));
        }
        blocks.push(table.to_string());
    }
    blocks.extend(lists.write_lists(outline));
    blocks
}

/// Returns how many columns are omitted: that of the status, if no entry has one.
fn count_omitted_columns(outline: &Outline<'_>) -> usize {
    usize::from(!outline.has_statuses())
}

fn make_empty_table(outline: &Outline<'_>) -> Table {
    let columns = [
        ("HTTP", Align::Right),
        ("Code", Align::Default),
        ("When it occurs", Align::Default),
        ("Retry", Align::Default),
    ];
    Table::with_head(&columns[count_omitted_columns(outline)..])
}

fn push_entries(table: &mut Table, outline: &Outline<'_>, section: &PageSection<'_>) {
    for entry in section.entries() {
        let row = make_entry_row(outline, entry).into_iter();
        table.push(row.skip(count_omitted_columns(outline)).collect());
    }
}

/// Lists the codes behind the first one, as many as leave room for the other columns.
fn list_other_codes(entry: &CatalogEntry<'_>) -> String {
    let codes: Vec<_> = entry.data().codes().skip(1).collect();
    let mut listed = String::new();
    for code in codes.iter().take(MAX_OTHER_CODES) {
        listed.extend([", ", &text::format_code_cell(&shorten_code(code.text))]);
    }
    match codes.len().saturating_sub(MAX_OTHER_CODES) {
        0 => listed,
        more => format!("{listed} and {more} more"),
    }
}

fn make_entry_row(outline: &Outline<'_>, entry: &CatalogEntry<'_>) -> [String; 4] {
    let code = format_short_code(entry, text::format_code_cell);
    let others = list_other_codes(entry);
    let deprecated = if entry.deprecated().is_some() { " (deprecated)" } else { "" };
    [
        format_statuses(entry.data().statuses()),
        format!("[{code}]({}){others}{deprecated}", outline.find_destination(entry)),
        outline.clean_cell(entry.data().meaning()),
        summarize_retry(outline.spec(), entry),
    ]
}

//! Finds the tables in a page in Markdown, or in what was copied from a browser.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::pasted;
use crate::table::FoundTable;

/// Finds the tables; where there is none, what a browser copies of one.
pub(crate) fn find_page_tables(text: &str) -> Vec<FoundTable> {
    let tables = find_marked_tables(text);
    if tables.iter().any(FoundTable::has_errors) {
        return tables;
    }
    let pasted = pasted::find_pasted_tables(text);
    if pasted.is_empty() { tables } else { pasted }
}

/// Returns whether there is a table in HTML, which isn't read.
pub(crate) fn has_html_table(text: &str) -> bool {
    let is_table = |html: &str| html.to_ascii_lowercase().contains("<table");
    Parser::new(text)
        .any(|event| matches!(event, Event::Html(html) | Event::InlineHtml(html) if is_table(&html)))
}

/// Finds the tables of GitHub Flavored Markdown.
fn find_marked_tables(text: &str) -> Vec<FoundTable> {
    let mut tables = Vec::<FoundTable>::new();
    let mut cell = None::<String>;
    let mut row = Vec::new();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Table(_)) => tables.push(FoundTable::default()),
            Event::Start(Tag::TableCell) => cell = Some(String::new()),
            Event::End(TagEnd::TableCell) => row.extend(cell.take()),
            Event::End(end @ (TagEnd::TableHead | TagEnd::TableRow)) => {
                if let Some(table) = tables.last_mut() {
                    let cells = std::mem::take(&mut row);
                    if end == TagEnd::TableHead { table.headings = cells } else { table.rows.push(cells) }
                }
            }
            event => {
                if let Some(cell) = &mut cell {
                    push_event(cell, &event);
                }
            }
        }
    }
    tables
}

/// Adds what is in a cell; `<br>` is the only way to a second line.
fn push_event(cell: &mut String, event: &Event<'_>) {
    match event {
        Event::Text(text) => cell.push_str(text),
        Event::Code(code) => cell.extend(["`", code, "`"]),
        Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => cell.push('\n'),
        Event::InlineHtml(_) if !cell.ends_with([' ', '\n']) => cell.push(' '),
        _ => {}
    }
}

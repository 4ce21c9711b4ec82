//! A page in Markdown, or what was copied from a browser → the tables in it, and samples of bodies.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::pasted;
use crate::table::Table;
use crate::tree::Tree;

/// The tables; where there is none, the text that a browser makes of one.
pub(crate) fn tables(text: &str) -> Vec<Table> {
    let tables = marked(text);
    if tables.iter().any(Table::has_errors) {
        return tables;
    }
    let pasted = pasted::tables(text);
    if pasted.is_empty() { tables } else { pasted }
}

/// Whether there is a table in HTML, which isn't read.
pub(crate) fn has_html_table(text: &str) -> bool {
    let is_table = |html: &str| html.to_ascii_lowercase().contains("<table");
    Parser::new(text)
        .any(|event| matches!(event, Event::Html(html) | Event::InlineHtml(html) if is_table(&html)))
}

/// The tables of GitHub Flavored Markdown.
fn marked(text: &str) -> Vec<Table> {
    let mut tables = Vec::<Table>::new();
    let mut cell = None::<String>;
    let mut row = Vec::new();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Table(_)) => tables.push(Table::default()),
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
                    push(cell, &event);
                }
            }
        }
    }
    tables
}

/// Adds what is in a cell; `<br>` is the only way to a second line.
fn push(cell: &mut String, event: &Event<'_>) {
    match event {
        Event::Text(text) => cell.push_str(text),
        Event::Code(code) => cell.extend(["`", code, "`"]),
        Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => cell.push('\n'),
        Event::InlineHtml(_) if !cell.ends_with([' ', '\n']) => cell.push(' '),
        _ => {}
    }
}

/// The JSON objects in a text: a page shows what its errors look like.
pub(crate) fn samples(text: &str) -> Vec<Tree> {
    let mut samples = Vec::new();
    let mut rest = text;
    // A page has few objects; a text of nothing but braces isn't one.
    for _ in 0..200 {
        let Some(start) = rest.find('{') else { break };
        let mut values = serde_json::Deserializer::from_str(&rest[start..]).into_iter::<Tree>();
        rest = match values.next() {
            Some(Ok(tree)) => {
                samples.push(tree);
                &rest[start + values.byte_offset()..]
            }
            _ => &rest[start + 1..],
        };
    }
    samples
}

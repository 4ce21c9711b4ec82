//! A page in Markdown, or what was copied from a browser → the tables in it, and samples of bodies.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::pasted;
use super::table::Table;
use super::tree::Tree;

/// The tables; where there is none, the text that a browser makes of one.
pub(super) fn tables(text: &str) -> Vec<Table> {
    let tables = marked(text);
    if tables.iter().any(|table| table.errors().is_some()) {
        return tables;
    }
    let pasted = pasted::tables(text);
    if pasted.is_empty() { tables } else { pasted }
}

/// The tables of GitHub Flavored Markdown.
fn marked(text: &str) -> Vec<Table> {
    let mut tables = Vec::<Table>::new();
    let mut cell = None::<String>;
    let mut row = Vec::new();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Table(_)) => tables.push(Table { headings: Vec::new(), rows: Vec::new() }),
            Event::Start(Tag::TableCell) => cell = Some(String::new()),
            Event::End(TagEnd::TableCell) => row.extend(cell.take()),
            Event::End(TagEnd::TableHead) => {
                tables
                    .iter_mut()
                    .next_back()
                    .into_iter()
                    .for_each(|table| table.headings = std::mem::take(&mut row));
            }
            Event::End(TagEnd::TableRow) => {
                tables
                    .iter_mut()
                    .next_back()
                    .into_iter()
                    .for_each(|table| table.rows.push(std::mem::take(&mut row)));
            }
            Event::Text(text) => cell.iter_mut().for_each(|cell| cell.push_str(&text)),
            Event::Code(code) => cell.iter_mut().for_each(|cell| cell.extend(["`", &code, "`"])),
            Event::SoftBreak | Event::HardBreak | Event::InlineHtml(_) => {
                cell.iter_mut().filter(|cell| !cell.ends_with(' ')).for_each(|cell| cell.push(' '));
            }
            _ => {}
        }
    }
    tables
}

/// The JSON objects in a text: a page shows what its errors look like.
pub(super) fn samples(text: &str) -> Vec<Tree> {
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

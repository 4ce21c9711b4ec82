//! The sections of a page → the table of all its errors.

use errspec_spec::{Entry, Spec};

use super::outline::Outline;
use super::phrase;
use crate::text::{self, Align, Table};
use crate::words;

pub(super) fn blocks(spec: &Spec, outline: &Outline<'_>) -> Vec<String> {
    let sections = outline.sections();
    let columns = [
        ("HTTP", Align::Right),
        ("Code", Align::Default),
        ("When it occurs", Align::Default),
        ("Retry", Align::Default),
    ];
    let mut table = Table::with_head(columns);
    for section in sections {
        if sections.len() > 1 {
            table.push(vec![String::new(), format!("**{}**", section.link())]);
        }
        section.entries().iter().for_each(|entry| table.push(row(spec, entry)));
    }
    vec!["## All errors".to_owned(), table.to_string()]
}

fn row(spec: &Spec, entry: &Entry) -> Vec<String> {
    let code = entry.code().map_or_else(|| "*none*".to_owned(), text::code_cell);
    let deprecated = if entry.deprecated().is_some() { " (deprecated)" } else { "" };
    vec![
        phrase::statuses(entry.statuses()),
        format!("[{code}](#{}){deprecated}", entry.anchor()),
        text::cell(entry.meaning()),
        words::short_advice(spec, entry),
    ]
}

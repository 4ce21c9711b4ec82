//! The sections of a page → the table of all its errors.

use errspec_spec::{Entry, Spec};

use super::outline::Outline;
use super::phrase;
use crate::text::{self, Align, Table};
use crate::words;

pub(super) fn blocks(spec: &Spec, outline: &Outline<'_>) -> Vec<String> {
    let columns = [
        ("HTTP", Align::Right),
        ("Code", Align::Default),
        ("When it occurs", Align::Default),
        ("Retry", Align::Default),
    ];
    let left_out = usize::from(!outline.has_statuses());
    let mut table = Table::with_head(&columns[left_out..]);
    for section in outline.sections() {
        if outline.sections().len() > 1 {
            let group = [String::new(), format!("**{}**", section.link())];
            table.push(group.into_iter().skip(left_out).collect());
        }
        for entry in section.entries() {
            table.push(row(spec, entry).into_iter().skip(left_out).collect());
        }
    }
    vec!["## All errors".to_owned(), table.to_string()]
}

fn row(spec: &Spec, entry: &Entry) -> [String; 4] {
    let code = entry.code().map_or_else(|| "*none*".to_owned(), text::code_cell);
    let deprecated = if entry.deprecated().is_some() { " (deprecated)" } else { "" };
    [
        phrase::statuses(entry.statuses()),
        format!("[{code}](#{}){deprecated}", entry.anchor()),
        text::cell(entry.meaning()),
        words::short_advice(spec, entry),
    ]
}

//! The sections of a page → the table of all its errors.

use errspec_spec::{Entry, Spec};

use super::outline::{Outline, Section};
use super::phrase;
use crate::text::{self, Align, Table};
use crate::words;

/// One table, in which a row leads to each section.
pub(super) fn blocks(spec: &Spec, outline: &Outline<'_>) -> Vec<String> {
    let left_out = left_out(outline);
    let mut table = empty(outline);
    for section in outline.sections() {
        if outline.sections().len() > 1 {
            let group = [String::new(), format!("**{}**", section.link())];
            table.push(group.into_iter().skip(left_out).collect());
        }
        fill(&mut table, spec, outline, section);
    }
    vec!["## All errors".to_owned(), table.to_string()]
}

/// A table under the heading of each section, where errors have pages of their own.
pub(super) fn by_section(spec: &Spec, outline: &Outline<'_>) -> Vec<String> {
    let one = outline.sections().len() == 1 && spec.groups().is_empty();
    let each = outline.sections().iter().flat_map(|section| {
        let mut table = empty(outline);
        fill(&mut table, spec, outline, section);
        let mut blocks = if one { vec!["## All errors".to_owned()] } else { section.heading() };
        blocks.push(table.to_string());
        blocks
    });
    each.collect()
}

/// How many columns are left out.
fn left_out(outline: &Outline<'_>) -> usize {
    usize::from(!outline.has_statuses())
}

fn empty(outline: &Outline<'_>) -> Table {
    let columns = [
        ("HTTP", Align::Right),
        ("Code", Align::Default),
        ("When it occurs", Align::Default),
        ("Retry", Align::Default),
    ];
    Table::with_head(&columns[left_out(outline)..])
}

fn fill(table: &mut Table, spec: &Spec, outline: &Outline<'_>, section: &Section<'_>) {
    for entry in section.entries() {
        table.push(row(spec, outline, entry).into_iter().skip(left_out(outline)).collect());
    }
}

fn row(spec: &Spec, outline: &Outline<'_>, entry: &Entry) -> [String; 4] {
    let code = entry.code().map_or_else(|| "*none*".to_owned(), text::code_cell);
    let deprecated = if entry.deprecated().is_some() { " (deprecated)" } else { "" };
    [
        phrase::statuses(entry.statuses()),
        format!("[{code}]({}){deprecated}", outline.href(entry)),
        text::cell(entry.meaning()),
        words::short_advice(spec, entry),
    ]
}

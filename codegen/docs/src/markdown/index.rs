//! The sections of a page → the table of all its errors.

use errspec_codegen::text::{self, Align, Table};
use errspec_spec::{CatalogEntry, Spec};

use super::lists::Lists;
use super::outline::{Outline, Section};
use super::phrase;
use crate::advice;

const HEADING: &str = "## All errors";

/// One table, in which a row leads to each section.
pub(super) fn blocks(spec: &Spec, outline: &Outline<'_>) -> Vec<String> {
    let left_out = left_out(outline);
    let mut table = empty(outline);
    for section in outline.sections() {
        if outline.sections().len() > 1 {
            let group = [String::new(), format!("**{}**", section.link_cell())];
            table.push(group.into_iter().skip(left_out).collect());
        }
        fill(&mut table, spec, outline, section);
    }
    let lists = Lists::of(spec, outline);
    let mut blocks = vec![HEADING.to_owned()];
    blocks.extend(lists.ways(outline));
    blocks.push(table.to_string());
    blocks.extend(lists.blocks());
    blocks
}

/// A table under the heading of each section, where errors have pages of their own.
pub(super) fn by_section(spec: &Spec, outline: &Outline<'_>) -> Vec<String> {
    let one = outline.sections().len() == 1 && spec.groups().is_empty();
    let lists = Lists::of(spec, outline);
    let ways = lists.ways(outline);
    let mut blocks = Vec::new();
    blocks.extend((one || ways.is_some()).then(|| HEADING.to_owned()));
    blocks.extend(ways);
    for section in outline.sections() {
        let mut table = empty(outline);
        fill(&mut table, spec, outline, section);
        blocks.extend(if one { Vec::new() } else { section.heading(outline) });
        blocks.push(table.to_string());
    }
    blocks.extend(lists.blocks());
    blocks
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

fn row(spec: &Spec, outline: &Outline<'_>, entry: &CatalogEntry) -> [String; 4] {
    let deprecated = if entry.deprecated().is_some() { " (deprecated)" } else { "" };
    [
        phrase::statuses(entry.data().statuses()),
        format!("[{}]({}){deprecated}", phrase::code(entry, text::format_code_cell), outline.href(entry)),
        outline.cell(entry.data().meaning()),
        advice::short_advice(spec, entry),
    ]
}

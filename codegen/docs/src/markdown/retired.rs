//! The retired entries → the list of what isn't sent any more.

use errspec_codegen::text::{self, Align, Table};
use errspec_spec::{CatalogEntry, Life, Spec};

use super::outline::{Outline, anchor_tag};
use super::phrase;

pub(super) fn blocks(spec: &Spec, outline: &Outline<'_>) -> Vec<String> {
    if spec.retired().is_empty() {
        return Vec::new();
    }
    let columns = [
        ("HTTP", Align::Right),
        ("Code", Align::Default),
        ("What it meant", Align::Default),
        ("Why it is gone", Align::Default),
    ];
    let mut table = Table::with_head(&columns);
    spec.retired().iter().for_each(|entry| table.push(row(outline, entry)));
    vec![
        "## Retired codes".to_owned(),
        "These are no longer sent, and will not come back with another meaning.".to_owned(),
        table.to_string(),
    ]
}

fn row(outline: &Outline<'_>, entry: &CatalogEntry) -> Vec<String> {
    let code = entry.data().code_text().map_or_else(|| "*none*".to_owned(), text::format_code_cell);
    vec![
        phrase::statuses(entry.data().statuses()),
        format!("{}{code}", anchor_tag(entry.anchor())),
        outline.cell(entry.data().meaning()),
        reasons(outline, entry),
    ]
}

fn reasons(outline: &Outline<'_>, entry: &CatalogEntry) -> String {
    let Life::Retired(notice) = entry.life() else { return String::new() };
    let since = notice.since().map(|since| format!("Retired in {}.", outline.cell(since)));
    let note = notice.note().map(|note| outline.cell(note));
    let instead = notice
        .replacement()
        .map(|name| format!("Use {} instead.", outline.link(name, text::format_code_cell)));
    [since, note, instead].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

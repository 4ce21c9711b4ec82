//! Writes the table of retired codes.

use errspec_codegen::text::{self, Align, Table};
use errspec_spec::{CatalogEntry, Life};

use super::outline::{Outline, format_anchor_tag};
use super::phrase::format_statuses;

const HEADING: &str = "Retired codes";

pub(super) fn write_retired_entries(outline: &Outline<'_>) -> Vec<String> {
    let retired = outline.spec().retired();
    if retired.is_empty() {
        return Vec::new();
    }
    let columns = [
        ("HTTP", Align::Right),
        ("Code", Align::Default),
        ("What it meant", Align::Default),
        ("Why it was retired", Align::Default),
    ];
    let mut table = Table::with_head(&columns);
    for entry in retired {
        table.push(make_retired_row(outline, entry));
    }
    // Elsewhere, links lead to the rows.
    let heading = if outline.options().front_matter {
        outline.write_heading("##", HEADING, outline.retired_anchor())
    } else {
        vec![format!("## {HEADING}")]
    };
    let lead = "The API no longer sends these codes, and will not use them for other errors.".to_owned();
    [heading, vec![lead, table.to_string()]].concat()
}

fn make_retired_row(outline: &Outline<'_>, entry: &CatalogEntry<'_>) -> Vec<String> {
    let codes: Vec<_> = entry.data().codes().map(|code| text::format_code_cell(code.text)).collect();
    let code = if codes.is_empty() { "*none*".to_owned() } else { codes.join(", ") };
    vec![
        format_statuses(entry.data().statuses()),
        format!("{}{code}", format_anchor_tag(entry.anchor())),
        outline.clean_cell(entry.data().meaning()),
        describe_retirement(outline, entry),
    ]
}

fn describe_retirement(outline: &Outline<'_>, entry: &CatalogEntry<'_>) -> String {
    let Life::Retired(notice) = entry.life() else { return String::new() };
    let mut sentences = Vec::new();
    sentences.extend(notice.since().map(|since| format!("Retired in {}.", outline.clean_cell(since))));
    sentences.extend(notice.note().map(|note| outline.clean_cell(note)));
    if let Some(name) = notice.replacement() {
        sentences.push(format!("Use {} instead.", outline.link_entry(name, text::format_code_cell)));
    }
    sentences.join(" ")
}

//! An entry → its section of the page.

use errspec_codegen::retry_advice;
use errspec_codegen::text::{self, Align, Table};
use errspec_data::{Field, FieldType, Statuses, Strategy};
use errspec_spec::{CatalogEntry, Notice, Spec};

use super::outline::{Outline, anchor_tag};
use super::phrase;
use crate::sample;

/// How many errors of one code are linked with each other.
const MAX_NAMESAKES: usize = 10;

pub(super) fn blocks(spec: &Spec, outline: &Outline<'_>, entry: &CatalogEntry) -> Vec<String> {
    let mut blocks = vec![anchor_tag(entry.anchor()), format!("### {}", phrase::title(entry))];
    blocks.extend(body(spec, outline, entry));
    blocks
}

/// All but the heading.
pub(super) fn body(spec: &Spec, outline: &Outline<'_>, entry: &CatalogEntry) -> Vec<String> {
    let mut blocks = Vec::new();
    blocks.extend(entry.deprecated().map(|notice| badge(outline, notice)));
    blocks.push(outline.inline(entry.data().meaning()));
    blocks.push(facts(spec, outline, entry).join("\n"));
    blocks.extend(entry.data().guidance().map(|text| outline.block(text)));
    blocks.extend(fields(outline, entry));
    blocks.push("Example response:".to_owned());
    blocks.push(text::format_code_block("http", &sample::error(spec, entry).to_string()));
    blocks.retain(|block| !block.is_empty());
    blocks
}

fn badge(outline: &Outline<'_>, notice: &Notice) -> String {
    let since = notice.since().map_or_else(String::new, |since| format!(" since {}", outline.inline(since)));
    let note = notice.note().map(|note| outline.inline(note));
    let instead =
        notice.replacement().map(|name| format!("Use {} instead.", outline.link(name, text::format_code)));
    let parts: Vec<_> =
        [Some(format!("**Deprecated{since}.**")), note, instead].into_iter().flatten().collect();
    format!("> {}", parts.join(" "))
}

fn facts(spec: &Spec, outline: &Outline<'_>, entry: &CatalogEntry) -> Vec<String> {
    let action = match spec.retry_hint(entry, None).strategy() {
        Strategy::Action { id: Some(id), .. } => Some(format!("- **Action id:** {}", text::format_code(id))),
        _ => None,
    };
    let any_status = entry.data().statuses() == Statuses::Any && outline.has_statuses();
    let status = any_status.then(|| "- **Status:** Any; the code alone tells.".to_owned());
    let conditions = (!entry.data().conditions().is_empty()).then(|| {
        format!("- **Only if:** {}", phrase::conditions(entry.data().conditions(), text::format_code))
    });
    let since = entry.since().map(|since| format!("- **Since:** {}", outline.inline(since)));
    let arm = format!("Err({}Error::{}({})) => …", spec.api().name(), entry.data().name(), binding(entry));
    let docs = entry.data().docs_url().map(|url| format!("- **See also:** {}", text::format_web_link(url)));
    let mut facts = retry(spec, outline, entry);
    let rust = Some(format!("- **Rust:** {}", text::format_code(&arm)));
    facts.extend(
        [action, status, conditions, namesakes(outline, entry), since, rust, docs].into_iter().flatten(),
    );
    facts
}

/// What else the code can stand for.
fn namesakes(outline: &Outline<'_>, entry: &CatalogEntry) -> Option<String> {
    let others: Vec<_> = outline.namesakes(entry).collect();
    let links = others.iter().take(MAX_NAMESAKES).map(|other| {
        let status = if other.data().statuses() == Statuses::Any { " at any other status" } else { "" };
        format!("[{}]({}){status}", phrase::title(other), outline.href(other))
    });
    let links: Vec<_> = links.collect();
    let more = match others.len() - links.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!links.is_empty()).then(|| format!("- **Same code:** {}{more}", links.join(", ")))
}

fn retry(spec: &Spec, outline: &Outline<'_>, entry: &CatalogEntry) -> Vec<String> {
    let each = retry_advice::list_advice_by_status(spec, entry).into_iter().map(|(statuses, advice)| {
        let at = statuses.map_or_else(String::new, |statuses| format!(" at {statuses}"));
        format!("- **Retry{at}:** {}", outline.inline(&advice))
    });
    each.collect()
}

/// An entry with fields has a type of its own, which derefs to the reply.
fn binding(entry: &CatalogEntry) -> &'static str {
    if entry.data().fields().is_empty() { "reply" } else { "error" }
}

fn fields(outline: &Outline<'_>, entry: &CatalogEntry) -> Vec<String> {
    let columns = ["Field", "Type", "Where", "Meaning"].map(|name| (name, Align::Default));
    let mut table = Table::with_head(&columns);
    entry.data().fields().iter().for_each(|field| table.push(field_row(outline, field)));
    if table.is_empty() {
        return Vec::new();
    }
    let lead = "The response can carry these fields, and any of them can be missing:".to_owned();
    vec![lead, table.to_string()]
}

fn field_row(outline: &Outline<'_>, field: &Field) -> Vec<String> {
    let meaning = field.meaning().map(|text| outline.cell(text));
    let sensitive = field.is_sensitive().then(|| "**Sensitive:** keep it out of logs.".to_owned());
    let meaning: Vec<_> = [meaning, sensitive].into_iter().flatten().collect();
    vec![
        text::format_code_cell(field.name()),
        type_words(field.value_type()).to_owned(),
        phrase::locator(&field.at(), text::format_code_cell),
        meaning.join(" "),
    ]
}

fn type_words(kind: FieldType) -> &'static str {
    match kind {
        FieldType::String => "string",
        FieldType::Integer => "integer",
        FieldType::Unsigned => "integer, not negative",
        FieldType::Number => "number",
        FieldType::Boolean => "boolean",
        FieldType::Json => "any JSON",
    }
}

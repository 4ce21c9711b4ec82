//! Writes the section of an entry.

use errspec_codegen::hint_groups::group_hints_in_force;
use errspec_codegen::retry_advice::list_advice_by_status;
use errspec_codegen::text::{self, Align, Table};
use errspec_data::{Field, Statuses, Strategy};
use errspec_spec::{CatalogEntry, Notice};

use super::condition::{Absence, describe_conditions};
use super::outline::Outline;
use super::phrase::{format_entry_title, join_with_and};
use super::place::describe_locator;
use crate::advice::describe_advice;
use crate::sample::make_sample;

/// How many errors with the same code are linked with each other.
const MAX_NAMESAKES: usize = 10;

pub(super) fn write_entry_section(outline: &Outline<'_>, entry: &CatalogEntry<'_>) -> Vec<String> {
    let mut blocks = outline.write_heading("###", &format_entry_title(entry), entry.anchor());
    blocks.extend(write_entry_body(outline, entry));
    blocks
}

/// Writes everything but the heading.
pub(super) fn write_entry_body(outline: &Outline<'_>, entry: &CatalogEntry<'_>) -> Vec<String> {
    let mut blocks = Vec::new();
    blocks.extend(entry.deprecated().map(|notice| write_deprecation(outline, notice)));
    blocks.push(outline.clean_line(entry.data().meaning()));
    blocks.push(list_facts(outline, entry).join("\n"));
    blocks.extend(entry.data().guidance().map(|text| outline.clean_block(text)));
    blocks.extend(write_fields(outline, entry));
    blocks.push("Example response:".to_owned());
    let sample = make_sample(outline.catalog(), entry);
    blocks.push(text::format_code_block("http", &sample.to_string()));
    blocks.retain(|block| !block.is_empty());
    blocks
}

fn write_deprecation(outline: &Outline<'_>, notice: &Notice<'_>) -> String {
    let since = notice.since().map(|since| format!(" since {}", outline.clean_line(since)));
    let mut sentences = vec![format!("**Deprecated{}.**", since.unwrap_or_default())];
    sentences.extend(notice.note().map(|note| outline.clean_line(note)));
    if let Some(name) = notice.replacement() {
        sentences.push(format!("Use {} instead.", outline.link_entry(name, text::format_code)));
    }
    format!("> {}", sentences.join(" "))
}

/// Describes why an error happens: a single cause on its line, several as a list below it.
fn list_causes(outline: &Outline<'_>, entry: &CatalogEntry<'_>) -> Option<String> {
    let causes: Vec<_> = entry.data().causes().iter().map(|cause| outline.clean_line(cause)).collect();
    let lead = "- **Why it happens:**";
    match &causes[..] {
        [] => None,
        [only] => Some(format!("{lead} {only}")),
        several => {
            let bullets = several.iter().map(|cause| format!("\n  - {cause}"));
            Some(format!("{lead}{}", bullets.collect::<String>()))
        }
    }
}

/// Lists what can be said about an entry in one line each.
fn list_facts(outline: &Outline<'_>, entry: &CatalogEntry<'_>) -> Vec<String> {
    let data = entry.data();
    let mut facts = Vec::from_iter(list_causes(outline, entry));
    facts.extend(list_retry_advice(outline, entry));
    facts.extend(list_action_ids(outline, entry));
    facts.extend(
        data.user_message().map(|text| format!("- **What to tell users:** {}", text::escape_line(text))),
    );
    if data.statuses() == Statuses::Any && outline.has_statuses() {
        facts.push("- **Status:** Any. Only the code identifies this error.".to_owned());
    }
    if !data.conditions().is_empty() {
        let conditions = describe_conditions(data.conditions(), Absence::Counts, text::format_code);
        facts.push(format!("- **Only if:** {conditions}"));
    }
    facts.extend(list_other_codes(entry));
    facts.extend(link_namesakes(outline, entry));
    facts.extend(entry.since().map(|since| format!("- **Since:** {}", outline.clean_line(since))));
    facts.extend(describe_rust(outline, entry));
    facts.extend(data.docs_url().map(|url| format!("- **See also:** {}", text::format_web_link(url))));
    facts
}

fn list_retry_advice(outline: &Outline<'_>, entry: &CatalogEntry<'_>) -> Vec<String> {
    let advice = list_advice_by_status(outline.spec(), entry).into_iter().map(|(statuses, advice)| {
        let at = statuses.map_or_else(String::new, |statuses| format!(" at {statuses}"));
        let retry = format!("[Retry]({})", outline.find_retrying());
        format!("- **{retry}{at}:** {}", outline.clean_line(&describe_advice(&advice)))
    });
    advice.collect()
}

/// Lists the actions that programs know by an id, of the hints at all statuses.
fn list_action_ids(outline: &Outline<'_>, entry: &CatalogEntry<'_>) -> Vec<String> {
    let mut facts = Vec::new();
    for group in group_hints_in_force(outline.spec(), entry) {
        if let Strategy::Action { id: Some(id), .. } = group.hint().strategy() {
            facts.push(format!("- **Action id:** {}", text::format_code(id)));
        }
    }
    facts.dedup();
    facts
}

/// Lists the codes behind the first one.
fn list_other_codes(entry: &CatalogEntry<'_>) -> Option<String> {
    let codes: Vec<_> = entry.data().codes().skip(1).map(|code| text::format_code(code.text)).collect();
    (!codes.is_empty()).then(|| format!("- **Also sent as:** {}", join_with_and(&codes)))
}

/// Links the other errors that have the same code.
fn link_namesakes(outline: &Outline<'_>, entry: &CatalogEntry<'_>) -> Option<String> {
    let (others, count) = outline.namesakes(entry, MAX_NAMESAKES);
    let links = others.iter().map(|other| {
        let status = if other.data().statuses() == Statuses::Any { " at any other status" } else { "" };
        format!("[{}]({}){status}", format_entry_title(other), outline.find_destination(other))
    });
    let links: Vec<_> = links.collect();
    let more = match count - links.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!links.is_empty()).then(|| format!("- **Same code:** {}{more}", links.join(", ")))
}

/// Shows how Rust matches the error and, if it has fields, reads them.
fn describe_rust(outline: &Outline<'_>, entry: &CatalogEntry<'_>) -> Option<String> {
    if outline.options().omits_rust {
        return None;
    }
    let (api, name) = (outline.spec().api().name(), entry.data().name());
    let arm = text::format_code(&format!("Err({api}Error::{name}(response)) => …"));
    if entry.data().fields().is_empty() {
        return Some(format!("- **Rust:** {arm}"));
    }
    let read = text::format_code(&format!("response.fields::<{name}>()"));
    Some(format!("- **Rust:** {arm}; {read} returns the fields."))
}

fn write_fields(outline: &Outline<'_>, entry: &CatalogEntry<'_>) -> Vec<String> {
    let columns = ["Field", "Type", "Where", "Meaning"].map(|name| (name, Align::Default));
    let mut table = Table::with_head(&columns);
    for field in entry.data().fields() {
        table.push(make_field_row(outline, field));
    }
    if table.is_empty() {
        return Vec::new();
    }
    let lead = "The response can contain these fields; any of them may be missing:".to_owned();
    vec![lead, table.to_string()]
}

fn make_field_row(outline: &Outline<'_>, field: &Field<'_>) -> Vec<String> {
    let mut sentences: Vec<_> = field.meaning().map(|text| outline.clean_cell(text)).into_iter().collect();
    if field.is_sensitive() {
        sentences.push("**Sensitive:** do not log it.".to_owned());
    }
    vec![
        text::format_code_cell(field.name()),
        field.value_type().info().words.to_owned(),
        describe_locator(&field.at(), text::format_code_cell),
        sentences.join(" "),
    ]
}

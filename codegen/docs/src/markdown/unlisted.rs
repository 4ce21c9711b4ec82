//! Writes the sections about what no entry describes: unlisted errors, requests without a response, failed items.

use errspec_codegen::retry_advice::{describe_hint, describe_hint_without_response};
use errspec_codegen::text;
use errspec_data::{Items, Place, RetryTable, Statuses, TransportFailure};
use errspec_spec::notation::format_class;

use super::outline::Outline;
use super::phrase::{
    describe_conditions, describe_locator, describe_locators, describe_subject, format_statuses,
    join_with_and,
};
use crate::sample::make_partial_sample;

pub(super) fn write_unlisted_errors(outline: &Outline<'_>) -> Vec<String> {
    let table = outline.spec().retry();
    let mut blocks = write_retry_table(table, outline);
    blocks.extend(write_transport_failures(table, outline));
    if let Some(items) = outline.spec().partial() {
        blocks.extend(write_failed_items(items, outline));
    }
    blocks
}

/// Writes the hints of the retry table, which also hold for errors that a gateway sends.
fn write_retry_table(table: &RetryTable<'_>, outline: &Outline<'_>) -> Vec<String> {
    let by_status = table.statuses().iter().map(|(status, hint)| (Statuses::One(*status), *hint));
    let by_class = table.classes().iter().map(|(class, hint)| (Statuses::Class(*class), *hint));
    let rest = table.default_hint().map(|hint| (Statuses::Any, hint));
    let mut bullets = Vec::new();
    for (index, (statuses, hint)) in by_status.chain(by_class).chain(rest).enumerate() {
        let advice = outline.clean_line(&describe_hint(hint, statuses));
        bullets.push(format!("- **{}:** {advice}", describe_remaining_statuses(statuses, index)));
    }
    if bullets.is_empty() {
        return Vec::new();
    }
    vec![
        "## Errors that are not listed".to_owned(),
        "A gateway can also send errors, and the API may have added errors since this page was generated. \
         Whether to retry after them depends on the status:"
            .to_owned(),
        bullets.join("\n"),
    ]
}

/// Describes the statuses of a hint: those of a class, or any, without the ones before it.
fn describe_remaining_statuses(statuses: Statuses<'_>, index: usize) -> String {
    match statuses {
        Statuses::Any if index > 0 => "Any other status".to_owned(),
        Statuses::Any => "Any status".to_owned(),
        Statuses::Class(class) if index > 0 => format!("Other {}", format_class(class)),
        other => format_statuses(other),
    }
}

fn write_transport_failures(table: &RetryTable<'_>, outline: &Outline<'_>) -> Vec<String> {
    let mut bullets = Vec::new();
    for failure in TransportFailure::ALL {
        let Some(hint) = table.failure_hint(failure) else { continue };
        let advice = outline.clean_line(&describe_hint_without_response(hint, failure));
        bullets.push(format!("- **{}:** {advice}", failure.title()));
    }
    if bullets.is_empty() {
        return Vec::new();
    }
    vec!["## Requests without a response".to_owned(), bullets.join("\n")]
}

fn write_failed_items(items: &Items<'_>, outline: &Outline<'_>) -> Vec<String> {
    let place = describe_subject(Place::body(items.pointer().as_str()), text::format_code);
    let conditions = describe_conditions(items.failed(), text::format_code);
    let sample = make_partial_sample(outline.catalog(), items);
    vec![
        "## Failures inside a success".to_owned(),
        format!(
            "A successful response can report failures. An element of {place} has failed if, in the element, \
             {conditions}.{}",
            describe_item_parts(items)
        ),
        text::format_code_block("http", &sample.to_string()),
    ]
}

/// Describes the parts of an element that has failed.
fn describe_item_parts(items: &Items<'_>) -> String {
    let mut parts = Vec::new();
    if let Some(target) = items.target() {
        parts.push(format!("{} identifies what failed", describe_locator(&target, text::format_code)));
    }
    if !items.message().is_empty() {
        parts.push(format!("{} is the message", describe_locators(items.message(), text::format_code)));
    }
    if !items.code().is_empty() {
        let places = describe_locators(items.code(), text::format_code);
        parts.push(format!("{places} is the code of an error on this page"));
    }
    if parts.is_empty() { String::new() } else { format!(" There, {}.", join_with_and(&parts)) }
}

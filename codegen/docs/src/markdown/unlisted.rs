//! Writes the sections about what no entry describes: unlisted errors and requests without a response.

use errspec_codegen::retry_advice::RetryAdvice;
use errspec_codegen::text;
use errspec_data::{RetryTable, Statuses, TransportFailure};
use errspec_spec::notation::format_class;

use super::outline::Outline;
use super::phrase::format_statuses;
use super::retrying::list_table_advice;
use crate::advice::describe_advice;

pub(super) fn write_unlisted_errors(outline: &Outline<'_>) -> Vec<String> {
    let mut blocks = write_unlisted_codes(outline);
    blocks.extend(write_transport_failures(outline.spec().retry(), outline));
    blocks
}

/// Says what an error is that the page doesn't have, and whether to retry after it.
fn write_unlisted_codes(outline: &Outline<'_>) -> Vec<String> {
    let mut blocks = vec!["## Errors that are not listed".to_owned(), describe_unlisted_code(outline)];
    let mut bullets = Vec::new();
    for (index, (statuses, advice)) in list_table_advice(outline.spec().retry()).iter().enumerate() {
        let advice = outline.clean_line(&describe_advice(advice));
        bullets.push(format!("- **{}:** {advice}", describe_remaining_statuses(*statuses, index)));
    }
    if bullets.is_empty() {
        blocks.push(
            "This page has no retry hint for such errors, so do not send the request again automatically."
                .to_owned(),
        );
    } else {
        blocks.push(format!("Whether to [retry]({}) depends on the status:", outline.find_retrying()));
        blocks.push(bullets.join("\n"));
    }
    blocks
}

fn describe_unlisted_code(outline: &Outline<'_>) -> String {
    let mut sentences = vec![
        "The API can add errors, and a proxy or gateway can answer in its place. So handle codes that this page does \
         not list, and bodies that have no code at all."
            .to_owned(),
    ];
    let lists_code = outline.entries().any(|entry| entry.data().code().is_some());
    let lists_status_alone = outline.entries().any(|entry| entry.data().code().is_none());
    if lists_code && lists_status_alone {
        sentences.push(
            "Where the page has an error without a code for the status, the response is that error."
                .to_owned(),
        );
    }
    if outline.has_statuses() {
        sentences.push(
            "Of any other, only the status is known: at 4xx the request was refused, at 5xx the server failed."
                .to_owned(),
        );
    }
    if !outline.options().omits_rust {
        let variant = format!("{}Error::Unrecognized", outline.spec().api().name());
        sentences.push(format!("In Rust, it is {}.", text::format_code(&variant)));
    }
    sentences.join(" ")
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
        let advice = RetryAdvice::of_hint_without_response(hint, failure);
        let advice = outline.clean_line(&describe_advice(&advice));
        bullets.push(format!("- **{}:** {advice}", failure.title()));
    }
    if bullets.is_empty() {
        return Vec::new();
    }
    vec!["## Requests without a response".to_owned(), bullets.join("\n")]
}

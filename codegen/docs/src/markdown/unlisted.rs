//! Writes the sections about what no entry describes: unlisted errors and requests without a response.

use errspec_codegen::retry_advice::{describe_hint, describe_hint_without_response};
use errspec_data::{RetryTable, Statuses, TransportFailure};
use errspec_spec::CatalogEntry;
use errspec_spec::notation::format_class;

use super::outline::Outline;
use super::phrase::format_statuses;

pub(super) fn write_unlisted_errors(outline: &Outline<'_>) -> Vec<String> {
    let table = outline.spec().retry();
    let mut blocks = write_retry_table(table, outline);
    blocks.extend(write_transport_failures(table, outline));
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
    let unlisted_code = describe_unlisted_code(outline);
    if bullets.is_empty() && unlisted_code.is_none() {
        return Vec::new();
    }
    let mut blocks = vec!["## Errors that are not listed".to_owned()];
    blocks.extend(unlisted_code);
    if !bullets.is_empty() {
        blocks.push(
            "A gateway can also send errors, and the API may have added errors since this page was generated. \
             Whether to retry after them depends on the status:"
                .to_owned(),
        );
        blocks.push(bullets.join("\n"));
    }
    blocks
}

/// Says what a code is that the page doesn't have, where an error without a code can be meant.
fn describe_unlisted_code(outline: &Outline<'_>) -> Option<String> {
    let has_code = |entry: &CatalogEntry<'_>| entry.data().code().is_some();
    let (mut with_code, mut without) = (false, false);
    for entry in outline.entries() {
        with_code |= has_code(entry);
        without |= !has_code(entry);
    }
    (with_code && without).then(|| {
        "A response whose code is not on this page is the error without a code that has its status, if there is \
         one."
            .to_owned()
    })
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

//! Writes the sections about what no entry describes: unlisted errors, no response, failures in a success.

use errspec_codegen::notation::format_class;
use errspec_codegen::{retry_advice, text};
use errspec_data::{Items, Place, RetryTable, Statuses, TransportFailure};
use errspec_spec::Spec;

use super::outline::Outline;
use super::phrase;
use crate::sample;

pub(super) fn blocks(spec: &Spec, outline: &Outline<'_>) -> Vec<String> {
    [unlisted(spec.retry(), outline), without_response(spec.retry(), outline), inside_success(spec)].concat()
}

/// The table's hints hold for errors that a gateway sends in the API's place, too.
fn unlisted(table: &RetryTable, outline: &Outline<'_>) -> Vec<String> {
    let by_status = table.statuses().iter().map(|(status, hint)| (Statuses::One(*status), *hint));
    let by_class = table.classes().iter().map(|(class, hint)| (Statuses::Class(*class), *hint));
    let rest = table.default_hint().map(|hint| (Statuses::Any, hint));
    let hints: Vec<_> = by_status.chain(by_class).chain(rest).collect();
    if hints.is_empty() {
        return Vec::new();
    }
    let bullets = hints.iter().enumerate().map(|(index, (statuses, hint))| {
        let advice = outline.inline(&retry_advice::describe_hint(*hint, *statuses));
        format!("- **{}:** {advice}", unlisted_status(*statuses, index))
    });
    vec![
        "## Errors that are not listed".to_owned(),
        "An error can also come from a gateway, or be newer than this page. What to do then depends on the status:".to_owned(),
        bullets.collect::<Vec<_>>().join("\n"),
    ]
}

/// A class or any status is what the ones before it leave over.
fn unlisted_status(statuses: Statuses<'_>, index: usize) -> String {
    match statuses {
        Statuses::Any if index > 0 => "Any other status".to_owned(),
        Statuses::Any => "Any status".to_owned(),
        Statuses::Class(class) if index > 0 => format!("Other {}", format_class(class)),
        other => phrase::statuses(other),
    }
}

fn without_response(table: &RetryTable, outline: &Outline<'_>) -> Vec<String> {
    let bullets = TransportFailure::ALL.into_iter().filter_map(|failure| {
        let what = match failure {
            TransportFailure::Timeout => "No response in time",
            // The only other one.
            _ => "No connection",
        };
        let hint = table.failure_hint(failure)?;
        let advice = outline.inline(&retry_advice::describe_hint_without_response(hint, failure));
        Some(format!("- **{what}:** {advice}"))
    });
    let bullets: Vec<_> = bullets.collect();
    if bullets.is_empty() {
        return Vec::new();
    }
    vec!["## Requests without a response".to_owned(), bullets.join("\n")]
}

fn inside_success(spec: &Spec) -> Vec<String> {
    let (Some(partial), Some(sample)) = (spec.partial(), sample::partial(spec)) else { return Vec::new() };
    let items = phrase::the(Place::body(partial.pointer().as_str()), text::format_code);
    let intro = format!(
        "A success can hold failures, too. An element of {items} failed if, in it, {}.",
        phrase::conditions(partial.failed(), text::format_code)
    );
    vec![
        "## Failures inside a success".to_owned(),
        format!("{intro}{}", parts(partial)),
        text::format_code_block("http", &sample.to_string()),
    ]
}

/// What else an element says.
fn parts(partial: &Items) -> String {
    let target = partial.target().map(|at| phrase::locator(&at, text::format_code));
    let says = |places: String, what: &str| (!places.is_empty()).then(|| format!("{places} says {what}"));
    let target = says(target.unwrap_or_default(), "what it is about");
    let message = says(phrase::places(partial.message(), text::format_code), "why");
    let code =
        says(phrase::places(partial.code(), text::format_code), "which of the errors on this page it is");
    let parts: Vec<_> = [target, message, code].into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!(" There, {}.", phrase::and(&parts)) }
}

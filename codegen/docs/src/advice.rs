//! Describes retry hints in short: at one status, and in the words that fit into a table.

use errspec_codegen::hint_groups::group_hints_in_force;
use errspec_codegen::retry_advice::{RetryAdvice, close_sentence, describe_duration, describe_limit};
use errspec_data::{RetryHint, Statuses, Strategy};
use errspec_spec::{CatalogEntry, Spec};

/// Describes whether to retry after a response with a status that became this error, or no error of the catalog, as
/// sentences in plain text.
#[must_use]
pub fn describe_retry_at(spec: &Spec<'_>, entry: Option<&CatalogEntry<'_>>, status: u16) -> String {
    let statuses = Statuses::One(status);
    let hint = match entry {
        Some(entry) => Some(spec.retry_hint(entry, Some(status))),
        None => spec.retry().hint_in_force(None, statuses, Some(status)),
    };
    match hint {
        Some(hint) => RetryAdvice::of_hint(hint, statuses).write_sentences(),
        None => "No. The catalog has no retry hint for this status.".to_owned(),
    }
}

/// Describes whether to retry after an error, in one to three words for each hint in force.
#[must_use]
pub fn summarize_retry(spec: &Spec<'_>, entry: &CatalogEntry<'_>) -> String {
    match &group_hints_in_force(spec, entry)[..] {
        [only] => summarize_hint(only.hint()),
        several => {
            let summaries = several
                .iter()
                .map(|group| format!("{}: {}", group.describe_statuses(), summarize_hint(group.hint())));
            summaries.collect::<Vec<_>>().join("; ")
        }
    }
}

/// Describes what to do in the words that the section on retrying explains, as sentences in plain text.
pub(crate) fn describe_advice(advice: &RetryAdvice<'_>) -> String {
    let hint = advice.hint();
    let mut sentences = vec![summarize_strategy(hint.strategy())];
    sentences.extend(advice.doubt().map(|statuses| match statuses {
        "" => "Only if the request is idempotent.".to_owned(),
        statuses => format!("{statuses}, only if the request is idempotent."),
    }));
    if hint.is_retryable() && hint.throttled() {
        sentences.push("Slow other requests down.".to_owned());
    }
    sentences.join(" ")
}

fn summarize_strategy(strategy: Strategy<'_>) -> String {
    match strategy {
        Strategy::After { delay, retries } => {
            format!("After {}, {}.", describe_duration(delay), describe_limit(retries))
        }
        Strategy::Backoff { initial, max, retries } => {
            let (from, to) = (describe_duration(initial), describe_duration(max));
            let bounds =
                if initial == max { format!("of {from}") } else { format!("from {from} up to {to}") };
            format!("With backoff {bounds}, {}.", describe_limit(retries))
        }
        Strategy::Action { text, .. } => format!("After an action. {}", close_sentence(text)),
        strategy => format!("{}.", strategy.summary()),
    }
}

fn summarize_hint(hint: RetryHint<'_>) -> String {
    let strategy = hint.strategy();
    match strategy.wait() {
        Some(wait) => format!("{} {}", strategy.summary(), describe_duration(wait)),
        None => strategy.summary().to_owned(),
    }
}

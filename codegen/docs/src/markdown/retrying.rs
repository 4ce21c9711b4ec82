//! Writes the section that explains, once for all errors, what they say about retrying.

use errspec_codegen::retry_advice::{RetryAdvice, list_advice_by_status};
use errspec_data::{EnvelopePart, RetryTable, Statuses, Strategy, TransportFailure};
use errspec_spec::Spec;

use super::outline::Outline;

/// Writes what the words mean with which the page says whether to retry.
pub(super) fn write_retrying(outline: &Outline<'_>) -> Vec<String> {
    let spec = outline.spec();
    let all: Vec<_> = list_advice_on_responses(spec).chain(list_advice_without_response(spec)).collect();
    let mut bullets = explain_strategies(&all);
    if all.iter().any(|advice| advice.doubt().is_some()) {
        bullets.push(
            "- **Only if the request is idempotent:** The server may have acted on the request, and a second one \
             that is not idempotent would take effect twice."
                .to_owned(),
        );
    }
    if all.iter().any(|advice| advice.hint().is_retryable() && advice.hint().throttled()) {
        bullets.push(
            "- **Slow other requests down:** Requests come in too fast, those to other resources included."
                .to_owned(),
        );
    }
    let mut blocks = outline.write_heading("##", "Retrying", outline.retrying_anchor());
    blocks.push("Each error says whether sending the request again can help:".to_owned());
    blocks.push(bullets.join("\n"));
    blocks.extend(describe_asked_wait(spec));
    blocks.extend(describe_verdict(spec));
    blocks
}

/// Explains the strategies that the page names, each once.
fn explain_strategies(all: &[RetryAdvice<'_>]) -> Vec<String> {
    let has = |is_it: fn(Strategy<'_>) -> bool| all.iter().any(|advice| is_it(advice.hint().strategy()));
    let explained = [
        (
            has(|strategy| matches!(strategy, Strategy::Never)),
            "- **No:** The same request would fail again. Change it first.",
        ),
        (
            has(|strategy| matches!(strategy, Strategy::Once)),
            "- **Once:** Send the request again one time, at once or after the wait that the server asks for.",
        ),
        (
            has(|strategy| matches!(strategy, Strategy::After { .. })),
            "- **After a time:** Wait as long as the server asks, or else for the time that is named. Then send the request \
             again.",
        ),
        (
            has(|strategy| matches!(strategy, Strategy::Backoff { .. })),
            "- **With backoff:** Before each retry, wait a random time between zero and a limit: the first time named \
             at first, twice as much each time after, and never more than the second (exponential backoff with full \
             jitter). Where the server asks for a longer wait, go by that.",
        ),
        (
            has(|strategy| matches!(strategy, Strategy::Action { .. })),
            "- **After an action:** A retry alone does not help. Do what is named first, then send the request again. \
             Programs can tell actions by the action id, where there is one.",
        ),
    ];
    explained.into_iter().filter(|(is_named, _)| *is_named).map(|(_, text)| text.to_owned()).collect()
}

fn describe_asked_wait(spec: &Spec<'_>) -> Option<String> {
    can_be_asked_to_wait(spec).then(|| {
        format!(
            "The place where a server asks for a wait is in the table at the top, called *{}*.",
            EnvelopePart::RetryAfter.title()
        )
    })
}

fn describe_verdict(spec: &Spec<'_>) -> Option<String> {
    (!spec.envelope().should_retry().is_empty()).then(|| {
        format!(
            "What the server says under *{}* counts more than this page: after `false`, do not send the request \
             again; after `true`, the request was not processed, and can be sent again after 1 second or more \
             where this page says not to.",
            EnvelopePart::ShouldRetry.title()
        )
    })
}

/// Returns whether a client ever has to look for a wait.
pub(super) fn can_be_asked_to_wait(spec: &Spec<'_>) -> bool {
    !spec.envelope().retry_after().is_empty()
        || list_advice_on_responses(spec).any(|advice| advice.hint().is_retryable())
}

/// Lists what to do after responses: by the entries, and by the retry table.
fn list_advice_on_responses<'a>(spec: &'a Spec<'_>) -> impl Iterator<Item = RetryAdvice<'a>> {
    let of_entries = spec.entries().iter().flat_map(|entry| list_advice_by_status(spec, entry));
    let of_table = list_table_advice(spec.retry()).into_iter().map(|(_, advice)| advice);
    of_entries.map(|(_, advice)| advice).chain(of_table)
}

fn list_advice_without_response<'a>(spec: &'a Spec<'_>) -> impl Iterator<Item = RetryAdvice<'a>> {
    TransportFailure::ALL.into_iter().filter_map(|failure| {
        let hint = spec.retry().failure_hint(failure)?;
        Some(RetryAdvice::of_hint_without_response(hint, failure))
    })
}

/// Lists the hints of the retry table, from single statuses to all of them.
pub(super) fn list_table_advice<'a>(table: &'a RetryTable<'_>) -> Vec<(Statuses<'a>, RetryAdvice<'a>)> {
    let by_status = table.statuses().iter().map(|(status, hint)| (Statuses::One(*status), *hint));
    let by_class = table.classes().iter().map(|(class, hint)| (Statuses::Class(*class), *hint));
    let rest = table.default_hint().map(|hint| (Statuses::Any, hint));
    let all = by_status.chain(by_class).chain(rest);
    all.map(|(statuses, hint)| (statuses, RetryAdvice::of_hint(hint, statuses))).collect()
}

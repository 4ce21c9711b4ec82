//! Writes the section about what all retries have in common.

use errspec_data::{EnvelopePart, RetryHint, Strategy};
use errspec_spec::Spec;

use super::outline::Outline;

/// Writes what holds for every retry; nothing where no error can be retried.
pub(super) fn write_retrying(outline: &Outline<'_>) -> Vec<String> {
    let spec = outline.spec();
    let mut bullets = Vec::new();
    if can_be_asked_to_wait(spec) {
        bullets.push(format!(
            "- Where the server asks for a wait (*{}* in the table at the top), wait at least that long.",
            EnvelopePart::RetryAfter.title()
        ));
    }
    let mut all = list_hints(spec);
    if all.any(|hint| matches!(hint.strategy(), Strategy::Backoff { .. })) {
        bullets.push(
            "- Backoff with full jitter waits a random time before each retry: up to the first delay at first, \
             and up to twice as long each time after."
                .to_owned(),
        );
    }
    if !spec.envelope().should_retry().is_empty() {
        bullets.push(format!(
            "- What the server says under *{}* counts more than this page: after `false`, do not send the request \
             again; after `true`, the request was not processed, and can be sent again after 1 second or more \
             where this page says not to.",
            EnvelopePart::ShouldRetry.title()
        ));
    }
    if bullets.is_empty() {
        return Vec::new();
    }
    bullets.push(
        "- Only an idempotent request can be sent again where the server may have acted on it: another one would \
         take effect twice."
            .to_owned(),
    );
    let lead = "The section of each error says whether to retry after it. For all of them:".to_owned();
    vec!["## Retrying".to_owned(), lead, bullets.join("\n")]
}

/// Returns whether a client ever has to look for a wait.
pub(super) fn can_be_asked_to_wait(spec: &Spec<'_>) -> bool {
    !spec.envelope().retry_after().is_empty() || list_hints(spec).any(|hint| hint.is_retryable())
}

/// Lists the hints for responses: those of entries and of the retry table.
fn list_hints<'a>(spec: &'a Spec<'_>) -> impl Iterator<Item = RetryHint<'a>> {
    let table = spec.retry();
    let of_statuses = table.statuses().iter().map(|(_, hint)| *hint);
    let of_classes = table.classes().iter().map(|(_, hint)| *hint);
    let of_entries = spec.entries().iter().filter_map(|entry| entry.data().own_retry());
    of_entries.chain(of_statuses).chain(of_classes).chain(table.default_hint())
}

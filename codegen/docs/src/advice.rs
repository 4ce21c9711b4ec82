//! What to do after an error: in a few words, and at one status.

use errspec_codegen::retry_advice::{
    describe_duration, describe_hint, describe_statuses, group_hints_in_force,
};
use errspec_data::{RetryHint, Statuses, Strategy};
use errspec_spec::{CatalogEntry, Spec};

/// Returns what to do after a response with a status that became this error, or none, as sentences in plain text.
#[must_use]
pub fn advice_at(spec: &Spec<'_>, entry: Option<&CatalogEntry<'_>>, status: u16) -> String {
    let statuses = Statuses::One(status);
    let hint = match entry {
        Some(entry) => Some(spec.retry_hint(entry, Some(status))),
        None => spec.retry().hint_in_force(None, statuses, Some(status)),
    };
    hint.map_or_else(
        || "No. The catalog knows no reason to send the request again.".to_owned(),
        |hint| describe_hint(hint, statuses),
    )
}

/// Returns what to do after an error, in one to three words per hint in force.
#[must_use]
pub fn short_advice(spec: &Spec<'_>, entry: &CatalogEntry<'_>) -> String {
    match &group_hints_in_force(spec, entry)[..] {
        [only] => summarize_hint(only.hint()),
        several => {
            let each = several.iter().map(|group| {
                format!("{}: {}", describe_statuses(group.statuses()), summarize_hint(group.hint()))
            });
            each.collect::<Vec<_>>().join("; ")
        }
    }
}

fn summarize_hint(hint: RetryHint<'_>) -> String {
    match hint.strategy() {
        Strategy::Never => "No".to_owned(),
        Strategy::Once => "Once".to_owned(),
        Strategy::After { delay, .. } => format!("After {}", describe_duration(delay)),
        Strategy::Backoff { initial, .. } => format!("Backoff from {}", describe_duration(initial)),
        // The only other one.
        _ => "Action".to_owned(),
    }
}

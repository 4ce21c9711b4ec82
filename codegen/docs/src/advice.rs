//! What to do after an error: in a few words, and at one status.

use errspec_codegen::retry_advice::{
    describe_duration, describe_hint, describe_statuses, list_hints_in_force,
};
use errspec_spec::{Entry, Hint, Spec, Statuses, Strategy};

/// Returns what to do after a response with a status that became this error, or none, as sentences in plain text.
#[must_use]
pub fn advice_at(spec: &Spec, entry: Option<&Entry>, status: u16) -> String {
    let of_table = || spec.retry().for_status(status);
    let hint = match entry {
        None => of_table(),
        Some(entry) => match entry.statuses() {
            Statuses::Listed(list) if !list.contains(&status) => Some(spec.hint(entry)),
            Statuses::Any => Some(spec.hint(entry)),
            _ => entry.own_hint().or_else(of_table).or(Some(spec.hint(entry))),
        },
    };
    let hint = hint.map(|hint| describe_hint(hint, &Statuses::Listed(vec![status])));
    hint.unwrap_or_else(|| "No. The catalog knows no reason to send the request again.".to_owned())
}

/// Returns what to do after an error, in one to three words per hint in force.
#[must_use]
pub fn short_advice(spec: &Spec, entry: &Entry) -> String {
    match &list_hints_in_force(spec, entry)[..] {
        [(_, hint)] => summarize_hint(hint),
        several => {
            let each = several
                .iter()
                .map(|(statuses, hint)| format!("{}: {}", describe_statuses(statuses), summarize_hint(hint)));
            each.collect::<Vec<_>>().join("; ")
        }
    }
}

fn summarize_hint(hint: &Hint) -> String {
    match hint.strategy() {
        Strategy::Never => "No".to_owned(),
        Strategy::Once => "Once".to_owned(),
        Strategy::After { delay, .. } => format!("After {}", describe_duration(*delay)),
        Strategy::Backoff { initial, .. } => format!("Backoff from {}", describe_duration(*initial)),
        Strategy::Action { .. } => "Action".to_owned(),
    }
}

//! Compares the retry hints in force: for an entry, for unrecognized errors, and for requests without a response.

use std::collections::BTreeSet;

use errspec_data::{Processed, RetryHint, RetryTable, Statuses, Strategy, TransportFailure};
use errspec_spec::notation::format_class;

use crate::change::{Change, FoundChange};
use crate::entry::EntryVersion;
use crate::notation::{from_to, write_hint};
use crate::rule::{
    RETRY_ACTION, RETRY_ACTION_ID, RETRY_PACE, RETRY_PROCESSED, RETRY_THROTTLED, RETRY_TURNED,
};

/// Compares the hints in force for an entry, at each status that shows how they depend on it.
pub(crate) fn compare_entry_hints(old: EntryVersion<'_>, new: EntryVersion<'_>) -> Vec<FoundChange> {
    let mut found = Vec::<FoundChange>::new();
    let [old_statuses, new_statuses] = [old, new].map(|version| version.entry.data().statuses());
    for status in choose_common_statuses(old_statuses, new_statuses) {
        let [old, new] = [old, new].map(|EntryVersion { spec, entry }| HintInForce {
            hint: Some(spec.retry_hint(entry, status)),
            status,
        });
        for (rule, message) in compare_hints(&old, &new) {
            if found.iter().all(|(known, _)| known.id() != rule.id()) {
                found.push((rule, message));
            }
        }
    }
    found
}

/// Compares the hints for unrecognized errors, and for requests that got no response.
pub(crate) fn compare_retry_tables(old: &RetryTable<'_>, new: &RetryTable<'_>) -> Vec<Change> {
    let tables = [old, new];
    let mut changes = Vec::new();
    let statuses: BTreeSet<_> =
        tables.iter().flat_map(|table| table.statuses()).map(|(status, _)| *status).collect();
    for status in statuses {
        let hints = tables.map(|table| HintInForce { hint: table.status_hint(status), status: Some(status) });
        changes.extend(compare_table_hints(&format!("unrecognized errors at {status}"), &hints));
    }
    let classes: BTreeSet<_> =
        tables.iter().flat_map(|table| table.classes()).map(|(class, _)| *class).collect();
    for class in classes {
        let hints = tables.map(|table| HintInForce { hint: table.class_hint(class), status: None });
        changes
            .extend(compare_table_hints(&format!("unrecognized errors at {}", format_class(class)), &hints));
    }
    let defaults = tables.map(|table| HintInForce { hint: table.default_hint(), status: None });
    changes.extend(compare_table_hints("other unrecognized errors", &defaults));
    for failure in TransportFailure::ALL {
        let hints = tables.map(|table| HintInForce { hint: table.failure_hint(failure), status: None });
        changes.extend(compare_table_hints(&failure.to_string(), &hints));
    }
    changes
}

fn compare_table_hints(case: &str, [old, new]: &[HintInForce<'_>; 2]) -> Vec<Change> {
    let found = compare_hints(old, new).into_iter();
    found.map(|(rule, message)| Change::in_catalog(rule, format!("{case}: {message}"))).collect()
}

/// The hint in force in one version, and the status for which it is in force, if it depends on one.
pub(crate) struct HintInForce<'a> {
    /// `None` is the same as `never`.
    pub(crate) hint: Option<RetryHint<'a>>,
    pub(crate) status: Option<u16>,
}

impl<'a> HintInForce<'a> {
    fn is_retried(&self) -> bool {
        self.hint.is_some_and(|hint| hint.is_retryable())
    }

    fn strategy(&self) -> Option<Strategy<'a>> {
        self.hint.map(|hint| hint.strategy())
    }

    fn processed(&self) -> Option<Processed> {
        match self.status {
            Some(_) => Some(self.hint?.resolve_for_status(self.status).processed()),
            None => self.hint?.stated_processed(),
        }
    }

    fn throttled(&self) -> bool {
        self.hint.is_some_and(|hint| hint.resolve_for_status(self.status).throttled())
    }

    fn action(&self) -> Option<(&'a str, Option<&'a str>)> {
        self.hint.and_then(|hint| Some((hint.action()?, hint.action_id())))
    }

    fn write_hint(&self) -> String {
        write_hint(self.hint, self.status)
    }
}

/// Compares two hints for the same responses.
pub(crate) fn compare_hints(old: &HintInForce<'_>, new: &HintInForce<'_>) -> Vec<FoundChange> {
    let changed = || from_to(&old.write_hint(), &new.write_hint());
    let mut found = Vec::<FoundChange>::new();
    match (old.is_retried(), new.is_retried()) {
        (false, false) => {
            let [old_id, new_id] = [old, new].map(|hint| hint.action().and_then(|(_, id)| id));
            if old_id.is_some() && old_id != new_id {
                let [old, new] = [old_id, new_id].map(|id| id.unwrap_or("none"));
                found.push((&RETRY_ACTION_ID, format!("the id of the action: {}", from_to(old, new))));
            } else if old.action() != new.action() {
                found.push((&RETRY_ACTION, describe_action(old, new)));
            }
        }
        (true, true) => {
            if old.processed() != new.processed() {
                let [old, new] = [old, new].map(|hint| describe_processed(hint.processed()));
                found.push((&RETRY_PROCESSED, format!("`processed`: {old} → {new}")));
            }
            if old.strategy() != new.strategy() {
                found.push((&RETRY_PACE, changed()));
            }
            if old.throttled() != new.throttled() {
                let message = format!("`throttled`: `{}` → `{}`", old.throttled(), new.throttled());
                found.push((&RETRY_THROTTLED, message));
            }
        }
        _ => found.push((&RETRY_TURNED, changed())),
    }
    found
}

fn describe_action(old: &HintInForce<'_>, new: &HintInForce<'_>) -> String {
    match (old.action(), new.action()) {
        (Some((old, _)), Some((new, _))) if old == new => "the action has an id now".to_owned(),
        (Some(_), Some((text, _))) => format!("the action is now: {text}"),
        _ => from_to(&old.write_hint(), &new.write_hint()),
    }
}

fn describe_processed(processed: Option<Processed>) -> String {
    match processed {
        Some(processed) => format!("`{}`", processed.name()),
        None => "by the status".to_owned(),
    }
}

/// Chooses the statuses at which the hints of two versions are compared: those that both list, else some that show how a
/// hint depends on the status.
fn choose_common_statuses(old: Statuses<'_>, new: Statuses<'_>) -> Vec<Option<u16>> {
    let shared: Vec<_> =
        old.listed().filter(|status| new.listed().any(|other| other == *status)).map(Some).collect();
    match (old, new) {
        _ if !shared.is_empty() => shared,
        (Statuses::Any, Statuses::Any) => vec![None, Some(500)],
        // At 503 nothing was processed, unless the hint says otherwise.
        (Statuses::Class(5), Statuses::Class(5)) => vec![Some(500), Some(503)],
        _ => vec![None],
    }
}

//! The retry hints in force in two versions → how they differ.

use std::collections::BTreeSet;

use errspec_codegen::notation::format_class;
use errspec_data::{Processed, RetryHint, RetryTable, Statuses, Strategy, TransportFailure};
use errspec_spec::{CatalogEntry, Spec};

use crate::notation::from_to;
use crate::rule::{
    RETRY_ACTION, RETRY_ACTION_ID, RETRY_PACE, RETRY_PROCESSED, RETRY_THROTTLED, RETRY_TURNED, Rule,
};
use crate::{Change, notation};

/// What changed for an entry, at any status that it has in both versions.
pub(crate) fn of_entry(
    old: (&Spec<'_>, &CatalogEntry<'_>),
    new: (&Spec<'_>, &CatalogEntry<'_>),
) -> Vec<(&'static Rule, String)> {
    let mut found = Vec::<(&Rule, String)>::new();
    for status in judged_statuses(old.1.data().statuses(), new.1.data().statuses()) {
        let [old, new] =
            [old, new].map(|(spec, entry)| InForce { hint: Some(spec.retry_hint(entry, status)), status });
        for (rule, message) in between(&old, &new) {
            if found.iter().all(|(known, _)| known.id() != rule.id()) {
                found.push((rule, message));
            }
        }
    }
    found
}

/// What changed for errors that have no entry, and for requests that got no response.
pub(crate) fn of_table(old: &RetryTable<'_>, new: &RetryTable<'_>) -> Vec<Change> {
    let mut cases = Vec::new();
    let listed = [old, new].map(|table| table.statuses().iter().map(|(status, _)| *status));
    for status in listed.into_iter().flatten().collect::<BTreeSet<_>>() {
        let hints = [old, new].map(|table| table.status_hint(status));
        cases.push((format!("unrecognized errors at {status}"), Some(status), hints));
    }
    let classes = [old, new].map(|table| table.classes().iter().map(|(class, _)| *class));
    for class in classes.into_iter().flatten().collect::<BTreeSet<_>>() {
        let hints = [old, new].map(|table| class_hint(table, class));
        cases.push((format!("unrecognized errors at {}", format_class(class)), None, hints));
    }
    let mut other = |what: &str, hints| cases.push((what.to_owned(), None, hints));
    other("other unrecognized errors", [old.default_hint(), new.default_hint()]);
    let failure_hints = |failure| [old, new].map(|table| table.failure_hint(failure));
    other("no response in time", failure_hints(TransportFailure::Timeout));
    other("no connection", failure_hints(TransportFailure::Connect));
    let changes = cases.into_iter().flat_map(|(what, status, hints)| {
        let [old, new] = hints.map(|hint| InForce { hint, status });
        let changes = between(&old, &new).into_iter();
        changes.map(move |(rule, message)| Change::of_catalog(rule, format!("{what}: {message}")))
    });
    changes.collect()
}

/// What a table says of the statuses of a class that it doesn't list.
fn class_hint<'a>(table: &RetryTable<'a>, class: u8) -> Option<RetryHint<'a>> {
    let own = table.classes().iter().find(|(other, _)| *other == class);
    own.map(|(_, hint)| *hint).or(table.default_hint())
}

/// A hint, and the status that it is asked for, where there is one.
struct InForce<'a> {
    /// None is the same as `never`.
    hint: Option<RetryHint<'a>>,
    status: Option<u16>,
}

impl<'a> InForce<'a> {
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

    fn write(&self) -> String {
        notation::hint(self.hint, self.status)
    }
}

fn between(old: &InForce<'_>, new: &InForce<'_>) -> Vec<(&'static Rule, String)> {
    let changed = || from_to(&old.write(), &new.write());
    let mut found = Vec::new();
    match (old.is_retried(), new.is_retried()) {
        (false, false) => {
            let [old_id, new_id] = [old, new].map(|hint| hint.action().and_then(|(_, id)| id));
            if old_id.is_some() && old_id != new_id {
                let [old, new] = [old_id, new_id].map(|id| id.unwrap_or("none"));
                found.push((&RETRY_ACTION_ID, format!("the id of the action: {}", from_to(old, new))));
            } else if old.action() != new.action() {
                found.push((&RETRY_ACTION, action_words(old, new)));
            }
        }
        (true, true) => {
            if old.processed() != new.processed() {
                let [old, new] = [old, new].map(|hint| processed_words(hint.processed()));
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

fn action_words(old: &InForce<'_>, new: &InForce<'_>) -> String {
    match (old.action(), new.action()) {
        (Some((old, _)), Some((new, _))) if old == new => "the action has an id now".to_owned(),
        (Some(_), Some((text, _))) => format!("the action is now: {text}"),
        _ => from_to(&old.write(), &new.write()),
    }
}

fn processed_words(processed: Option<Processed>) -> &'static str {
    match processed {
        Some(Processed::Maybe) => "`maybe`",
        Some(_) => "`no`",
        None => "by the status",
    }
}

/// The statuses at which the hints of two versions are compared: those that both list, else what shows how a hint goes by
/// the status.
fn judged_statuses(old: Statuses<'_>, new: Statuses<'_>) -> Vec<Option<u16>> {
    let shared: Vec<_> =
        old.listed().filter(|status| new.listed().any(|other| other == *status)).map(Some).collect();
    match (old, new) {
        _ if !shared.is_empty() => shared,
        (Statuses::Any, Statuses::Any) => vec![None, Some(500)],
        // 503 is the one that says that nothing was processed.
        (Statuses::Class(5), Statuses::Class(5)) => vec![Some(500), Some(503)],
        _ => vec![None],
    }
}

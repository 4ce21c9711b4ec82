//! The retry hints in force in two versions → how they differ.

use std::collections::BTreeSet;

use errspec_codegen::retry_advice::is_retried;
use errspec_spec::{Entry, Hint, Processed, RetryTable, Spec, Statuses, Strategy};

use crate::notation::from_to;
use crate::rule::{
    RETRY_ACTION, RETRY_ACTION_ID, RETRY_PACE, RETRY_PROCESSED, RETRY_THROTTLED, RETRY_TURNED, Rule,
};
use crate::{Change, notation};

/// What changed for an entry, at any status that it has in both versions.
pub(crate) fn of_entry(old: (&Spec, &Entry), new: (&Spec, &Entry)) -> Vec<(&'static Rule, String)> {
    let mut found = Vec::<(&Rule, String)>::new();
    for status in shared(old.1.statuses(), new.1.statuses()) {
        let [old, new] =
            [old, new].map(|(spec, entry)| InForce { hint: Some(hint(spec, entry, status)), status });
        for (rule, message) in between(&old, &new) {
            if found.iter().all(|(known, _)| !std::ptr::eq(*known, rule)) {
                found.push((rule, message));
            }
        }
    }
    found
}

/// What changed for errors that have no entry, and for requests that got no response.
pub(crate) fn of_table(old: &RetryTable, new: &RetryTable) -> Vec<Change> {
    let mut cases = Vec::new();
    let statuses: BTreeSet<_> = old.statuses().keys().chain(new.statuses().keys()).copied().collect();
    for status in statuses {
        let hints = [old, new].map(|table| table.for_status(status));
        cases.push((format!("unrecognized errors at {status}"), Some(status), hints));
    }
    let classes: BTreeSet<_> = old.classes().keys().chain(new.classes().keys()).copied().collect();
    for class in classes {
        let hints = [old, new].map(|table| table.classes().get(&class).or(table.default_hint()));
        cases.push((format!("unrecognized errors at {class}xx"), None, hints));
    }
    let mut other = |what: &str, hints| cases.push((what.to_owned(), None, hints));
    other("other unrecognized errors", [old.default_hint(), new.default_hint()]);
    other("no response in time", [old.timeout(), new.timeout()]);
    other("no connection", [old.connect(), new.connect()]);
    let changes = cases.into_iter().flat_map(|(what, status, hints)| {
        let [old, new] = hints.map(|hint| InForce { hint, status });
        let changes = between(&old, &new).into_iter();
        changes.map(move |(rule, message)| Change::of_catalog(rule, format!("{what}: {message}")))
    });
    changes.collect()
}

/// A hint, and the status that it is asked for, where there is one.
struct InForce<'a> {
    /// None is the same as `never`.
    hint: Option<&'a Hint>,
    status: Option<u16>,
}

impl InForce<'_> {
    fn is_retried(&self) -> bool {
        self.hint.is_some_and(is_retried)
    }

    fn processed(&self) -> Option<Processed> {
        match self.status {
            Some(_) => Some(self.hint?.processed_at(self.status)),
            None => self.hint?.processed(),
        }
    }

    fn throttled(&self) -> bool {
        self.hint.and_then(Hint::throttled).unwrap_or(self.status == Some(429))
    }

    fn action(&self) -> Option<(&str, Option<&str>)> {
        match self.hint?.strategy() {
            Strategy::Action { text, id } => Some((text, id.as_deref())),
            _ => None,
        }
    }
}

fn between(old: &InForce<'_>, new: &InForce<'_>) -> Vec<(&'static Rule, String)> {
    let changed = || from_to(&notation::hint(old.hint), &notation::hint(new.hint));
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
            if old.hint.map(Hint::strategy) != new.hint.map(Hint::strategy) {
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
        _ => from_to(&notation::hint(old.hint), &notation::hint(new.hint)),
    }
}

fn processed_words(processed: Option<Processed>) -> &'static str {
    match processed {
        Some(Processed::No) => "`no`",
        Some(Processed::Maybe) => "`maybe`",
        None => "by the status",
    }
}

fn hint<'a>(spec: &'a Spec, entry: &'a Entry, status: Option<u16>) -> &'a Hint {
    let of_table = || spec.retry().for_status(status?);
    entry.own_hint().or_else(of_table).unwrap_or_else(|| spec.hint(entry))
}

/// The statuses that both list; none in particular if there is no such one.
fn shared(old: &Statuses, new: &Statuses) -> Vec<Option<u16>> {
    let (Statuses::Listed(old), Statuses::Listed(new)) = (old, new) else { return vec![None] };
    let shared: Vec<_> =
        old.iter().filter(|status| new.contains(status)).map(|status| Some(*status)).collect();
    if shared.is_empty() { vec![None] } else { shared }
}

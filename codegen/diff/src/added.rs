//! Judges what the responses of an added entry were before: another entry may have taken them, or the retry table may
//! have had a hint for them.

use std::ops::Range;

use errspec_data::{Catalog, Condition, Entry, Expected, Place, ReadResponse, RetryHint, Statuses, Value};

use crate::change::FoundChange;
use crate::retry::{HintInForce, compare_hints};
use crate::rule::{RETRY_PROCESSED, RETRY_TURNED};

/// Both versions of a catalog, as programs decode with them.
pub(crate) struct CatalogVersions<'a> {
    pub(crate) old: Catalog<'a>,
    pub(crate) new: Catalog<'a>,
}

/// A response that holds what an entry asks for, and nothing else.
struct ExpectedResponse<'a> {
    status: u16,
    conditions: &'a [Condition<'a>],
}

impl ReadResponse for ExpectedResponse<'_> {
    fn status(&self) -> Option<u16> {
        Some(self.status)
    }

    fn value(&self, place: Place<'_>, index: usize) -> Option<Value<'_>> {
        let mut here = self.conditions.iter().filter(|condition| condition.place().is_same(&place));
        let condition = here.nth(index)?;
        match condition.expected() {
            Expected::Text(text) => Some(Value::Text(text)),
            Expected::Null => None,
            Expected::Present => Some(Value::Nested),
        }
    }
}

/// Compares whether to retry the responses of an added entry with whether they were retried before; `kind` is the number
/// of the entry.
///
/// How long clients wait and what people are told may differ, as for any other error that becomes a new kind.
pub(crate) fn compare_added_hints(catalogs: &CatalogVersions<'_>, kind: u16) -> Vec<FoundChange> {
    let mut found = Vec::<FoundChange>::new();
    let Some(entry) = catalogs.new.entry(kind) else { return found };
    for status in expand_statuses(entry.statuses()) {
        for (rule, message) in compare_hints_at(catalogs, (kind, entry), status) {
            let decides = [&RETRY_TURNED, &RETRY_PROCESSED].iter().any(|known| known.id() == rule.id());
            if decides && found.iter().all(|(known, _)| known.id() != rule.id()) {
                found.push((rule, message));
            }
        }
    }
    found
}

fn compare_hints_at(
    CatalogVersions { old, new }: &CatalogVersions<'_>,
    (kind, entry): (u16, &Entry<'_>),
    status: u16,
) -> Vec<FoundChange> {
    let (code, response) = (entry.code_text(), ExpectedResponse { status, conditions: entry.conditions() });
    if new.choose_kind(code, &response) != kind {
        return Vec::new();
    }
    let old_kind = old.choose_kind(code, &response);
    let (old_hint, old_name) = match old.entry(old_kind) {
        Some(entry) => (Some(old.retry_hint(old_kind, Some(status))), format!("`{}`", entry.name())),
        None => (find_hint_of_unrecognized(old, status), "unrecognized".to_owned()),
    };
    let Some(old_hint) = old_hint else { return Vec::new() };
    let old_hint = HintInForce { hint: Some(old_hint), status: Some(status) };
    let new_hint = HintInForce { hint: Some(new.retry_hint(kind, Some(status))), status: Some(status) };
    let found = compare_hints(&old_hint, &new_hint).into_iter();
    found.map(|(rule, message)| (rule, format!("{message}; at {status} it was {old_name}"))).collect()
}

/// Finds the hint that a retry table states for unrecognized errors at a status.
///
/// A default of `never` says as little as no hint at all: an entry is added to say more.
fn find_hint_of_unrecognized<'a>(catalog: &Catalog<'a>, status: u16) -> Option<RetryHint<'a>> {
    let table = catalog.retry();
    let is_listed = table.statuses().iter().any(|(listed, _)| *listed == status)
        || table.classes().iter().any(|(class, _)| u16::from(*class) == status / 100);
    table.status_hint(status).filter(|hint| is_listed || hint.is_retryable())
}

/// Lists the statuses of an entry, and for an entry of any status those of errors.
fn expand_statuses(statuses: Statuses<'_>) -> Vec<u16> {
    const ERRORS: Range<u16> = 400..600;
    match statuses {
        Statuses::Any => ERRORS.collect(),
        Statuses::Class(class) => {
            let first = u16::from(class) * 100;
            (first..first + 100).collect()
        }
        listed => listed.listed().collect(),
    }
}

//! Judges what responses that an entry takes now were before: another entry may have taken them, or the retry table may
//! have had a hint for them.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use errspec_data::{Catalog, Condition, Entry, RetryHint, RetryTable, Statuses};

use crate::change::FoundChange;
use crate::known::KnownResponse;
use crate::retry::{HintInForce, compare_hints};
use crate::rule::{RETRY_PROCESSED, RETRY_TURNED, Rule};
use crate::taken::TakenResponses;

/// Both versions of a catalog, as programs decode with them.
pub(crate) struct CatalogVersions<'a> {
    pub(crate) old: Catalog<'a>,
    pub(crate) new: Catalog<'a>,
}

/// An entry of the older version that the responses may have been, and whether its conditions are known to hold.
struct Owner<'a> {
    kind: u16,
    entry: &'a Entry<'a>,
    is_certain: bool,
}

/// The entries of the older version that the responses may have been, in the order in which they are tried.
struct Owners<'a> {
    with_code: Vec<Owner<'a>>,
    without_code: Vec<Owner<'a>>,
}

/// Compares whether to retry the responses that an entry takes now with whether they were retried before.
///
/// How long clients wait and what people are told may differ, as for any other error that becomes a new kind. Where it
/// isn't known what a response was, it is compared with all that it may have been.
pub(crate) fn compare_taken_hints(
    catalogs: &CatalogVersions<'_>,
    taken: &[TakenResponses<'_>],
) -> Vec<FoundChange> {
    let mut found = Vec::<FoundChange>::new();
    for (rule, message) in taken.iter().flat_map(|taken| compare_hints_of(catalogs, taken)) {
        if found.iter().all(|(known, _)| known.id() != rule.id()) {
            found.push((rule, message));
        }
    }
    found
}

fn compare_hints_of(catalogs: &CatalogVersions<'_>, taken: &TakenResponses<'_>) -> Vec<FoundChange> {
    let CatalogVersions { old, new } = catalogs;
    let mut found = Vec::<FoundChange>::new();
    let (Some(entry), Some(rivals)) = (new.entry(taken.kind), find_rivals(new, taken)) else { return found };
    let owners = Owners::find(old, entry, taken);
    for status in choose_statuses_of_entry(catalogs, entry.statuses(), &owners) {
        if rivals.iter().any(|rival| rival.statuses().contains(status)) {
            continue;
        }
        let kinds = owners.list_kinds(status);
        let came = if kinds.len() == 1 { "it was" } else { "it may have been" };
        for kind in kinds {
            let hints = compare_hints_at(catalogs, kind, taken.kind, status).into_iter();
            for (rule, message) in hints.filter(|(rule, _)| decides_retry(rule)) {
                let name = match old.entry(kind) {
                    Some(entry) => format!("`{}`", entry.name()),
                    None => "unrecognized".to_owned(),
                };
                found.push((rule, format!("{message}; at {status} {came} {name}")));
            }
        }
    }
    found
}

fn decides_retry(rule: &Rule) -> bool {
    [&RETRY_TURNED, &RETRY_PROCESSED].iter().any(|known| known.id() == rule.id())
}

/// Finds the entries of the newer version that are tried before the one that takes the responses, and whose conditions
/// are known to hold; none if the entry isn't tried at all.
fn find_rivals<'a>(new: &Catalog<'a>, taken: &TakenResponses<'_>) -> Option<Vec<&'a Entry<'a>>> {
    let known = know_response(new, taken.code, taken.conditions);
    let mut rivals = Vec::new();
    for (kind, entry) in list_entries(new, taken.code) {
        if kind == taken.kind {
            return Some(rivals);
        }
        if known.holds_all(entry.conditions()) == Some(true) {
            rivals.push(entry);
        }
    }
    None
}

fn know_response<'a>(
    catalog: &Catalog<'a>,
    code: Option<&'a str>,
    conditions: &'a [Condition<'a>],
) -> KnownResponse<'a> {
    KnownResponse { code, code_at: catalog.envelope().code(), conditions }
}

/// Iterates over the entries of a code, or over those without one, in the order in which they are tried.
fn list_entries<'a>(catalog: &Catalog<'a>, code: Option<&str>) -> impl Iterator<Item = (u16, &'a Entry<'a>)> {
    let mut kind = code.map_or(catalog.first_without_code(), |code| catalog.first_with_code(code));
    std::iter::from_fn(move || {
        let entry = catalog.entry(kind)?;
        let current = kind;
        kind = entry.next_for(code);
        Some((current, entry))
    })
}

impl<'a> Owners<'a> {
    fn find(old: &Catalog<'a>, new: &Entry<'_>, taken: &TakenResponses<'_>) -> Self {
        let known = know_response(old, taken.old_code, taken.conditions);
        let find = |code: Option<&str>| {
            let mut owners = Vec::new();
            for (kind, entry) in list_entries(old, code) {
                let holds = known.holds_all(entry.conditions());
                // Where both can hold, an entry of the same code that is tried first still takes the response.
                let still_takes = code == taken.code && holds.is_none() && is_tried_first(entry, new);
                if holds != Some(false) && !still_takes {
                    owners.push(Owner { kind, entry, is_certain: holds == Some(true) });
                }
            }
            owners
        };
        let with_code = taken.old_code.map(|code| find(Some(code))).unwrap_or_default();
        Self { with_code, without_code: find(None) }
    }

    /// Lists the kinds that the responses may have been at a status, 0 for unrecognized ones.
    fn list_kinds(&self, status: u16) -> Vec<u16> {
        let mut kinds = Vec::new();
        let is_certain = add_kinds_at(&self.with_code, status, &mut kinds)
            || self.add_kinds_elsewhere(status, &mut kinds)
            || add_kinds_at(&self.without_code, status, &mut kinds);
        if !is_certain {
            kinds.push(0);
        }
        kinds
    }

    /// Adds the kinds of the code that come with other statuses; returns whether one is certain to be the only one.
    ///
    /// Of those that hold, the one with most conditions counts, if no other has as many.
    fn add_kinds_elsewhere(&self, status: u16, kinds: &mut Vec<u16>) -> bool {
        for level in self.with_code.chunk_by(|a, b| a.entry.conditions().len() == b.entry.conditions().len())
        {
            let certain = level.iter().filter(|owner| owner.is_certain).count();
            if certain > 1 {
                return false;
            }
            let elsewhere = level.iter().filter(|owner| {
                !owner.entry.statuses().contains(status) && (certain == 0 || owner.is_certain)
            });
            kinds.extend(elsewhere.map(|owner| owner.kind));
            if certain == 1 {
                return level.len() == 1;
            }
        }
        false
    }
}

/// Adds the kinds that come with a status, in the order in which they are tried; returns whether one is certain.
fn add_kinds_at(owners: &[Owner<'_>], status: u16, kinds: &mut Vec<u16>) -> bool {
    for owner in owners.iter().filter(|owner| owner.entry.statuses().contains(status)) {
        kinds.push(owner.kind);
        if owner.is_certain {
            return true;
        }
    }
    false
}

/// Returns whether an entry is tried before another one that is behind it in the catalog.
fn is_tried_first(entry: &Entry<'_>, other: &Entry<'_>) -> bool {
    let precedence = |entry: &Entry<'_>| (Reverse(entry.conditions().len()), !entry.statuses().is_listed());
    precedence(entry) <= precedence(other)
}

fn compare_hints_at(
    CatalogVersions { old, new }: &CatalogVersions<'_>,
    old_kind: u16,
    new_kind: u16,
    status: u16,
) -> Vec<FoundChange> {
    let old_hint = match old.entry(old_kind) {
        Some(_) => Some(old.retry_hint(old_kind, Some(status))),
        None => find_hint_of_unrecognized(old, status),
    };
    let Some(old_hint) = old_hint else { return Vec::new() };
    let old_hint = HintInForce { hint: Some(old_hint), status: Some(status) };
    let new_hint = HintInForce { hint: Some(new.retry_hint(new_kind, Some(status))), status: Some(status) };
    compare_hints(&old_hint, &new_hint)
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

/// Chooses the statuses of an entry at which hints are compared: of a class, and for an entry of any status, those that
/// are told apart and the first other one of each class.
fn choose_statuses_of_entry(
    catalogs: &CatalogVersions<'_>,
    statuses: Statuses<'_>,
    owners: &Owners<'_>,
) -> BTreeSet<u16> {
    /// So many entries may have a code, each with statuses of its own, before the statuses of entries are passed over.
    const MAX_OWNERS: usize = 64;
    let classes = match statuses {
        Statuses::Any => 4..=9,
        Statuses::Class(class) => u16::from(class)..=u16::from(class),
        listed => return listed.listed().collect(),
    };
    // At these, hints say something else than at others of their class.
    let mut chosen = BTreeSet::from([429, 501, 503]);
    for table in [&catalogs.old, &catalogs.new].map(Catalog::retry) {
        chosen.extend(list_table_statuses(table));
    }
    let owners = owners.with_code.iter().chain(&owners.without_code).take(MAX_OWNERS);
    chosen.extend(owners.flat_map(|owner| owner.entry.statuses().listed()));
    let others = classes.clone().filter_map(|class| {
        let mut all = class * 100..class * 100 + 100;
        all.find(|status| !chosen.contains(status))
    });
    let others: Vec<_> = others.collect();
    chosen.extend(others);
    chosen.retain(|status| classes.contains(&(status / 100)));
    chosen
}

fn list_table_statuses<'a>(table: &RetryTable<'a>) -> impl Iterator<Item = u16> + use<'a> {
    table.statuses().iter().map(|(status, _)| *status)
}

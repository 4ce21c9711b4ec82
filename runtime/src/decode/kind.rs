//! From a code, a status and conditions to a kind.

use super::answer::Answer;
use crate::catalog::Catalog;

/// Chooses the entry that fits best, else the number of `Unrecognized`.
///
/// The entries of a chain come with those first that state most: more conditions, then a status.
pub(crate) fn choose(catalog: &Catalog, code: Option<&str>, status: u16, answer: &Answer<'_>) -> u16 {
    let first = match code {
        Some(code) => catalog.first_with_code(code),
        None => catalog.entry(catalog.uncoded),
    };
    let holds = |kind| answer.holds_all(catalog.conditions(kind));
    let mut next = first;
    while let Some(kind) = next {
        if catalog.matches_status(kind, status) && holds(kind) {
            return kind;
        }
        next = catalog.next(kind);
    }
    let only = |&kind: &u16| code.is_some() && catalog.next(kind).is_none() && holds(kind);
    first.filter(only).unwrap_or(catalog.len())
}

//! The retry hint in force for a kind: its own, else the table's.

use super::facts::{Statuses, find};
use super::{Catalog, RetryTable};
use crate::hint::{Hint, NoResponse, RetryHint};

impl Catalog {
    /// The hint of a kind, going by the first status that it lists.
    #[must_use]
    pub const fn retry(&self, kind: u16) -> RetryHint {
        let status = match self.statuses(kind) {
            Statuses::Any => None,
            Statuses::Class(class) => Some(class * 100),
            Statuses::Listed(first, _) => Some(first),
        };
        self.hint(kind, None).at(status)
    }

    /// The hint of a kind that came with a status.
    #[must_use]
    pub const fn retry_at(&self, kind: u16, status: u16) -> RetryHint {
        self.hint(kind, Some(status)).at(Some(status))
    }

    /// The hint for a request that got no response.
    #[must_use]
    pub const fn retry_without_response(&self, why: NoResponse) -> RetryHint {
        let hint = match why {
            NoResponse::Timeout => self.retry.timeout,
            NoResponse::Connect => self.retry.connect,
        };
        or_never(hint).without_response(why)
    }

    const fn hint(&self, kind: u16, came: Option<u16>) -> Hint {
        let own = self.own_hint(kind);
        if own < self.hints.len() { self.hints[own] } else { or_never(self.hint_in_table(kind, came)) }
    }

    const fn hint_in_table(&self, kind: u16, came: Option<u16>) -> Option<Hint> {
        match (self.statuses(kind), came) {
            (_, Some(status)) if kind >= self.len() => self.retry.of_status(status),
            (Statuses::Any, _) => self.retry.default,
            (statuses, Some(status)) if statuses.contain(status) => self.retry.of_status(status),
            (Statuses::Class(class), _) => self.retry.of_class(class),
            (Statuses::Listed(first, _), _) => self.retry.of_status(first),
        }
    }
}

impl RetryTable {
    const fn of_status(&self, status: u16) -> Option<Hint> {
        match find(self.statuses, status) {
            Some(hint) => Some(hint),
            None => self.of_class(status / 100),
        }
    }

    const fn of_class(&self, class: u16) -> Option<Hint> {
        match find(self.classes, class) {
            Some(hint) => Some(hint),
            None => self.default,
        }
    }
}

const fn or_never(hint: Option<Hint>) -> Hint {
    match hint {
        Some(hint) => hint,
        None => Hint::NEVER,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::hint::{Processed, Strategy};
    use crate::testing::{Entry, FLAT, NO_RETRY, after, catalog, entry};

    const TABLE: RetryTable = RetryTable {
        statuses: &[(401, after(1)), (503, after(3))],
        classes: &[(4, after(4)), (5, after(5))],
        default: Some(after(9)),
        timeout: Some(after(7)),
        connect: None,
    };

    fn seconds(hint: RetryHint) -> u64 {
        match hint.strategy() {
            Strategy::After { delay, .. } => delay.as_secs(),
            _ => 0,
        }
    }

    #[test]
    fn a_kind_goes_by_its_own_hint_then_its_status_then_its_class_then_the_default() {
        let own = Entry { hint: Some(after(8)), ..entry("own", &[401]) };
        let entries = [
            own,
            entry("a", &[401, 503]),
            entry("b", &[404]),
            entry("", &[5]),
            entry("c", &[]),
            entry("d", &[302]),
        ];
        let catalog = catalog(&entries, FLAT, TABLE);
        assert_eq!([0, 1, 2, 3, 4, 5].map(|kind| seconds(catalog.retry(kind))), [8, 1, 4, 5, 9, 9]);
        assert_eq!(seconds(catalog.retry(catalog.len())), 9);
    }

    #[test]
    fn an_error_goes_by_the_status_that_came_if_its_entry_lists_it() {
        let catalog = catalog(&[entry("a", &[401, 503]), entry("", &[5]), entry("c", &[])], FLAT, TABLE);
        assert_eq!([401, 503, 404].map(|status| seconds(catalog.retry_at(0, status))), [1, 3, 1]);
        assert_eq!([500, 503].map(|status| seconds(catalog.retry_at(1, status))), [5, 3]);
        assert_eq!(seconds(catalog.retry_at(2, 503)), 9);
        assert_eq!([503, 404, 302].map(|status| seconds(catalog.retry_at(3, status))), [3, 4, 9]);
    }

    #[test]
    fn what_a_hint_leaves_open_follows_from_the_status_that_came() {
        let own = Entry { hint: Some(after(1)), ..entry("a", &[429]) };
        let catalog = catalog(&[own, entry("", &[5])], FLAT, TABLE);
        assert!(catalog.retry(0).throttled());
        assert!(!catalog.retry_at(0, 500).throttled());
        assert_eq!(catalog.retry_at(0, 500).processed(), Processed::Maybe);
        assert_eq!(catalog.retry_at(0, 503).processed(), Processed::No);
        assert_eq!(catalog.retry(1).processed(), Processed::Maybe);
    }

    #[test]
    fn without_any_hint_the_advice_is_never() {
        let catalog = catalog(&[entry("a", &[500])], FLAT, NO_RETRY);
        assert_eq!(catalog.retry(0).strategy(), Strategy::Never);
        assert_eq!(catalog.retry(1).strategy(), Strategy::Never);
    }

    #[test]
    fn a_timeout_may_have_been_processed_and_a_connection_that_failed_has_not() {
        let catalog = catalog(&[entry("a", &[500])], FLAT, TABLE);
        let timeout = catalog.retry_without_response(NoResponse::Timeout);
        let connect = catalog.retry_without_response(NoResponse::Connect);
        assert_eq!(timeout.strategy(), Strategy::After { delay: Duration::from_secs(7), attempts: None });
        assert_eq!(timeout.processed(), Processed::Maybe);
        assert_eq!((connect.strategy(), connect.processed()), (Strategy::Never, Processed::No));
    }
}

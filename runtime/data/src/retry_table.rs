//! Defines the hints that a catalog states by status, and which hint is in force for an entry.

use crate::retry::{RetryHint, TransportFailure};
use crate::statuses::Statuses;

/// The hints that aren't an entry's own: by status, by class, for every other error, and for no response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RetryTable<'a> {
    statuses: &'a [(u16, RetryHint<'a>)],
    classes: &'a [(u8, RetryHint<'a>)],
    default: Option<RetryHint<'a>>,
    timeout: Option<RetryHint<'a>>,
    connect: Option<RetryHint<'a>>,
}

impl<'a> RetryTable<'a> {
    /// States a table without any hint.
    #[must_use]
    pub const fn new() -> Self {
        Self { statuses: &[], classes: &[], default: None, timeout: None, connect: None }
    }

    /// States the hints by status, in ascending order.
    #[must_use]
    pub const fn with_statuses(self, statuses: &'a [(u16, RetryHint<'a>)]) -> Self {
        Self { statuses, ..self }
    }

    /// States the hints by the first digit of the status, in ascending order.
    #[must_use]
    pub const fn with_classes(self, classes: &'a [(u8, RetryHint<'a>)]) -> Self {
        Self { classes, ..self }
    }

    /// States the hint for every other error.
    #[must_use]
    pub const fn with_default(self, hint: RetryHint<'a>) -> Self {
        Self { default: Some(hint), ..self }
    }

    /// States the hint for a request that got no response. There is no other failure that tables have a hint for.
    #[must_use]
    pub const fn with_failure(self, failure: TransportFailure, hint: RetryHint<'a>) -> Self {
        match failure {
            TransportFailure::Timeout => Self { timeout: Some(hint), ..self },
            TransportFailure::Connect => Self { connect: Some(hint), ..self },
            TransportFailure::Disconnect | TransportFailure::Body => self,
        }
    }

    /// Returns the hints by status, in ascending order.
    #[must_use]
    pub const fn statuses(&self) -> &'a [(u16, RetryHint<'a>)] {
        self.statuses
    }

    /// Returns the hints by the first digit of the status, in ascending order.
    #[must_use]
    pub const fn classes(&self) -> &'a [(u8, RetryHint<'a>)] {
        self.classes
    }

    /// Returns the hint for every other error.
    #[must_use]
    pub const fn default_hint(&self) -> Option<RetryHint<'a>> {
        self.default
    }

    /// Returns the hint for a request that got no response, as the catalog states it.
    #[must_use]
    pub const fn failure_hint(&self, failure: TransportFailure) -> Option<RetryHint<'a>> {
        match failure {
            TransportFailure::Timeout => self.timeout,
            TransportFailure::Connect | TransportFailure::Disconnect => self.connect,
            TransportFailure::Body => None,
        }
    }

    /// Returns the hint of the table for a status: its own, else that of its class, else the default.
    #[must_use]
    pub const fn status_hint(&self, status: u16) -> Option<RetryHint<'a>> {
        let mut rest = self.statuses;
        while let [(other, hint), others @ ..] = rest {
            if *other == status {
                return Some(*hint);
            }
            rest = others;
        }
        self.class_hint(first_digit(status))
    }

    /// Returns the hint of the table for a class of statuses, by their first digit: its own, else the default.
    #[must_use]
    pub const fn class_hint(&self, class: u8) -> Option<RetryHint<'a>> {
        let mut rest = self.classes;
        while let [(other, hint), others @ ..] = rest {
            if *other == class {
                return Some(*hint);
            }
            rest = others;
        }
        self.default
    }

    /// Returns the hint in force for an entry, with everything filled in; `never` where no hint is stated.
    ///
    /// The parameters are those of [`hint_in_force`](Self::hint_in_force).
    #[must_use]
    pub const fn hint_in_force_or_never(
        &self,
        own: Option<RetryHint<'a>>,
        statuses: Statuses<'a>,
        came: Option<u16>,
    ) -> RetryHint<'a> {
        match self.hint_in_force(own, statuses, came) {
            Some(hint) => hint,
            None => RetryHint::never().resolve_for_status(find_status_in_force(statuses, came)),
        }
    }

    /// Returns the hint in force for an entry, if there is one, with everything filled in.
    ///
    /// `own` is the entry's own hint. The status that came counts if the entry has it; otherwise, and where no
    /// response came, the first status that the entry lists does. An entry without a status has the default hint.
    #[must_use]
    pub const fn hint_in_force(
        &self,
        own: Option<RetryHint<'a>>,
        statuses: Statuses<'a>,
        came: Option<u16>,
    ) -> Option<RetryHint<'a>> {
        let chosen = choose_status(statuses, came);
        let stated = match (own, statuses, chosen) {
            (Some(own), ..) => Some(own),
            (None, Statuses::Class(class), None) => self.class_hint(class),
            (None, Statuses::Any, _) | (None, _, None) => self.default,
            (None, _, Some(status)) => self.status_hint(status),
        };
        match stated {
            Some(hint) => Some(hint.resolve_for_status(find_status_in_force(statuses, came))),
            None => None,
        }
    }
}

/// Returns the status that came if an entry has it, else the first status that the entry lists.
const fn choose_status(statuses: Statuses<'_>, came: Option<u16>) -> Option<u16> {
    match came {
        Some(status) if statuses.contains(status) => Some(status),
        _ => statuses.first(),
    }
}

/// Returns the status that the open parts of a hint follow, which for a class is the one that it starts with.
const fn find_status_in_force(statuses: Statuses<'_>, came: Option<u16>) -> Option<u16> {
    match choose_status(statuses, came) {
        Some(status) => Some(status),
        None => statuses.representative(),
    }
}

/// Returns the first digit of a status, which is its class.
#[expect(clippy::cast_possible_truncation, reason = "a status has three digits")]
const fn first_digit(status: u16) -> u8 {
    (status / 100) as u8
}

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use super::*;
    use crate::retry::Processed;
    use crate::strategy::Strategy;

    const fn after(seconds: u64) -> RetryHint<'static> {
        RetryHint::after(Duration::from_secs(seconds))
    }

    const TABLE: RetryTable<'static> = RetryTable::new()
        .with_statuses(&[(401, after(1)), (503, after(3))])
        .with_classes(&[(4, after(4)), (5, after(5))])
        .with_default(after(9));

    fn delay_in_force(own: Option<RetryHint<'_>>, statuses: Statuses<'_>, came: Option<u16>) -> u64 {
        match TABLE.hint_in_force(own, statuses, came).unwrap().strategy() {
            Strategy::After { delay, .. } => delay.as_secs(),
            _ => 0,
        }
    }

    #[test]
    fn own_hint_comes_before_status_class_and_default() {
        assert_eq!(delay_in_force(Some(after(8)), Statuses::One(401), None), 8);
        assert_eq!(delay_in_force(None, Statuses::Several(&[401, 503]), None), 1);
        assert_eq!(delay_in_force(None, Statuses::One(404), None), 4);
        assert_eq!(delay_in_force(None, Statuses::Class(5), None), 5);
        assert_eq!(delay_in_force(None, Statuses::Any, None), 9);
        assert_eq!(delay_in_force(None, Statuses::One(302), None), 9);
    }

    #[test]
    fn status_that_came_counts_if_the_entry_has_it() {
        let several = Statuses::Several(&[401, 503]);
        assert_eq!([401, 503, 404].map(|came| delay_in_force(None, several, Some(came))), [1, 3, 1]);
        assert_eq!([500, 503].map(|came| delay_in_force(None, Statuses::Class(5), Some(came))), [5, 3]);
        assert_eq!(delay_in_force(None, Statuses::Any, Some(503)), 9);
    }

    #[test]
    fn class_has_the_hint_of_the_class_until_a_status_comes() {
        const STATUSES: &[(u16, RetryHint<'static>)] = &[(500, after(2)), (503, after(3))];
        let table = TABLE.with_statuses(STATUSES);
        let delay = |came| match table.hint_in_force(None, Statuses::Class(5), came).unwrap().strategy() {
            Strategy::After { delay, .. } => delay.as_secs(),
            _ => 0,
        };
        assert_eq!([None, Some(404), Some(500), Some(503), Some(502)].map(delay), [5, 5, 2, 3, 5]);
    }

    #[test]
    fn open_parts_follow_the_status_in_force() {
        let in_force = |statuses, came| TABLE.hint_in_force(Some(RetryHint::once()), statuses, came).unwrap();
        assert!(in_force(Statuses::One(429), None).throttled());
        assert!(in_force(Statuses::One(429), Some(500)).throttled());
        assert!(!in_force(Statuses::Any, Some(500)).throttled());
        assert_eq!(in_force(Statuses::Any, Some(500)).processed(), Processed::Maybe);
        assert_eq!(in_force(Statuses::Any, Some(503)).processed(), Processed::No);
        assert_eq!(in_force(Statuses::Class(5), None).processed(), Processed::Maybe);
        assert_eq!(in_force(Statuses::One(501), Some(418)).processed(), Processed::No);
    }

    #[test]
    fn never_is_in_force_without_any_hint() {
        let table = RetryTable::new();
        assert_eq!(table.hint_in_force(None, Statuses::One(500), Some(500)), None);
        // The entry lists 500, so that the 429 that came says nothing.
        let hint = table.hint_in_force_or_never(None, Statuses::One(500), Some(429));
        assert_eq!(hint.strategy(), Strategy::Never);
        assert_eq!((hint.processed(), hint.throttled()), (Processed::Maybe, false));
    }
}

//! Defines what a catalog advises on sending a request again, and which of its hints is in force.

use core::fmt;
use core::time::Duration;

use crate::statuses::Statuses;
use crate::strategy::Strategy;

/// Advice on sending a request again: what to do, and what is known about the request that failed.
///
/// [`delay`](Self::delay) turns it into a wait, and [`Display`](fmt::Display) says it in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RetryHint<'a> {
    strategy: Strategy<'a>,
    processed: Option<Processed>,
    throttled: Option<bool>,
}

/// Whether the server may have acted on a request that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Processed {
    /// It has not.
    No,
    /// It may have: only an idempotent request can be sent again.
    Maybe,
}

/// Whether sending a request several times has the same effect as sending it once (RFC 9110, section 9.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Idempotency {
    /// It has: `GET`, `PUT`, `DELETE` and the other idempotent methods, or a request with an idempotency key.
    Idempotent,
    /// It may not have.
    NotIdempotent,
}

/// Why a request got no response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportFailure {
    /// The response didn't come in time.
    Timeout,
    /// No connection could be made.
    Connect,
}

impl TransportFailure {
    /// Every reason.
    pub const ALL: [Self; 2] = [Self::Timeout, Self::Connect];

    /// Returns the name by which catalogs call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Timeout => "timeout",
            Self::Connect => "connect",
        }
    }
}

impl fmt::Display for TransportFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Timeout => "no response came in time",
            Self::Connect => "no connection could be made",
        })
    }
}

impl<'a> RetryHint<'a> {
    /// How many retries a hint allows that doesn't say it.
    pub const DEFAULT_RETRIES: u32 = 5;

    /// The upper bound of every wait of a backoff that doesn't say it.
    pub const DEFAULT_MAX: Duration = Duration::from_secs(60);

    pub(crate) const fn new(strategy: Strategy<'a>) -> Self {
        Self { strategy, processed: None, throttled: None }
    }

    /// Sets how many retries are made at most; strategies that don't count them ignore it.
    #[must_use]
    pub const fn with_retries(self, count: u32) -> Self {
        Self { strategy: self.strategy.with_retries(count), ..self }
    }

    /// Names the action for programs; other strategies ignore it.
    #[must_use]
    pub const fn with_action_id(self, id: &'a str) -> Self {
        Self { strategy: self.strategy.with_action_id(id), ..self }
    }

    /// Says whether the server may have acted on the request, whatever the status.
    #[must_use]
    pub const fn with_processed(self, processed: Processed) -> Self {
        Self { processed: Some(processed), ..self }
    }

    /// Says whether the server throttles, whatever the status.
    #[must_use]
    pub const fn with_throttled(self, throttled: bool) -> Self {
        Self { throttled: Some(throttled), ..self }
    }

    /// Returns what to do.
    #[must_use]
    pub const fn strategy(&self) -> Strategy<'a> {
        self.strategy
    }

    /// Returns whether the server may have acted on the request.
    #[must_use]
    pub const fn processed(&self) -> Processed {
        match self.processed {
            Some(processed) => processed,
            None => Processed::No,
        }
    }

    /// Returns whether the server throttles.
    #[must_use]
    pub const fn throttled(&self) -> bool {
        match self.throttled {
            Some(throttled) => throttled,
            None => false,
        }
    }

    /// Returns whether the server may have acted on the request, if the catalog says it.
    #[doc(hidden)]
    #[must_use]
    pub const fn stated_processed(&self) -> Option<Processed> {
        self.processed
    }

    /// Returns whether the server throttles, if the catalog says it.
    #[doc(hidden)]
    #[must_use]
    pub const fn stated_throttled(&self) -> Option<bool> {
        self.throttled
    }

    /// Returns what somebody has to do before the request can succeed, in a sentence.
    #[must_use]
    pub const fn action(&self) -> Option<&'a str> {
        match self.strategy {
            Strategy::Action { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Returns the name of that action, for a program to act on.
    #[must_use]
    pub const fn action_id(&self) -> Option<&'a str> {
        match self.strategy {
            Strategy::Action { id, .. } => id,
            _ => None,
        }
    }

    /// Returns whether the same request can succeed if it is sent again.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        self.strategy.is_retryable()
    }

    /// Fills in what the hint leaves open for a response with this status, or for an error without one.
    ///
    /// A server may have acted on a request that it answered with 5xx, other than 501 and 503; 429 is throttling.
    #[must_use]
    pub const fn resolve_for_status(self, status: Option<u16>) -> Self {
        // 501 and 503 are said before anything is done (RFC 9110, sections 15.6.2 and 15.6.4).
        let processed = match status {
            Some(501 | 503) => Processed::No,
            Some(500..=599) => Processed::Maybe,
            _ => Processed::No,
        };
        self.resolve(processed, matches!(status, Some(429)))
    }

    /// Fills in what the hint leaves open for a request that got no response.
    #[must_use]
    pub const fn resolve_for_failure(self, failure: TransportFailure) -> Self {
        match failure {
            TransportFailure::Timeout => self.resolve(Processed::Maybe, false),
            TransportFailure::Connect => self.resolve(Processed::No, false),
        }
    }

    const fn resolve(self, processed: Processed, throttled: bool) -> Self {
        let processed = match self.processed {
            Some(stated) => stated,
            None => processed,
        };
        let throttled = match self.throttled {
            Some(stated) => stated,
            None => throttled,
        };
        Self { processed: Some(processed), throttled: Some(throttled), ..self }
    }
}

impl fmt::Display for RetryHint<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.strategy.fmt(f)?;
        match self.processed() {
            Processed::Maybe if self.is_retryable() => f.write_str(", if the request is idempotent"),
            _ => Ok(()),
        }
    }
}

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

    /// States the hint for a request that got no response.
    #[must_use]
    pub const fn with_failure(self, failure: TransportFailure, hint: RetryHint<'a>) -> Self {
        match failure {
            TransportFailure::Timeout => Self { timeout: Some(hint), ..self },
            TransportFailure::Connect => Self { connect: Some(hint), ..self },
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
            TransportFailure::Connect => self.connect,
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
        let status = match came {
            Some(status) if statuses.contains(status) => Some(status),
            _ => statuses.first(),
        };
        let stated = match (own, statuses, status) {
            (Some(own), ..) => Some(own),
            (None, Statuses::Class(class), None) => self.class_hint(class),
            (None, Statuses::Any, _) | (None, _, None) => self.default,
            (None, _, Some(status)) => self.status_hint(status),
        };
        let status = match status {
            Some(status) => Some(status),
            None => statuses.representative(),
        };
        match stated {
            Some(hint) => Some(hint.resolve_for_status(status)),
            None => None,
        }
    }
}

/// Returns the first digit of a status, which is its class.
#[expect(clippy::cast_possible_truncation, reason = "a status has three digits")]
const fn first_digit(status: u16) -> u8 {
    (status / 100) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn stated_parts_stay() {
        let hint = RetryHint::once().with_processed(Processed::No).with_throttled(true);
        let hint = hint.resolve_for_status(Some(500));
        assert_eq!((hint.processed(), hint.throttled()), (Processed::No, true));
    }

    #[test]
    fn nothing_is_in_force_without_any_hint() {
        assert_eq!(RetryTable::new().hint_in_force(None, Statuses::One(500), Some(500)), None);
    }
}

//! Defines what a catalog advises on sending a request again.

use core::fmt;
use core::time::Duration;

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

/// Why an exchange with an API failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportFailure {
    /// The response didn't come in time.
    Timeout,
    /// No connection could be made.
    Connect,
    /// The connection broke before the response came, as one that was idle and that the server closes as it is used. It has
    /// the hint for [`Connect`](Self::Connect), but the server may have acted on the request.
    Disconnect,
    /// The body of a success broke off, or is not what was expected. Catalogs have no advice on it: the request has
    /// succeeded.
    Body,
}

impl Processed {
    /// Every answer.
    pub const ALL: [Self; 2] = [Self::No, Self::Maybe];

    /// Returns the name by which catalogs call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Maybe => "maybe",
        }
    }
}

impl TransportFailure {
    /// Every reason that catalogs have advice on.
    pub const ALL: [Self; 2] = [Self::Timeout, Self::Connect];

    /// Returns its name, by which catalogs call it that have advice on it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Timeout => "timeout",
            Self::Connect => "connect",
            Self::Disconnect => "disconnect",
            Self::Body => "body",
        }
    }

    /// Returns the title of what documentation says about it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Timeout => "No response in time",
            Self::Connect => "No connection",
            Self::Disconnect => "Broken connection",
            Self::Body => "Unusable body",
        }
    }
}

impl fmt::Display for TransportFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Timeout => "no response came in time",
            Self::Connect => "no connection could be made",
            Self::Disconnect => "the connection broke before a response came",
            Self::Body => "the body of the response broke off or is not what was expected",
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
            TransportFailure::Timeout | TransportFailure::Body => self.resolve(Processed::Maybe, false),
            TransportFailure::Connect => self.resolve(Processed::No, false),
            // What a catalog states is about a request that wasn't sent.
            TransportFailure::Disconnect => {
                self.with_processed(Processed::Maybe).resolve(Processed::Maybe, false)
            }
        }
    }

    /// Returns the hint after the server's own verdict whether to send the request again, if it gave one.
    ///
    /// "No" leaves no retry. "Yes" says that the request wasn't processed; it makes a retry of what else would have none,
    /// but no verdict takes the place of an action.
    #[must_use]
    pub const fn apply_verdict(self, should_retry: Option<bool>) -> Self {
        let Some(should_retry) = should_retry else { return self };
        let strategy = match self.strategy {
            Strategy::Never if should_retry => {
                Self::backoff(Duration::from_secs(1), Self::DEFAULT_MAX).strategy
            }
            strategy if should_retry || !strategy.is_retryable() => strategy,
            _ => Strategy::Never,
        };
        let processed = if should_retry { Some(Processed::No) } else { self.processed };
        Self { strategy, processed, ..self }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdict_of_the_server_decides() {
        let second = Duration::from_secs(1);
        let action = RetryHint::require_action("Reconnect the account.");
        let once = RetryHint::once().with_processed(Processed::Maybe).with_throttled(true);
        let backoff = RetryHint::backoff(second, RetryHint::DEFAULT_MAX);
        let after = RetryHint::after(second).with_retries(2);
        for hint in [RetryHint::never(), action, once, backoff, after] {
            assert_eq!(hint.apply_verdict(None), hint);
            assert!(!hint.apply_verdict(Some(false)).is_retryable());
            assert_eq!(hint.apply_verdict(Some(true)).processed(), Processed::No);
        }
        assert_eq!(after.apply_verdict(Some(false)).strategy(), Strategy::Never);
        assert_eq!(action.apply_verdict(Some(false)), action);
        let retried = [RetryHint::never(), action, once, after].map(|hint| hint.apply_verdict(Some(true)));
        let strategies = [backoff, action, once, after].map(|hint| hint.strategy());
        assert_eq!(retried.map(|hint| hint.strategy()), strategies);
        assert!(retried[2].throttled());
    }

    #[test]
    fn stated_parts_stay() {
        let hint = RetryHint::once().with_processed(Processed::No).with_throttled(true);
        let hint = hint.resolve_for_status(Some(500));
        assert_eq!((hint.processed(), hint.throttled()), (Processed::No, true));
    }
}

//! What a catalog advises on sending a request again, made definite by a status.

mod delay;

use std::fmt;
use std::time::Duration;

/// Advice on sending a request again: what to do, and what is known about the request that failed.
///
/// [`delay`](Self::delay) turns it into a wait. [`Display`](fmt::Display) says it in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RetryHint {
    strategy: Strategy,
    processed: Processed,
    throttled: bool,
}

impl RetryHint {
    /// What to do.
    #[must_use]
    pub const fn strategy(&self) -> Strategy {
        self.strategy
    }

    /// Whether the server may have acted on the request.
    #[must_use]
    pub const fn processed(&self) -> Processed {
        self.processed
    }

    /// Whether the server throttles.
    #[must_use]
    pub const fn throttled(&self) -> bool {
        self.throttled
    }

    /// What somebody has to do before the request can succeed, in a sentence.
    #[must_use]
    pub const fn action(&self) -> Option<&'static str> {
        match self.strategy {
            Strategy::Action { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The name of that action, for a program to act on.
    #[must_use]
    pub const fn action_id(&self) -> Option<&'static str> {
        match self.strategy {
            Strategy::Action { id, .. } => id,
            _ => None,
        }
    }

    /// Whether the same request can succeed if it is sent again.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        !matches!(self.strategy, Strategy::Never | Strategy::Action { .. })
    }
}

/// What to do after an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Strategy {
    /// Nothing: the same request will fail again.
    Never,
    /// Send the request again at once, one time.
    Once,
    /// Wait, then send it again.
    After {
        /// How long to wait unless the server says otherwise.
        delay: Duration,
        /// How many retries at the most; unbounded if none.
        attempts: Option<u32>,
    },
    /// Send it again with exponential backoff and full jitter.
    Backoff {
        /// The bound of the first wait.
        initial: Duration,
        /// The bound of every wait.
        max: Duration,
        /// How many retries at the most.
        attempts: u32,
    },
    /// No wait helps: somebody has to do something first.
    Action {
        /// What has to be done, in a sentence.
        text: &'static str,
        /// A name for it that a program can act on.
        id: Option<&'static str>,
    },
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

/// Whether sending a request twice does the same as sending it once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Idempotency {
    /// It does: `GET` and the other idempotent methods, or a request with an idempotency key.
    Safe,
    /// It may not.
    Unsafe,
}

/// Why a request got no response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NoResponse {
    /// The response didn't come in time.
    Timeout,
    /// No connection could be made.
    Connect,
}

/// A hint as the catalog states it; what it leaves open depends on the status that comes.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hint {
    /// What to do.
    pub strategy: Strategy,
    /// Whether the server may have acted on the request.
    pub processed: Option<Processed>,
    /// Whether the server throttles.
    pub throttled: Option<bool>,
}

impl Hint {
    pub(crate) const NEVER: Self = Self { strategy: Strategy::Never, processed: None, throttled: None };

    /// The hint for a response with this status.
    #[must_use]
    pub const fn at(self, status: Option<u16>) -> RetryHint {
        let processed = match status {
            Some(501 | 503) => Processed::No,
            Some(500..=599) => Processed::Maybe,
            _ => Processed::No,
        };
        self.or(processed, matches!(status, Some(429)))
    }

    /// The hint for a request that got no response.
    #[must_use]
    pub const fn without_response(self, why: NoResponse) -> RetryHint {
        match why {
            NoResponse::Timeout => self.or(Processed::Maybe, false),
            NoResponse::Connect => self.or(Processed::No, false),
        }
    }

    const fn or(self, processed: Processed, throttled: bool) -> RetryHint {
        RetryHint {
            strategy: self.strategy,
            processed: match self.processed {
                Some(processed) => processed,
                None => processed,
            },
            throttled: match self.throttled {
                Some(throttled) => throttled,
                None => throttled,
            },
        }
    }
}

impl fmt::Display for RetryHint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.strategy {
            Strategy::Never => f.write_str("do not retry: the same request will fail again")?,
            Strategy::Once => f.write_str("retry at once, one time")?,
            Strategy::After { delay, attempts } => {
                write!(f, "wait {delay:?}, then retry")?;
                attempts.map_or(Ok(()), |attempts| at_most(attempts, f))?;
            }
            Strategy::Backoff { initial, max, attempts } => {
                write!(f, "retry with exponential backoff from {initial:?} up to {max:?}")?;
                at_most(attempts, f)?;
            }
            Strategy::Action { text, .. } => f.write_str(text)?,
        }
        match self.processed {
            Processed::Maybe if self.is_retryable() => f.write_str(", if the request is idempotent"),
            _ => Ok(()),
        }
    }
}

fn at_most(attempts: u32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, ", at most {attempts} {}", if attempts == 1 { "time" } else { "times" })
}

//! Defines the strategies of retry hints, and everything that depends on the strategy alone.

use core::fmt;
use core::time::Duration;

use crate::retry::RetryHint;

/// What to do after an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Strategy<'a> {
    /// Nothing: the same request will fail again.
    Never,
    /// Send the request again at once, one time.
    Once,
    /// Wait, then send it again.
    After {
        /// How long to wait unless the server says otherwise.
        delay: Duration,
        /// How many retries at most, at least 1.
        retries: u32,
    },
    /// Send it again with exponential backoff and full jitter.
    Backoff {
        /// The upper bound of the first wait.
        initial: Duration,
        /// The upper bound of every wait, not below the first.
        max: Duration,
        /// How many retries at most, at least 1.
        retries: u32,
    },
    /// No wait helps: somebody has to do something first.
    Action {
        /// What has to be done, in a sentence.
        text: &'a str,
        /// A name for it that a program can act on.
        id: Option<&'a str>,
    },
}

impl<'a> RetryHint<'a> {
    /// Advises against sending the request again.
    #[must_use]
    pub const fn never() -> Self {
        Self::new(Strategy::Never)
    }

    /// Advises to send the request again at once, one time.
    #[must_use]
    pub const fn once() -> Self {
        Self::new(Strategy::Once)
    }

    /// Advises to wait, then to send the request again.
    #[must_use]
    pub const fn after(delay: Duration) -> Self {
        Self::new(Strategy::After { delay, retries: Self::DEFAULT_RETRIES })
    }

    /// Advises to send the request again with exponential backoff and full jitter.
    #[must_use]
    pub const fn backoff(initial: Duration, max: Duration) -> Self {
        Self::new(Strategy::Backoff { initial, max, retries: Self::DEFAULT_RETRIES })
    }

    /// Advises that somebody has to do something before the request can succeed.
    #[must_use]
    pub const fn require_action(text: &'a str) -> Self {
        Self::new(Strategy::Action { text, id: None })
    }

    /// Makes the hint of a strategy that needs nothing but its name; none if there is no such strategy.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "never" => Some(Self::never()),
            "once" => Some(Self::once()),
            _ => None,
        }
    }

    /// Makes the hint of a strategy that waits, with the longest wait where one is stated; none if there is no such
    /// strategy.
    #[must_use]
    pub fn from_wait(name: &str, wait: Duration, max: Option<Duration>) -> Option<Self> {
        match name {
            "after" => Some(Self::after(wait)),
            "backoff" => Some(Self::backoff(wait, max.unwrap_or(Self::DEFAULT_MAX).max(wait))),
            _ => None,
        }
    }
}

impl<'a> Strategy<'a> {
    /// The name of every strategy, as catalogs and the neutral JSON write it, in the order of documentation.
    pub const NAMES: [&'static str; 5] = ["never", "once", "after", "backoff", "action"];

    /// Returns the name by which catalogs call it, which is that of the function of [`RetryHint`] as well, except for
    /// an action.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Once => "once",
            Self::After { .. } => "after",
            Self::Backoff { .. } => "backoff",
            Self::Action { .. } => "action",
        }
    }

    /// Returns the beginning of a summary in one to three words; a wait, if there is one, follows.
    #[must_use]
    pub const fn summary(self) -> &'static str {
        match self {
            Self::Never => "No",
            Self::Once => "Once",
            Self::After { .. } => "After",
            Self::Backoff { .. } => "Backoff from",
            Self::Action { .. } => "Action",
        }
    }

    /// Returns the wait that it states, which is the first one of a backoff.
    #[must_use]
    pub const fn wait(self) -> Option<Duration> {
        match self {
            Self::After { delay: wait, .. } | Self::Backoff { initial: wait, .. } => Some(wait),
            Self::Never | Self::Once | Self::Action { .. } => None,
        }
    }

    /// Returns the longest wait, if waits become longer.
    #[must_use]
    pub const fn max(self) -> Option<Duration> {
        match self {
            Self::Backoff { max, .. } => Some(max),
            _ => None,
        }
    }

    /// Returns how many retries are made at most, if it can be stated.
    #[must_use]
    pub const fn retries(self) -> Option<u32> {
        match self {
            Self::After { retries, .. } | Self::Backoff { retries, .. } => Some(retries),
            Self::Never | Self::Once | Self::Action { .. } => None,
        }
    }

    /// Returns the wait that a service asks for in `Retry-After`: only one that doesn't change from retry to retry.
    #[must_use]
    pub const fn constant_wait(self) -> Option<Duration> {
        match self {
            Self::After { delay, .. } => Some(delay),
            _ => None,
        }
    }

    /// Returns whether the same request can succeed if it is sent again.
    #[must_use]
    pub const fn is_retryable(self) -> bool {
        !matches!(self, Self::Never | Self::Action { .. })
    }

    pub(crate) const fn with_retries(self, retries: u32) -> Self {
        match self {
            Self::After { delay, .. } => Self::After { delay, retries },
            Self::Backoff { initial, max, .. } => Self::Backoff { initial, max, retries },
            other => other,
        }
    }

    pub(crate) const fn with_action_id(self, id: &'a str) -> Self {
        match self {
            Self::Action { text, .. } => Self::Action { text, id: Some(id) },
            other => other,
        }
    }

    /// Returns how long to wait after a number of retries, or none if there should be no other; `asked` is what the
    /// server asked to wait.
    pub(crate) fn next_wait(
        self,
        made: u32,
        asked: Option<Duration>,
        random: impl FnOnce() -> f64,
    ) -> Option<Duration> {
        match self {
            Self::Never | Self::Action { .. } => None,
            // A server may ask for a wait before the one retry, but for no second retry.
            Self::Once => (made == 0).then_some(asked.unwrap_or_default()),
            Self::After { delay, retries } => (made < retries).then_some(asked.unwrap_or(delay)),
            Self::Backoff { initial, max, retries } => (made < retries).then(|| {
                // Full jitter draws from zero up to the bound: clients that failed together don't come back together.
                let bound = initial.saturating_mul(2_u32.saturating_pow(made)).min(max);
                // What the server asks for is a lower bound: its wait is not a guess, ours is.
                take_part(bound, random()).max(asked.unwrap_or_default())
            }),
        }
    }
}

impl fmt::Display for Strategy<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Never => f.write_str("do not retry: the same request will fail again"),
            Self::Once => f.write_str("retry at once, one time"),
            Self::After { delay, retries } => {
                write!(f, "wait {delay:?}, then retry")?;
                write_limit(retries, f)
            }
            Self::Backoff { initial, max, retries } => {
                write!(f, "retry with exponential backoff from {initial:?} up to {max:?}")?;
                write_limit(retries, f)
            }
            Self::Action { text, .. } => f.write_str(text),
        }
    }
}

fn write_limit(retries: u32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, ", at most {retries} {}", if retries == 1 { "time" } else { "times" })
}

/// Takes a part of a wait; all of it if the fraction is not a number.
fn take_part(whole: Duration, fraction: f64) -> Duration {
    let seconds = whole.as_secs_f64() * fraction.clamp(0.0, 1.0);
    Duration::try_from_secs_f64(seconds).map_or(whole, |part| part.min(whole))
}

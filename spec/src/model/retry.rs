//! Retry hints, and the table of those that aren't an entry's own.

use std::collections::BTreeMap;
use std::time::Duration;

use super::Statuses;

/// Hints for errors whose entry has none, and for requests that got no response.
#[derive(Clone, Debug, Default)]
pub struct RetryTable {
    pub(crate) statuses: BTreeMap<u16, Hint>,
    pub(crate) classes: BTreeMap<u8, Hint>,
    pub(crate) default: Option<Hint>,
    pub(crate) timeout: Option<Hint>,
    pub(crate) connect: Option<Hint>,
}

impl RetryTable {
    /// The hints by status, in ascending order.
    #[must_use]
    pub fn statuses(&self) -> &BTreeMap<u16, Hint> {
        &self.statuses
    }

    /// The hints by the first digit of the status.
    #[must_use]
    pub fn classes(&self) -> &BTreeMap<u8, Hint> {
        &self.classes
    }

    /// The hint for every other error.
    #[must_use]
    pub fn default_hint(&self) -> Option<&Hint> {
        self.default.as_ref()
    }

    /// The hint for a request whose response didn't come in time.
    #[must_use]
    pub fn timeout(&self) -> Option<&Hint> {
        self.timeout.as_ref()
    }

    /// The hint for a request that found no connection.
    #[must_use]
    pub fn connect(&self) -> Option<&Hint> {
        self.connect.as_ref()
    }

    /// The hint for a status: its own, else its class's, else the default.
    #[must_use]
    pub fn for_status(&self, status: u16) -> Option<&Hint> {
        let class = u8::try_from(status / 100).unwrap_or(u8::MAX);
        self.statuses.get(&status).or_else(|| self.classes.get(&class)).or(self.default.as_ref())
    }

    pub(crate) fn for_statuses(&self, statuses: &Statuses) -> Option<&Hint> {
        match statuses {
            Statuses::Any => self.default.as_ref(),
            Statuses::Class(class) => self.classes.get(class).or(self.default.as_ref()),
            Statuses::Listed(list) => self.for_status(list.first().copied().unwrap_or_default()),
        }
    }
}

/// Advice on sending a request again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Hint {
    pub(crate) strategy: Strategy,
    pub(crate) processed: Option<Processed>,
    pub(crate) throttled: Option<bool>,
}

impl Hint {
    /// What to do.
    #[must_use]
    pub fn strategy(&self) -> &Strategy {
        &self.strategy
    }

    /// Whether the server may have acted on the request, where the catalog says so.
    #[must_use]
    pub fn processed(&self) -> Option<Processed> {
        self.processed
    }

    /// Whether the server throttles, where the catalog says so.
    #[must_use]
    pub fn throttled(&self) -> Option<bool> {
        self.throttled
    }

    /// Whether the server may have acted on the request, given the status that came: what the catalog says,
    /// else maybe for 5xx other than 501 and 503.
    #[must_use]
    pub fn processed_at(&self, status: Option<u16>) -> Processed {
        self.processed.unwrap_or(match status {
            Some(501 | 503) | None => Processed::No,
            Some(500..=599) => Processed::Maybe,
            Some(_) => Processed::No,
        })
    }
}

/// What to do after an error.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Strategy {
    /// The same request will fail again.
    Never,
    /// Send it again at once, one time.
    Once,
    /// Wait, then send it again.
    After {
        /// How long to wait unless the server says otherwise.
        delay: Duration,
        /// How many retries at the most; unbounded if none.
        attempts: Option<u32>,
    },
    /// Exponential backoff with full jitter.
    Backoff {
        /// The bound of the first wait.
        initial: Duration,
        /// The bound of every wait; not below `initial`.
        max: Duration,
        /// How many retries at the most.
        attempts: u32,
    },
    /// Somebody has to do something first.
    Action {
        /// What has to be done, one sentence.
        text: String,
        /// A name for it that a program can act on.
        id: Option<String>,
    },
}

/// Whether the server may have acted on a request that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Processed {
    /// It has not.
    No,
    /// It may have: only an idempotent request can be sent again.
    Maybe,
}

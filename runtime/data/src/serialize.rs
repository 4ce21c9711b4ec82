//! Serializes hints as logs, front ends and other programs read them.

use core::time::Duration;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::retry::{Idempotency, Processed, RetryHint, TransportFailure};
use crate::strategy::Strategy;

/// What a hint comes to before the first retry, given what the server asked to wait.
#[derive(Clone, Copy, Debug)]
pub struct RetrySummary<'a> {
    /// The hint in force.
    pub hint: RetryHint<'a>,
    /// What the server asked to wait.
    pub asked: Option<Duration>,
}

impl Serialize for RetrySummary<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { hint, asked } = self;
        // The longest wait that jitter can give.
        let longest = hint.delay_with(0, Idempotency::Idempotent, *asked, || 1.0);
        let milliseconds = longest.map(|wait| wait.as_nanos().div_ceil(1_000_000));
        let milliseconds = milliseconds.map(|count| u64::try_from(count).unwrap_or(u64::MAX));
        let mut map = serializer.serialize_struct("RetryHint", 4)?;
        map.serialize_field("strategy", &hint.strategy())?;
        map.serialize_field("longest_delay_ms", &milliseconds)?;
        map.serialize_field(
            "idempotent_only",
            &(hint.is_retryable() && hint.processed() == Processed::Maybe),
        )?;
        map.serialize_field("action", &hint.action())?;
        map.end()
    }
}

/// Serializes what the hint comes to: `{ strategy, longest_delay_ms, idempotent_only, action }`, where the wait is the
/// longest one before the first retry.
impl Serialize for RetryHint<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RetrySummary { hint: *self, asked: None }.serialize(serializer)
    }
}

/// Serializes the name by which catalogs call it.
impl Serialize for Strategy<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Serializes the name by which catalogs call it.
impl Serialize for Processed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Serializes the name by which catalogs call it.
impl Serialize for TransportFailure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

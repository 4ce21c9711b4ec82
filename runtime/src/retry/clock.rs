//! Reads the time that deadlines go by.

use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// Where the time comes from.
#[derive(Clone)]
pub(super) enum Clock {
    /// The monotonic clock of the standard library.
    Std,
    Given(Arc<dyn Fn() -> Duration + Send + Sync>),
}

impl Clock {
    /// Returns the time since a moment that stays the same.
    pub(super) fn read(&self) -> Duration {
        match self {
            Self::Std => read_std_clock(),
            Self::Given(now) => now(),
        }
    }
}

/// Returns the time since the first call. It stands still where there is no operating system: the clock of std panics there.
fn read_std_clock() -> Duration {
    static FIRST_READ: OnceLock<Instant> = OnceLock::new();
    let has_clock = !cfg!(all(target_family = "wasm", target_os = "unknown"));
    let now = has_clock.then(Instant::now);
    now.map_or(Duration::ZERO, |now| now.duration_since(*FIRST_READ.get_or_init(|| now)))
}

//! Reads the time that deadlines go by.

use std::sync::Arc;
use std::time::Duration;

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

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
fn read_std_clock() -> Duration {
    use std::sync::OnceLock;
    use std::time::Instant;

    static FIRST_READ: OnceLock<Instant> = OnceLock::new();
    FIRST_READ.get_or_init(Instant::now).elapsed()
}

/// Stands still: `Instant::now` panics where there is no operating system.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
fn read_std_clock() -> Duration {
    Duration::ZERO
}

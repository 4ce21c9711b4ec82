//! Computes how long to wait before a request is sent again.

use core::time::Duration;

use crate::retry::{Idempotency, Processed, RetryHint};

impl RetryHint<'_> {
    /// Returns how long to wait before the request is sent again, or none if it should not be.
    ///
    /// `retries` is how many retries were made so far, 0 after the first request; `asked` is what the server asked to
    /// wait, as in `Retry-After`. The wait of a backoff is drawn at random. There is no I/O and no clock in it:
    /// sleeping is up to the caller.
    ///
    /// On `wasm32-unknown-unknown` the standard library has no randomness: the waits of a program differ from each other,
    /// and may be the same in every instance of it, so that clients that failed together come back together. Where that
    /// matters, `delay_with` takes numbers from another source.
    #[cfg(feature = "std")]
    #[must_use]
    pub fn delay(self, retries: u32, idempotency: Idempotency, asked: Option<Duration>) -> Option<Duration> {
        self.delay_with(retries, idempotency, asked, draw_random)
    }

    /// Returns what `delay` does, with a source of randomness that gives a number from 0 up to 1.
    #[must_use]
    pub fn delay_with(
        self,
        retries: u32,
        idempotency: Idempotency,
        asked: Option<Duration>,
        random: impl FnOnce() -> f64,
    ) -> Option<Duration> {
        if self.processed() == Processed::Maybe && idempotency == Idempotency::NotIdempotent {
            return None;
        }
        self.strategy().next_wait(retries, asked, random)
    }
}

/// Draws a number from 0 up to 1, from the keys that the standard library draws for its hash maps.
#[cfg(feature = "std")]
fn draw_random() -> f64 {
    use core::hash::{BuildHasher, Hasher};

    let hash = std::hash::RandomState::new().build_hasher().finish();
    f64::from(u32::try_from(hash >> 32).unwrap_or_default()) / (f64::from(u32::MAX) + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn delays(hint: RetryHint<'_>, asked: Option<Duration>) -> [Option<Duration>; 4] {
        let delay = |retries| hint.delay_with(retries, Idempotency::NotIdempotent, asked, || 1.0);
        [0, 1, 2, u32::MAX].map(delay)
    }

    #[test]
    fn never_and_action_give_none_whatever_the_server_asks() {
        let action = RetryHint::require_action("Reconnect the account.");
        assert_eq!(delays(RetryHint::never(), Some(SECOND)), [None; 4]);
        assert_eq!(delays(action, Some(SECOND)), [None; 4]);
    }

    #[test]
    fn once_is_one_retry_after_what_the_server_asked() {
        assert_eq!(delays(RetryHint::once(), None), [Some(Duration::ZERO), None, None, None]);
        assert_eq!(delays(RetryHint::once(), Some(SECOND)), [Some(SECOND), None, None, None]);
    }

    #[test]
    fn after_waits_what_the_server_asked_even_if_that_is_less() {
        let after = RetryHint::after(60 * SECOND).with_retries(u32::MAX);
        assert_eq!(delays(after, None)[..3], [Some(60 * SECOND); 3]);
        assert_eq!(delays(after, Some(SECOND))[..3], [Some(SECOND); 3]);
    }

    #[test]
    fn after_ends_by_default() {
        let delay = |retries| {
            let zero = Some(Duration::ZERO);
            RetryHint::after(SECOND).delay_with(retries, Idempotency::NotIdempotent, zero, || 1.0)
        };
        assert_eq!([4, 5].map(delay), [Some(Duration::ZERO), None]);
    }

    #[test]
    fn retries_are_bounded() {
        let after = RetryHint::after(SECOND).with_retries(2);
        let backoff = RetryHint::backoff(SECOND, 60 * SECOND).with_retries(2);
        assert_eq!(delays(after, None), [Some(SECOND), Some(SECOND), None, None]);
        assert_eq!(delays(backoff, None), [Some(SECOND), Some(2 * SECOND), None, None]);
    }

    #[test]
    fn backoff_doubles_up_to_its_maximum() {
        let backoff = RetryHint::backoff(SECOND, 3 * SECOND).with_retries(u32::MAX);
        assert_eq!(delays(backoff, None), [Some(SECOND), Some(2 * SECOND), Some(3 * SECOND), None]);
        let last = backoff.delay_with(u32::MAX - 1, Idempotency::Idempotent, None, || 1.0);
        assert_eq!(last, Some(3 * SECOND));
    }

    #[test]
    fn longer_server_wait_wins_over_backoff() {
        let backoff = RetryHint::backoff(2 * SECOND, 60 * SECOND);
        assert_eq!(delays(backoff, Some(3 * SECOND))[..2], [Some(3 * SECOND), Some(4 * SECOND)]);
    }

    #[test]
    fn jitter_is_full_and_takes_no_nonsense() {
        let backoff = RetryHint::backoff(SECOND, SECOND);
        let delay = |random| backoff.delay_with(0, Idempotency::Idempotent, None, || random).unwrap();
        assert_eq!(delay(0.0), Duration::ZERO);
        assert_eq!(delay(0.5), SECOND / 2);
        assert_eq!([delay(7.0), delay(f64::NAN), delay(f64::INFINITY)], [SECOND; 3]);
        assert_eq!(delay(-1.0), Duration::ZERO);
    }

    #[test]
    fn longest_durations_do_not_overflow() {
        let longest = RetryHint::backoff(Duration::MAX, Duration::MAX).with_retries(u32::MAX);
        assert_eq!(delays(longest, None)[..3], [Some(Duration::MAX); 3]);
    }

    #[test]
    fn request_that_may_have_been_processed_is_sent_again_only_if_idempotent() {
        let delay = |status, idempotency| {
            RetryHint::once().resolve_for_status(Some(status)).delay_with(0, idempotency, None, || 1.0)
        };
        assert_eq!(delay(500, Idempotency::NotIdempotent), None);
        assert_eq!(delay(500, Idempotency::Idempotent), Some(Duration::ZERO));
        assert_eq!(delay(503, Idempotency::NotIdempotent), Some(Duration::ZERO));
    }

    #[cfg(feature = "std")]
    #[test]
    fn random_numbers_are_below_one_and_differ() {
        let numbers: alloc::vec::Vec<_> = core::iter::repeat_with(draw_random).take(100).collect();
        assert!(numbers.iter().all(|number| (0.0..1.0).contains(number)));
        assert!(numbers.windows(2).any(|pair| pair[0] < pair[1]));
        assert!(numbers.windows(2).any(|pair| pair[0] > pair[1]));
    }
}

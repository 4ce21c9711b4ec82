//! From a retry hint, an attempt and what the server asked to a wait.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

use super::{Idempotency, Processed, RetryHint, Strategy};

impl RetryHint {
    /// How long to wait before the request is sent again, or none if it should not be.
    ///
    /// `attempt` counts from 0, the request that failed first; `asked` is what the server asked for, as in
    /// `Retry-After`. Without I/O and without a clock: sleeping is the caller's.
    #[must_use]
    pub fn delay(self, attempt: u32, idempotency: Idempotency, asked: Option<Duration>) -> Option<Duration> {
        self.delay_with(attempt, idempotency, asked, random)
    }

    /// Like [`delay`](Self::delay), with a source of randomness that gives a number from 0 up to 1.
    #[must_use]
    pub fn delay_with(
        self,
        attempt: u32,
        idempotency: Idempotency,
        asked: Option<Duration>,
        random: impl FnOnce() -> f64,
    ) -> Option<Duration> {
        if self.processed == Processed::Maybe && idempotency == Idempotency::Unsafe {
            return None;
        }
        match self.strategy {
            Strategy::Never | Strategy::Action { .. } => None,
            Strategy::Once => (attempt == 0).then_some(asked.unwrap_or_default()),
            Strategy::After { delay, attempts } => {
                attempts.is_none_or(|attempts| attempt < attempts).then_some(asked.unwrap_or(delay))
            }
            Strategy::Backoff { initial, max, attempts } => (attempt < attempts).then(|| {
                let bound = initial.saturating_mul(2_u32.saturating_pow(attempt)).min(max);
                part(bound, random()).max(asked.unwrap_or_default())
            }),
        }
    }
}

/// A part of a wait; all of it if the fraction is no number.
fn part(whole: Duration, fraction: f64) -> Duration {
    let seconds = whole.as_secs_f64() * fraction.clamp(0.0, 1.0);
    Duration::try_from_secs_f64(seconds).map_or(whole, |part| part.min(whole))
}

/// A number from 0 up to 1, from the keys that the standard library draws for its hash maps.
fn random() -> f64 {
    let hash = RandomState::new().build_hasher().finish();
    f64::from(u32::try_from(hash >> 32).unwrap_or_default()) / (f64::from(u32::MAX) + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hint::Hint;

    const SECOND: Duration = Duration::from_secs(1);

    fn hint(strategy: Strategy) -> RetryHint {
        Hint { strategy, processed: None, throttled: None }.at(None)
    }

    fn delays(strategy: Strategy, asked: Option<Duration>) -> [Option<Duration>; 4] {
        let delay = |attempt| hint(strategy).delay_with(attempt, Idempotency::Unsafe, asked, || 1.0);
        [0, 1, 2, u32::MAX].map(delay)
    }

    #[test]
    fn never_and_action_give_none_whatever_the_server_asks() {
        let action = Strategy::Action { text: "Reconnect the account.", id: None };
        assert_eq!(delays(Strategy::Never, Some(SECOND)), [None; 4]);
        assert_eq!(delays(action, Some(SECOND)), [None; 4]);
    }

    #[test]
    fn once_is_one_retry_after_what_the_server_asked() {
        assert_eq!(delays(Strategy::Once, None), [Some(Duration::ZERO), None, None, None]);
        assert_eq!(delays(Strategy::Once, Some(SECOND)), [Some(SECOND), None, None, None]);
    }

    #[test]
    fn after_waits_what_the_server_asked_even_if_that_is_less() {
        let after = Strategy::After { delay: 60 * SECOND, attempts: None };
        assert_eq!(delays(after, None), [Some(60 * SECOND); 4]);
        assert_eq!(delays(after, Some(SECOND)), [Some(SECOND); 4]);
    }

    #[test]
    fn attempts_bound_the_retries() {
        let after = Strategy::After { delay: SECOND, attempts: Some(2) };
        let backoff = Strategy::Backoff { initial: SECOND, max: 60 * SECOND, attempts: 2 };
        assert_eq!(delays(after, None), [Some(SECOND), Some(SECOND), None, None]);
        assert_eq!(delays(backoff, None), [Some(SECOND), Some(2 * SECOND), None, None]);
    }

    #[test]
    fn backoff_doubles_up_to_its_maximum() {
        let backoff = Strategy::Backoff { initial: SECOND, max: 3 * SECOND, attempts: u32::MAX };
        assert_eq!(delays(backoff, None), [Some(SECOND), Some(2 * SECOND), Some(3 * SECOND), None]);
        let last = hint(backoff).delay_with(u32::MAX - 1, Idempotency::Safe, None, || 1.0);
        assert_eq!(last, Some(3 * SECOND));
    }

    #[test]
    fn a_longer_server_hint_wins_over_backoff() {
        let backoff = Strategy::Backoff { initial: 2 * SECOND, max: 60 * SECOND, attempts: 2 };
        assert_eq!(delays(backoff, Some(3 * SECOND))[..2], [Some(3 * SECOND), Some(4 * SECOND)]);
    }

    #[test]
    fn jitter_is_full_and_takes_no_nonsense() {
        let backoff = hint(Strategy::Backoff { initial: SECOND, max: SECOND, attempts: 1 });
        let delay = |random| backoff.delay_with(0, Idempotency::Safe, None, || random).unwrap();
        assert_eq!(delay(0.0), Duration::ZERO);
        assert_eq!(delay(0.5), SECOND / 2);
        assert_eq!([delay(7.0), delay(f64::NAN), delay(f64::INFINITY)], [SECOND; 3]);
        assert_eq!(delay(-1.0), Duration::ZERO);
    }

    #[test]
    fn the_longest_durations_do_not_overflow() {
        let longest = Strategy::Backoff { initial: Duration::MAX, max: Duration::MAX, attempts: u32::MAX };
        assert_eq!(delays(longest, None)[..3], [Some(Duration::MAX); 3]);
    }

    #[test]
    fn what_the_server_may_have_processed_is_sent_again_only_if_idempotent() {
        let hint = Hint { strategy: Strategy::Once, processed: None, throttled: None };
        assert_eq!(hint.at(Some(500)).delay(0, Idempotency::Unsafe, None), None);
        assert_eq!(hint.at(Some(500)).delay(0, Idempotency::Safe, None), Some(Duration::ZERO));
        assert_eq!(hint.at(Some(503)).delay(0, Idempotency::Unsafe, None), Some(Duration::ZERO));
    }

    #[test]
    fn random_numbers_are_below_one_and_differ() {
        let numbers: Vec<_> = std::iter::repeat_with(random).take(100).collect();
        assert!(numbers.iter().all(|number| (0.0..1.0).contains(number)));
        assert!(numbers.windows(2).any(|pair| pair[0] < pair[1]));
        assert!(numbers.windows(2).any(|pair| pair[0] > pair[1]));
    }
}

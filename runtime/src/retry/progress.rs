//! Decides after each try of a run whether another follows.

use std::time::Duration;

use super::{Retry, RetryCause, RetryError, RetryEvent};

/// A run: how many tries it took so far, and how long.
pub(super) struct RetryProgress<'a> {
    retry: &'a Retry,
    retries: u32,
    /// The time of the start; it is read only where it matters.
    started: Option<Duration>,
    waited: Duration,
}

impl<'a> RetryProgress<'a> {
    /// Starts a run, with the first try.
    pub(super) fn start(retry: &'a Retry) -> Self {
        let started = retry.deadline.map(|_| retry.clock.read());
        Self { retry, retries: 0, started, waited: Duration::ZERO }
    }

    /// Returns how long to wait before another try, with the error of the last one; fails with that where there should
    /// be no other.
    pub(super) fn plan_retry<C: RetryCause>(&self, error: C) -> Result<(Duration, C), RetryError<C>> {
        let Some(event) = self.find_next(&error) else { return Err(self.give_up(error)) };
        if let Some(observer) = &self.retry.observer {
            observer(&event);
        }
        Ok((event.delay, error))
    }

    /// Counts a retry whose wait is over; fails with the error of the last try where the wait took too long.
    pub(super) fn begin_retry<C>(&mut self, delay: Duration, error: C) -> Result<(), RetryError<C>> {
        self.waited = self.waited.saturating_add(delay);
        if !self.has_time_for(Duration::ZERO) {
            return Err(self.give_up(error));
        }
        self.retries += 1;
        Ok(())
    }

    /// Returns the retry that follows an error, if there should be one.
    fn find_next(&self, error: &impl RetryCause) -> Option<RetryEvent> {
        let Retry { idempotency, max_retries, max_wait, .. } = *self.retry;
        let advice = error.advise();
        if self.retries >= max_retries {
            return None;
        }
        // The longest wait that the hint may draw decides, so that whether there is a retry doesn't depend on chance.
        let longest = advice.hint.delay_with(self.retries, idempotency, advice.asked, || 1.0)?;
        if longest > max_wait {
            return None;
        }
        let delay = advice.hint.delay(self.retries, idempotency, advice.asked)?;
        let event = RetryEvent { retries: self.retries, delay, error_type: advice.error_type };
        self.has_time_for(delay).then_some(event)
    }

    /// Returns whether a request can be sent after a wait and within the deadline.
    fn has_time_for(&self, delay: Duration) -> bool {
        let (Some(deadline), Some(started)) = (self.retry.deadline, self.started) else { return true };
        // A clock may stand still or go backwards; what was waited has passed all the same.
        let passed = self.retry.clock.read().saturating_sub(started).max(self.waited);
        passed.saturating_add(delay) <= deadline
    }

    fn give_up<C>(&self, error: C) -> RetryError<C> {
        RetryError { error, tries: self.retries.saturating_add(1) }
    }
}

//! Drafts the wait that a service asks for, in the units in which it is read.

use alloc::string::{String, ToString};
use core::time::Duration;

use crate::catalog::Catalog;
use crate::draft::Draft;
use crate::entry::Entry;
use crate::locator::{Locator, Unit};
use crate::response_draft::list_unconditional_first;

/// Where every client reads a wait, in seconds (RFC 9110, section 10.2.3).
const RETRY_AFTER: Locator<'static> = Locator::header("retry-after");

impl<'a> Catalog<'a> {
    /// Puts the wait that an error asks for where the catalog reads it, and into `Retry-After` for all other clients.
    ///
    /// `time` is the time since 1970-01-01T00:00:00Z, where there is a clock.
    pub(crate) fn put_wait(&self, draft: &mut Draft<'a>, wait: Duration, time: Option<Duration>) {
        let is_put = |at: &&Locator<'a>| put_at(draft, at, wait, time);
        let held_at = list_unconditional_first(self.envelope().retry_after()).find(is_put);
        // `Retry-After` may be read first, and then it must not say less exactly what is said elsewhere.
        let is_exact = wait.subsec_nanos() == 0 || held_at.is_none_or(|at| at.unit() != Unit::Milliseconds);
        if is_exact {
            self.put_retry_after(draft, wait, time);
        }
    }

    /// Puts the wait of a hint that states one into `Retry-After`, unless something is there.
    pub(crate) fn put_hinted_wait(&self, draft: &mut Draft<'a>, entry: &Entry<'a>, time: Option<Duration>) {
        let hint = self.retry().hint_in_force(entry.own_retry(), entry.statuses(), Some(draft.status));
        if let Some(wait) = hint.and_then(|hint| hint.strategy().constant_wait()) {
            self.put_retry_after(draft, wait, time);
        }
    }

    fn put_retry_after(&self, draft: &mut Draft<'a>, wait: Duration, time: Option<Duration>) {
        let mut locators = self.envelope().retry_after().iter();
        let stated = locators.find(|at| at.place() == RETRY_AFTER.place());
        put_at(draft, stated.unwrap_or(&RETRY_AFTER), wait, time);
    }
}

/// Puts a wait where a locator finds it; returns whether it did.
fn put_at<'a>(draft: &mut Draft<'a>, at: &Locator<'a>, wait: Duration, time: Option<Duration>) -> bool {
    count_units(wait, at.unit(), time).is_some_and(|digits| draft.put_number(at, digits))
}

/// Counts a wait in a unit, rounded up: a client that comes back too early is sent away again.
fn count_units(wait: Duration, unit: Unit, time: Option<Duration>) -> Option<String> {
    let count_seconds = |time: Duration| time.as_secs().saturating_add(u64::from(time.subsec_nanos() > 0));
    Some(match unit {
        Unit::Seconds => count_seconds(wait).to_string(),
        Unit::Milliseconds => wait.as_nanos().div_ceil(1_000_000).to_string(),
        Unit::Epoch => count_seconds(time?.saturating_add(wait)).to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_rounded_up() {
        let count =
            |nanos, unit| count_units(Duration::from_nanos(nanos), unit, Some(Duration::from_secs(7)));
        let counts = |nanos| Unit::ALL.map(|unit| count(nanos, unit).unwrap_or_default());
        assert_eq!(counts(0), ["0", "0", "7"]);
        assert_eq!(counts(1), ["1", "1", "8"]);
        assert_eq!(counts(1_500_000_000), ["2", "1500", "9"]);
        assert_eq!(counts(2_000_000_000), ["2", "2000", "9"]);
        assert_eq!(count_units(Duration::MAX, Unit::Seconds, None).as_deref(), Some("18446744073709551615"));
        assert_eq!(count_units(Duration::ZERO, Unit::Epoch, None), None);
    }
}

//! How often and when `Retry` sends a request again, by a virtual clock.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod retrying {
    errspec::errors!("catalogs/retrying.yaml");
}

use std::error::Error;
use std::future::{pending, ready};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use errspec::{CallError, Idempotency, Retry, RetryError, RetryEvent, TransportFailure};
use http::Response;
use proptest::prelude::*;
use retrying::{RetryingError, RetryingErrorKind as Kind};

const SECOND: Duration = Duration::from_secs(1);

/// The longest wait that a server can ask for; a longer one is a mistake.
const YEAR: u64 = 365 * 24 * 60 * 60;

/// A clock that stands still unless somebody waits.
#[derive(Clone, Default)]
struct Clock(Arc<AtomicU64>);

impl Clock {
    fn now(&self) -> Duration {
        Duration::from_nanos(self.0.load(Ordering::Relaxed))
    }

    fn advance(&self, by: Duration) {
        self.0.fetch_add(u64::try_from(by.as_nanos()).unwrap(), Ordering::Relaxed);
    }
}

/// What came of a run.
#[derive(Debug)]
struct Outcome<C = RetryingError> {
    result: Result<(), RetryError<C>>,
    requests: u32,
    waits: Vec<Duration>,
}

/// Runs against a server that gives one response after the other, and the last one for ever.
fn run(retry: Retry, responses: &[Result<(), RetryingError>]) -> Outcome {
    run_with(retry, &Clock::default(), responses)
}

fn run_with<C: errspec::RetryCause + Clone>(
    retry: Retry,
    clock: &Clock,
    responses: &[Result<(), C>],
) -> Outcome<C> {
    let (time, mut waits, mut requests) = (clock.clone(), Vec::new(), 0_u32);
    let sleep = |delay| {
        waits.push(delay);
        clock.advance(delay);
    };
    let send = || {
        requests += 1;
        responses[responses.len().min(requests as usize) - 1].clone()
    };
    let result = retry.clock(move || time.now()).run_blocking(sleep, send);
    Outcome { result, requests, waits }
}

fn retry() -> Retry {
    Retry::new(Idempotency::Idempotent)
}

fn fail(kind: Kind) -> Result<(), RetryingError> {
    Err(kind.error())
}

/// The error of a response that asks for a wait.
fn ask(kind: Kind, seconds: u64) -> Result<(), RetryingError> {
    let body = format!(r#"{{"code":"{}"}}"#, kind.code().unwrap());
    let response = Response::builder().status(kind.status().unwrap()).header("retry-after", seconds);
    Err(response.body(body).unwrap().into())
}

fn seconds<const N: usize>(seconds: [u64; N]) -> Vec<Duration> {
    seconds.map(Duration::from_secs).to_vec()
}

#[test]
fn success_is_returned() {
    let outcome = run(retry(), &[Ok(())]);
    assert_eq!((outcome.result.is_ok(), outcome.requests, outcome.waits.len()), (true, 1, 0));
}

#[test]
fn hint_decides_how_often() {
    for (kind, requests) in
        [(Kind::Busy, 4), (Kind::Throttled, 6), (Kind::Conflict, 2), (Kind::Broken, 6), (Kind::Missing, 1)]
    {
        let outcome = run(retry(), &[fail(kind)]);
        assert_eq!((outcome.requests, outcome.result.unwrap_err().tries), (requests, requests), "{kind}");
    }
}

#[test]
fn hint_of_each_error_decides() {
    let outcome = run(retry(), &[fail(Kind::Busy), fail(Kind::Throttled), fail(Kind::Conflict)]);
    assert_eq!((outcome.requests, outcome.result.unwrap_err().error.kind()), (3, Kind::Conflict));
}

#[test]
fn retry_can_succeed() {
    let outcome = run(retry(), &[fail(Kind::Throttled), ask(Kind::Throttled, 7), Ok(())]);
    assert!(outcome.result.is_ok());
    assert_eq!(outcome.waits, seconds([10, 7]));
}

#[test]
fn retries_can_be_limited_but_not_raised() {
    for (limit, requests) in [(0, 1), (1, 2), (5, 6), (u32::MAX, 6)] {
        let outcome = run(retry().max_retries(limit), &[ask(Kind::Throttled, 0)]);
        assert_eq!(outcome.requests, requests);
    }
}

#[test]
fn longest_wait_is_a_minute() {
    assert_eq!(run(retry(), &[fail(Kind::Patient)]).requests, 6);
    assert_eq!(run(retry(), &[fail(Kind::Resting)]).requests, 1);
    assert_eq!(run(retry(), &[ask(Kind::Throttled, 60)]).requests, 6);
    assert_eq!(run(retry(), &[ask(Kind::Throttled, 61)]).requests, 1);
    assert_eq!(run(retry(), &[ask(Kind::Busy, 61)]).requests, 1);
    assert_eq!(run(retry(), &[ask(Kind::Conflict, 86_400)]).requests, 1);
}

#[test]
fn longest_wait_can_be_set() {
    assert_eq!(run(retry().max_wait(9 * SECOND), &[fail(Kind::Throttled)]).requests, 1);
    assert_eq!(run(retry().max_wait(10 * SECOND), &[fail(Kind::Throttled)]).requests, 6);
    assert_eq!(run(retry().max_wait(Duration::ZERO), &[fail(Kind::Conflict)]).requests, 2);
    assert_eq!(run(retry().max_wait(Duration::MAX), &[fail(Kind::Resting)]).waits, seconds([120; 5]));
}

#[test]
fn end_of_a_backoff_is_not_drawn_at_random() {
    // Its bounds are 20 s, 40 s and 80 s.
    for _ in 0..20 {
        assert_eq!(run(retry(), &[fail(Kind::Climbing)]).requests, 3);
    }
}

#[test]
fn request_that_may_have_been_processed_is_repeated_only_if_idempotent() {
    let creates = Retry::new(Idempotency::NotIdempotent);
    assert_eq!(run(creates.clone(), &[fail(Kind::Broken)]).requests, 1);
    assert_eq!(run(creates, &[fail(Kind::Throttled)]).requests, 6);
}

#[test]
fn deadline_before_the_end_of_the_wait_gives_up_at_once() {
    let outcome = run(retry().deadline(9 * SECOND), &[fail(Kind::Throttled)]);
    assert_eq!((outcome.requests, outcome.waits.len()), (1, 0));
    assert_eq!(outcome.result.unwrap_err().error.kind(), Kind::Throttled);
}

#[test]
fn deadline_bounds_all_waits() {
    let outcome = run(retry().deadline(30 * SECOND), &[fail(Kind::Throttled)]);
    assert_eq!(outcome.waits, seconds([10; 3]));
    let outcome = run(retry().deadline(29 * SECOND), &[fail(Kind::Throttled)]);
    assert_eq!(outcome.waits, seconds([10; 2]));
}

#[test]
fn deadline_counts_the_time_of_requests() {
    let (clock, mut requests) = (Clock::default(), 0);
    clock.advance(1_000 * SECOND);
    let time = clock.clone();
    let retry = retry().deadline(30 * SECOND).clock(move || time.now());
    let send = || {
        requests += 1;
        clock.advance(8 * SECOND);
        fail(Kind::Throttled)
    };
    assert_eq!(retry.run_blocking(|delay| clock.advance(delay), send).unwrap_err().tries, 2);
    assert_eq!(requests, 2);
}

#[test]
fn sleep_that_lasts_too_long_is_followed_by_no_request() {
    let clock = Clock::default();
    let time = clock.clone();
    let retry = retry().deadline(30 * SECOND).clock(move || time.now());
    let oversleep = |_| clock.advance(3_600 * SECOND);
    assert_eq!(retry.run_blocking(oversleep, || fail(Kind::Throttled)).unwrap_err().tries, 1);
}

#[test]
fn clock_that_jumps_makes_no_run_longer() {
    for now in [[50, 0, 0, 0, 0, 0, 0, 0, 0], [50, 50, 10, 90, 0, 50, 0, 50, 10]] {
        let reads = AtomicU32::new(0);
        let clock = move || Duration::from_secs(now[reads.fetch_add(1, Ordering::Relaxed) as usize % 9]);
        let mut waits = Vec::new();
        let retry = retry().deadline(20 * SECOND).clock(clock);
        let failed = retry.run_blocking(|delay| waits.push(delay), || fail(Kind::Throttled)).unwrap_err();
        assert!(waits.len() <= 2 && failed.tries <= 3, "{waits:?}");
    }
}

#[test]
fn waits_count_where_nobody_sleeps() {
    // By std's clock, no time passes in this test.
    let mut waits = Vec::new();
    let retry = retry().deadline(25 * SECOND);
    let _ = retry.run_blocking(|delay| waits.push(delay), || fail(Kind::Throttled)).unwrap_err();
    assert_eq!(waits, seconds([10; 2]));
}

#[test]
fn failure_of_the_transport_has_the_catalogs_advice() {
    for (failure, idempotency, requests) in [
        (Some(TransportFailure::Timeout), Idempotency::Idempotent, 2),
        (Some(TransportFailure::Timeout), Idempotency::NotIdempotent, 1),
        (Some(TransportFailure::Connect), Idempotency::NotIdempotent, 6),
        (Some(TransportFailure::Body), Idempotency::Idempotent, 1),
        (None, Idempotency::Idempotent, 1),
    ] {
        let send = || Err::<(), _>(CallError::<RetryingError>::transport("broken", failure));
        let failed = Retry::new(idempotency).run_blocking(drop, send).unwrap_err();
        assert_eq!(failed.tries, requests, "{failure:?}");
    }
}

#[test]
fn observer_sees_each_retry_before_its_wait() {
    let events = Arc::new(Mutex::new(Vec::new()));
    let seen = events.clone();
    let retry = retry().on_retry(move |event: &RetryEvent| {
        seen.lock().unwrap().push((event.retries, event.delay.as_secs(), event.error_type));
    });
    let mut before_wait = 0;
    let sleep = |_| before_wait = events.lock().unwrap().len();
    let mut requests = 0;
    let send = || {
        requests += 1;
        match requests {
            1 => ask(Kind::Throttled, 3),
            2 => Err(Response::builder().status(599).body("").unwrap().into()),
            _ => unreachable!(),
        }
    };
    assert_eq!(retry.run_blocking(sleep, send).unwrap_err().error.error_type(), "_OTHER");
    assert_eq!((before_wait, events.lock().unwrap().as_slice()), (1, &[(0, 3, "throttled")][..]));
}

#[test]
fn error_says_how_often_it_was_tried() {
    let failed = run(retry(), &[fail(Kind::Busy)]).result.unwrap_err();
    assert_eq!(failed.to_string(), "the request failed 4 times");
    let source = failed.source().unwrap().downcast_ref::<RetryingError>().unwrap();
    assert_eq!(source.kind(), Kind::Busy);
    assert_eq!(failed.into_inner().kind(), Kind::Busy);
    let failed = run(retry(), &[fail(Kind::Missing)]).result.unwrap_err();
    assert_eq!(failed.to_string(), "the request failed");
}

#[test]
fn error_becomes_a_failed_call() {
    fn call() -> Result<(), CallError<RetryingError>> {
        retry().run_blocking(drop, || fail(Kind::Missing))?;
        unreachable!()
    }
    fn call_again() -> Result<(), CallError<RetryingError>> {
        retry().run_blocking(drop, call)?;
        unreachable!()
    }
    assert_eq!(call_again().unwrap_err().error_type(), "missing");
}

#[test]
fn one_retry_is_for_many_requests() {
    let retry = retry();
    for _ in 0..2 {
        assert_eq!(retry.run_blocking(drop, || fail(Kind::Busy)).unwrap_err().tries, 4);
    }
    assert_eq!(
        format!("{:?}", retry.deadline(SECOND)),
        "Retry { idempotency: Idempotent, max_retries: 4294967295, max_wait: 60s, deadline: Some(1s), .. }"
    );
}

#[tokio::test]
async fn future_waits_as_the_caller_says() {
    let waits = Mutex::new(Vec::new());
    let sleep = |delay| {
        waits.lock().unwrap().push(delay);
        ready("a value that nobody needs")
    };
    let failed = retry().run(sleep, async || fail(Kind::Throttled)).await.unwrap_err();
    assert_eq!((failed.tries, waits.into_inner().unwrap()), (6, seconds([10; 5])));
}

#[tokio::test]
async fn task_that_is_dropped_between_tries_sends_no_other_request() {
    let requests = AtomicU32::new(0);
    let send = async || {
        requests.fetch_add(1, Ordering::Relaxed);
        fail(Kind::Throttled)
    };
    let retry = retry();
    let run = retry.run(|_| pending::<()>(), send);
    assert!(tokio::time::timeout(Duration::from_millis(20), run).await.is_err());
    assert_eq!(requests.load(Ordering::Relaxed), 1);
}

#[test]
fn runs_can_be_spawned() {
    fn assert_send<T: Send>(_: T) {}
    fn assert_shared<T: Clone + Send + Sync + 'static>() {}
    assert_shared::<Retry>();
    assert_send(retry().run(tokio::time::sleep, || ready(fail(Kind::Busy))));
    assert_send(retry().run(tokio::time::sleep, async || Err::<(), _>(CallError::from(Kind::Busy.error()))));
}

fn any_error() -> impl Strategy<Value = (Kind, Option<u64>)> {
    let kind = prop::sample::select(Kind::KNOWN.to_vec());
    (kind, prop::option::of(prop_oneof![0..100_u64, Just(86_400), Just(YEAR)]))
}

proptest! {
    #[test]
    fn requests_are_never_more_than_allowed_and_never_sooner_than_asked(
        errors in prop::collection::vec(any_error(), 1..12),
        max_retries in 0..12_u32,
        max_wait in 0..200_u64,
        deadline in prop::option::of(0..400_u64),
        is_idempotent: bool,
    ) {
        let idempotency = if is_idempotent { Idempotency::Idempotent } else { Idempotency::NotIdempotent };
        let max_wait = Duration::from_secs(max_wait);
        let mut retry = Retry::new(idempotency).max_retries(max_retries).max_wait(max_wait);
        if let Some(deadline) = deadline {
            retry = retry.deadline(Duration::from_secs(deadline));
        }
        let respond = |&(kind, asked): &(Kind, Option<u64>)| match asked {
            Some(seconds) => ask(kind, seconds),
            None => fail(kind),
        };
        let responses: Vec<_> = errors.iter().map(respond).collect();
        let Outcome { result, requests, waits } = run_with(retry, &Clock::default(), &responses);

        prop_assert_eq!(result.unwrap_err().tries, requests);
        prop_assert_eq!(waits.len() + 1, requests as usize);
        prop_assert!(requests <= max_retries.saturating_add(1));
        for (retries, wait) in (0..).zip(&waits) {
            let (kind, asked) = errors[(retries as usize).min(errors.len() - 1)];
            let asked = asked.map(Duration::from_secs);
            prop_assert!(kind.retry_hint().delay(retries, idempotency, asked).is_some());
            prop_assert!(*wait >= asked.unwrap_or_default() && *wait <= max_wait);
        }
        if let Some(deadline) = deadline {
            prop_assert!(waits.iter().sum::<Duration>() <= Duration::from_secs(deadline));
        }
    }
}

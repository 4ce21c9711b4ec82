//! Sends requests again as catalogs advise it, within bounds, for any client and executor.

mod cause;
mod clock;
mod error;
mod progress;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use errspec_data::Idempotency;

pub use cause::RetryCause;
pub(crate) use cause::{Advise, RetryAdvice};
use clock::Clock;
pub use error::RetryError;
use progress::RetryProgress;

/// Sends a request again as long as the catalog advises it, and within bounds.
///
/// The error decides: its code, the hint in force, what the server asked to wait, whether the request is idempotent,
/// and for a request that got no response what the catalog says of `timeout` and `connect`. There are bounds without
/// any being set: the hint's own number of retries, and a longest wait of 60 s.
///
/// It has no timer and needs no executor: the function that waits is given, such as `tokio::time::sleep`. A value can be
/// used for any number of requests, also at the same time.
///
/// ```
/// # #[cfg(feature = "reqwest-013")] {
/// # use reqwest_013 as reqwest;
/// # async fn sleep(_: std::time::Duration) {}
/// use errspec::{ApiError, CallError, Idempotency, Retry, RetryEvent, SendChecked};
///
/// async fn get<E: ApiError>(client: &reqwest::Client, url: &str) -> Result<String, CallError<E>> {
///     let retry = Retry::new(Idempotency::Idempotent).on_retry(|event: &RetryEvent| {
///         println!("{} after {} retries, waits {:?}", event.error_type, event.retries, event.delay);
///     });
///     Ok(retry.run(sleep, || client.get(url).send_checked::<E>()).await?.text().await?)
/// }
/// # }
/// ```
///
/// # Requests that can't be sent twice
///
/// The function that sends is called once for each try, so it has to make the request anew. One that gives away a body
/// which is a stream can be called only once, and doesn't compile; where the body can be had again, as from a file, it
/// is opened in that function. Whether doing it twice does harm is another question: then the request is
/// [`NotIdempotent`](Idempotency::NotIdempotent), and is sent again only where the server can't have acted on it.
///
/// # Cancellation
///
/// Nothing happens outside of the future: if it is dropped between two tries, none follows.
#[derive(Clone)]
#[must_use = "it does nothing until it is run"]
pub struct Retry {
    idempotency: Idempotency,
    max_retries: u32,
    max_wait: Duration,
    deadline: Option<Duration>,
    clock: Clock,
    observer: Option<Arc<Observer>>,
}

type Observer = dyn Fn(&RetryEvent) + Send + Sync;

/// A retry that is about to be made.
///
/// ```
/// use errspec::RetryEvent;
///
/// /// What a log says about it.
/// fn describe(event: &RetryEvent) -> String {
///     format!("{}: retry {} in {:?}", event.error_type, event.retries + 1, event.delay)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryEvent {
    /// How many retries were made so far, 0 after the first request.
    pub retries: u32,
    /// How long is waited before the request is sent again.
    pub delay: Duration,
    /// The name for metrics of the error that the request failed with, one of a bounded set: OpenTelemetry's
    /// attribute `error.type`.
    pub error_type: &'static str,
}

impl Retry {
    /// The longest wait unless another is set: that of a backoff whose hint doesn't say it.
    pub const DEFAULT_MAX_WAIT: Duration = Duration::from_secs(60);

    /// Retries as hints advise it, and waits 60 s at the most before each retry.
    pub const fn new(idempotency: Idempotency) -> Self {
        Self {
            idempotency,
            max_retries: u32::MAX,
            max_wait: Self::DEFAULT_MAX_WAIT,
            deadline: None,
            clock: Clock::Std,
            observer: None,
        }
    }

    /// Sets how many retries are made at most. Where the hint of an error allows fewer, there are fewer.
    ///
    /// ```
    /// use errspec::{Idempotency, Retry};
    ///
    /// // Three requests at the most.
    /// let retry = Retry::new(Idempotency::Idempotent).max_retries(2);
    /// ```
    pub fn max_retries(self, count: u32) -> Self {
        Self { max_retries: count, ..self }
    }

    /// Sets the longest wait before a retry. Where the server asks for a longer one, or the hint may wait longer, no
    /// retry is made: sooner than asked it would be of no use.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use errspec::{Idempotency, Retry};
    ///
    /// // Somebody is waiting at a screen.
    /// let retry = Retry::new(Idempotency::Idempotent).max_wait(Duration::from_secs(3));
    /// ```
    pub fn max_wait(self, longest: Duration) -> Self {
        Self { max_wait: longest, ..self }
    }

    /// Sets how long after the beginning of a run no request is sent any more; there is no such limit by default.
    ///
    /// A retry whose wait ends later is not waited for. A request on its way isn't broken off: its time is the client's
    /// to limit. Time is read from std's monotonic clock, or from [another](Self::clock); where neither exists, as on
    /// `wasm32-unknown-unknown`, and where a clock goes backwards, the waits that were made still count.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use errspec::{Idempotency, Retry};
    ///
    /// let retry = Retry::new(Idempotency::Idempotent).deadline(Duration::from_secs(30));
    /// ```
    pub fn deadline(self, after_start: Duration) -> Self {
        Self { deadline: Some(after_start), ..self }
    }

    /// Sets the clock that the deadline goes by: a function that returns the time since any fixed moment.
    ///
    /// ```
    /// use std::time::Instant;
    ///
    /// use errspec::{Idempotency, Retry};
    ///
    /// // With `tokio::time::Instant`, tests can pause the clock.
    /// let start = Instant::now();
    /// let retry = Retry::new(Idempotency::Idempotent).clock(move || start.elapsed());
    /// ```
    pub fn clock(self, now: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        Self { clock: Clock::Given(Arc::new(now)), ..self }
    }

    /// Sets what is told of each retry, before it is waited for.
    ///
    /// ```
    /// use std::sync::atomic::{AtomicU32, Ordering};
    ///
    /// use errspec::{Idempotency, Retry, RetryEvent};
    ///
    /// static RETRIES: AtomicU32 = AtomicU32::new(0);
    /// let retry = Retry::new(Idempotency::Idempotent).on_retry(|_: &RetryEvent| {
    ///     RETRIES.fetch_add(1, Ordering::Relaxed);
    /// });
    /// ```
    pub fn on_retry(self, observer: impl Fn(&RetryEvent) + Send + Sync + 'static) -> Self {
        Self { observer: Some(Arc::new(observer)), ..self }
    }

    /// Sends a request until it succeeds, no other try would help, or a bound is reached.
    ///
    /// `sleep` waits: `tokio::time::sleep`, or what another executor has; what its future gives is ignored. `send` makes
    /// the request anew and sends it. It fails with an error of a catalog or with a [`CallError`](crate::CallError), so
    /// that `send_checked` and `check` fit as they are.
    ///
    /// ```
    /// # async fn sleep(_: std::time::Duration) {}
    /// use errspec::{ApiError, Idempotency, Retry, RetryError};
    /// use http::Response;
    ///
    /// async fn call<E, F>(send: impl Fn() -> F) -> Result<Response<Vec<u8>>, RetryError<E>>
    /// where
    ///     E: ApiError,
    ///     F: Future<Output = Response<Vec<u8>>>,
    /// {
    ///     Retry::new(Idempotency::NotIdempotent).run(sleep, async || E::check(send().await)).await
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// The error of the last try, and how many tries there were.
    pub async fn run<T, C, S, F>(
        &self,
        mut sleep: impl FnMut(Duration) -> S,
        mut send: impl FnMut() -> F,
    ) -> Result<T, RetryError<C>>
    where
        C: RetryCause,
        S: Future,
        F: Future<Output = Result<T, C>>,
    {
        let mut progress = RetryProgress::start(self);
        loop {
            let (delay, error) = match send().await {
                Ok(success) => return Ok(success),
                Err(error) => progress.plan_retry(error)?,
            };
            sleep(delay).await;
            progress.begin_retry(delay, error)?;
        }
    }

    /// Does what [`run`](Self::run) does with clients that block.
    ///
    /// ```
    /// # #[cfg(feature = "reqwest-013-blocking")] {
    /// # use reqwest_013 as reqwest;
    /// use std::thread;
    ///
    /// use errspec::blocking::SendChecked;
    /// use errspec::{ApiError, CallError, Idempotency, Retry};
    ///
    /// fn get<E: ApiError>(client: &reqwest::blocking::Client, url: &str) -> Result<String, CallError<E>> {
    ///     let retry = Retry::new(Idempotency::Idempotent);
    ///     Ok(retry.run_blocking(thread::sleep, || client.get(url).send_checked::<E>())?.text()?)
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The error of the last try, and how many tries there were.
    pub fn run_blocking<T, C: RetryCause>(
        &self,
        mut sleep: impl FnMut(Duration),
        mut send: impl FnMut() -> Result<T, C>,
    ) -> Result<T, RetryError<C>> {
        let mut progress = RetryProgress::start(self);
        loop {
            let (delay, error) = match send() {
                Ok(success) => return Ok(success),
                Err(error) => progress.plan_retry(error)?,
            };
            sleep(delay);
            progress.begin_retry(delay, error)?;
        }
    }
}

impl fmt::Debug for Retry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Retry")
            .field("idempotency", &self.idempotency)
            .field("max_retries", &self.max_retries)
            .field("max_wait", &self.max_wait)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

//! Defines how a request failed that was sent again: with the error of the last try.

use std::error::Error;
use std::fmt;

use crate::call::CallError;
use crate::error::ApiError;

/// Why a request failed for good: the error of the last try, which is its [`source`](Error::source), and how often it was
/// tried.
///
/// `?` makes it the [`CallError`] that it holds.
///
/// ```
/// use errspec::{ApiError, CallError, RetryError};
///
/// fn report<E: ApiError>(failed: &RetryError<CallError<E>>) {
///     eprintln!("{failed}: {}", failed.error);
///     if let Some(error) = failed.error.api() {
///         eprintln!("request id: {:?}", error.request_id());
///     }
/// }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RetryError<E> {
    /// The error of the last try.
    pub error: E,
    /// How often the request was sent, at least once.
    pub tries: u32,
}

impl<E> RetryError<E> {
    /// Takes the error of the last try.
    ///
    /// ```
    /// use errspec::{ApiError, Idempotency, Retry};
    ///
    /// fn call<E: ApiError>(send: impl Fn() -> http::Response<Vec<u8>>) -> Result<Vec<u8>, E> {
    ///     let retry = Retry::new(Idempotency::Idempotent);
    ///     let response = retry.run_blocking(std::thread::sleep, || E::check(send()));
    ///     Ok(response.map_err(|failed| failed.into_inner())?.into_body())
    /// }
    /// ```
    pub fn into_inner(self) -> E {
        self.error
    }
}

impl<E> fmt::Display for RetryError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.tries {
            1 => f.write_str("the request failed"),
            tries => write!(f, "the request failed {tries} times"),
        }
    }
}

impl<E: Error + 'static> Error for RetryError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.error)
    }
}

impl<E> From<RetryError<CallError<E>>> for CallError<E> {
    fn from(failed: RetryError<CallError<E>>) -> Self {
        failed.error
    }
}

impl<E: ApiError> From<RetryError<E>> for CallError<E> {
    fn from(failed: RetryError<E>) -> Self {
        Self::Api(failed.error)
    }
}

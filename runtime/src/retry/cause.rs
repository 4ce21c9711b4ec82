//! Asks an error whether its request should be sent again.

use std::time::Duration;

use errspec_data::TransportFailure;

use crate::RetryHint;
use crate::call::CallError;
use crate::error::ApiError;
use crate::kind::ErrorKind;

/// An error that [`Retry`](crate::Retry) can judge: every [`ApiError`], and a [`CallError`] of one.
///
/// It is sealed. What else a call may fail with is made a `CallError` by [`CallError::transport`].
///
/// ```
/// use errspec::{ApiError, CallError, Idempotency, Retry, RetryError};
///
/// async fn greet<E: ApiError>() -> Result<&'static str, RetryError<CallError<E>>> {
///     let say = async || Ok("hello");
///     Retry::new(Idempotency::Idempotent).run(async |_| (), say).await
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`Retry` can't tell whether to send a request again after `{Self}`",
    note = "a call has to fail with an error of a catalog, or with `errspec::CallError`; for any other error there is `CallError::transport`"
)]
pub trait RetryCause: Advise {}

impl<E: ApiError> RetryCause for E {}
impl<E: ApiError> RetryCause for CallError<E> {}

/// What is known about sending a request again.
pub struct RetryAdvice {
    /// The hint in force.
    pub(crate) hint: RetryHint,
    /// What the server asked to wait.
    pub(crate) asked: Option<Duration>,
    /// The name of the error for metrics.
    pub(crate) error_type: &'static str,
}

/// What [`RetryCause`] needs of an error. It can't be named outside of this crate, which seals that trait.
pub trait Advise {
    /// Returns what is known about sending the request again.
    fn advise(&self) -> RetryAdvice;
}

impl<E: ApiError> Advise for E {
    fn advise(&self) -> RetryAdvice {
        let response = self.response();
        RetryAdvice {
            hint: response.retry_hint(),
            asked: response.retry_after(),
            error_type: response.error_type(),
        }
    }
}

impl<E: ApiError> Advise for CallError<E> {
    fn advise(&self) -> RetryAdvice {
        match self {
            Self::Api(error) => error.advise(),
            // Where the catalog says nothing about a failure, its hint is `never`.
            Self::Transport { failure, .. } => RetryAdvice {
                hint: failure.map_or_else(RetryHint::never, E::Kind::retry_hint_for),
                asked: None,
                error_type: failure.map_or("_OTHER", TransportFailure::name),
            },
        }
    }
}

//! Defines why a call failed: with an error that the API answered, or with a failure of the transport.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use crate::error::ApiError;
use crate::retry::{Advise, RetryAdvice};
use errspec_data::{Idempotency, TransportFailure};

/// How much of an error's body the adapters read unless they are told otherwise: 64 KiB.
///
/// A client that errspec has no adapter for should read no more either. It needs no feature for that, only its
/// response as one of `http`, as [ureq](https://docs.rs/ureq) has it, or anything else with a reader:
///
/// ```
/// use std::io::Read;
///
/// use errspec::{ApiError, BODY_LIMIT, CallError};
/// use http::Response;
///
/// /// Passes a response on unless it is an error.
/// fn check<E: ApiError, B: Read>(response: Response<B>) -> Result<Response<B>, CallError<E>> {
///     if !response.status().is_client_error() && !response.status().is_server_error() {
///         return Ok(response);
///     }
///     Err(CallError::Api(E::from_response(response.map(|body| {
///         let mut start = Vec::new();
///         // A body that breaks off is worth what came of it.
///         let _ = body.take(BODY_LIMIT as u64).read_to_end(&mut start);
///         start.into()
///     }))))
/// }
/// ```
pub const BODY_LIMIT: usize = 64 * 1024;

/// Why a call failed: the API answered with an error, or the exchange itself failed.
///
/// Clients that errspec has no adapter for are written with it once, for every catalog; [`Retry`](crate::Retry) sends
/// again what failed:
///
/// ```
/// use std::io;
///
/// use errspec::{ApiError, CallError, Idempotency, Retry, TransportFailure};
/// use http::Response;
///
/// /// Sends an idempotent request until it succeeds or the catalog advises against another try.
/// fn call<E: ApiError>(
///     send: impl Fn() -> io::Result<Response<Vec<u8>>>,
/// ) -> Result<Response<Vec<u8>>, CallError<E>> {
///     let retry = Retry::new(Idempotency::Idempotent);
///     Ok(retry.run_blocking(std::thread::sleep, || try_once(&send))?)
/// }
///
/// fn try_once<E: ApiError>(
///     send: impl Fn() -> io::Result<Response<Vec<u8>>>,
/// ) -> Result<Response<Vec<u8>>, CallError<E>> {
///     let response = send().map_err(|error| {
///         let why = match error.kind() {
///             io::ErrorKind::TimedOut => Some(TransportFailure::Timeout),
///             io::ErrorKind::ConnectionRefused => Some(TransportFailure::Connect),
///             io::ErrorKind::ConnectionReset => Some(TransportFailure::Disconnect),
///             _ => None,
///         };
///         CallError::transport(error, why)
///     })?;
///     Ok(E::check(response)?)
/// }
/// ```
///
/// With a feature for reqwest it is made of reqwest's errors, so that `?` is all they need.
#[derive(Debug)]
#[non_exhaustive]
pub enum CallError<E> {
    /// The API answered with an error. It is shown as that error.
    Api(E),
    /// The exchange failed: no response came, or what came of a successful one can't be used.
    #[non_exhaustive]
    Transport {
        /// What failed, if it is known.
        failure: Option<TransportFailure>,
        /// What the client says.
        source: Box<dyn Error + Send + Sync>,
    },
}

impl<E> CallError<E> {
    /// Makes the error of a client a failure of the transport.
    ///
    /// ```
    /// use errspec::{CallError, TransportFailure};
    ///
    /// # fn example<E>() {
    /// let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
    /// let error = CallError::<E>::transport(refused, Some(TransportFailure::Connect));
    /// assert!(matches!(error, CallError::Transport { failure: Some(TransportFailure::Connect), .. }));
    /// # }
    /// ```
    pub fn transport(
        source: impl Into<Box<dyn Error + Send + Sync>>,
        failure: Option<TransportFailure>,
    ) -> Self {
        Self::Transport { failure, source: source.into() }
    }

    /// Returns the error that the API answered with, if it did.
    ///
    /// ```
    /// use errspec::{ApiError, CallError};
    ///
    /// fn request_id<E: ApiError>(error: &CallError<E>) -> Option<&str> {
    ///     error.api()?.request_id()
    /// }
    /// ```
    pub fn api(&self) -> Option<&E> {
        match self {
            Self::Api(error) => Some(error),
            Self::Transport { .. } => None,
        }
    }
}

impl<E: ApiError> CallError<E> {
    /// Returns how long to wait before the request is sent again, or none if it should not be.
    ///
    /// For a request that got no response the catalog's advice on that decides; where there is none, and for any
    /// other failure of the transport, it is not sent again. `retries` counts from 0, the request that failed first.
    ///
    /// ```
    /// use errspec::{ApiError, CallError, Idempotency};
    ///
    /// /// Whether it is worth trying again to create something.
    /// fn can_create_again<E: ApiError>(error: &CallError<E>) -> bool {
    ///     error.retry_delay(0, Idempotency::NotIdempotent).is_some()
    /// }
    /// ```
    pub fn retry_delay(&self, retries: u32, idempotency: Idempotency) -> Option<Duration> {
        let RetryAdvice { hint, asked, .. } = self.advise();
        hint.delay(retries, idempotency, asked)
    }

    /// Returns a name of the error for metrics, one of a bounded set: that of the API's error, else `timeout`,
    /// `connect`, `disconnect`, `body` or `_OTHER`.
    ///
    /// It is made for OpenTelemetry's attribute `error.type`:
    ///
    /// ```
    /// use errspec::{ApiError, CallError};
    ///
    /// /// The attributes of a failed call, as OpenTelemetry's conventions for HTTP clients name them.
    /// fn list_attributes<E: ApiError>(error: &CallError<E>) -> Vec<(&'static str, String)> {
    ///     let mut attributes = vec![("error.type", error.error_type().to_owned())];
    ///     if let Some(error) = error.api() {
    ///         attributes.push(("http.response.status_code", error.status().as_u16().to_string()));
    ///         let request_id = error.request_id().map(str::to_owned);
    ///         attributes.extend(request_id.map(|id| ("http.response.header.x-request-id", id)));
    ///     }
    ///     attributes
    /// }
    /// ```
    pub fn error_type(&self) -> &'static str {
        self.advise().error_type
    }
}

impl<E: ApiError> From<E> for CallError<E> {
    fn from(error: E) -> Self {
        Self::Api(error)
    }
}

impl<E: fmt::Display> fmt::Display for CallError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::Transport { failure: Some(failure), .. } => failure.fmt(f),
            Self::Transport { failure: None, .. } => f.write_str("the exchange with the API failed"),
        }
    }
}

impl<E: Error> Error for CallError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Api(error) => error.source(),
            Self::Transport { source, .. } => Some(&**source),
        }
    }
}

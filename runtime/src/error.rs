//! An error of an API: a kind and the reply behind it, and what all such errors can do.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode};

use crate::decode::{decode, is_failure};
use crate::hint::{Idempotency, RetryHint};
use crate::kind::ErrorKind;
use crate::make::make;
use crate::partial::{Failure, failures};
use crate::reply::Reply;

/// What every generated or derived enum of errors implements.
///
/// The generated enums have these methods of their own; the trait is for generic code.
///
/// ```
/// use errspec::{ApiError, Idempotency};
/// use http::Response;
///
/// /// Sends an idempotent request until it succeeds or the catalog advises against another try.
/// fn call<E: ApiError>(send: impl Fn() -> Response<Vec<u8>>) -> Result<Response<Vec<u8>>, E> {
///     let mut attempt = 0;
///     loop {
///         let error = match E::check(send()) {
///             Ok(response) => return Ok(response),
///             Err(error) => error,
///         };
///         let Some(delay) = error.retry_delay(attempt, Idempotency::Safe) else { return Err(error) };
///         std::thread::sleep(delay);
///         attempt += 1;
///     }
/// }
/// ```
pub trait ApiError: std::error::Error + Sized + Send + Sync + 'static {
    /// The kinds of the catalog.
    type Kind: ErrorKind;

    #[doc(hidden)]
    fn parts(&self) -> (Self::Kind, &Reply);

    #[doc(hidden)]
    fn from_parts(kind: Self::Kind, reply: Reply) -> Self;

    /// The kind, which has the static facts.
    fn kind(&self) -> Self::Kind {
        self.parts().0
    }

    /// The response behind the error.
    fn reply(&self) -> &Reply {
        self.parts().1
    }

    /// The status that came.
    fn status(&self) -> StatusCode {
        self.reply().status()
    }

    /// The code that came, whether the catalog lists it or not.
    fn code(&self) -> Option<&str> {
        self.reply().code()
    }

    /// The server's message; where it sent none, the meaning of the error, else the status in words.
    fn message(&self) -> &str {
        self.reply().message()
    }

    /// What the server calls the request.
    fn request_id(&self) -> Option<&str> {
        self.reply().request_id()
    }

    /// The header fields that came.
    fn headers(&self) -> &HeaderMap {
        self.reply().headers()
    }

    /// The body that came.
    fn body(&self) -> &[u8] {
        self.reply().body()
    }

    /// Whether and when to send the request again, going by the status that came.
    fn retry(&self) -> RetryHint {
        Self::Kind::CATALOG.retry_at(self.kind().index(), self.status().as_u16())
    }

    /// How long the server asked to wait.
    fn retry_after(&self) -> Option<Duration> {
        self.reply().retry_after()
    }

    /// How long to wait before the request is sent again, or none if it should not be.
    ///
    /// `attempt` counts from 0, the request that failed first.
    fn retry_delay(&self, attempt: u32, idempotency: Idempotency) -> Option<Duration> {
        self.retry().delay(attempt, idempotency, self.retry_after())
    }

    /// A name of the error for metrics, one of a bounded set: the code that the catalog lists, else the name
    /// of the variant, `_OTHER` if it is unrecognized.
    ///
    /// It is made for OpenTelemetry's attribute `error.type`.
    fn error_type(&self) -> &'static str {
        let (catalog, kind) = (Self::Kind::CATALOG, self.kind().index());
        if kind < catalog.len() { catalog.code(kind).unwrap_or(catalog.name(kind)) } else { "_OTHER" }
    }

    /// Makes a response an error, whatever its status.
    #[must_use]
    fn from_response(response: Response<Bytes>) -> Self {
        let (kind, reply) = decode(Self::Kind::CATALOG, response);
        Self::from_parts(Self::Kind::from_index(kind), reply)
    }

    /// An error of a kind, to be sent.
    ///
    /// It is what its response decodes to: the kind's first status, the code and the message where the envelope has
    /// them.
    #[must_use]
    fn with_message(kind: Self::Kind, message: impl Into<String>) -> Self {
        let reply = make(Self::Kind::CATALOG, kind.index(), Some(&message.into()), None);
        Self::from_parts(kind, reply)
    }

    /// What failed inside a successful response, where the catalog says how that looks.
    fn partial<B: AsRef<[u8]>>(response: &Response<B>) -> impl Iterator<Item = Failure<Self>> + use<Self, B> {
        failures(response).into_iter()
    }

    /// Passes a response on unless it is an error.
    ///
    /// # Errors
    ///
    /// The error that the response is: its status is 4xx or 5xx, or the catalog says that it failed.
    fn check<B: AsRef<[u8]> + Into<Bytes>>(response: Response<B>) -> Result<Response<B>, Self> {
        let (status, headers, body) = (response.status(), response.headers(), response.body().as_ref());
        if is_failure(Self::Kind::CATALOG, status, headers, body) {
            return Err(Self::from_response(response.map(Into::into)));
        }
        Ok(response)
    }
}

//! Defines what every error of an API can do: it has a kind and the response behind it.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode};

use crate::decode::{decode_response, is_error};
use crate::fields::ErrorFields;
use crate::kind::ErrorKind;
use crate::partial::Failures;
use crate::private::{DescribeKind, HoldResponse};
use crate::response::ErrorResponse;
use crate::{Idempotency, RetryHint};

/// What every generated or derived enum of errors implements.
///
/// The enums have these methods of their own; the trait is for generic code. It is sealed: only generated code
/// implements it.
///
/// ```
/// use errspec::{ApiError, Idempotency, Retry, RetryError};
/// use http::Response;
///
/// /// Sends an idempotent request until it succeeds or the catalog advises against another try.
/// fn call<E: ApiError>(send: impl Fn() -> Response<Vec<u8>>) -> Result<Response<Vec<u8>>, RetryError<E>> {
///     Retry::new(Idempotency::Idempotent).run_blocking(std::thread::sleep, || E::check(send()))
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an error of a catalog",
    note = "what `errspec::errors!` generates and what has `#[derive(errspec::ApiError)]` are errors of a catalog"
)]
pub trait ApiError: HoldResponse + std::error::Error + Send + Sync + 'static {
    /// The kinds of the catalog.
    type Kind: ErrorKind;

    /// Returns the kind, which has the static facts.
    fn kind(&self) -> Self::Kind {
        Self::Kind::from_number(self.held().kind_number())
    }

    /// Returns the response behind the error.
    fn response(&self) -> &ErrorResponse {
        self.held()
    }

    /// Takes the response out of the error.
    fn into_inner(self) -> ErrorResponse {
        self.held().clone()
    }

    /// Returns the status that came.
    fn status(&self) -> StatusCode {
        self.response().status()
    }

    /// Returns the code that came, whether the catalog lists it or not.
    fn code(&self) -> Option<&str> {
        self.response().code()
    }

    /// Returns the message: the one that came or was given, else the entry's template if all its fields are there, else
    /// the meaning of the entry; for an unrecognized error the phrase of the status. It is never empty.
    fn message(&self) -> &str {
        self.response().message()
    }

    /// Returns what the server calls the request.
    fn request_id(&self) -> Option<&str> {
        self.response().request_id()
    }

    /// Returns what the error is about, such as the name of a parameter, where the catalog says where that is.
    fn target(&self) -> Option<&str> {
        self.response().target()
    }

    /// Returns the link to the documentation of the error: the one that came, else that of the entry.
    fn docs_url(&self) -> Option<&str> {
        self.response().docs_url()
    }

    /// Returns the header fields that came.
    fn headers(&self) -> &HeaderMap {
        self.response().headers()
    }

    /// Returns the body that came.
    fn body(&self) -> &Bytes {
        self.response().body()
    }

    /// Finds the details: the single errors of which the response has several, where the catalog says where they are.
    ///
    /// What they take is bounded while they are looked at one by one, as [`Failures`] says.
    fn details(&self) -> Failures<'_, Self> {
        Failures::find_details(self.response())
    }

    /// Reads the typed fields of the error, if it is the error that has them.
    fn fields<F: ErrorFields>(&self) -> Option<F> {
        self.response().fields()
    }

    /// Returns the retry hint in force, which takes the status that came and the server's own verdict into account.
    fn retry_hint(&self) -> RetryHint {
        self.response().retry_hint()
    }

    /// Returns how long the server asked to wait.
    fn retry_after(&self) -> Option<Duration> {
        self.response().retry_after()
    }

    /// Returns how long to wait before the request is sent again, or none if it should not be.
    ///
    /// `retries` is how many retries were made so far, 0 after the first request.
    fn retry_delay(&self, retries: u32, idempotency: Idempotency) -> Option<Duration> {
        self.response().retry_delay(retries, idempotency)
    }

    /// Returns a name of the error for metrics, one of a bounded set: the code that the catalog lists, else the name of
    /// the variant, `_OTHER` if it is unrecognized.
    ///
    /// It is made for OpenTelemetry's attribute `error.type`.
    fn error_type(&self) -> &'static str {
        self.response().error_type()
    }

    /// Makes a response an error, whatever its status.
    #[must_use]
    fn from_response(response: Response<Bytes>) -> Self {
        Self::hold(decode_response(Self::Kind::CATALOG, response))
    }

    /// Finds what failed inside a successful response, where the catalog says how that looks.
    ///
    /// What the failures take is bounded while they are looked at one by one, as [`Failures`] says.
    fn partial_failures<B: AsRef<[u8]>>(response: &Response<B>) -> Failures<'_, Self> {
        Failures::find(response)
    }

    /// Passes a response on unless it is an error.
    ///
    /// # Errors
    ///
    /// The error that the response is: its status is 400 or more, or the catalog says that it failed.
    fn check<B: AsRef<[u8]> + Into<Bytes>>(response: Response<B>) -> Result<Response<B>, Self> {
        let (status, headers, body) = (response.status(), response.headers(), response.body().as_ref());
        if is_error(Self::Kind::CATALOG, status, headers, body) {
            return Err(Self::from_response(response.map(Into::into)));
        }
        Ok(response)
    }
}

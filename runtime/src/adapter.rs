//! Sends requests and checks responses of clients: a response is passed on, or becomes the error that it is.

pub mod blocking;
#[cfg(feature = "http-body-1")]
mod body;
#[cfg(feature = "http-body-1")]
mod head;
#[cfg(feature = "http-body-1")]
mod http_response;
#[cfg(any(feature = "reqwest-012", feature = "reqwest-013"))]
mod reqwest;

use crate::call::{BODY_LIMIT, CallError};
use crate::error::ApiError;
#[cfg(feature = "http-body-1")]
pub use body::CheckedBody;

/// Checks responses of clients.
///
/// It is there for the responses of these clients, each with the feature that names its version:
///
/// | response | feature |
/// |---|---|
/// | `reqwest::Response` of reqwest 0.13 | `reqwest-013` |
/// | `reqwest::Response` of reqwest 0.12 | `reqwest-012` |
/// | `reqwest::blocking::Response` | `reqwest-013-blocking`, `reqwest-012-blocking`, and [`blocking::CheckErrors`] |
/// | [`http::Response`] with any body of `http-body` 1, which is what hyper, tower, axum and tonic have | `http-body-1` |
///
/// Of a success the body is left unread; only where the catalog says how a success fails (`failed_2xx`), its beginning
/// is read and put back. Of an error the body is read up to a limit, so one that never ends does no harm, and what came
/// before it broke off or timed out is kept: since status and header fields are there, that is an error of the API, not
/// a failure of the transport. How long to wait for a body is the client's to limit.
///
/// ```
/// # #[cfg(feature = "reqwest-013")] {
/// # use reqwest_013 as reqwest;
/// use errspec::{ApiError, CallError, CheckErrors};
///
/// async fn get<E: ApiError>(client: &reqwest::Client, url: &str) -> Result<String, CallError<E>> {
///     let response = client.get(url).send().await?.check_errors::<E>().await?;
///     Ok(response.text().await?)
/// }
/// # }
/// ```
pub trait CheckErrors: Sized {
    /// What a success is passed on as.
    type Checked;

    /// Passes a response on unless it is an error, of whose body 64 KiB are read at the most ([`BODY_LIMIT`]).
    ///
    /// ```
    /// # #[cfg(feature = "http-body-1")] {
    /// use errspec::{ApiError, CallError, CheckErrors, CheckedBody};
    /// use http::Response;
    /// use http_body::Body;
    ///
    /// async fn check<E, B>(response: Response<B>) -> Result<Response<CheckedBody<B>>, CallError<E>>
    /// where
    ///     E: ApiError,
    ///     B: Body,
    /// {
    ///     response.check_errors().await
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The error that the response is: its status is 400 or more, or the catalog says that it failed.
    fn check_errors<E: ApiError>(self) -> impl Future<Output = Result<Self::Checked, CallError<E>>> {
        self.check_errors_up_to(BODY_LIMIT)
    }

    /// Checks as [`check_errors`](Self::check_errors) does, with another limit, in bytes.
    ///
    /// ```
    /// # #[cfg(feature = "reqwest-013")] {
    /// # use reqwest_013 as reqwest;
    /// use errspec::{ApiError, CallError, CheckErrors};
    ///
    /// async fn check<E: ApiError>(response: reqwest::Response) -> Result<reqwest::Response, CallError<E>> {
    ///     response.check_errors_up_to(1024 * 1024).await
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The same.
    fn check_errors_up_to<E: ApiError>(
        self,
        limit: usize,
    ) -> impl Future<Output = Result<Self::Checked, CallError<E>>>;
}

impl<R: sealed::CheckableResponse> CheckErrors for R {
    type Checked = R::Checked;

    async fn check_errors_up_to<E: ApiError>(self, limit: usize) -> Result<Self::Checked, CallError<E>> {
        self.check_up_to(limit).await
    }
}

/// Sends requests of clients, and checks the responses.
///
/// It is there for `reqwest::RequestBuilder` of reqwest 0.13 with the feature `reqwest-013`, and of reqwest 0.12 with
/// the feature `reqwest-012`; for those of `reqwest::blocking` there is [`blocking::SendChecked`]. Responses are checked
/// as [`CheckErrors`] does it. [`Retry`](crate::Retry) sends again what failed.
///
/// ```
/// # #[cfg(feature = "reqwest-013")] {
/// # use reqwest_013 as reqwest;
/// use errspec::{ApiError, CallError, SendChecked};
///
/// async fn get<E: ApiError>(client: &reqwest::Client, url: &str) -> Result<String, CallError<E>> {
///     Ok(client.get(url).send_checked::<E>().await?.text().await?)
/// }
/// # }
/// ```
pub trait SendChecked: Sized {
    /// What a success is passed on as.
    type Checked;

    /// Sends a request, and passes its response on unless it is an error, of whose body 64 KiB are read at the most
    /// ([`BODY_LIMIT`]).
    ///
    /// ```
    /// # #[cfg(feature = "reqwest-012")] {
    /// # use reqwest_012 as reqwest;
    /// use errspec::{ApiError, CallError, SendChecked};
    ///
    /// async fn delete<E: ApiError>(client: &reqwest::Client, url: &str) -> Result<(), CallError<E>> {
    ///     client.delete(url).send_checked().await.map(drop)
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// What kept a response from coming, or the error that the response is.
    fn send_checked<E: ApiError>(self) -> impl Future<Output = Result<Self::Checked, CallError<E>>> {
        self.send_checked_up_to(BODY_LIMIT)
    }

    /// Sends and checks as [`send_checked`](Self::send_checked) does, with another limit, in bytes.
    ///
    /// ```
    /// # #[cfg(feature = "reqwest-013")] {
    /// # use reqwest_013 as reqwest;
    /// use errspec::{ApiError, CallError, SendChecked};
    ///
    /// async fn send<E: ApiError>(request: reqwest::RequestBuilder) -> Result<reqwest::Response, CallError<E>> {
    ///     request.send_checked_up_to(1024 * 1024).await
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The same.
    fn send_checked_up_to<E: ApiError>(
        self,
        limit: usize,
    ) -> impl Future<Output = Result<Self::Checked, CallError<E>>>;
}

impl<R: sealed::SendableRequest> SendChecked for R {
    type Checked = R::Checked;

    async fn send_checked_up_to<E: ApiError>(self, limit: usize) -> Result<Self::Checked, CallError<E>> {
        self.send_and_check(limit).await
    }
}

/// What the adapters implement. Closed, so that methods can be added; apart from the traits above, so that the compiler
/// has something to say where the feature of a client is missing.
mod sealed {
    use crate::{ApiError, CallError};

    #[diagnostic::on_unimplemented(
        message = "errspec has no adapter for `{Self}`, or its feature is not enabled",
        label = "errors of this can't be checked",
        note = "a response of reqwest needs a feature of errspec: `reqwest-013` for 0.13, `reqwest-012` for 0.12",
        note = "a response of `reqwest::blocking` needs `reqwest-013-blocking` or `reqwest-012-blocking`, and `use errspec::blocking::CheckErrors`",
        note = "an `http::Response` needs `http-body-1`, and a body of `http-body` 1"
    )]
    pub trait CheckableResponse: Sized {
        type Checked;

        fn check_up_to<E: ApiError>(
            self,
            limit: usize,
        ) -> impl Future<Output = Result<Self::Checked, CallError<E>>>;
    }

    #[diagnostic::on_unimplemented(
        message = "errspec has no adapter for `{Self}`, or its feature is not enabled",
        label = "this can't be sent and checked",
        note = "a request of reqwest needs a feature of errspec: `reqwest-013` for 0.13, `reqwest-012` for 0.12",
        note = "a request of `reqwest::blocking` needs `reqwest-013-blocking` or `reqwest-012-blocking`, and `use errspec::blocking::SendChecked`"
    )]
    pub trait SendableRequest: Sized {
        type Checked;

        fn send_and_check<E: ApiError>(
            self,
            limit: usize,
        ) -> impl Future<Output = Result<Self::Checked, CallError<E>>>;
    }
}

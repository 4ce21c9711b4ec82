//! Sends requests and checks responses of clients that block.

use crate::call::{BODY_LIMIT, CallError};
use crate::error::ApiError;

/// The methods of [`errspec::CheckErrors`](crate::CheckErrors) for `reqwest::blocking::Response`, of reqwest 0.13 with
/// the feature `reqwest-013-blocking` and of reqwest 0.12 with `reqwest-012-blocking`.
///
/// ```
/// # #[cfg(feature = "reqwest-013-blocking")] {
/// # use reqwest_013 as reqwest;
/// use errspec::blocking::CheckErrors;
/// use errspec::{ApiError, CallError};
///
/// fn get<E: ApiError>(client: &reqwest::blocking::Client, url: &str) -> Result<String, CallError<E>> {
///     Ok(client.get(url).send()?.check_errors::<E>()?.text()?)
/// }
/// # }
/// ```
pub trait CheckErrors: Sized {
    /// Passes a response on unless it is an error, of whose body 64 KiB are read at the most ([`BODY_LIMIT`]).
    ///
    /// ```
    /// # #[cfg(feature = "reqwest-013-blocking")] {
    /// # use reqwest_013 as reqwest;
    /// use errspec::blocking::CheckErrors;
    /// use errspec::{ApiError, CallError};
    /// use reqwest::blocking::Response;
    ///
    /// fn check<E: ApiError>(response: Response) -> Result<Response, CallError<E>> {
    ///     response.check_errors()
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The error that the response is: its status is 400 or more, or the catalog says that it failed.
    fn check_errors<E: ApiError>(self) -> Result<Self, CallError<E>> {
        self.check_errors_up_to(BODY_LIMIT)
    }

    /// Checks as [`check_errors`](Self::check_errors) does, with another limit, in bytes.
    ///
    /// ```
    /// # #[cfg(feature = "reqwest-013-blocking")] {
    /// # use reqwest_013 as reqwest;
    /// use errspec::blocking::CheckErrors;
    /// use errspec::{ApiError, CallError};
    /// use reqwest::blocking::Response;
    ///
    /// fn check<E: ApiError>(response: Response) -> Result<Response, CallError<E>> {
    ///     response.check_errors_up_to(1024 * 1024)
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The same.
    fn check_errors_up_to<E: ApiError>(self, limit: usize) -> Result<Self, CallError<E>>;
}

impl<R: CheckableResponse> CheckErrors for R {
    fn check_errors_up_to<E: ApiError>(self, limit: usize) -> Result<Self, CallError<E>> {
        self.check_up_to(limit)
    }
}

/// The methods of [`errspec::SendChecked`](crate::SendChecked) for `reqwest::blocking::RequestBuilder`, of reqwest 0.13
/// with the feature `reqwest-013-blocking` and of reqwest 0.12 with `reqwest-012-blocking`.
///
/// ```
/// # #[cfg(feature = "reqwest-013-blocking")] {
/// # use reqwest_013 as reqwest;
/// use errspec::blocking::SendChecked;
/// use errspec::{ApiError, CallError};
///
/// fn get<E: ApiError>(client: &reqwest::blocking::Client, url: &str) -> Result<String, CallError<E>> {
///     Ok(client.get(url).send_checked::<E>()?.text()?)
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
    /// # #[cfg(feature = "reqwest-013-blocking")] {
    /// # use reqwest_013 as reqwest;
    /// use errspec::blocking::SendChecked;
    /// use errspec::{ApiError, CallError};
    ///
    /// fn delete<E: ApiError>(client: &reqwest::blocking::Client, url: &str) -> Result<(), CallError<E>> {
    ///     client.delete(url).send_checked().map(drop)
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// What kept a response from coming, or the error that the response is.
    fn send_checked<E: ApiError>(self) -> Result<Self::Checked, CallError<E>> {
        self.send_checked_up_to(BODY_LIMIT)
    }

    /// Sends and checks as [`send_checked`](Self::send_checked) does, with another limit, in bytes.
    ///
    /// ```
    /// # #[cfg(feature = "reqwest-013-blocking")] {
    /// # use reqwest_013 as reqwest;
    /// use errspec::blocking::SendChecked;
    /// use errspec::{ApiError, CallError};
    /// use reqwest::blocking::{RequestBuilder, Response};
    ///
    /// fn send<E: ApiError>(request: RequestBuilder) -> Result<Response, CallError<E>> {
    ///     request.send_checked_up_to(1024 * 1024)
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The same.
    fn send_checked_up_to<E: ApiError>(self, limit: usize) -> Result<Self::Checked, CallError<E>>;
}

impl<R: SendableRequest> SendChecked for R {
    type Checked = R::Checked;

    fn send_checked_up_to<E: ApiError>(self, limit: usize) -> Result<Self::Checked, CallError<E>> {
        self.send_and_check(limit)
    }
}

pub(super) use sealed::{CheckableResponse, SendableRequest};

/// What the adapters implement, as in the module above.
mod sealed {
    use crate::{ApiError, CallError};

    #[diagnostic::on_unimplemented(
        message = "errspec has no blocking adapter for `{Self}`, or its feature is not enabled",
        label = "errors of this can't be checked",
        note = "a response of `reqwest::blocking` needs a feature of errspec: `reqwest-013-blocking` for 0.13, `reqwest-012-blocking` for 0.12",
        note = "other responses need `use errspec::CheckErrors`"
    )]
    pub trait CheckableResponse: Sized {
        fn check_up_to<E: ApiError>(self, limit: usize) -> Result<Self, CallError<E>>;
    }

    #[diagnostic::on_unimplemented(
        message = "errspec has no blocking adapter for `{Self}`, or its feature is not enabled",
        label = "this can't be sent and checked",
        note = "a request of `reqwest::blocking` needs a feature of errspec: `reqwest-013-blocking` for 0.13, `reqwest-012-blocking` for 0.12",
        note = "other requests need `use errspec::SendChecked`"
    )]
    pub trait SendableRequest: Sized {
        type Checked;

        fn send_and_check<E: ApiError>(self, limit: usize) -> Result<Self::Checked, CallError<E>>;
    }
}

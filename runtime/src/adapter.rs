//! Checks responses of clients: each is passed on, or becomes the error that it is.

#[cfg(feature = "reqwest-blocking")]
pub mod blocking;
mod body;
#[cfg(feature = "reqwest")]
mod reqwest;

use http::{HeaderMap, Response, StatusCode};
use http_body::Body;

use crate::call::{BODY_LIMIT, CallError};
use errspec_data::{Catalog, Condition, Place};

use crate::decode::is_error;
use crate::error::ApiError;
use crate::private::DescribeKind;
pub use body::CheckedBody;
use body::Start;

/// Checks responses of clients.
///
/// It is there for [`http::Response`] with any [`http_body::Body`], which is what hyper, tower, axum and tonic have
/// (feature `http-body`), and for `reqwest::Response` (feature `reqwest`). Of a success the body is left unread; only
/// where the catalog says how a success fails (`failed_2xx`), its beginning is read and put back. Of an error the
/// body is read up to a limit, so one that never ends does no harm, and what came before it broke off or timed out is
/// kept: since status and header fields are there, that is an error of the API, not a failure of the transport.
/// How long to wait for a body is the client's to limit.
///
/// ```
/// # #[cfg(feature = "reqwest")] {
/// use errspec::{ApiError, CallError, CheckErrors};
///
/// async fn get<E: ApiError>(client: &reqwest::Client, url: &str) -> Result<String, CallError<E>> {
///     let response = client.get(url).send().await?.check_errors::<E>().await?;
///     Ok(response.text().await?)
/// }
/// # }
/// ```
pub trait CheckErrors: sealed::Response + Sized {
    /// What a success is passed on as.
    type Checked;

    /// Passes a response on unless it is an error, of whose body 64 KiB are read at the most ([`BODY_LIMIT`]).
    ///
    /// ```
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
    /// # #[cfg(feature = "reqwest")] {
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

impl<B: Body> CheckErrors for Response<B> {
    type Checked = Response<CheckedBody<B>>;

    async fn check_errors_up_to<E: ApiError>(self, limit: usize) -> Result<Self::Checked, CallError<E>> {
        let catalog = E::Kind::CATALOG;
        let (head, body) = self.into_parts();
        let verdict = judge_head(catalog, head.status, &head.headers);
        if verdict == HeadVerdict::Success {
            return Ok(Response::from_parts(head, CheckedBody::untouched(body)));
        }
        // The rest of the body moves into the checked one, and a body that is pinned in place could not.
        let mut body = Box::pin(body);
        let start = Start::read(body.as_mut(), limit).await;
        let text = start.text(limit);
        if verdict == HeadVerdict::Failure
            || has_failed(catalog, head.status, &head.headers, &text, start.is_whole())
        {
            return Err(CallError::Api(E::from_response(Response::from_parts(head, text))));
        }
        Ok(Response::from_parts(head, CheckedBody::begun(start, body)))
    }
}

/// What status and header fields say of a response.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HeadVerdict {
    Success,
    Failure,
    /// The body decides.
    Open,
}

/// Judges a response by its status and its header fields.
fn judge_head(catalog: &Catalog<'_>, status: StatusCode, headers: &HeaderMap) -> HeadVerdict {
    let mut conditions = list_conditions(catalog);
    if status.is_success() && conditions.any(|condition| !matches!(condition.place(), Place::Header(_))) {
        return HeadVerdict::Open;
    }
    if is_error(catalog, status, headers, b"") { HeadVerdict::Failure } else { HeadVerdict::Success }
}

/// Returns whether a response whose body decides is an error, going by the beginning of the body.
fn has_failed(
    catalog: &Catalog<'_>,
    status: StatusCode,
    headers: &HeaderMap,
    start: &[u8],
    is_whole: bool,
) -> bool {
    // What must not be there may come after the part that was read.
    let known = is_whole || !list_conditions(catalog).any(Condition::can_end);
    known && is_error(catalog, status, headers, start)
}

/// Lists all conditions that tell whether a success has failed.
fn list_conditions<'a>(catalog: &Catalog<'a>) -> impl Iterator<Item = &'a Condition<'a>> {
    catalog.envelope().failed_2xx().iter().copied().flatten()
}

mod sealed {
    /// What can be checked. Closed, so that methods can be added.
    pub trait Response {}

    impl<B> Response for http::Response<B> {}
    #[cfg(feature = "reqwest")]
    impl Response for reqwest::Response {}
    #[cfg(feature = "reqwest-blocking")]
    impl Response for reqwest::blocking::Response {}
}

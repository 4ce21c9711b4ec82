//! Checks responses of clients that block.

use std::io::{self, Read};
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use ::reqwest::Body;
use ::reqwest::blocking::Response;
use bytes::Bytes;
use http_body::Frame;

use super::body::{CheckedBody, Start};
use super::{HeadVerdict, has_failed, judge_head, reqwest, sealed};
use crate::call::{BODY_LIMIT, CallError};
use crate::error::ApiError;
use crate::private::DescribeKind;

/// As much is read at a time of what is passed on.
const PIECE: usize = 8 * 1024;

/// The methods of [`errspec::CheckErrors`](crate::CheckErrors) for `reqwest::blocking::Response`.
///
/// ```
/// use errspec::blocking::CheckErrors;
/// use errspec::{ApiError, CallError};
///
/// fn get<E: ApiError>(client: &reqwest::blocking::Client, url: &str) -> Result<String, CallError<E>> {
///     Ok(client.get(url).send()?.check_errors::<E>()?.text()?)
/// }
/// ```
pub trait CheckErrors: sealed::Response + Sized {
    /// Passes a response on unless it is an error, of whose body 64 KiB are read at the most ([`BODY_LIMIT`]).
    ///
    /// ```
    /// use errspec::blocking::CheckErrors;
    /// use errspec::{ApiError, CallError};
    /// use reqwest::blocking::Response;
    ///
    /// fn check<E: ApiError>(response: Response) -> Result<Response, CallError<E>> {
    ///     response.check_errors()
    /// }
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
    /// use errspec::blocking::CheckErrors;
    /// use errspec::{ApiError, CallError};
    /// use reqwest::blocking::Response;
    ///
    /// fn check<E: ApiError>(response: Response) -> Result<Response, CallError<E>> {
    ///     response.check_errors_up_to(1024 * 1024)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// The same.
    fn check_errors_up_to<E: ApiError>(self, limit: usize) -> Result<Self, CallError<E>>;
}

impl CheckErrors for Response {
    fn check_errors_up_to<E: ApiError>(mut self, limit: usize) -> Result<Self, CallError<E>> {
        let catalog = E::Kind::CATALOG;
        let verdict = judge_head(catalog, self.status(), self.headers());
        if verdict == HeadVerdict::Success {
            return Ok(self);
        }
        let head = copy_head(&mut self);
        let mut text = Vec::new();
        let read = self.by_ref().take(limit as u64).read_to_end(&mut text);
        // At the limit it can't be known whether more would come.
        let is_whole = read.is_ok() && text.len() < limit;
        if verdict == HeadVerdict::Failure
            || has_failed(catalog, head.status(), head.headers(), &text, is_whole)
        {
            return Err(CallError::Api(E::from_response(head.map(|()| text.into()))));
        }
        let (url, is_all) = (self.url().clone(), is_whole || read.is_err());
        let body = CheckedBody::begun(Start::from_read(text, read.err(), is_all), Box::pin(Rest(self)));
        Ok(reqwest::note_url(url, head.map(|()| Body::wrap(body))).into())
    }
}

/// Takes everything but the body.
fn copy_head(response: &mut Response) -> http::Response<()> {
    let mut head = http::Response::new(());
    *head.status_mut() = response.status();
    *head.version_mut() = response.version();
    *head.headers_mut() = mem::take(response.headers_mut());
    *head.extensions_mut() = mem::take(response.extensions_mut());
    head
}

/// What was left unread. To poll it blocks, as does everybody who can poll it.
struct Rest(Response);

impl http_body::Body for Rest {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let mut piece = vec![0; PIECE];
        let read = self.0.read(&mut piece).map(|len| {
            piece.truncate(len);
            (len > 0).then(|| Frame::data(piece.into()))
        });
        Poll::Ready(read.transpose())
    }
}

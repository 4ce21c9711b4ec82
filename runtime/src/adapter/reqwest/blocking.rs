//! Sends requests and checks responses of `reqwest::blocking`.

use std::io::{self, Read};
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::Response;
use http_body::Frame;

use super::keep_noted;
use crate::adapter::blocking::{CheckableResponse, SendableRequest};
use crate::adapter::body::{CheckedBody, Start};
use crate::adapter::head::{HeadVerdict, has_failed, judge_head};
use crate::call::CallError;
use crate::error::ApiError;
use crate::private::DescribeKind;

/// As much is read at a time of what is passed on.
const PIECE: usize = 8 * 1024;

#[cfg(feature = "reqwest-012-blocking")]
adapt_blocking_reqwest!(reqwest_012);
#[cfg(feature = "reqwest-013-blocking")]
adapt_blocking_reqwest!(reqwest_013);

/// Implements the adapter for a version. Versions have the same methods, and no trait in common.
macro_rules! adapt_blocking_reqwest {
    ($reqwest:ident) => {
        impl CheckableResponse for $reqwest::blocking::Response {
            fn check_up_to<E: ApiError>(mut self, limit: usize) -> Result<Self, CallError<E>> {
                let verdict = judge_head(E::Kind::CATALOG, self.status(), self.headers());
                if verdict == HeadVerdict::Success {
                    return Ok(self);
                }
                let noted = $reqwest::ResponseBuilderExt::url(Response::builder(), self.url().clone());
                let mut head = Response::new(());
                *head.status_mut() = self.status();
                *head.version_mut() = self.version();
                *head.headers_mut() = mem::take(self.headers_mut());
                *head.extensions_mut() = mem::take(self.extensions_mut());
                let response = check_reader(verdict, head.map(|()| self), limit)?;
                Ok(keep_noted(noted, response.map($reqwest::Body::wrap)).into())
            }
        }

        impl SendableRequest for $reqwest::blocking::RequestBuilder {
            type Checked = $reqwest::blocking::Response;

            fn send_and_check<E: ApiError>(self, limit: usize) -> Result<Self::Checked, CallError<E>> {
                self.send()?.check_up_to(limit)
            }
        }
    };
}
use adapt_blocking_reqwest;

/// Checks a response that is not a success by its head.
fn check_reader<E: ApiError, R: Read + Unpin>(
    verdict: HeadVerdict,
    response: Response<R>,
    limit: usize,
) -> Result<Response<CheckedBody<Rest<R>>>, CallError<E>> {
    let (head, mut body) = response.into_parts();
    let mut text = Vec::new();
    let read = body.by_ref().take(limit as u64).read_to_end(&mut text);
    // At the limit it can't be known whether more would come.
    let is_whole = read.is_ok() && text.len() < limit;
    if verdict == HeadVerdict::Failure
        || has_failed(E::Kind::CATALOG, head.status, &head.headers, &text, is_whole)
    {
        return Err(CallError::Api(E::from_response(Response::from_parts(head, text.into()))));
    }
    let is_all = is_whole || read.is_err();
    let body = CheckedBody::begun(Start::from_read(text, read.err(), is_all), Box::pin(Rest(body)));
    Ok(Response::from_parts(head, body))
}

/// What was left unread. To poll it blocks, as does everybody who can poll it.
struct Rest<R>(R);

impl<R: Read + Unpin> http_body::Body for Rest<R> {
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

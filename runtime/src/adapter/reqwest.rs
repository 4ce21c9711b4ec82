//! Checks responses of reqwest, and makes its errors failed calls.

use std::mem;

use ::reqwest::{Body, Error, ResponseBuilderExt, Url};
use http::Response;

use super::{CheckErrors, HeadVerdict, judge_head};
use crate::call::CallError;
use crate::error::ApiError;
use crate::private::DescribeKind;
use errspec_data::TransportFailure;

impl CheckErrors for ::reqwest::Response {
    type Checked = Self;

    async fn check_errors_up_to<E: ApiError>(self, limit: usize) -> Result<Self, CallError<E>> {
        if judge_head(E::Kind::CATALOG, self.status(), self.headers()) == HeadVerdict::Success {
            return Ok(self);
        }
        let url = self.url().clone();
        let response = Response::<Body>::from(self).check_errors_up_to(limit).await?;
        Ok(note_url(url, response.map(Body::wrap)).into())
    }
}

/// Notes where a response came from, which reqwest forgets when it makes a response one of `http`.
pub(super) fn note_url<B>(url: Url, mut response: Response<B>) -> Response<B> {
    let mut noted = Response::builder().url(url);
    if let Some(noted) = noted.extensions_mut() {
        response.extensions_mut().extend(mem::take(noted));
    }
    response
}

impl<E> From<Error> for CallError<E> {
    fn from(error: Error) -> Self {
        // A connection that isn't made in time is both, and then nothing can have been processed.
        let failure = match () {
            () if error.is_connect() => Some(TransportFailure::Connect),
            () if error.is_timeout() => Some(TransportFailure::Timeout),
            () => None,
        };
        Self::transport(error, failure)
    }
}

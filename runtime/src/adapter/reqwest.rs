//! Sends requests and checks responses of reqwest, and makes its errors failed calls, for each version alike.

#[cfg(any(feature = "reqwest-012-blocking", feature = "reqwest-013-blocking"))]
mod blocking;

use std::mem;

use errspec_data::TransportFailure;
use http::Response;
use http::response::Builder;

use super::head::{HeadVerdict, judge_head};
use super::sealed::{CheckableResponse, SendableRequest};
use crate::call::CallError;
use crate::error::ApiError;
use crate::private::DescribeKind;

#[cfg(feature = "reqwest-012")]
adapt_reqwest!(reqwest_012);
#[cfg(feature = "reqwest-013")]
adapt_reqwest!(reqwest_013);

/// Implements the adapter for a version. Versions have the same methods, and no trait in common.
macro_rules! adapt_reqwest {
    ($reqwest:ident) => {
        impl CheckableResponse for $reqwest::Response {
            type Checked = Self;

            async fn check_up_to<E: ApiError>(self, limit: usize) -> Result<Self, CallError<E>> {
                if judge_head(E::Kind::CATALOG, self.status(), self.headers()) == HeadVerdict::Success {
                    return Ok(self);
                }
                let noted = $reqwest::ResponseBuilderExt::url(Response::builder(), self.url().clone());
                let response = Response::<$reqwest::Body>::from(self).check_up_to(limit).await?;
                Ok(keep_noted(noted, response.map($reqwest::Body::wrap)).into())
            }
        }

        impl SendableRequest for $reqwest::RequestBuilder {
            type Checked = $reqwest::Response;

            async fn send_and_check<E: ApiError>(self, limit: usize) -> Result<Self::Checked, CallError<E>> {
                self.send().await?.check_up_to(limit).await
            }
        }

        impl<E> From<$reqwest::Error> for CallError<E> {
            fn from(error: $reqwest::Error) -> Self {
                // A connection that isn't made in time is both, and then nothing can have been processed.
                let failure = match () {
                    () if error.is_connect() => Some(TransportFailure::Connect),
                    () if error.is_timeout() => Some(TransportFailure::Timeout),
                    () if error.is_decode() || error.is_body() => Some(TransportFailure::Body),
                    // Whatever else befalls an exchange before its response ends the connection.
                    () if error.is_request() => Some(TransportFailure::Disconnect),
                    () => None,
                };
                Self::transport(error, failure)
            }
        }
    };
}
use adapt_reqwest;

/// Keeps what was noted of a response, such as where it came from, which reqwest forgets when it makes a response one of
/// `http`.
fn keep_noted<B>(mut noted: Builder, mut response: Response<B>) -> Response<B> {
    if let Some(noted) = noted.extensions_mut() {
        response.extensions_mut().extend(mem::take(noted));
    }
    response
}

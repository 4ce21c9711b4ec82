//! Checks responses of `http` whose bodies are of `http-body`.

use http::Response;
use http_body::Body;

use super::body::{CheckedBody, Start};
use super::head::{HeadVerdict, has_failed, judge_head};
use super::sealed::CheckableResponse;
use crate::call::CallError;
use crate::error::ApiError;
use crate::private::DescribeKind;

impl<B: Body> CheckableResponse for Response<B> {
    type Checked = Response<CheckedBody<B>>;

    async fn check_up_to<E: ApiError>(self, limit: usize) -> Result<Self::Checked, CallError<E>> {
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

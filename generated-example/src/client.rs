//! From a request to the API's answer, or to why there is none: what the clients of all APIs share.

use std::cell::RefCell;
use std::error::Error;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use errspec::{ApiError, CallError, Idempotency, Retry, SendChecked, TransportFailure};
use http::header::CONTENT_TYPE;
use http::{Method, Response};
use reqwest::{RequestBuilder, Url};
use serde_json::Value;

use crate::report::Report;

/// How long to wait for a response. SocialSyncer's own example waits 30 s, for which nobody wants to sit here.
const TIMEOUT: Duration = Duration::from_secs(1);

/// A client of any API, which reports whatever it does.
pub(crate) struct Client {
    http: reqwest::Client,
    base: Url,
    pub(crate) key: &'static str,
    pub(crate) report: Report,
}

impl Client {
    pub(crate) fn new(base: &str, key: &'static str) -> Result<Self, Box<dyn Error>> {
        // The service is on this machine, whatever `HTTP_PROXY` says.
        let http = reqwest::Client::builder().timeout(TIMEOUT).no_proxy().build()?;
        Ok(Self { http, base: base.parse()?, key, report: Report::default() })
    }

    /// Sends a request until it succeeds, or until the catalog has no reason to send it again.
    pub(crate) async fn send_with_retries<E: ApiError>(
        &mut self,
        request: Request<'_>,
        idempotency: Idempotency,
    ) -> Result<Response<Bytes>, CallError<E>> {
        let report = RefCell::new(&mut self.report);
        let send = async || {
            let result = send_once(request.build(&self.http, &self.base).bearer_auth(self.key)).await;
            report.borrow_mut().add_result(&request, &result);
            result
        };
        // A client that is no demonstration gives `tokio::time::sleep`.
        let sleep = async |delay| report.borrow_mut().add_wait(delay);
        Ok(Retry::new(idempotency).run(sleep, send).await?)
    }
}

async fn send_once<E: ApiError>(request: RequestBuilder) -> Result<Response<Bytes>, CallError<E>> {
    let mut response = request.send_checked::<E>().await?;
    let mut success = Response::new(Bytes::new());
    *success.status_mut() = response.status();
    *success.headers_mut() = std::mem::take(response.headers_mut());
    *success.body_mut() = response.bytes().await?;
    Ok(success)
}

/// A request to an API, which can be sent more than once.
pub(crate) struct Request<'a> {
    method: Method,
    path: Vec<&'a str>,
    query: Option<(&'a str, &'a str)>,
    content_type: &'static str,
    body: Bytes,
}

impl<'a> Request<'a> {
    /// A request without a body. What is in a path goes into it as one segment, whatever it is.
    pub(crate) fn new<const N: usize>(method: Method, path: [&'a str; N]) -> Self {
        Self { method, path: path.into(), query: None, content_type: "application/json", body: Bytes::new() }
    }

    pub(crate) fn with_query(self, name: &'a str, value: &'a str) -> Self {
        Self { query: Some((name, value)), ..self }
    }

    pub(crate) fn with_json(self, body: &Value) -> Self {
        Self { body: body.to_string().into(), ..self }
    }

    pub(crate) fn with_bytes(self, body: Bytes) -> Self {
        Self { body, content_type: "application/octet-stream", ..self }
    }

    fn build(&self, http: &reqwest::Client, base: &Url) -> RequestBuilder {
        let mut url = base.clone();
        // Every HTTP URL has segments.
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(&self.path);
        }
        if let Some((name, value)) = self.query {
            url.query_pairs_mut().append_pair(name, value);
        }
        let request = http.request(self.method.clone(), url);
        request.header(CONTENT_TYPE, self.content_type).body(self.body.clone())
    }
}

impl fmt::Display for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} /{}", self.method, self.path.join("/"))?;
        self.query.map_or(Ok(()), |(name, value)| write!(f, "?{name}={value}"))
    }
}

/// Reads the body of a success.
pub(crate) fn parse_json<E>(response: &Response<Bytes>) -> Result<Value, CallError<E>> {
    let misfit = |error| CallError::transport(error, Some(TransportFailure::Body));
    serde_json::from_slice(response.body()).map_err(misfit)
}

/// What a success is whose body lacks something that the API promises.
pub(crate) fn make_missing_error<E>(what: &str) -> CallError<E> {
    CallError::transport(format!("the answer lacks {what}"), Some(TransportFailure::Body))
}

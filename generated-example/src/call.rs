//! From a call to the API's answer, an error of its catalog, or no response: what both clients share.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use errspec::{ApiError, ErrorKind, Idempotency, NoResponse};
use http::header::CONTENT_TYPE;
use http::{Method, Response};
use serde_json::Value;

use crate::report::Report;

/// The key that the service knows.
pub(crate) const KEY: &str = "sk_your_api_key";

/// How long to wait for a response. SocialSyncer's own example waits 30 s, for which nobody wants to sit here.
const TIMEOUT: Duration = Duration::from_secs(1);

/// A client of an API, which reports whatever it does.
pub(crate) struct Client {
    http: reqwest::Client,
    base: String,
    pub(crate) report: Report,
}

impl Client {
    pub(crate) fn new(base: String) -> reqwest::Result<Self> {
        // The service is on this machine, whatever `HTTP_PROXY` says.
        let http = reqwest::Client::builder().timeout(TIMEOUT).no_proxy().build()?;
        Ok(Self { http, base, report: Report::default() })
    }

    /// Sends a call until it succeeds, or until the catalog has no reason to send it again.
    pub(crate) async fn call<E: ApiError>(&mut self, call: &Call) -> Result<Response<Bytes>, CallError<E>> {
        let mut attempt = 0;
        loop {
            let result = self.send(call).await;
            self.report.came(call, attempt, &result);
            let error = match result {
                Ok(response) => return Ok(response),
                Err(error) => error,
            };
            let Some(delay) = error.retry_delay(attempt, call.idempotency()) else { return Err(error) };
            // A client that is no demonstration sleeps here: `tokio::time::sleep(delay).await`.
            self.report.waits(&error, delay);
            attempt += 1;
        }
    }

    async fn send<E: ApiError>(&self, call: &Call) -> Result<Response<Bytes>, CallError<E>> {
        let url = format!("{}{}", self.base, call.path);
        let request = self.http.request(call.method.clone(), url).bearer_auth(call.key);
        let request = request.header(CONTENT_TYPE, "application/json").body(call.body);
        let response = whole(request.send().await?).await?;
        E::check(response).map_err(CallError::Api)
    }
}

/// Makes a response of reqwest one of `http` with its whole body, which is what errspec reads.
async fn whole(mut response: reqwest::Response) -> reqwest::Result<Response<Bytes>> {
    let mut whole = Response::new(());
    *whole.status_mut() = response.status();
    *whole.headers_mut() = std::mem::take(response.headers_mut());
    let body = response.bytes().await?;
    Ok(whole.map(|()| body))
}

/// A request to an API.
pub(crate) struct Call {
    method: Method,
    pub(crate) path: Cow<'static, str>,
    body: &'static str,
    key: &'static str,
    note: &'static str,
}

impl Call {
    pub(crate) fn get(path: impl Into<Cow<'static, str>>) -> Self {
        Self { method: Method::GET, path: path.into(), body: "", key: KEY, note: "" }
    }

    pub(crate) fn post(path: impl Into<Cow<'static, str>>, body: &'static str) -> Self {
        Self { method: Method::POST, body, ..Self::get(path) }
    }

    /// Says what is special about the call, for the report.
    pub(crate) fn note(self, note: &'static str) -> Self {
        Self { note, ..self }
    }

    pub(crate) fn key(self, key: &'static str) -> Self {
        Self { key, ..self }
    }

    /// Whether it does any harm to send the call twice.
    fn idempotency(&self) -> Idempotency {
        if self.method.is_idempotent() { Idempotency::Safe } else { Idempotency::Unsafe }
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, path, note, .. } = self;
        write!(f, "{method} {path}")?;
        if note.is_empty() { Ok(()) } else { write!(f, " ({note})") }
    }
}

/// Why a call failed.
#[derive(Debug)]
pub(crate) enum CallError<E> {
    /// The API answered with an error.
    Api(E),
    /// No response came, for a reason on which catalogs have advice.
    NoResponse(NoResponse, reqwest::Error),
    /// The exchange broke in another way.
    Broken(reqwest::Error),
    /// The call succeeded, and its body isn't what the API promises.
    Body(serde_json::Error),
}

impl<E: ApiError> CallError<E> {
    /// How long to wait before the call is sent again, or none if it should not be.
    fn retry_delay(&self, attempt: u32, idempotency: Idempotency) -> Option<Duration> {
        match self {
            Self::Api(error) => error.retry_delay(attempt, idempotency),
            Self::NoResponse(why, _) => {
                E::Kind::retry_without_response(*why).delay(attempt, idempotency, None)
            }
            Self::Broken(_) | Self::Body(_) => None,
        }
    }
}

/// Reads the body of a success.
pub(crate) fn json<E>(response: &Response<Bytes>) -> Result<Value, CallError<E>> {
    serde_json::from_slice(response.body()).map_err(CallError::Body)
}

impl<E> From<reqwest::Error> for CallError<E> {
    fn from(error: reqwest::Error) -> Self {
        match &error {
            timeout if timeout.is_timeout() => Self::NoResponse(NoResponse::Timeout, error),
            connect if connect.is_connect() => Self::NoResponse(NoResponse::Connect, error),
            _ => Self::Broken(error),
        }
    }
}

impl<E> fmt::Display for CallError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Api(_) => "the API answered with an error",
            Self::NoResponse(NoResponse::Timeout, _) => "the API did not answer in time",
            Self::NoResponse(..) => "the API can't be reached",
            Self::Broken(_) => "the exchange with the API broke",
            Self::Body(_) => "the API's answer can't be read",
        })
    }
}

impl<E: std::error::Error + 'static> std::error::Error for CallError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Api(error) => Some(error),
            Self::NoResponse(_, error) | Self::Broken(error) => Some(error),
            Self::Body(error) => Some(error),
        }
    }
}

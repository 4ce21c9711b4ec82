//! From what was asked, what came and what the client did about it to a table, and to what came unexpectedly.

mod table;

use std::fmt;
use std::mem;
use std::time::Duration;

use bytes::Bytes;
use errspec::{ApiError, CallError, ErrorKind, Processed, TransportFailure};
use http::Response;
use http::header::CONTENT_TYPE;

use crate::client::Request;
use table::ReportTable;

/// What a response becomes that is no error.
pub(crate) const SUCCESS: &str = "-";

/// What no response at all becomes.
pub(crate) fn name_failure(why: TransportFailure) -> &'static str {
    match why {
        TransportFailure::Timeout => "Timeout",
        TransportFailure::Connect => "Connect",
        _ => "TransportFailure",
    }
}

/// What happened so far.
#[derive(Default)]
pub(crate) struct Report {
    table: ReportTable,
    expected: Option<(&'static str, &'static str)>,
    /// What the server asked to wait that answered last.
    asked: Option<Duration>,
    is_retry: bool,
    surprises: Vec<String>,
}

impl Report {
    /// Begins with another call, says what its first answer has to become, and what is special about it.
    pub(crate) fn expect_kind(&mut self, becomes: &'static str, note: &'static str) {
        self.expected = Some((becomes, note));
    }

    /// Tells what came.
    pub(crate) fn add_result<E: ApiError>(
        &mut self,
        request: &Request<'_>,
        result: &Result<Response<Bytes>, CallError<E>>,
    ) {
        let request = if mem::take(&mut self.is_retry) { "again".to_owned() } else { request.to_string() };
        self.asked = result.as_ref().err().and_then(CallError::api).and_then(E::retry_after);
        let (answer, becomes) = match result {
            Ok(response) => (response.status().to_string(), SUCCESS),
            Err(CallError::Api(error)) => (describe_answer(error), error.kind().name()),
            Err(CallError::Transport { failure: Some(why), .. }) => {
                ("none in time".to_owned(), name_failure(*why))
            }
            Err(error) => (error.to_string(), SUCCESS),
        };
        self.add_row(request, answer, becomes);
        if let Err(CallError::Api(error)) = result
            && !E::Kind::KNOWN.contains(&error.kind())
        {
            self.add_step(&format!("keeps all {} bytes of it", error.body().len()));
        }
    }

    /// Tells of an item that failed inside a success.
    pub(crate) fn add_failed_item<E: ApiError>(&mut self, item: &str, error: &E) {
        self.add_row(format!("in it: {item}"), "failed".to_owned(), error.kind().name());
        self.add_step(&format!("logs \"{}\"", error.message()));
    }

    /// Tells that the client sends a call again, and when.
    pub(crate) fn add_wait(&mut self, delay: Duration) {
        self.is_retry = true;
        match self.asked {
            _ if delay.is_zero() => self.add_step("sends it again at once"),
            Some(_) => self.add_step(&format!("waits {delay:?}, as the server asked")),
            None => self.add_step(&format!("waits {delay:?}")),
        }
    }

    /// Tells that the client gives up.
    pub(crate) fn add_raise<E: ApiError>(&mut self, error: &E) {
        let hint = error.retry_hint();
        if hint.is_retryable() && hint.processed() == Processed::Maybe {
            self.add_step("does not risk doing it twice");
        }
        self.add_step(&format!("raises \"{}\"", error.message()));
        if let Some(action) = hint.action() {
            self.add_step(&format!("advises: {action}"));
        }
    }

    /// Tells what the client does about what came last.
    pub(crate) fn add_step(&mut self, what: &str) {
        self.table.add_step(what);
    }

    /// Demands that every kind came.
    pub(crate) fn expect_kinds(&mut self, kinds: &[impl ErrorKind]) {
        let missing = kinds.iter().filter(|kind| !self.table.has_kind(kind.name()));
        self.surprises.extend(missing.map(|kind| format!("no answer became `{kind}`")));
    }

    /// What didn't come as it was expected.
    pub(crate) fn into_surprises(self) -> Vec<String> {
        self.surprises
    }

    fn add_row(&mut self, request: String, answer: String, becomes: &str) {
        let request = match self.expected.take() {
            Some((expected, note)) => {
                let request = if note.is_empty() { request } else { format!("{request} ({note})") };
                if expected != becomes {
                    self.surprises.push(format!("`{request}` became `{becomes}`, not `{expected}`"));
                }
                request
            }
            None => format!("  {request}"),
        };
        self.table.add_row([request, answer, becomes.to_owned()]);
    }
}

/// Status and code as they came.
fn describe_answer<E: ApiError>(error: &E) -> String {
    let content_type = error.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let status = error.status().as_u16();
    match (error.code(), content_type) {
        (Some(code), _) => format!("{status} {code}"),
        (None, Some(html)) if html.starts_with("text/html") => format!("{status} an HTML page"),
        (None, _) => format!("{status} (no code)"),
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.table.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syncer::{SocialSyncerError, SocialSyncerErrorKind as Kind};

    fn make_rate_limit_error() -> SocialSyncerError {
        Response::new(r#"{ "code": "RATE_LIMIT_EXCEEDED" }"#).into()
    }

    #[test]
    fn an_answer_that_becomes_something_else_is_a_surprise() {
        let mut report = Report::default();
        report.expect_kind(Kind::NotFound.name(), "");
        report.add_failed_item("x", &make_rate_limit_error());
        let surprises = report.into_surprises();
        assert_eq!(surprises, ["`in it: x` became `RateLimitExceeded`, not `NotFound`"]);
    }

    #[test]
    fn a_kind_that_never_came_is_a_surprise() {
        let mut report = Report::default();
        report.add_failed_item("x", &make_rate_limit_error());
        report.expect_kinds(&[Kind::RateLimitExceeded, Kind::NotFound]);
        assert_eq!(report.into_surprises(), ["no answer became `NotFound`"]);
    }
}

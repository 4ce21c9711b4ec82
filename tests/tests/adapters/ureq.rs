//! Clients without an adapter, as ureq: their responses are of `http`, and that is enough.

use std::io::{ErrorKind, Read};
use std::time::Duration;

use errspec::{ApiError, BODY_LIMIT, CallError, TransportFailure};
use http::Response;
use ureq::{Agent, Body, Error};

use crate::server::{answer, json, silence};
use crate::social::{SocialApiError, SocialApiErrorKind};

/// No test waits so long; a busy machine has time enough.
const PATIENCE: Duration = Duration::from_secs(60);

/// Gets a resource.
fn get<E: ApiError>(url: &str, timeout: Duration) -> Result<Response<Body>, CallError<E>> {
    // ureq is not to make errors of statuses itself, that loses their bodies.
    let config = Agent::config_builder().http_status_as_error(false).proxy(None);
    let agent: Agent = config.timeout_global(Some(timeout)).build().into();
    let response = agent.get(url).call().map_err(failure)?;
    if response.status().is_client_error() || response.status().is_server_error() {
        return Err(E::from_response(response.map(|body| {
            let mut start = Vec::new();
            // A body that breaks off is worth what came of it.
            let _ = body.into_reader().take(BODY_LIMIT as u64).read_to_end(&mut start);
            start.into()
        }))
        .into());
    }
    Ok(response)
}

/// Says which failures of ureq catalogs have advice for.
fn failure<E>(error: Error) -> CallError<E> {
    let failure = match &error {
        Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve)
        | Error::HostNotFound
        | Error::ConnectionFailed => Some(TransportFailure::Connect),
        Error::Io(error) if error.kind() == ErrorKind::ConnectionRefused => Some(TransportFailure::Connect),
        Error::Timeout(_) => Some(TransportFailure::Timeout),
        _ => None,
    };
    CallError::transport(error, failure)
}

fn error(url: &str) -> SocialApiError {
    match get(url, PATIENCE) {
        Err(CallError::Api(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn ureq_needs_no_feature() {
    let mut success = get::<SocialApiError>(&json(200, "1").serve(), PATIENCE).unwrap();
    assert_eq!(success.body_mut().read_to_string().unwrap(), "1");

    let not_found = error(&json(404, r#"{"error":"No account 9","code":"account_not_found"}"#).serve());
    assert_eq!(not_found.kind(), SocialApiErrorKind::AccountNotFound);
    assert_eq!(not_found.to_string(), "No account 9 (404 account_not_found)");

    let endless = error(&answer("502 Bad Gateway", "<html>").and_never_ends().serve());
    assert_eq!(endless.body().len(), BODY_LIMIT);

    let broken = error(&answer("500 -\ncontent-length: 100", r#"{"error":"Oops""#).serve());
    assert_eq!((broken.message(), broken.body().len()), ("Oops", 15));
}

#[test]
fn ureq_failures_are_kept_apart() {
    let failure = |url: &str, timeout| match get::<SocialApiError>(url, timeout) {
        Err(CallError::Transport { failure, .. }) => failure,
        other => panic!("{other:?}"),
    };
    assert_eq!(failure("http://127.0.0.1:1/", PATIENCE), Some(TransportFailure::Connect));
    assert_eq!(failure(&silence().serve(), Duration::from_millis(500)), Some(TransportFailure::Timeout));
    assert_eq!(failure(&answer("", "").serve(), PATIENCE), None);
}

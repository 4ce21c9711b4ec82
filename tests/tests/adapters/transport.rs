//! Failures of the transport are kept apart from errors of the API.

use std::error::Error;
use std::time::Duration;

use errspec::{ApiError, BODY_LIMIT, CallError, CheckErrors, Idempotency, SendChecked, TransportFailure};
use http::Response;

use crate::client::Client;
use crate::server::{Answer, answer, hang_up, json, silence};
use crate::slack::SlackError;
use crate::social::{SocialApiError, SocialApiErrorKind};
use crate::syncer::SocialSyncerError;

/// Nobody listens there.
const NOBODY: &str = "http://127.0.0.1:1/";

fn failure<E>(error: &CallError<E>) -> Option<TransportFailure> {
    match error {
        CallError::Transport { failure, .. } => *failure,
        _ => None,
    }
}

/// How the clients of reqwest fail when they wait no longer than this.
async fn fail_within<E: ApiError>(url: String, timeout: Duration) -> Vec<CallError<E>> {
    let url = &url;
    let get = |client: Client| async move { client.get_within(url, BODY_LIMIT, timeout).await.unwrap_err() };
    let [a, b, c, d] = Client::REQWEST.map(get);
    let (a, b, c, d) = tokio::join!(a, b, c, d);
    vec![a, b, c, d]
}

#[tokio::test]
async fn refused_connection_is_a_failure() {
    for client in Client::ALL {
        let error = client.get::<SlackError>(NOBODY, BODY_LIMIT).await.unwrap_err();
        assert_eq!(failure(&error), Some(TransportFailure::Connect), "{client:?}");
        assert_eq!(
            (error.to_string().as_str(), error.error_type()),
            ("no connection could be made", "connect")
        );
        assert!(error.source().is_some() && error.api().is_none());
    }
}

#[tokio::test]
async fn late_response_is_a_timeout() {
    for error in fail_within::<SlackError>(silence().serve(), Duration::from_millis(50)).await {
        assert_eq!(failure(&error), Some(TransportFailure::Timeout), "{error:?}");
        assert_eq!((error.to_string().as_str(), error.error_type()), ("no response came in time", "timeout"));
    }
}

#[tokio::test]
async fn broken_connection_is_a_failure_of_an_exchange_that_may_have_been_processed() {
    for error in fail_within::<SlackError>(hang_up().serve(), Duration::from_secs(30)).await {
        assert_eq!(failure(&error), Some(TransportFailure::Disconnect), "{error:?}");
        assert_eq!(
            (error.to_string().as_str(), error.error_type()),
            ("the connection broke before a response came", "disconnect")
        );
        assert!(error.retry_delay(0, Idempotency::Idempotent).is_some());
        assert_eq!(error.retry_delay(0, Idempotency::NotIdempotent), None);
    }
}

#[test]
fn unknown_failure_is_not_retried() {
    let error = CallError::<SlackError>::transport("odd", None);
    assert_eq!(
        (error.to_string().as_str(), error.error_type()),
        ("the exchange with the API failed", "_OTHER")
    );
    assert_eq!(error.retry_delay(0, Idempotency::Idempotent), None);
}

/// Long enough for the head to come, on a machine with other things to do.
const STALLED: Duration = Duration::from_secs(4);

#[tokio::test]
async fn stalled_error_body_is_an_api_error() {
    let body = r#"{"error":"No such account","code":"account_not_found""#;
    let url = answer("404 -\ncontent-length: 1000", body).and_stalls().serve();
    for error in fail_within::<SocialApiError>(url, STALLED).await {
        let error = error.api().unwrap();
        assert_eq!(error.kind(), SocialApiErrorKind::AccountNotFound);
        assert_eq!(error.body(), body.as_bytes());
    }
}

#[tokio::test]
async fn stalled_success_is_a_timeout() {
    let url = answer("200 -\ncontent-length: 1000", r#"{"ok":true,"#).and_stalls().serve();
    for error in fail_within::<SlackError>(url, STALLED).await {
        assert_eq!(failure(&error), Some(TransportFailure::Timeout), "{error:?}");
    }
}

#[test]
fn failure_has_the_catalogs_hint() {
    let delay = |failure, retries, idempotency| {
        CallError::<SlackError>::transport("broken", failure).retry_delay(retries, idempotency)
    };
    let (timeout, connect) = (Some(TransportFailure::Timeout), Some(TransportFailure::Connect));
    assert_eq!(delay(timeout, 0, Idempotency::Idempotent), Some(Duration::from_millis(20)));
    assert_eq!(delay(timeout, 0, Idempotency::NotIdempotent), None);
    assert!(delay(connect, 0, Idempotency::NotIdempotent).unwrap() <= Duration::from_millis(10));
    assert_eq!(delay(connect, 5, Idempotency::Idempotent), None);
    let disconnect = Some(TransportFailure::Disconnect);
    assert!(delay(disconnect, 0, Idempotency::Idempotent).unwrap() <= Duration::from_millis(10));
    assert_eq!(delay(disconnect, 0, Idempotency::NotIdempotent), None);
    assert_eq!(delay(None, 0, Idempotency::Idempotent), None);
    let refused = CallError::<SocialSyncerError>::transport("broken", connect);
    assert_eq!(refused.retry_delay(0, Idempotency::Idempotent), None);
}

#[test]
fn api_error_is_displayed_unchanged() {
    let error = SocialApiErrorKind::NotFound.with_message("No page 9");
    let call = CallError::from(error.clone());
    assert_eq!(call.to_string(), error.to_string());
    assert_eq!((call.error_type(), call.retry_delay(0, Idempotency::Idempotent)), ("not_found", None));
    assert!(call.source().is_none() && matches!(call.api(), Some(SocialApiError::NotFound(_))));
}

#[test]
fn failure_of_the_transport_is_its_source() {
    let reset = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
    let error = CallError::<SocialApiError>::transport(reset, None);
    let source = error.source().unwrap().downcast_ref::<std::io::Error>().unwrap();
    assert_eq!(source.kind(), std::io::ErrorKind::ConnectionReset);
}

#[tokio::test]
async fn failed_exchange_says_what_failed() {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let read_text = async |answer: Answer| {
        let response = client.get(answer.serve()).send_checked::<SocialApiError>().await?;
        Ok::<_, CallError<SocialApiError>>(response.text().await?)
    };
    let cut = read_text(answer("200 -\ncontent-length: 1000", "[")).await.unwrap_err();
    assert_eq!((failure(&cut), cut.error_type()), (Some(TransportFailure::Body), "body"));
    assert_eq!(cut.to_string(), "the body of the response broke off or is not what was expected");
    assert_eq!(cut.retry_delay(0, Idempotency::Idempotent), None);
}

#[tokio::test]
async fn question_mark_converts() {
    async fn text(url: &str) -> Result<String, CallError<SocialApiError>> {
        let client = reqwest::Client::builder().no_proxy().build()?;
        let response = client.get(url).send().await?.check_errors::<SocialApiError>().await?;
        Ok(response.text().await?)
    }
    fn checked(response: Response<String>) -> Result<String, CallError<SocialApiError>> {
        Ok(SocialApiError::check(response)?.into_body())
    }
    assert_eq!(text(&json(200, "1").serve()).await.unwrap(), "1");
    assert!(matches!(text(NOBODY).await, Err(CallError::Transport { .. })));
    assert!(checked(Response::builder().status(404).body(String::new()).unwrap()).is_err());
}

#[test]
fn checks_can_be_spawned() {
    fn assert_send<T: Send>(_: Option<T>) {}
    fn check(response: reqwest::Response, other: Response<reqwest::Body>, request: reqwest::RequestBuilder) {
        assert_send(Some(response.check_errors::<SocialApiError>()));
        assert_send(Some(request.send_checked::<SocialApiError>()));
        assert_send(Some(other.check_errors::<SocialApiError>()));
    }
    let _ = check;
    assert_send::<CallError<SocialApiError>>(None);
}

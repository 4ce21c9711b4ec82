//! Files that an older version generated still compile with the runtime of today, and decode as they did.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::time::Duration;

use errspec::{Processed, RetryHint};

#[path = "../fixtures/everything-0.1.0.rs"]
#[rustfmt::skip]
mod everything_0_1_0;

#[path = "../fixtures/fields-0.1.0.rs"]
#[rustfmt::skip]
mod fields_0_1_0;

use everything_0_1_0::{EveryError, EveryErrorKind};
use fields_0_1_0::{FieldedError, StorageQuotaExceeded};

fn respond(status: u16, body: &'static str) -> http::Response<&'static str> {
    http::Response::builder().status(status).body(body).unwrap()
}

#[test]
fn facts_and_hints_stay() {
    assert_eq!(EveryErrorKind::KNOWN.len(), 20);
    let kind = EveryErrorKind::CardFunds;
    assert_eq!((kind.code(), kind.status(), kind.meaning()), (Some("card"), Some(402), "No funds."));
    assert_eq!(kind.docs_url(), Some("https://errors.example/402/card#card-funds"));
    let own = RetryHint::backoff(Duration::from_secs(1), Duration::from_secs(60)).with_retries(3);
    assert_eq!(EveryErrorKind::Throttled.retry_hint().strategy(), own.strategy());
    let of_class = RetryHint::backoff(Duration::from_secs(2), Duration::from_secs(60));
    let hint = EveryErrorKind::BadGateway.retry_hint();
    assert_eq!((hint.strategy(), hint.processed()), (of_class.strategy(), Processed::Maybe));
}

#[test]
fn decisions_stay() {
    let error = EveryError::from(respond(402, r#"{"error":{"reason":"funds","code":"card"}}"#));
    assert_eq!(error.kind(), EveryErrorKind::CardFunds);
    assert_eq!("CardFunds".parse(), Ok(EveryErrorKind::CardFunds));
    assert_eq!(EveryError::from(respond(404, "<html>")).kind(), EveryErrorKind::Unrecognized);
}

#[test]
fn fields_and_messages_stay() {
    let fields = StorageQuotaExceeded::new().with_used_bytes(120).with_limit_bytes(100).with_plan("free");
    let response: http::Response<bytes::Bytes> = FieldedError::from(fields.clone()).into();
    let error = FieldedError::from(response);
    assert_eq!(error.message(), "120 of 100 bytes, {plan} free");
    assert_eq!(error.fields::<StorageQuotaExceeded>(), Some(fields));
}

//! What the documentation shows compiles as it stands there.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::time::Duration;

use bytes::Bytes;
use errspec::{ApiError, ErrorKind, ErrorResponse, Idempotency, RetryHint, TransportFailure};
use http::{HeaderMap, StatusCode};

mod social {
    errspec::errors!("catalogs/quota.yaml");
}

use social::{SocialApiError, SocialApiErrorKind, StorageQuotaExceeded};

fn unauthorized() -> http::Response<&'static str> {
    http::Response::builder()
        .status(401)
        .body(r#"{"error":"The token has expired","code":"invalid_token"}"#)
        .unwrap()
}

#[test]
fn signatures_of_a_kind() {
    let _: fn(SocialApiErrorKind) -> Option<&'static str> = SocialApiErrorKind::code;
    let _: fn(SocialApiErrorKind) -> Option<u16> = SocialApiErrorKind::status;
    let _: fn(SocialApiErrorKind, u16) -> bool = SocialApiErrorKind::matches_status;
    let _: fn(SocialApiErrorKind) -> &'static str = SocialApiErrorKind::name;
    let _: fn(SocialApiErrorKind) -> &'static str = SocialApiErrorKind::meaning;
    let _: fn(SocialApiErrorKind) -> Option<&'static str> = SocialApiErrorKind::guidance;
    let _: fn(SocialApiErrorKind) -> RetryHint = SocialApiErrorKind::retry_hint;
    let _: fn(SocialApiErrorKind) -> Option<&'static str> = SocialApiErrorKind::docs_url;
    let _: fn(TransportFailure) -> RetryHint = SocialApiErrorKind::retry_hint_for;
    let _: fn(SocialApiErrorKind) -> bool = SocialApiErrorKind::is_recognized;
    let _: fn(SocialApiErrorKind) -> SocialApiError = SocialApiErrorKind::error;
    let _: &'static [SocialApiErrorKind] = SocialApiErrorKind::KNOWN;
}

#[test]
fn signatures_of_an_error() {
    let _: fn(&SocialApiError) -> SocialApiErrorKind = SocialApiError::kind;
    let _: fn(&SocialApiError) -> StatusCode = SocialApiError::status;
    let _: fn(&SocialApiError) -> Option<&str> = SocialApiError::code;
    let _: fn(&SocialApiError) -> &str = SocialApiError::message;
    let _: fn(&SocialApiError) -> Option<&str> = SocialApiError::request_id;
    let _: fn(&SocialApiError) -> RetryHint = SocialApiError::retry_hint;
    let _: fn(&SocialApiError) -> Option<Duration> = SocialApiError::retry_after;
    let _: fn(&SocialApiError, u32, Idempotency) -> Option<Duration> = SocialApiError::retry_delay;
    let _: fn(&SocialApiError) -> &HeaderMap = SocialApiError::headers;
    let _: fn(&SocialApiError) -> &Bytes = SocialApiError::body;
    let _: fn(&SocialApiError) -> &ErrorResponse = SocialApiError::response;
    let _: fn(SocialApiError) -> ErrorResponse = SocialApiError::into_inner;
    let _: fn(&SocialApiError) -> Option<&str> = SocialApiError::docs_url;
    let _: fn(&SocialApiError) -> Option<StorageQuotaExceeded> = SocialApiError::fields;
    let _: fn(&SocialApiError) -> &'static str = SocialApiError::error_type;
    let _: fn(RetryHint, u32, Idempotency, Option<Duration>) -> Option<Duration> = RetryHint::delay;
}

#[test]
fn both_enums_have_their_traits() {
    fn kind<
        T: Copy + Eq + Ord + std::hash::Hash + std::fmt::Display + std::fmt::Debug + std::str::FromStr,
    >() {
    }
    fn error<T: std::fmt::Debug + Clone + std::error::Error + Send + Sync + 'static>() {}
    kind::<SocialApiErrorKind>();
    error::<SocialApiError>();
}

#[test]
fn client_matches_retries_and_gives_up() {
    fn handle(err: SocialApiError, retries: u32) -> Result<&'static str, Box<dyn std::error::Error>> {
        match err {
            SocialApiError::InvalidToken(_) => Ok("reconnect"),
            SocialApiError::StorageQuotaExceeded(response) => {
                let quota = response.fields::<StorageQuotaExceeded>().unwrap_or_default();
                Err(format!("{:?} of {:?} bytes", quota.used_bytes, quota.limit_bytes).into())
            }
            err => match err.retry_delay(retries, Idempotency::NotIdempotent) {
                Some(_delay) => Ok("sleep"),
                None => Err(err.into()),
            },
        }
    }
    let err = SocialApiError::from(unauthorized());
    assert_eq!(err.to_string(), "The token has expired (401 invalid_token)");
    assert_eq!(handle(err, 0).unwrap(), "reconnect");
    let full = StorageQuotaExceeded::new().with_used_bytes(120).with_limit_bytes(100);
    assert_eq!(handle(full.into(), 0).unwrap_err().to_string(), "Some(120) of Some(100) bytes");
    assert_eq!(handle(SocialApiErrorKind::PlatformRateLimit.with_message("Slow"), 4).unwrap(), "sleep");
    assert!(handle(SocialApiErrorKind::Unrecognized.with_message("?"), 0).is_err());
}

#[test]
fn response_is_checked() {
    fn call() -> Result<http::Response<&'static str>, SocialApiError> {
        let response = SocialApiError::check(unauthorized())?;
        Ok(response)
    }
    assert_eq!(call().unwrap_err().kind(), SocialApiErrorKind::InvalidToken);
}

#[test]
fn service_makes_errors_and_responses() {
    fn expired() -> Result<(), SocialApiError> {
        Err(SocialApiErrorKind::InvalidToken.with_message("The token expired at noon"))
    }
    fn full() -> Result<(), SocialApiError> {
        Err(StorageQuotaExceeded::new().with_used_bytes(120).with_limit_bytes(100).into())
    }
    let response: http::Response<Bytes> = expired().unwrap_err().into();
    assert_eq!(response.body().as_ref(), br#"{"code":"invalid_token","error":"The token expired at noon"}"#);
    assert_eq!(full().unwrap_err().message(), "120 of 100 bytes are used");
}

#[test]
fn generic_client_handles_every_api() {
    fn call<E: ApiError>(response: http::Response<&'static str>) -> Result<(), E> {
        E::check(response).map(drop)
    }
    fn names<K: ErrorKind>() -> Vec<&'static str> {
        K::KNOWN.iter().map(|kind| kind.name()).collect()
    }
    assert_eq!(call::<SocialApiError>(unauthorized()).unwrap_err().error_type(), "invalid_token");
    assert_eq!(
        names::<<SocialApiError as ApiError>::Kind>(),
        ["InvalidToken", "StorageQuotaExceeded", "PlatformRateLimit"]
    );
}

//! What logs, front ends and other programs read of kinds, errors, hints and failures.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::time::Duration;

use errspec::{ApiError, ErrorResponse, RetryHint};
use http::Response;
use serde_json::{Value, json};

mod fielded {
    errspec::errors!("catalogs/fields.yaml");
}
mod quota {
    errspec::errors!("catalogs/quota.yaml");
}
mod odata {
    errspec::errors!("catalogs/validation/odata.yaml");
}
mod syncer {
    errspec::errors!("../spec/social-syncer.yaml");
}

use fielded::{Everything, FieldedError};
use quota::{SocialApiError, SocialApiErrorKind as Kind};

/// What an upload can fail with.
#[derive(Debug, ApiError)]
#[errspec("catalogs/quota.yaml")]
enum UploadError {
    InvalidToken(ErrorResponse),
    #[errspec(other)]
    Other(SocialApiError),
}

fn to_json(value: impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

#[test]
fn error_says_all_that_came_and_what_to_do() {
    let response = Response::builder().status(429).header("retry-after", "7").header("x-request-id", "r1");
    let body = r#"{"code":"platform_rate_limit","error":"Slow down"}"#;
    let error = SocialApiError::from(response.body(body).unwrap());
    insta::assert_snapshot!(serde_json::to_string_pretty(&error).unwrap());
    assert_eq!(to_json(UploadError::from(error.clone())), to_json(&error));
    assert_eq!(to_json(error.response()), to_json(&error));
}

#[test]
fn error_to_be_sent_has_its_fields_but_no_sensitive_ones_and_no_source() {
    let fields = Everything::new().with_text("t").with_number(1.5).with_token("hush");
    let error = FieldedError::from(fields).with_request_id("r1").with_source("hush");
    let json = to_json(&error);
    assert_eq!(json["fields"], json!({ "text": "t", "number": 1.5 }));
    assert!(!json.to_string().contains("hush"), "{json}");
}

#[test]
fn error_that_nobody_lists_has_null_for_what_is_not_there() {
    let error = SocialApiError::from(Response::builder().status(502).body("").unwrap());
    let retry =
        json!({ "strategy": "never", "longest_delay_ms": null, "idempotent_only": false, "action": null });
    let expected = json!({
        "code": null, "kind": "Unrecognized", "status": 502, "message": "Bad Gateway", "target": null,
        "request_id": null, "docs_url": null, "retry": retry, "fields": {}, "details": [],
    });
    assert_eq!(to_json(error), expected);
}

#[test]
fn kind_is_its_name() {
    assert_eq!(to_json(Kind::KNOWN), json!(["InvalidToken", "StorageQuotaExceeded", "PlatformRateLimit"]));
    assert_eq!(to_json(<UploadError as ApiError>::Kind::KNOWN[0]), "InvalidToken");
}

#[test]
fn hint_has_the_longest_wait_before_the_first_retry() {
    let second = Duration::from_secs(1);
    let backoff = RetryHint::backoff(2 * second, 60 * second).resolve_for_status(Some(500));
    let shown = |hint: RetryHint| {
        let json = to_json(hint);
        ["strategy", "longest_delay_ms", "idempotent_only", "action"].map(|key| json[key].clone())
    };
    assert_eq!(shown(backoff), [json!("backoff"), json!(2000), json!(true), json!(null)]);
    assert_eq!(shown(RetryHint::once()), [json!("once"), json!(0), json!(false), json!(null)]);
    let action = RetryHint::require_action("Pay.").with_action_id("pay").resolve_for_status(Some(500));
    assert_eq!(shown(action), [json!("action"), json!(null), json!(false), json!("Pay.")]);
    assert_eq!(shown(RetryHint::after(Duration::from_nanos(1)))[1], json!(1));
}

#[test]
fn detail_is_an_error_without_details_of_its_own() {
    use odata::ContactErrorKind as Kind;
    let error =
        Kind::BadArgument.error().with_target("contact").with_detail("phone", Kind::NullValue, "is null");
    insta::assert_snapshot!(serde_json::to_string_pretty(&error).unwrap());
}

#[test]
fn failures_have_a_target_and_an_error() {
    let body = r#"{"id":"p","platforms":[{"platform":"tiktok","status":"failed","error":"Codec"}]}"#;
    let response = Response::new(body);
    let failures: Vec<_> = syncer::SocialSyncerError::partial_failures(&response).collect();
    let json = to_json(&failures);
    assert_eq!((&json[0]["target"], &json[0]["error"]["message"]), (&json!("tiktok"), &json!("Codec")));
}

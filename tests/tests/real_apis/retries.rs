//! Whether a request is sent again, and how often.

use errspec::Idempotency::{Idempotent, NotIdempotent};

use super::Api;

/// Whether a response is worth another request, of either kind.
fn retries(api: Api, status: u16, verdict: &str) -> [bool; 2] {
    let error = api.decode(status, &[("x-should-retry", verdict)], "");
    [Idempotent, NotIdempotent].map(|request| error.retry_delay(0, request).is_some())
}

#[test]
fn server_has_the_last_word() {
    let api = Api::new(
        "{ code: /code, should_retry: header:x-should-retry }",
        &["status: 400", "status: 500, retry: backoff 1s"],
    );
    assert_eq!([retries(api, 400, "-"), retries(api, 500, "-")], [[false; 2], [true, false]]);
    assert_eq!([retries(api, 400, "true"), retries(api, 500, "true")], [[true; 2], [true; 2]]);
    assert_eq!([retries(api, 400, "false"), retries(api, 500, "false")], [[false; 2]; 2]);
    assert_eq!(retries(api, 418, "true"), [true; 2]);
}

#[test]
fn verdict_may_be_a_boolean_of_the_body() {
    let api = Api::new("{ code: /code, should_retry: /retryable }", &["status: 409"]);
    let delay = |body| api.decode(409, &[], body).retry_delay(0, Idempotent);
    assert!(delay(r#"{"retryable":true}"#).is_some());
    assert!(delay(r#"{"retryable":"true"}"#).is_some());
    assert!(delay(r#"{"retryable":1}"#).is_none() && delay("{}").is_none());
}

#[test]
fn wait_of_zero_is_no_endless_storm() {
    let api = Api::new("{ code: /code }", &["status: 429, retry: after 60s"]);
    let error = api.decode(429, &[("retry-after", "0")], "");
    let delays = (0..9).map_while(|retries| error.retry_delay(retries, Idempotent));
    assert_eq!(delays.count(), 5);
}

#[test]
fn number_of_retries_is_the_hints_own() {
    let api = Api::new("{ code: /code }", &["status: 429, retry: { after: 60s, retries: 2 }"]);
    let error = api.decode(429, &[], "");
    let delays = (0..9).map_while(|retries| error.retry_delay(retries, Idempotent));
    assert_eq!(delays.count(), 2);
}

//! How long a server asks to wait, in every form that it is sent in.

use std::time::{SystemTime, UNIX_EPOCH};

use errspec::ErrorResponse;

use super::{Api, Headers};

const THROTTLED: &[&str] = &["status: 429, retry: after 60s", "status: 500, retry: backoff 1s"];

/// The milliseconds that a response without a body asks to wait.
fn wait(api: Api, headers: Headers<'_>) -> Option<u128> {
    wait_of(&api.decode(429, headers, ""))
}

fn wait_in_body(api: Api, body: &str) -> Option<u128> {
    wait_of(&api.decode(429, &[], body))
}

fn wait_of(error: &ErrorResponse) -> Option<u128> {
    error.retry_after().map(|wait| wait.as_millis())
}

#[test]
fn retry_after_is_read_in_every_form() {
    let api = Api::new("{ code: /code }", THROTTLED);
    let forms =
        [("3.0", 3000), ("0.125", 125), ("17, 4", 17_000), ("250ms", 250), ("2m5s", 125_000), ("0", 0)];
    for (text, expected) in forms {
        assert_eq!(wait(api, &[("retry-after", text)]), Some(expected), "{text}");
    }
    assert_eq!(wait(api, &[("retry-after", "4"), ("retry-after", "9")]), Some(9000));
    for nonsense in ["soon", "-1", "", "99999999999", "1 s"] {
        assert_eq!(wait(api, &[("retry-after", nonsense)]), None, "{nonsense}");
    }
}

#[test]
fn moments_are_reckoned_from_the_clock_of_the_server() {
    let api = Api::new("{ code: /code, retry_after: { at: /until, unit: epoch } }", THROTTLED);
    let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
    for later in ["Sun, 06 Nov 1994 08:50:07 GMT", "1994-11-06T08:50:07Z", "1994-11-06T09:50:07+01:00"] {
        assert_eq!(wait(api, &[date, ("retry-after", later)]), Some(30_000), "{later}");
    }
    let until = |until: &str| wait_of(&api.decode(429, &[date], &format!(r#"{{"until":{until}}}"#)));
    assert_eq!(
        [until("784111807"), until("784111807000"), until("1")],
        [Some(30_000), Some(30_000), Some(0)]
    );
}

#[test]
fn moments_are_reckoned_from_our_clock_without_date() {
    let api = Api::new("{ code: /code, retry_after: { at: /until, unit: epoch } }", THROTTLED);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
    let asked = wait_in_body(api, &format!(r#"{{"until":{}}}"#, now + 40_000)).unwrap();
    assert!((30_000..=40_000).contains(&asked), "{asked}");
}

#[test]
fn number_of_a_locator_counts_its_unit_and_a_text_what_it_says() {
    let api = Api::new("{ code: /code, retry_after: { at: /wait, unit: ms } }", THROTTLED);
    let waits = ["1500", r#""1500""#, r#""3s""#, "1.5", "null", r#""-""#];
    let expected = [Some(1500), Some(1500), Some(3000), Some(1), None, None];
    for (text, expected) in waits.into_iter().zip(expected) {
        assert_eq!(wait_in_body(api, &format!(r#"{{"wait":{text}}}"#)), expected, "{text}");
    }
}

#[test]
fn reset_of_a_limit_counts_where_the_limit_is_used_up() {
    let reset = "{ at: header:x-limit-reset, when: { header:x-limit-left: 0 } }";
    let api = Api::new(&format!("{{ code: /code, retry_after: {reset} }}"), THROTTLED);
    let fields = |left| [("x-limit-reset", "3000"), ("x-limit-left", left)];
    assert_eq!(wait_of(&api.decode(429, &fields("0"), "")), Some(3_000_000));
    assert_eq!(wait_of(&api.decode(500, &fields("12"), "")), None);
}

#[test]
fn limit_that_is_used_up_is_told_by_the_error() {
    let tokens = "{ at: header:x-reset-tokens, when: { /type: tokens } }";
    let requests = "{ at: header:x-reset-requests, when: { /type: null } }";
    let api = Api::new(&format!("{{ code: /code, retry_after: [{tokens}, {requests}] }}"), THROTTLED);
    let fields = [("x-reset-requests", "750ms"), ("x-reset-tokens", "4m0s")];
    assert_eq!(wait_of(&api.decode(429, &fields, r#"{"type":"tokens"}"#)), Some(240_000));
    assert_eq!(wait_of(&api.decode(429, &fields, "{}")), Some(750));
}

#[test]
fn retry_after_comes_first_unless_it_is_listed() {
    let fields = [("retry-after", "2"), ("retry-after-ms", "1250")];
    let fine = "{ at: header:retry-after-ms, unit: ms }";
    let after = Api::new(&format!("{{ code: /code, retry_after: {fine} }}"), THROTTLED);
    assert_eq!(wait(after, &fields), Some(2000));
    let listed = format!("{{ code: /code, retry_after: [{fine}, header:retry-after] }}");
    assert_eq!(wait(Api::new(&listed, THROTTLED), &fields), Some(1250));
    let conditional = "{ at: header:Retry-After, when: { /code: slow } }";
    let api = Api::new(&format!("{{ code: /code, retry_after: {conditional} }}"), THROTTLED);
    assert_eq!(wait(api, &fields), None);
}

#[test]
fn wait_is_cut_out_of_a_text() {
    let cut = r#"{ at: /text, between: ["again in ", null] }"#;
    let api = Api::new(&format!("{{ code: /code, retry_after: [/wait, {cut}] }}"), THROTTLED);
    assert_eq!(wait_in_body(api, r#"{"text":"Too fast, again in 6"}"#), Some(6000));
    assert_eq!(wait_in_body(api, r#"{"text":"Too fast, again in 6","wait":5}"#), Some(5000));
    assert_eq!(wait_in_body(api, r#"{"text":"Too fast"}"#), None);
}

#[test]
fn longest_of_several_waits_at_one_place_counts() {
    let api = Api::new("{ code: /code, retry_after: /limits/*/wait }", THROTTLED);
    assert_eq!(wait_in_body(api, r#"{"limits":[{"wait":3},{"wait":"90s"},{}]}"#), Some(90_000));
}

#[test]
fn wait_that_was_asked_for_replaces_the_one_of_the_hint() {
    use errspec::Idempotency::NotIdempotent;
    let api = Api::new("{ code: /code }", THROTTLED);
    let error = api.decode(429, &[("retry-after", "2.5")], "");
    let delay = |error: &ErrorResponse| error.retry_delay(0, NotIdempotent).map(|delay| delay.as_millis());
    assert_eq!(delay(&error), Some(2500));
    assert_eq!(delay(&api.decode(429, &[], "")), Some(60_000));
}

//! What a response becomes, rule by rule.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::panic::{RefUnwindSafe, UnwindSafe};
use std::time::Duration;

use bytes::Bytes;
use errspec::{Idempotency, TransportFailure};

mod every {
    errspec::errors!("catalogs/everything.yaml");
}
mod problem {
    errspec::errors!("catalogs/problem.yaml");
}
mod social {
    errspec::errors!("../spec/errors.yaml");
}
mod syncer {
    errspec::errors!("../spec/social-syncer.yaml");
}

use every::{EveryError, EveryErrorKind as Kind};

fn response(status: u16, headers: &[(&str, &str)], body: impl Into<Bytes>) -> http::Response<Bytes> {
    let builder = http::Response::builder().status(status);
    let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
    builder.body(body.into()).unwrap()
}

fn decode(status: u16, body: &'static str) -> EveryError {
    response(status, &[], body).into()
}

fn kind(status: u16, body: &'static str) -> Kind {
    decode(status, body).kind()
}

#[test]
fn code_at_its_status_is_its_entry() {
    assert_eq!(kind(400, r#"{"code":"plain"}"#), Kind::Plain);
}

#[test]
fn known_code_beats_an_unexpected_status() {
    assert_eq!(kind(502, r#"{"code":"plain"}"#), Kind::Plain);
}

#[test]
fn code_without_a_status_stands_alone() {
    assert_eq!(kind(418, r#"{"code":"anywhere"}"#), Kind::Anywhere);
}

#[test]
fn one_code_at_several_statuses_is_several_kinds() {
    assert_eq!(kind(401, r#"{"code":"shared"}"#), Kind::Shared);
    assert_eq!(kind(404, r#"{"code":"shared"}"#), Kind::SharedElsewhere);
    assert_eq!(kind(418, r#"{"code":"shared"}"#), Kind::Unrecognized);
    assert_eq!(kind(500, r#"{"code":"shared"}"#), Kind::ServerError);
    assert_eq!(kind(409, r#"{"code":"mixed"}"#), Kind::Mixed);
    assert_eq!(kind(500, r#"{"code":"mixed"}"#), Kind::MixedElsewhere);
}

#[test]
fn entry_with_most_conditions_that_hold_wins() {
    assert_eq!(kind(402, r#"{"error":{"code":"card"}}"#), Kind::Card);
    assert_eq!(kind(402, r#"{"error":{"reason":"funds","code":"card"}}"#), Kind::CardFunds);
    assert_eq!(kind(402, r#"{"error":{"reason":"funds","final":true,"code":"card"}}"#), Kind::CardFundsFinal);
    assert_eq!(
        kind(402, r#"{"error":{"reason":"funds","final":"true","code":"card"}}"#),
        Kind::CardFundsFinal
    );
}

#[test]
fn null_matches_what_is_absent_or_null() {
    assert_eq!(kind(400, r#"{"code":"absent"}"#), Kind::Absent);
    assert_eq!(kind(400, r#"{"code":"absent","error":{"detail":null}}"#), Kind::Absent);
    assert_eq!(kind(400, r#"{"code":"absent","error":{"detail":"x"}}"#), Kind::Unrecognized);
}

#[test]
fn header_can_be_a_condition() {
    let error = EveryError::from(response(400, &[("X-Kind", "a")], r#"{"code":"only"}"#));
    assert_eq!(error.kind(), Kind::Only);
    assert_eq!(kind(400, r#"{"code":"only"}"#), Kind::Unrecognized);
}

#[test]
fn codes_are_strings_or_integers_and_nothing_else() {
    assert_eq!(kind(400, r#"{"code":-32002}"#), Kind::CodeMinus32002);
    assert_eq!(kind(400, r#"{"code":"-32002"}"#), Kind::CodeMinus32002);
    assert_eq!(kind(429, r#"{"code":429}"#), Kind::Code429);
    assert_eq!(kind(400, r#"{"code":"0042"}"#), Kind::Code0042);
    assert_eq!(kind(400, r#"{"code":42}"#), Kind::Unrecognized);
    for none in ["429.0", "4.29e2", "true", "null", "{}", "[429]", r#""""#] {
        let body = format!(r#"{{"code":{none}}}"#);
        assert_eq!(EveryError::from(response(502, &[], body)).kind(), Kind::BadGateway, "{none}");
    }
}

#[test]
fn first_locator_that_yields_a_code_wins() {
    let body = r#"{"code":"anywhere","error":{"code":"plain"}}"#;
    assert_eq!(kind(400, body), Kind::Plain);
    assert_eq!(EveryError::from(response(400, &[("x-error-code", "old")], body)).code(), Some("old"));
    assert_eq!(kind(400, r#"{"code":"anywhere","error":{"code":""}}"#), Kind::Anywhere);
    assert_eq!(kind(400, r#"{"errors":[{"code":"plain"},{"code":"anywhere"}]}"#), Kind::Plain);
}

#[test]
fn marks_cut_a_code_out_of_what_is_around_it() {
    for value in ["com.acme#Throttled:http://x/", "Throttled:x", "a#Throttled", "Throttled"] {
        let body = format!(r#"{{"__type":"{value}"}}"#);
        assert_eq!(EveryError::from(response(400, &[], body)).kind(), Kind::Throttled, "{value}");
    }
}

#[test]
fn without_a_code_the_status_decides_and_then_its_class() {
    assert_eq!(kind(502, "<html>"), Kind::BadGateway);
    assert_eq!(kind(503, ""), Kind::ServerError);
    assert_eq!(kind(404, ""), Kind::Unrecognized);
    let edge = EveryError::from(response(502, &[("x-gateway", "edge")], "<html>"));
    assert_eq!(edge.kind(), Kind::BadGatewayHtml);
}

#[test]
fn unknown_code_is_the_entry_of_its_status_or_unrecognized() {
    let error = decode(502, r#"{"code":"brand_new","message":"Hello"}"#);
    assert_eq!(error.kind(), Kind::BadGateway);
    assert_eq!((error.code(), error.message()), (Some("brand_new"), "Hello"));
    assert_eq!(error.error_type(), "BadGateway");
    let error = decode(418, r#"{"code":"brand_new","message":"Hello"}"#);
    assert_eq!(error.kind(), Kind::Unrecognized);
    assert_eq!((error.code(), error.message()), (Some("brand_new"), "Hello"));
    assert_eq!(error.error_type(), "_OTHER");
}

#[test]
fn retired_code_is_unrecognized() {
    assert_eq!(kind(400, r#"{"code":"gone"}"#), Kind::Unrecognized);
}

#[test]
fn deprecated_entry_is_decoded() {
    #[allow(deprecated)]
    let old = Kind::Old;
    assert_eq!(kind(400, r#"{"code":"old"}"#), old);
}

#[test]
fn success_is_an_error_if_its_body_says_so() {
    let ok = response(200, &[], r#"{"ok":true,"code":"not_ok"}"#);
    assert_eq!(EveryError::check(ok).unwrap().status(), 200);
    let failed = response(200, &[], r#"{"code":"not_ok","ok":false}"#);
    assert_eq!(EveryError::check(failed).unwrap_err().kind(), Kind::NotOk);
    let redirect = response(302, &[], r#"{"ok":false}"#);
    assert!(EveryError::check(redirect).is_ok());
    assert!(EveryError::check(response(404, &[], "")).is_err());
}

#[test]
fn message_is_the_servers_else_the_meaning_else_the_reason_phrase() {
    assert_eq!(decode(400, r#"{"code":"plain","message":"Hello"}"#).message(), "Hello");
    assert_eq!(decode(400, r#"{"code":"plain","message":""}"#).message(), "A code at its status.");
    assert_eq!(decode(400, r#"{"code":"plain","message":{}}"#).message(), "A code at its status.");
    assert_eq!(decode(404, "<html>").message(), "Not Found");
    assert!(!decode(599, r#"{"code":"x"}"#).message().is_empty());
}

#[test]
fn error_is_shown_with_its_message_status_and_code() {
    assert_eq!(decode(400, r#"{"code":"plain","message":"Hello"}"#).to_string(), "Hello (400 plain)");
    assert_eq!(decode(404, "").to_string(), "Not Found (404)");
}

#[test]
fn debug_shows_no_body_and_no_header() {
    let secret = response(400, &[("authorization", "hush")], r#"{"code":"plain","token":"hush"}"#);
    let debug = format!("{:?}", EveryError::from(secret));
    assert!(debug.starts_with("Plain(") && !debug.contains("hush"), "{debug}");
}

#[test]
fn escapes_in_codes_and_messages_are_decoded() {
    let error = decode(400, r#"{"code":"pl\u0061in","message":"a\n\"b\" \ud83d\ude00"}"#);
    assert_eq!((error.kind(), error.code()), (Kind::Plain, Some("plain")));
    assert_eq!(error.message(), "a\n\"b\" 😀");
}

#[test]
fn body_that_breaks_off_counts_up_to_the_break() {
    assert_eq!(kind(502, r#"{"code":"plain","mess"#), Kind::Plain);
    assert_eq!(kind(502, r#"{"error":{"code":"plain""#), Kind::Plain);
    assert_eq!(kind(502, r#"{"code":"pla"#), Kind::BadGateway);
    // `42` may be the start of `429`.
    assert_eq!(kind(502, r#"{"code":429"#), Kind::BadGateway);
    assert_eq!(kind(502, r#"{"code":429,"#), Kind::Code429);
    assert_eq!(kind(502, r#"{"code":"plain"} trailing"#), Kind::Plain);
}

#[test]
fn last_duplicate_member_counts() {
    assert_eq!(kind(502, r#"{"code":"anywhere","code":"plain"}"#), Kind::Plain);
    assert_eq!(kind(502, r#"{"error":{"code":"plain"},"error":{}}"#), Kind::BadGateway);
    assert_eq!(kind(502, r#"{"code":"plain","code":null}"#), Kind::BadGateway);
}

#[test]
fn bodies_that_are_not_json_are_kept() {
    let bodies: [&'static [u8]; 6] = [b"", b"<html>502</html>", b"\xFF\xFE\0", b"{", b"null", b"\"plain\""];
    for body in bodies {
        let error = EveryError::from(response(502, &[("x-a", "b")], body));
        assert_eq!(error.kind(), Kind::BadGateway, "{body:?}");
        assert_eq!(
            (error.status().as_u16(), error.body(), &error.headers()["x-a"]),
            (502, &Bytes::from(body), &"b".parse().unwrap())
        );
    }
}

#[test]
fn byte_order_mark_is_skipped_and_invalid_utf_8_replaced() {
    assert_eq!(kind(502, "\u{FEFF}{\"code\":\"plain\"}"), Kind::Plain);
    let latin = EveryError::from(response(502, &[], &b"{\"message\":\"caf\xE9\",\"code\":\"plain\"}"[..]));
    assert_eq!((latin.kind(), latin.message()), (Kind::Plain, "caf\u{FFFD}"));
}

#[test]
fn deep_and_large_bodies_are_read() {
    let deep = format!(r#"{{"x":{}{},"code":"plain"}}"#, "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(EveryError::from(response(502, &[], deep)).kind(), Kind::Plain);
    let unclosed = "[".repeat(1_000_000);
    assert_eq!(EveryError::from(response(502, &[], unclosed)).kind(), Kind::BadGateway);
    let large = format!(r#"{{"x":"{}","code":"plain"}}"#, "x".repeat(8 << 20));
    assert_eq!(EveryError::from(response(502, &[], large)).kind(), Kind::Plain);
}

#[test]
fn request_ids_come_from_headers_and_bodies() {
    let header = EveryError::from(response(400, &[("X-Request-Id", "r1")], r#"{"request_id":"r2"}"#));
    assert_eq!(header.request_id(), Some("r1"));
    assert_eq!(decode(400, r#"{"request_id":"r2"}"#).request_id(), Some("r2"));
    assert_eq!(decode(400, r#"{"request_id":7}"#).request_id(), Some("7"));
    assert_eq!(decode(400, "").request_id(), None);
}

fn asked(headers: &[(&str, &str)], body: &'static str) -> Option<Duration> {
    EveryError::from(response(429, headers, body)).retry_after()
}

#[test]
fn retry_after_is_seconds_or_a_date() {
    assert_eq!(asked(&[("retry-after", "120")], ""), Some(Duration::from_secs(120)));
    assert_eq!(asked(&[("retry-after", "Fri, 31 Dec 1999 23:59:59 GMT")], ""), Some(Duration::ZERO));
    assert_eq!(asked(&[("retry-after", "Tue, 31 Dec 2999 23:59:59 GMT")], ""), None);
    for nonsense in ["", "-1", "soon", "99999999999999999999999", "1e3", "Fri, 31 Foo 1999 23:59:59 GMT"] {
        assert_eq!(asked(&[("retry-after", nonsense)], ""), None, "{nonsense}");
        assert_eq!(
            asked(&[("retry-after", nonsense)], r#"{"wait":7}"#),
            Some(Duration::from_secs(7)),
            "{nonsense}"
        );
    }
}

#[test]
fn waits_in_bodies_have_units_and_the_header_wins() {
    assert_eq!(asked(&[], r#"{"wait_ms":1500}"#), Some(Duration::from_millis(1500)));
    assert_eq!(asked(&[], r#"{"wait":1.5}"#), Some(Duration::from_millis(1500)));
    assert_eq!(asked(&[], r#"{"wait":"2"}"#), Some(Duration::from_secs(2)));
    assert_eq!(asked(&[], r#"{"until":1000}"#), Some(Duration::ZERO));
    assert_eq!(asked(&[], r#"{"until":32503680000}"#), None);
    let date = [("date", "Tue, 14 Nov 2023 22:13:20 GMT")];
    assert_eq!(asked(&date, r#"{"until":1700000030}"#), Some(Duration::from_secs(30)));
    assert_eq!(asked(&[("retry-after", "3")], r#"{"wait":7}"#), Some(Duration::from_secs(3)));
    for none in ["-1", "1e300", "true", "null", "\"soon\"", "[]"] {
        let body = format!(r#"{{"wait_ms":{none},"wait":7}}"#);
        let error = EveryError::from(response(429, &[], body));
        assert_eq!(error.retry_after(), Some(Duration::from_secs(7)), "{none}");
    }
}

#[test]
fn retry_delay_depends_on_hint_server_retries_and_idempotency() {
    let delay = |status, headers: &[_], body: &'static str, retries, idempotency| {
        EveryError::from(response(status, headers, body)).retry_delay(retries, idempotency)
    };
    let code = r#"{"code":"anywhere"}"#;
    assert_eq!(delay(400, &[], code, 0, Idempotency::Idempotent), None);
    assert_eq!(
        delay(429, &[], r#"{"code":429}"#, 4, Idempotency::NotIdempotent),
        Some(Duration::from_secs(1))
    );
    let asked = [("retry-after", "30")];
    assert_eq!(
        delay(429, &asked, r#"{"code":429}"#, 0, Idempotency::NotIdempotent),
        Some(Duration::from_secs(30))
    );
    assert_eq!(delay(500, &[], "", 0, Idempotency::NotIdempotent), None);
    assert!(delay(500, &[], "", 0, Idempotency::Idempotent).unwrap() <= Duration::from_secs(2));
    assert_eq!(delay(500, &asked, "", 0, Idempotency::Idempotent), Some(Duration::from_secs(30)));
    assert_eq!(delay(500, &[], "", 5, Idempotency::Idempotent), None);
    assert_eq!(delay(503, &[], "", 0, Idempotency::NotIdempotent), Some(Duration::from_secs(3)));
    let throttled = r#"{"__type":"Throttled"}"#;
    assert!(delay(400, &[], throttled, 2, Idempotency::NotIdempotent).unwrap() <= Duration::from_secs(4));
    assert_eq!(delay(400, &[], throttled, 3, Idempotency::NotIdempotent), None);
}

#[test]
fn unrecognized_error_has_the_hint_of_its_status() {
    let throttled = decode(429, r#"{"code":"new"}"#);
    assert_eq!(throttled.retry_delay(0, Idempotency::NotIdempotent), Some(Duration::from_secs(1)));
    assert!(throttled.retry_hint().throttled());
    assert_eq!(decode(404, "").retry_delay(0, Idempotency::Idempotent), None);
}

#[test]
fn transport_failure_has_a_hint() {
    let timeout = Kind::retry_hint_for(TransportFailure::Timeout);
    assert_eq!(timeout.delay(0, Idempotency::Idempotent, None), Some(Duration::ZERO));
    assert_eq!(timeout.delay(1, Idempotency::Idempotent, None), None);
    assert_eq!(timeout.delay(0, Idempotency::NotIdempotent, None), None);
    assert_eq!(Kind::retry_hint_for(TransportFailure::Connect).delay(0, Idempotency::Idempotent, None), None);
}

#[test]
fn facts_are_const() {
    const CODE: Option<&str> = Kind::Plain.code();
    const STATUS: Option<u16> = Kind::Plain.status();
    const MATCHES: bool = Kind::SharedElsewhere.matches_status(404);
    const NAME: &str = Kind::CodeMinus32002.name();
    const URL: Option<&str> = Kind::CardFunds.docs_url();
    assert_eq!((CODE, STATUS, MATCHES, NAME), (Some("plain"), Some(400), true, "CodeMinus32002"));
    assert_eq!(URL, Some("https://errors.example/402/card#card-funds"));
    assert_eq!((Kind::ServerError.status(), Kind::Anywhere.status()), (None, None));
    assert!(Kind::ServerError.matches_status(599) && !Kind::ServerError.matches_status(404));
    assert!(Kind::Anywhere.matches_status(418));
}

#[test]
fn kinds_are_parsed_by_name_and_by_unambiguous_code() {
    assert_eq!("SharedElsewhere".parse(), Ok(Kind::SharedElsewhere));
    assert_eq!("plain".parse(), Ok(Kind::Plain));
    assert_eq!("-32002".parse(), Ok(Kind::CodeMinus32002));
    assert!("shared".parse::<Kind>().is_err());
    assert!("gone".parse::<Kind>().is_err());
    for kind in Kind::KNOWN {
        assert_eq!(kind.to_string().parse(), Ok(*kind));
    }
    assert!(!Kind::KNOWN.contains(&Kind::Unrecognized));
    assert_eq!(Kind::KNOWN.len(), 20);
}

#[test]
fn about_blank_is_not_a_code_and_title_is_the_message() {
    use problem::{ProblemError, ProblemErrorKind};
    let decode = |status, body: &'static str| ProblemError::from(response(status, &[], body));
    let blank = decode(404, r#"{"type":"about:blank","title":"Not Found","status":404}"#);
    assert_eq!(
        (blank.kind(), blank.code(), blank.message()),
        (ProblemErrorKind::NotFound, None, "Not Found")
    );
    let typed = decode(403, r#"{"type":"https://example.com/out-of-credit","title":"T","detail":"D"}"#);
    assert_eq!((typed.kind(), typed.message()), (ProblemErrorKind::OutOfCredit, "D"));
}

#[test]
fn place_shared_by_code_and_message_is_the_code() {
    let error = decode(400, r#"{"error":{"code":"plain"},"message":{}}"#);
    assert_eq!(error.message(), "A code at its status.");
    let syncer = problem::ProblemError::from(response(418, &[], r#"{"type":"x"}"#));
    assert_eq!((syncer.code(), syncer.message()), (Some("x"), "I'm a teapot"));
}

#[test]
fn documented_responses_decode_to_their_errors() {
    use social::{SocialApiError, SocialApiErrorKind as Social};
    use syncer::{SocialSyncerError, SocialSyncerErrorKind as Syncer};
    let social = |status, code: &str| {
        SocialApiError::from(response(status, &[], format!(r#"{{"error":"m","code":"{code}"}}"#))).kind()
    };
    assert_eq!(social(401, "unauthorized"), Social::Unauthorized);
    assert_eq!(social(403, "unauthorized"), Social::OauthStateMismatch);
    for kind in Social::KNOWN.iter().filter(|kind| kind.code().is_some()) {
        assert_eq!(social(kind.status().unwrap(), kind.code().unwrap()), *kind);
    }
    let down = SocialApiError::from(response(500, &[], r#"{"error":"Internal server error"}"#));
    assert_eq!((down.kind(), down.message()), (Social::InternalServerError, "Internal server error"));

    let limited = SocialSyncerError::from(response(
        429,
        &[],
        "{\n\"error\": \"Rate limit exceeded\",\n\"code\": \"RATE_LIMIT_EXCEEDED\"\n}",
    ));
    assert_eq!(limited.kind(), Syncer::RateLimitExceeded);
    assert_eq!(limited.retry_delay(0, Idempotency::NotIdempotent), Some(Duration::from_secs(60)));
}

#[test]
fn errors_are_small_and_cross_threads_and_panics() {
    fn crosses<T: Send + Sync + UnwindSafe + RefUnwindSafe + 'static + std::error::Error + Clone>() {}
    crosses::<EveryError>();
    assert_eq!(size_of::<EveryError>(), 16);
}

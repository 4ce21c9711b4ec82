//! A service sends an error so that it is decoded to the same error, whatever the envelope has a place for.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use bytes::Bytes;
use errspec::__private::{FailedItems, decode_response, make_response};
use errspec::ErrorResponse;
use errspec_tests::{catalog_around, lower_catalog};
use http::Response;

mod silent {
    errspec::errors!("catalogs/sending/silent.yaml");
}
mod shared {
    errspec::errors!("catalogs/sending/shared-place.yaml");
}
mod second {
    errspec::errors!("catalogs/sending/second-element.yaml");
}
mod marked {
    errspec::errors!("catalogs/sending/marks.yaml");
}
mod nulls {
    errspec::errors!("catalogs/sending/nulls.yaml");
}
mod told_by_message {
    errspec::errors!("catalogs/sending/told-by-message.yaml");
}
mod waiting {
    errspec::errors!("catalogs/sending/waits.yaml");
}

use marked::{Expired, MarkedError, MarkedErrorKind};
use nulls::{NullsError, NullsErrorKind};
use second::{SecondError, SecondErrorKind};
use shared::{InternalServerError, SharedError, SharedErrorKind};
use silent::{SilentError, SilentErrorKind};
use told_by_message::{ChatError, ChatErrorKind};
use waiting::{SlowDown, WaitingError};

fn json(response: &Response<Bytes>) -> serde_json::Value {
    serde_json::from_slice(response.body()).unwrap()
}

#[test]
fn message_is_kept_where_the_envelope_has_no_place_for_it() {
    let error = SilentErrorKind::Gone.with_message("the widget 7 was deleted");
    assert_eq!(error.message(), "the widget 7 was deleted");
    assert_eq!(error.to_string(), "the widget 7 was deleted (410 gone)");
    let response: Response<Bytes> = error.into();
    assert_eq!((response.headers()["x-error"].as_bytes(), response.body().len()), (&b"gone"[..], 0));
    assert_eq!(SilentError::from(response).kind(), SilentErrorKind::Gone);
}

#[test]
fn empty_message_is_none() {
    assert_eq!(SilentErrorKind::Gone.with_message("").message(), "The widget is gone.");
}

#[test]
fn entry_without_status_has_one_at_which_it_decodes() {
    let response: Response<Bytes> = SilentErrorKind::Anywhere.error().into();
    assert_eq!(response.status(), 500);
    assert_eq!(SilentError::from(response).kind(), SilentErrorKind::Anywhere);
}

#[test]
fn message_of_an_error_without_code_is_not_put_where_a_code_would_be_read() {
    let response: Response<Bytes> = SharedErrorKind::InternalServerError.with_message("boom").into();
    assert_eq!(json(&response), serde_json::json!({ "detail": "boom" }));
    let error = SharedError::from(response);
    assert_eq!((error.kind(), error.message()), (SharedErrorKind::InternalServerError, "boom"));

    let response: Response<Bytes> = SharedErrorKind::Known.with_message("boom").into();
    assert_eq!(json(&response), serde_json::json!({ "code": "known", "error": "boom" }));
}

#[test]
fn field_of_an_error_without_code_is_not_put_where_a_code_would_be_read() {
    let fields = InternalServerError::new().with_code("known").with_hint("try later");
    let error = SharedError::from(fields.clone());
    assert_eq!(error.fields::<InternalServerError>(), Some(fields));
    let response: Response<Bytes> = error.into();
    let error = SharedError::from(response);
    assert_eq!(error.kind(), SharedErrorKind::InternalServerError);
    let fields = error.fields::<InternalServerError>();
    assert_eq!(fields, Some(InternalServerError::new().with_hint("try later")));
}

#[test]
fn number_in_a_pointer_is_an_index() {
    let response: Response<Bytes> = SecondErrorKind::Full.with_message("m").into();
    let body = serde_json::json!({ "errors": [null, { "code": "full", "message": "m" }] });
    assert_eq!(json(&response), body);
    let error = SecondError::from(response);
    assert_eq!((error.kind(), error.message()), (SecondErrorKind::Full, "m"));
}

#[test]
fn field_at_retry_after_comes_before_the_hint() {
    let response: Response<Bytes> = WaitingError::from(SlowDown::new().with_wait(7).with_plan("free")).into();
    assert_eq!(response.headers()["retry-after"], "7");
    assert_eq!(response.headers()["x-plan"], "free");
    let response: Response<Bytes> = WaitingError::from(SlowDown::new()).into();
    assert_eq!(response.headers()["retry-after"], "60");
}

#[test]
fn texts_are_put_between_the_marks_at_which_they_are_cut() {
    for message in ["the token expired at noon", "token: expired", "x"] {
        let fields = Expired::new().with_path("a/b://c").with_limit(7);
        let error = MarkedError::from(fields.clone()).with_message(message);
        let response: Response<Bytes> = error.into();
        assert_eq!(json(&response)["error"], format!("expired: {message}"));
        let error = MarkedError::from(response);
        assert_eq!((error.kind(), error.message()), (MarkedErrorKind::Expired, message));
        assert_eq!(error.fields::<Expired>(), Some(fields));
    }
}

#[test]
fn message_that_fulfils_the_conditions_on_it_is_sent() {
    for (kind, message, expected) in [
        (ChatErrorKind::Blocked, "Forbidden: blocked by Ann", "Forbidden: blocked by Ann"),
        (ChatErrorKind::Blocked, "Ann did", "Forbidden: blocked"),
        (ChatErrorKind::Kicked, "Ann kicked it", "Ann kicked it"),
        (ChatErrorKind::Gone, "was deleted", "was deleted"),
        (ChatErrorKind::Gone, "went", "is gone"),
    ] {
        let response: Response<Bytes> = kind.with_message(message).into();
        let error = ChatError::from(response);
        assert_eq!((error.kind(), error.message()), (kind, expected));
    }
}

#[test]
fn nothing_is_put_where_nothing_may_be() {
    for kind in NullsErrorKind::KNOWN {
        let response: Response<Bytes> = kind.with_message("m").into();
        let error = NullsError::check(response).unwrap_err();
        assert_eq!((error.kind(), error.message()), (*kind, "m"));
    }
    let response: Response<Bytes> = NullsErrorKind::Inside.with_message("m").into();
    assert_eq!(json(&response), serde_json::json!({ "code": "inside", "error": { "message": "m" } }));
    let response: Response<Bytes> = NullsErrorKind::Bare.with_message("m").into();
    assert_eq!(json(&response), serde_json::json!({ "code": "bare", "note": "m" }));
}

/// What a service sends for the first entry of a catalog, after it was changed, and what comes of it.
fn send(
    envelope: &str,
    entries: &[&str],
    change: impl FnOnce(ErrorResponse) -> ErrorResponse,
) -> (serde_json::Value, ErrorResponse) {
    let catalog = lower_catalog(&catalog_around(envelope, entries));
    let sent = change(make_response(catalog, 1, Some("m".to_owned()), Vec::new())).into_http_response();
    (json(&sent), decode_response(catalog, sent))
}

#[test]
fn conditions_of_locators_hold_where_they_are_needed() {
    let both = "message: [{ at: /a, when: { /x: 1 } }, /b], target: [{ at: /t, when: { /x: 1 } }, /u]";
    let (body, error) = send(&format!("{{ code: /c, {both} }}"), &["code: gone, status: 410"], |error| {
        error.with_target("t".to_owned())
    });
    assert_eq!(body, serde_json::json!({ "c": "gone", "b": "m", "u": "t" }));
    assert_eq!((error.message(), error.target()), ("m", Some("t")));

    let message = "message: { at: /a, when: { /x: 1, /y: { not: [2, true, null] } } }";
    let (body, error) =
        send(&format!("{{ code: /c, {message} }}"), &["code: gone, status: 410"], |error| error);
    assert_eq!(body, serde_json::json!({ "c": "gone", "a": "m", "x": 1, "y": false }));
    assert_eq!(error.message(), "m");

    let code = "code: [{ at: /c, when: { /x: { not: 1 } } }, /d]";
    let (body, _) = send(&format!("{{ {code}, message: /m }}"), &["code: gone, status: 410"], |error| error);
    assert_eq!(body, serde_json::json!({ "c": "gone", "m": "m" }));
}

#[test]
fn conditions_of_details_hold_where_they_are_needed() {
    let details = "{ items: /e, code: { at: /c, when: { /k: 1 } }, message: { at: /m, when: { /l: 2 } } }";
    let (_, error) = send(
        &format!("{{ code: /code, details: {details} }}"),
        &["code: gone, status: 410", "code: old"],
        |error| error.with_detail(String::new(), 2, "d".to_owned()),
    );
    let details: Vec<_> = FailedItems::find_details(&error).map(|(_, detail)| detail).collect();
    assert_eq!(details.len(), 1);
    assert_eq!((details[0].code(), details[0].message()), (Some("old"), "d"));
}

#[test]
fn details_that_say_their_target_need_no_names() {
    let (_, error) = send(
        "{ code: /code, details: { items: /e, message: /m, target: [/field, key] } }",
        &["code: gone, status: 410"],
        |error| {
            let error = error.with_detail("a".to_owned(), 0, "first".to_owned());
            error.with_detail("a".to_owned(), 0, "second".to_owned())
        },
    );
    let details = FailedItems::find_details(&error);
    let details: Vec<_> = details.map(|(target, error)| (target, error.message().to_owned())).collect();
    let target = || Some("a".to_owned());
    assert_eq!(details, [(target(), "first".to_owned()), (target(), "second".to_owned())]);
}

#[test]
fn match_that_excludes_null_among_others_is_fulfilled() {
    let entry = "code: gone, status: 410, match: { /a: { not: [b, null] } }";
    let (body, error) = send("{ code: /code, message: /m }", &[entry], |error| error);
    assert_eq!((&body["a"], error.kind_number()), (&serde_json::json!(true), 1));
}

#[test]
fn type_of_a_problem_is_the_link_of_the_entry() {
    let envelope = "{ preset: problem+json, code: /code, failed_2xx: { /type: { not: null } } }";
    let linked = "code: gone, status: 410, docs: https://acme.example/gone";
    let (body, _) = send(envelope, &[linked], |error| error);
    assert_eq!((&body["type"], &body["title"]), (&"https://acme.example/gone".into(), &"It failed.".into()));
    let (body, _) = send(envelope, &["code: gone, status: 410"], |error| error);
    assert_eq!((&body["type"], &body["title"]), (&"about:blank".into(), &"Gone".into()));
    let (body, error) =
        send("problem+json", &["status: 410, docs: https://acme.example/gone"], |error| error);
    assert_eq!((&body["type"], error.code()), (&"about:blank".into(), None));
}

#[test]
fn message_by_which_errors_are_told_apart_is_sent_as_it_is() {
    let send_message = |condition: &str, message: &str| {
        let entry = format!("code: slow, status: 403, match: {{ /message: {condition} }}");
        let (body, error) = send("{ code: /code, message: /message }", &[&entry], |error| {
            error.with_message(message.to_owned())
        });
        assert_eq!(error.kind_number(), 1);
        body["message"].clone()
    };
    assert_eq!(send_message("{ contains: limit }", "over the limit"), "over the limit");
    assert_eq!(send_message("{ contains: limit }", "too fast"), "limit");
    assert_eq!(send_message("{ not: null }", "too fast"), "too fast");
    let entry = "code: slow, status: 403, match: { /text: { prefix: '(m' } }";
    let message = "message: { at: /text, between: ['(', ')'], when: { /kind: { not: null } } }";
    let (body, error) = send(&format!("{{ code: /code, {message} }}"), &[entry], |error| error);
    assert_eq!((&body["text"], error.message()), (&"(m)".into(), "m"));
}

#[test]
fn message_of_a_detail_that_tells_it_apart_is_sent_as_it_is() {
    let entries =
        ["code: gone, status: 410", "name: Taken, code: taken, match: { /text: { prefix: Taken } }"];
    let details = "details: { items: /e, code: /code, message: /text }";
    let (body, _) = send(&format!("{{ code: /code, {details} }}"), &entries, |error| {
        error.with_detail(String::new(), 2, "Taken by others".to_owned())
    });
    assert_eq!(body["e"][0]["text"], "Taken by others");
}

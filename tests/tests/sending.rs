//! A service sends an error so that it is decoded to the same error, whatever the envelope has a place for.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use bytes::Bytes;
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

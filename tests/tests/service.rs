//! What a service sends is what a client decodes.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use bytes::Bytes;
use errspec::{ApiError, ErrorKind};
use proptest::prelude::*;

mod every {
    errspec::errors!("catalogs/everything.yaml");
}
mod fielded {
    errspec::errors!("catalogs/fields.yaml");
}
mod hostile {
    errspec::errors!("catalogs/hostile.yaml");
}
mod problem {
    errspec::errors!("catalogs/problem.yaml");
}
mod quota {
    errspec::errors!("catalogs/quota.yaml");
}
mod social {
    errspec::errors!("../spec/errors.yaml");
}
mod syncer {
    errspec::errors!("../spec/social-syncer.yaml");
}

use fielded::{Awkward, Everything, FieldedError, FieldedErrorKind as Kind, StorageQuotaExceeded};

fn sent(error: FieldedError) -> http::Response<Bytes> {
    error.into()
}

fn json(response: &http::Response<Bytes>) -> serde_json::Value {
    serde_json::from_slice(response.body()).unwrap()
}

/// Every kind comes back with its message.
fn round_trip<E>(message: &str, with_message: fn(E::Kind, &str) -> E)
where
    E: ApiError + From<E::Kind> + Into<http::Response<Bytes>>,
{
    for kind in E::Kind::KNOWN {
        let error = E::from(*kind);
        assert_eq!((error.kind(), error.message().is_empty()), (*kind, false));
        let error = with_message(*kind, message);
        assert_eq!((error.kind(), error.message()), (*kind, message));
        let response: http::Response<Bytes> = error.into();
        assert!(kind.matches_status(response.status().as_u16()), "{kind}");
        assert!(kind.status().is_none_or(|status| response.status() == status), "{kind}");
        let error = E::check(response).unwrap_err();
        assert_eq!((error.kind(), error.message()), (*kind, message));
        assert_eq!(error.code(), kind.code());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_entry_of_every_catalog_comes_back(message in "\\PC{1,40}|[ -~]{1,9}|\n\t\u{0}\"\\\\") {
        round_trip::<every::EveryError>(&message, |kind, text| kind.with_message(text));
        round_trip::<fielded::FieldedError>(&message, |kind, text| kind.with_message(text));
        round_trip::<problem::ProblemError>(&message, |kind, text| kind.with_message(text));
        round_trip::<social::SocialApiError>(&message, |kind, text| kind.with_message(text));
        round_trip::<syncer::SocialSyncerError>(&message, |kind, text| kind.with_message(text));
    }

    #[test]
    fn fields_come_back(
        text in any::<Option<String>>(),
        integer in any::<Option<i64>>(),
        unsigned in any::<Option<u64>>(),
        number in proptest::option::of(proptest::num::f64::NORMAL | proptest::num::f64::ZERO),
        boolean in any::<Option<bool>>(),
        nested in any::<Vec<i8>>(),
    ) {
        let mut fields = Everything::new();
        fields.text = text;
        fields.integer = integer;
        fields.unsigned = unsigned;
        fields.number = number;
        fields.boolean = boolean;
        let fields = fields.with_json(serde_json::json!({ "a": nested }));
        let error = FieldedError::from(fields.clone()).with_message("m");
        prop_assert_eq!(error.fields::<Everything>(), Some(fields.clone()));
        let back = FieldedError::from(sent(error));
        prop_assert_eq!(back.fields::<Everything>(), Some(fields));
        prop_assert_eq!(back.message(), "m");
    }
}

#[test]
fn kind_alone_is_an_error_with_its_meaning() {
    for kind in hostile::HostileErrorKind::KNOWN {
        let error = hostile::HostileError::from(*kind);
        assert!(error.kind() == *kind && error.message().contains(kind.meaning()), "{error}");
        let response: http::Response<Bytes> = error.into();
        assert_eq!(hostile::HostileError::from(response).kind(), *kind);
    }
}

#[test]
fn hostile_codes_round_trip() {
    for kind in hostile::HostileErrorKind::KNOWN {
        let response: http::Response<Bytes> = kind.with_message("m").into();
        assert_eq!(hostile::HostileError::from(response).kind(), *kind);
    }
}

#[test]
fn response_has_its_parts_where_the_catalog_says() {
    let response = sent(Kind::Code7.with_message("Slow down"));
    assert_eq!(response.status(), 429);
    assert_eq!(response.headers()["retry-after"], "2");
    assert_eq!(response.headers()["content-type"], "application/json");
    let body = serde_json::json!({ "ok": false, "error": { "type": 7, "message": "Slow down" } });
    assert_eq!(json(&response), body);
}

#[test]
fn code_is_sent_where_no_locator_cuts_it() {
    let response = sent(Kind::MarkEdCode.with_message("m"));
    assert_eq!(FieldedError::from(response).code(), Some("mark#ed:code"));
}

#[test]
fn class_has_a_status_that_no_other_entry_claims() {
    assert_eq!(sent(Kind::ServerError.with_message("m")).status(), 501);
    assert_eq!(sent(Kind::TwinElsewhere.with_message("m")).status(), 500);
}

#[test]
fn problem_details_have_type_title_status_and_detail() {
    use problem::ProblemErrorKind;
    let response: http::Response<Bytes> = ProblemErrorKind::OutOfCredit.with_message("12 cents left").into();
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    let body = serde_json::json!({
        "type": "https://example.com/out-of-credit",
        "title": "The account has too little credit for this.",
        "status": 403,
        "detail": "12 cents left",
    });
    assert_eq!(json(&response), body);
    let response: http::Response<Bytes> = ProblemErrorKind::NotFound.with_message("No page 9").into();
    let body = serde_json::json!({ "type": "about:blank", "title": "Not Found", "status": 404, "detail": "No page 9" });
    assert_eq!(json(&response), body);
}

#[test]
fn message_is_made_of_the_template_once_its_fields_are_there() {
    let error: FieldedError =
        StorageQuotaExceeded::new().with_used_bytes(120).with_limit_bytes(100).with_plan("free").into();
    assert_eq!(error.message(), "120 of 100 bytes, {plan} free");
    assert_eq!(FieldedError::from(sent(error)).message(), "120 of 100 bytes, {plan} free");
    let error: FieldedError = StorageQuotaExceeded::new().with_used_bytes(120).into();
    assert_eq!(error.message(), "The upload does not fit.");
    let error = error.with_message("Full");
    assert_eq!(
        (error.to_string(), error.status().as_u16()),
        ("Full (413 storage_quota_exceeded)".into(), 413)
    );
}

#[test]
fn client_makes_the_message_of_the_template_where_the_server_sent_none() {
    let response = http::Response::builder().status(413).header("x-plan", "free");
    let body = r#"{"error":{"type":"storage_quota_exceeded","limit":100},"used_bytes":120}"#;
    let error = FieldedError::from(response.body(body).unwrap());
    assert_eq!(error.message(), "120 of 100 bytes, {plan} free");
}

#[test]
fn template_without_fields_is_a_message() {
    let decode =
        |body: &'static str| FieldedError::from(http::Response::builder().status(400).body(body).unwrap());
    assert_eq!(decode(r#"{"error":{"type":"stated"}}"#).message(), "It {is} so.");
    assert_eq!(decode(r#"{"error":{"type":"condition"}}"#).message(), "It is so.");
    assert_eq!(Kind::Stated.with_message("m").message(), "m");
}

#[test]
fn fields_that_are_absent_or_of_another_type_are_none() {
    let body = r#"{"error":{"type":"everything"},"text":1,"integer":1.5,"unsigned":-1,"number":"1","boolean":null,
        "json":null,"arn":"a/b/c","token":"t"}"#;
    let error = FieldedError::from(http::Response::builder().status(400).body(body).unwrap());
    let fields = error.fields::<Everything>().unwrap();
    assert_eq!((&fields.text, fields.integer, fields.unsigned), (&None, None, None));
    assert_eq!((fields.number, fields.boolean, &fields.json), (None, None, &Some(serde_json::Value::Null)));
    assert_eq!(fields.resource.as_deref(), Some("b/c"));
    assert_eq!(fields.token.as_deref(), Some("t"));
    assert_eq!(error.status(), 400);
}

#[test]
fn fields_before_a_break_count() {
    let body = r#"{"error":{"type":"everything"},"text":"a","json":[1,2],"integer":5,"unsigned":42"#;
    let error = FieldedError::from(http::Response::builder().status(400).body(body).unwrap());
    let fields = error.fields::<Everything>().unwrap();
    assert_eq!((fields.text.as_deref(), fields.integer, fields.unsigned), (Some("a"), Some(5), None));
    assert_eq!(fields.json, Some(serde_json::json!([1, 2])));
}

#[test]
fn fields_of_another_error_or_api_are_none() {
    let error: FieldedError = Everything::new().into();
    assert_eq!(error.fields::<Everything>(), Some(Everything::new()));
    assert_eq!(error.response().fields::<StorageQuotaExceeded>(), None);
    assert_eq!(error.fields::<quota::StorageQuotaExceeded>(), None);
    let FieldedError::Everything(response) = &error else { panic!() };
    assert_eq!(response.fields::<Everything>(), Some(Everything::new()));
}

#[test]
fn sensitive_fields_are_not_printed() {
    let fields = Everything::new().with_token("hush").with_text("loud");
    let debug = format!("{fields:?}");
    assert!(debug.contains("loud") && debug.contains("token") && !debug.contains("hush"), "{debug}");
    let error = FieldedError::from(fields);
    let (debug, display) = (format!("{error:?}"), error.to_string());
    assert!(!debug.contains("hush") && !display.contains("hush"), "{debug} {display}");
}

#[test]
fn only_keywords_have_an_underscore() {
    let fields = Awkward::new()
        .with_type("t")
        .with_status(7)
        .with_message("m")
        .with_self(true)
        .with_field_2fa(true)
        .with_reply(1)
        .with_gen("g");
    let back = FieldedError::from(sent(fields.into()));
    let fields = back.fields::<Awkward>().unwrap();
    assert_eq!(
        (fields.type_.as_deref(), fields.status, fields.message.as_deref()),
        (Some("t"), Some(7), Some("m"))
    );
    assert_eq!((fields.self_, fields.field_2fa, fields.gen_.as_deref()), (Some(true), Some(true), Some("g")));
    assert_eq!(back.status(), 500);
}

#[test]
fn errors_with_fields_are_small_too() {
    assert_eq!(size_of::<FieldedError>(), 16);
}

mod partial {
    use super::syncer::{SocialSyncerError, SocialSyncerErrorKind};

    fn failures(status: u16, body: &str) -> Vec<(Option<String>, SocialSyncerError)> {
        let response = http::Response::builder().status(status).body(body.to_owned()).unwrap();
        SocialSyncerError::partial_failures(&response)
            .map(|failure| (failure.target, failure.error))
            .collect()
    }

    const POST: &str = r#"{ "id": "post_abc123", "status": "partial", "platforms": [
        { "platform": "instagram", "status": "published", "platformPostId": "17841400123456789" },
        { "platform": "tiktok", "status": "failed", "error": "Video processing failed: unsupported codec" },
        { "platform": 7, "status": "failed" },
        { "status": "failed", "error": "" }
    ] }"#;

    #[test]
    fn each_item_that_failed_is_an_error_with_its_target() {
        let failures = failures(200, POST);
        let targets: Vec<_> = failures.iter().map(|(target, _)| target.as_deref()).collect();
        assert_eq!(targets, [Some("tiktok"), Some("7"), None]);
        let (_, error) = &failures[0];
        assert_eq!(error.message(), "Video processing failed: unsupported codec");
        assert_eq!((error.kind(), error.status().as_u16()), (SocialSyncerErrorKind::Unrecognized, 200));
        assert!(error.body().starts_with(br#"{ "platform": "tiktok""#));
    }

    #[test]
    fn items_before_a_break_count_and_nothing_else_is_one() {
        assert_eq!(failures(200, &POST[..POST.find("{ \"status\"").unwrap()]).len(), 2);
        assert_eq!(failures(500, POST).len(), 0);
        for body in ["", "[]", "{}", r#"{"platforms":{}}"#, r#"{"platforms":[1,null,[]]}"#, "<html>"] {
            assert_eq!(failures(200, body).len(), 0, "{body}");
        }
    }
}

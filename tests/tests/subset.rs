//! Enums by hand: a few errors of a catalog, and all others in one variant.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::time::Duration;

use errspec::{ApiError, ErrorKind, ErrorResponse, Idempotency};
use http::Response;

mod every {
    errspec::errors!("catalogs/everything.yaml");
}
mod fielded {
    errspec::errors!("catalogs/fields.yaml");
}
mod social {
    errspec::errors!("../spec/errors.yaml");
}
mod syncer {
    errspec::errors!("../spec/social-syncer.yaml");
}

use fielded::{FieldedError, FieldedErrorKind};
use social::{SocialApiError, SocialApiErrorKind};

/// What an upload can fail with.
#[derive(Debug, errspec::ApiError)]
#[errspec("catalogs/fields.yaml")]
enum UploadError {
    StorageQuotaExceeded {
        limit_bytes: Option<u64>,
        plan: std::option::Option<String>,
        response: ErrorResponse,
    },
    #[errspec(code = "everything")]
    Invalid { json: Option<serde_json::Value>, response: ErrorResponse, number: Option<f64> },
    #[errspec(code = 7)]
    Throttled(ErrorResponse),
    #[errspec(name = "TwinMatched")]
    Twin { reply: errspec::ErrorResponse },
    #[errspec(other)]
    Other(FieldedError),
}

/// The same with nothing but replies.
#[derive(Debug, ApiError)]
#[errspec("catalogs/fields.yaml")]
enum PlainError {
    Code7(ErrorResponse),
    #[errspec(other)]
    Other(ErrorResponse),
}

/// No error has a variant of its own.
#[derive(Clone, Debug, ApiError)]
#[errspec("../spec/errors.yaml")]
enum AnyError {
    #[errspec(other)]
    Any(SocialApiError),
}

fn response(status: u16, body: &str) -> Response<Vec<u8>> {
    Response::builder().status(status).body(body.into()).unwrap()
}

const QUOTA: &str = r#"{"error":{"type":"storage_quota_exceeded","limit":100},"used_bytes":120}"#;

#[test]
fn variant_has_the_fields_that_it_names() {
    let UploadError::StorageQuotaExceeded { limit_bytes, plan, response: came } = response(413, QUOTA).into()
    else {
        panic!()
    };
    assert_eq!((limit_bytes, plan), (Some(100), None));
    assert_eq!((came.status().as_u16(), came.code()), (413, Some("storage_quota_exceeded")));

    let body = r#"{"error":{"type":"everything"},"number":1.5,"json":[null],"text":"a"}"#;
    let UploadError::Invalid { json, response: came, number } = response(400, body).into() else { panic!() };
    assert_eq!((json, number), (Some(serde_json::json!([null])), Some(1.5)));
    assert_eq!(came.body(), body.as_bytes());
}

#[test]
fn fields_that_are_absent_or_of_another_type_are_none() {
    let body = r#"{"error":{"type":"storage_quota_exceeded","limit":-1}}"#;
    let UploadError::StorageQuotaExceeded { limit_bytes, plan, .. } = response(413, body).into() else {
        panic!()
    };
    assert_eq!((limit_bytes, plan), (None, None));
}

#[test]
fn variant_can_name_its_entry() {
    let error = UploadError::from(response(429, r#"{"error":{"type":7}}"#));
    assert!(matches!(error, UploadError::Throttled(_)));
    assert_eq!(error.kind(), FieldedErrorKind::Code7);
    let error = UploadError::from(response(409, r#"{"error":{"type":"twin","kind":"b"}}"#));
    assert!(matches!(error, UploadError::Other(FieldedError::Twin(_))));
    let response = Response::builder().status(409).header("x-kind", "2");
    let error = UploadError::from(response.body(r#"{"error":{"type":"twin","kind":"b"}}"#).unwrap());
    assert!(matches!(error, UploadError::Twin { .. }));
    assert_eq!(error.kind().name(), "TwinMatched");
}

#[test]
fn other_holds_the_generated_error() {
    let error = UploadError::from(response(500, "{}"));
    assert!(matches!(error, UploadError::Other(FieldedError::InternalServerError(_))));
    assert_eq!(error.kind(), FieldedErrorKind::InternalServerError);
    let error = UploadError::from(response(404, "<html>"));
    assert!(matches!(error, UploadError::Other(FieldedError::Unrecognized(_))));
    assert_eq!((error.kind(), error.error_type()), (FieldedErrorKind::Unrecognized, "_OTHER"));
}

type PlainKind = <PlainError as ApiError>::Kind;

#[test]
fn response_can_hold_every_other_error() {
    for (status, body, name) in [
        (429, r#"{"error":{"type":7}}"#, "Code7"),
        (413, QUOTA, "StorageQuotaExceeded"),
        (500, "", "InternalServerError"),
        (404, "", "Unrecognized"),
    ] {
        let error = PlainError::from(response(status, body));
        assert_eq!(matches!(error, PlainError::Code7(_)), name == "Code7");
        assert_eq!((error.kind().name(), error.status().as_u16()), (name, status));
        assert_eq!(error.to_string(), FieldedError::from(response(status, body)).to_string());
    }
    assert_eq!(PlainKind::KNOWN.len(), FieldedErrorKind::KNOWN.len());
    assert_eq!("Code7".parse::<PlainKind>().unwrap().status(), Some(429));
}

/// What generic code sees of an error.
fn seen<E: ApiError>(response: Response<Vec<u8>>) -> Option<String> {
    let error = E::check(response).err()?;
    let waits = |retries| {
        [Idempotency::Idempotent, Idempotency::NotIdempotent].map(|i| error.retry_delay(retries, i))
    };
    // A wait that is random is there or not.
    let waits: Vec<_> = (0..4).flat_map(waits).map(|wait| wait.is_some()).collect();
    let facts = (error.kind().name(), error.kind().name(), error.error_type(), error.retry_hint(), waits);
    let came = (error.retry_after(), error.request_id(), error.message(), error.to_string());
    Some(format!("{facts:?} {came:?}"))
}

#[test]
fn generic_code_sees_the_same_as_of_the_generated_error() {
    for (status, body) in [
        (200, r#"{"ok":true}"#),
        (200, r#"{"ok":false,"error":{"type":"ok"}}"#),
        (413, QUOTA),
        (413, r#"{"error":{"type":"storage_quota_exceeded","limit":1,"message":"Full"},"used_bytes":2}"#),
        (422, r#"{"error":{"type":"everything","wait":3}}"#),
        (429, r#"{"error":{"type":7}}"#),
        (429, r#"{"error":{"type":7,"wait":9}}"#),
        (409, r#"{"error":{"type":"twin"}}"#),
        (404, "<html>"),
        (500, ""),
    ] {
        let generated = seen::<FieldedError>(response(status, body));
        assert_eq!(generated.is_none(), body.contains("true"));
        assert_eq!(seen::<UploadError>(response(status, body)), generated);
        assert_eq!(seen::<PlainError>(response(status, body)), generated);
    }
}

#[test]
fn message_is_made_of_the_template_from_fields_that_the_variant_does_not_have() {
    let quota = || Response::builder().status(413).header("x-plan", "free").body(QUOTA).unwrap();
    let text = "120 of 100 bytes, {plan} free (413 storage_quota_exceeded)";
    assert_eq!(UploadError::from(quota()).to_string(), text);
    assert_eq!(PlainError::from(quota()).to_string(), text);
}

#[test]
fn generated_error_becomes_a_variant_or_the_other() {
    let upload = |error: FieldedError| -> UploadError { error.into() };
    let quota =
        FieldedError::from(fielded::StorageQuotaExceeded::new().with_limit_bytes(100)).with_message("Full");
    let UploadError::StorageQuotaExceeded { limit_bytes, response, .. } = upload(quota) else { panic!() };
    assert_eq!((limit_bytes, response.message()), (Some(100), "Full"));
    let error = upload(FieldedErrorKind::Awkward.with_message("m"));
    assert!(matches!(&error, UploadError::Other(FieldedError::Awkward(_))));

    let fails = || -> Result<(), AnyError> { Err(SocialApiErrorKind::InvalidToken.with_message("m"))? };
    let AnyError::Any(error) = fails().unwrap_err();
    assert_eq!(error.kind(), SocialApiErrorKind::InvalidToken);
}

#[test]
fn enum_can_be_made_from_a_kind() {
    let error = UploadError::from(FieldedErrorKind::Code7.with_message("Slow down"));
    let UploadError::Throttled(reply) = &error else { panic!() };
    assert_eq!(
        (reply.message(), error.retry_delay(0, Idempotency::Idempotent)),
        ("Slow down", Some(Duration::from_secs(2)))
    );
}

#[test]
fn response_keeps_its_kind_in_any_variant() {
    let UploadError::Other(FieldedError::InternalServerError(reply)) = response(500, "").into() else {
        panic!()
    };
    assert_eq!(UploadError::Throttled(reply).kind(), FieldedErrorKind::InternalServerError);
}

mod nested {
    //! A subset of a subset, of a catalog with partial failures.
    use super::{ApiError, Response, response, syncer};

    #[derive(Debug, ApiError)]
    #[errspec("../spec/social-syncer.yaml")]
    enum Inner {
        NotFound(errspec::ErrorResponse),
        #[errspec(other)]
        Other(syncer::SocialSyncerError),
    }

    #[derive(Debug, ApiError)]
    #[errspec("../spec/social-syncer.yaml")]
    enum Outer {
        #[errspec(other)]
        Other(Inner),
    }

    #[test]
    fn derived_error_can_hold_every_other_error() {
        let error = Outer::from(response(404, r#"{"code":"NOT_FOUND"}"#));
        assert!(matches!(error, Outer::Other(Inner::NotFound(_))));
    }

    #[test]
    fn failures_inside_a_success_are_errors_of_the_subset() {
        let body = r#"{"platforms":[{"platform":"tiktok","status":"failed","error":"No codec"}]}"#;
        let response = Response::builder().status(200).body(body).unwrap();
        let failures: Vec<_> =
            Inner::partial_failures(&response).map(|failure| failure.error.to_string()).collect();
        assert_eq!(failures, ["No codec (200)"]);
    }
}

/// Names that generated code could trip over.
mod names {
    #![allow(dead_code, reason = "they are in the way, and that is all")]

    use super::{Response, every};

    mod core {}
    mod std {}
    mod http {}
    mod errspec {}
    struct Option;
    struct Some;
    struct Ok;
    struct Catalog;
    struct Fields;
    struct ErrorResponse;
    struct ErrorKind;
    trait ApiError {}
    trait From {}

    type R = ::errspec::ErrorResponse;

    /// Deprecated entries, variants without which no program can be.
    #[derive(Debug, ::errspec::ApiError)]
    #[errspec("catalogs/everything.yaml")]
    #[errspec(crate = ::errspec)]
    enum Result {
        Old(::errspec::ErrorResponse),
        #[errspec(code = -32002)]
        None(::errspec::ErrorResponse),
        #[errspec(code = "0042")]
        Some(::errspec::ErrorResponse),
        #[errspec(name = "SharedElsewhere")]
        Ok {
            reply: ::errspec::ErrorResponse,
        },
        #[errspec(other)]
        Err(every::EveryError),
    }
    use self::Result::{Err, None};

    #[derive(Debug, ::errspec::ApiError)]
    #[errspec("catalogs/fields.yaml", crate = ::errspec)]
    enum Error {
        Awkward {
            type_: ::std::option::Option<String>,
            self_: ::std::option::Option<bool>,
            reply: ::std::option::Option<::serde_json::Value>,
            came: ::errspec::ErrorResponse,
        },
        #[errspec(other)]
        Error(::errspec::ErrorResponse),
    }

    #[test]
    fn names_of_the_prelude_do_not_collide() {
        let response = Response::builder().status(400).body(r#"{"code":-32002}"#).unwrap();
        assert!(matches!(Result::from(response), None(_)));
        let response = Response::builder().status(400).body(r#"{"code":"old"}"#).unwrap();
        assert!(matches!(Result::from(response), Result::Old(_)));
        let response = Response::builder().status(404).body(r#"{"code":"shared"}"#).unwrap();
        assert!(matches!(Result::from(response), Result::Ok { .. }));
        let response = Response::builder().status(401).body(r#"{"code":"shared"}"#).unwrap();
        assert!(matches!(Result::from(response), Err(every::EveryError::Shared(_))));
        let body = r#"{"error":{"type":"awkward"},"type":"t","self":true,"reply":1}"#;
        let response = Response::builder().status(400).body(body).unwrap();
        let Error::Awkward { type_, self_, reply, .. } = Error::from(response) else { panic!() };
        assert_eq!(
            (type_.as_deref(), self_, reply),
            (
                ::std::option::Option::Some("t"),
                ::std::option::Option::Some(true),
                ::std::option::Option::Some(1.into())
            )
        );
    }
}

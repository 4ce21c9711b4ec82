//! What a service says of an error is sent, and decoded again by a client.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::error::Error;
use std::time::Duration;

use bytes::Bytes;
use errspec::__private::{DescribeKind, FailedItems, decode_response, make_response};
use errspec::{ApiError, ErrorKind, ErrorResponse};
use errspec_tests::{catalog_around, lower_catalog};
use http::header::{HeaderName, LINK, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderValue, Response};
use proptest::prelude::*;

/// Declares a module of errors for each catalog, and a test of all.
macro_rules! catalogs {
    ($($module:ident $error:ident $path:literal,)*) => {
        $(mod $module {
            errspec::errors!($path);
        })*

        proptest! {
            #![proptest_config(ProptestConfig::with_cases(32))]

            #[test]
            fn what_a_service_says_comes_back(said in Said::strategy()) {
                $(check_catalog::<$module::$error>(&said, |error, said| {
                    error
                        .with_message(&said.message)
                        .with_request_id(&said.request_id)
                        .with_retry_after(said.wait)
                        .with_header(WWW_AUTHENTICATE, &said.challenge)
                        .with_source(SECRET)
                });)*
            }
        }
    };
}

catalogs! {
    absent AbsentError "catalogs/absent.yaml",
    every EveryError "catalogs/everything.yaml",
    fielded FieldedError "catalogs/fields.yaml",
    flagged FlaggedError "catalogs/flagged.yaml",
    hostile HostileError "catalogs/hostile.yaml",
    marked MarkedError "catalogs/sending/marks.yaml",
    pairs PairsError "catalogs/pairs.yaml",
    problem ProblemError "catalogs/problem.yaml",
    quota SocialApiError "catalogs/quota.yaml",
    second SecondError "catalogs/sending/second-element.yaml",
    shared SharedError "catalogs/sending/shared-place.yaml",
    silent SilentError "catalogs/sending/silent.yaml",
    slack SlackError "catalogs/slack.yaml",
    social SocialApiError "../spec/errors.yaml",
    syncer SocialSyncerError "../spec/social-syncer.yaml",
    waiting WaitingError "catalogs/sending/waits.yaml",
}

const SECRET: &str = "the password is hush";

/// What a service says of an error.
#[derive(Clone, Debug)]
struct Said {
    message: String,
    request_id: String,
    wait: Duration,
    challenge: String,
}

impl Said {
    fn strategy() -> impl Strategy<Value = Self> {
        let waits = prop_oneof![0_u64..100_000, 0_u64..31_000_000_000].prop_map(Duration::from_millis);
        let texts = ("[a-z ]{0,9}[A-Z]", "[0-9a-zA-Z-]{1,30}", "[!-~]{1,30}");
        (texts, waits).prop_map(|((message, request_id, challenge), wait)| Self {
            message,
            request_id,
            wait,
            challenge,
        })
    }
}

fn check_catalog<E>(said: &Said, say: fn(E, &Said) -> E)
where
    E: ApiError + Clone + From<E::Kind> + Into<Response<Bytes>>,
{
    for kind in E::Kind::KNOWN {
        let plain: Response<Bytes> = E::from(*kind).into();
        let is_sendable = E::from_response(plain).kind() == *kind;
        let error = say(E::from(*kind), said);
        assert_eq!((error.kind(), error.message()), (*kind, said.message.as_str()));
        assert_eq!(error.request_id(), Some(said.request_id.as_str()));
        assert_eq!(error.retry_after(), Some(said.wait));
        assert_eq!(error.clone().source().unwrap().to_string(), SECRET);
        let printed = format!("{error} {error:?}");
        let response: Response<Bytes> = error.into();
        let sent = format!("{printed} {response:?} {}", String::from_utf8_lossy(response.body()));
        assert!(!sent.contains("hush"), "{sent}");
        assert_eq!(response.headers()[WWW_AUTHENTICATE], said.challenge);
        let back = E::from_response(response);
        if is_sendable {
            assert_eq!(back.kind(), *kind, "{sent}");
        }
        let wait = back.retry_after().unwrap_or_else(|| panic!("{kind}: {said:?} {sent}"));
        // A moment is reckoned from a clock that goes on.
        let least = said.wait.saturating_sub(Duration::from_millis(900));
        assert!(wait >= least && wait <= said.wait + Duration::from_secs(2), "{wait:?} {said:?} {sent}");
        if !E::Kind::CATALOG.envelope().request_id().is_empty() {
            assert_eq!(back.request_id(), Some(said.request_id.as_str()), "{sent}");
        }
    }
}

type Sent = Response<Bytes>;

fn json(response: &Sent) -> serde_json::Value {
    serde_json::from_slice(response.body()).unwrap()
}

#[test]
fn wait_is_sent_where_it_is_read_and_rounded_up() {
    let wait = Duration::from_millis(1500);
    let response: Sent = every::EveryErrorKind::Plain.error().with_retry_after(wait).into();
    assert_eq!(json(&response)["wait_ms"], 1500);
    assert_eq!(every::EveryError::from(response).retry_after(), Some(wait));
    let response: Sent = fielded::FieldedErrorKind::Stated.error().with_retry_after(wait).into();
    assert_eq!(json(&response)["error"]["wait"], 2);
    assert_eq!(response.headers()[RETRY_AFTER], "2");
}

#[test]
fn wait_that_is_given_comes_before_that_of_the_hint() {
    let kind = waiting::WaitingErrorKind::SlowDown;
    let retry_after = |response: &Sent| response.headers()[RETRY_AFTER].clone();
    assert_eq!(retry_after(&kind.error().into()), "60");
    assert_eq!(retry_after(&kind.error().with_retry_after(Duration::from_secs(17)).into()), "17");
    assert_eq!(retry_after(&kind.error().with_retry_after(Duration::ZERO).into()), "0");
}

#[test]
fn header_fields_of_one_name_are_all_sent_in_place_of_those_of_the_error() {
    let error = waiting::WaitingErrorKind::SlowDown.error();
    let error = error.with_header(LINK, "<a>").with_header(LINK, "<b>").with_header(RETRY_AFTER, "3");
    let error = error
        .with_header("x-note", b"\xff\r\nset-cookie: a")
        .with_header(HeaderName::from_static("x-id"), "");
    let response: Sent = error.into();
    let values =
        |name: &str| response.headers().get_all(name).iter().map(HeaderValue::as_bytes).collect::<Vec<_>>();
    assert_eq!(values("link"), [b"<a>", b"<b>"]);
    assert_eq!(values("retry-after"), [b"3"]);
    assert_eq!(values("x-note"), [b"\xff%0D%0Aset-cookie: a"]);
    assert_eq!(values("x-id"), [b""]);
}

#[test]
fn source_survives_what_is_said_later() {
    let source = std::io::Error::other("disk full");
    let error = quota::SocialApiErrorKind::InvalidToken.error().with_source(source).with_message("m");
    assert!(error.source().unwrap().downcast_ref::<std::io::Error>().is_some());
    assert!(error.response().source().is_some());
    assert!(quota::SocialApiErrorKind::InvalidToken.error().source().is_none());
}

#[test]
fn what_is_said_of_a_clone_is_not_said_of_the_other() {
    let error = fielded::FieldedErrorKind::Stated.error().with_request_id("a");
    let other = error.clone().with_request_id("b").with_message("m");
    assert_eq!((error.request_id(), error.message()), (Some("a"), "It {is} so."));
    assert_eq!((other.request_id(), other.message()), (Some("b"), "m"));
}

/// Makes an error of a catalog with these details, and sends it.
fn send_details(details: &str, said: impl IntoIterator<Item = (String, String)>) -> (Sent, Vec<String>) {
    let envelope = format!("{{ code: /code, details: {details} }}");
    let catalog = lower_catalog(&catalog_around(&envelope, &["code: a, status: 400", "code: b"]));
    let mut error = make_response(catalog, 1, None, Vec::new());
    for (target, message) in said {
        error = error.with_detail(target, 2, message);
    }
    let sent = error.into_http_response();
    let back = decode_response(catalog, sent.clone());
    let show = |(target, error): (Option<String>, ErrorResponse)| {
        format!("{}: {}", target.unwrap_or_default(), error.message())
    };
    (sent, FailedItems::find_details(&back).map(show).collect())
}

#[test]
fn no_detail_of_a_name_is_lost() {
    let said = [("x", "1"), ("y", "2"), ("x", "3"), ("", "4")];
    let said = said.map(|(target, message)| (target.to_owned(), message.to_owned()));
    let (sent, back) = send_details("{ items: /errors, target: key }", said.clone());
    assert_eq!(json(&sent)["errors"], serde_json::json!({ "x": "1; 3", "y": "2", "": "4" }));
    assert_eq!(back, ["x: 1; 3", "y: 2", ": 4"]);
    let (sent, back) = send_details("{ items: '/errors/*', target: key }", said.clone());
    assert_eq!(json(&sent)["errors"], serde_json::json!({ "x": ["1", "3"], "y": ["2"], "": ["4"] }));
    assert_eq!(back, ["x: 1", "x: 3", "y: 2", ": 4"]);
    let (_, back) = send_details("{ items: /errors, target: /at, message: /text }", said);
    assert_eq!(back, ["x: 1", "y: 2", "x: 3", ": 4"]);
    let (sent, _) = send_details("{ items: /errors, target: key }", [(String::new(), "1".to_owned())]);
    assert_eq!(json(&sent)["errors"], serde_json::json!(["1"]));
}

#[test]
fn many_details_take_a_time_that_grows_with_their_number() {
    let start = std::time::Instant::now();
    for details in
        ["{ items: /e, message: /m }", "{ items: /e, target: key }", "{ items: '/e/*', target: key }"]
    {
        let said = (0..100_000).map(|index| (format!("t{index}"), "m".to_owned()));
        assert_eq!(send_details(details, said).1.len(), 100_000);
    }
    assert!(start.elapsed().as_secs() < 60);
}

mod received {
    use super::fielded::{FieldedError, FieldedErrorKind};
    use super::*;

    const BODY: &str = r#"{ "error":{"type":"stated","message":"It came"}, "extra":1 }"#;

    fn receive() -> FieldedError {
        let response = Response::builder()
            .status(418)
            .header("content-type", "application/json; charset=utf-8")
            .header("content-encoding", "identity")
            .header("retry-after", "7")
            .header("www-authenticate", "Basic")
            .header("www-authenticate", "Bearer")
            .header("x-request-id", "r1")
            .header("x-kind", "2")
            .header("x-plan", "free")
            .header("x-code", "stated")
            .header("set-cookie", "session=hush")
            .header("connection", "close, X-Plan")
            .header("transfer-encoding", "chunked")
            .header("server", "internal-7")
            .header("x-internal", "hush");
        FieldedError::from(response.body(BODY).unwrap())
    }

    fn list_names(response: &Sent) -> Vec<&str> {
        let mut names: Vec<_> = response.headers().iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn only_what_everybody_reads_and_the_catalog_names_is_passed_on() {
        let response: Sent = receive().into();
        assert_eq!((response.status().as_u16(), response.body().as_ref()), (418, BODY.as_bytes()));
        let names = [
            "content-encoding",
            "content-type",
            "retry-after",
            "www-authenticate",
            "www-authenticate",
            "x-code",
            "x-kind",
            "x-request-id",
        ];
        // `x-plan` is named by the catalog, but concerns the connection.
        assert_eq!(list_names(&response), names);
        assert_eq!(FieldedError::from(response).kind(), FieldedErrorKind::Stated);
    }

    #[test]
    fn header_fields_that_a_service_gives_take_the_place_of_those_that_came() {
        let error = receive().with_message("m").with_detail("t", FieldedErrorKind::Stated, "d");
        let error = error.with_request_id("r2").with_retry_after(Duration::from_millis(8500));
        let error = error.with_header(WWW_AUTHENTICATE, "Digest").with_source(SECRET);
        assert_eq!((error.message(), error.request_id()), ("m", Some("r2")));
        assert_eq!(error.retry_after(), Some(Duration::from_millis(8500)));
        assert_eq!(error.source().unwrap().to_string(), SECRET);
        let response: Sent = error.into();
        assert_eq!(response.body().as_ref(), BODY.as_bytes());
        let values = ["retry-after", "x-request-id"].map(|name| response.headers()[name].clone());
        assert_eq!(values, ["9", "r2"]);
        assert_eq!(response.headers().get_all(WWW_AUTHENTICATE).iter().collect::<Vec<_>>(), ["Digest"]);
    }

    #[test]
    fn cookies_and_the_length_are_kept_back_even_where_a_catalog_names_them() {
        let catalog = lower_catalog(&catalog_around(
            "{ code: header:set-cookie, message: header:content-length, request_id: header:connection }",
            &["code: a, status: 400"],
        ));
        let response = Response::builder()
            .status(400)
            .header("set-cookie", "a")
            .header("content-length", "3")
            .header("connection", "close");
        let response = response.body(Bytes::from("abc")).unwrap();
        let sent = decode_response(catalog, response).into_http_response();
        assert!(sent.headers().is_empty(), "{:?}", sent.headers());
    }
}

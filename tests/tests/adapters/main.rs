//! What real clients' responses become, and how much of them is read.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod body;
mod client;
mod retrying;
mod server;
mod service;
mod transport;
mod ureq;

mod absent {
    errspec::errors!("catalogs/absent.yaml");
}
mod flagged {
    errspec::errors!("catalogs/flagged.yaml");
}
mod slack {
    errspec::errors!("catalogs/slack.yaml");
}
mod social {
    errspec::errors!("../spec/errors.yaml");
}
mod syncer {
    errspec::errors!("../spec/social-syncer.yaml");
}

use std::time::Duration;

use bytes::Bytes;
use errspec::{ApiError, BODY_LIMIT, CallError, CheckErrors};
use http::Response;

use client::{Client, Result};
use server::{Answer, answer, json};
use slack::{SlackError, SlackErrorKind};
use social::{SocialApiError, SocialApiErrorKind};
use syncer::{SocialSyncerError, SocialSyncerErrorKind};

/// What an answer becomes, whoever gets it.
async fn get<E: ApiError>(answer: Answer) -> Vec<Result<Response<Bytes>, E>> {
    let (url, mut results) = (answer.serve(), Vec::new());
    for client in Client::ALL {
        results.push(client.get(&url, BODY_LIMIT).await);
    }
    results
}

async fn successes<E: ApiError>(answer: Answer) -> Vec<Response<Bytes>> {
    get::<E>(answer).await.into_iter().map(|result| result.unwrap()).collect()
}

async fn errors<E: ApiError>(answer: Answer) -> Vec<E> {
    let api = |result| match result {
        Err(CallError::Api(error)) => error,
        other => panic!("{other:?}"),
    };
    get::<E>(answer).await.into_iter().map(api).collect()
}

#[tokio::test]
async fn success_is_passed_on() {
    for response in successes::<SocialApiError>(json(200, r#"{"id":1}"#)).await {
        assert_eq!(response.headers()["x-request-id"], "req_1");
        assert_eq!(response.body(), r#"{"id":1}"#);
    }
    for response in successes::<SocialApiError>(answer("304 Not Modified\netag: x", "")).await {
        assert_eq!((response.status().as_u16(), response.body().len()), (304, 0));
    }
}

#[tokio::test]
async fn error_keeps_the_response() {
    let body = r#"{"error":"Slow down","code":"platform_rate_limit"}"#;
    let head = format!("429 Slow\nretry-after: 7\nx-a: b\ncontent-length: {}", body.len());
    for error in errors::<SocialApiError>(answer(&head, body)).await {
        assert_eq!(error.kind(), SocialApiErrorKind::PlatformRateLimit);
        assert_eq!((error.status().as_u16(), error.message()), (429, "Slow down"));
        assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
        assert_eq!(
            (&error.headers()["x-a"].to_str().unwrap(), error.body().as_ref()),
            (&"b", body.as_bytes())
        );
    }
}

#[tokio::test]
async fn page_of_a_gateway_is_kept() {
    let page = "<html><body><h1>502 Bad Gateway</h1></body></html>";
    for error in errors::<SocialApiError>(answer("502 Bad Gateway\ncontent-type: text/html", page)).await {
        assert_eq!((error.kind(), error.message()), (SocialApiErrorKind::Unrecognized, "Bad Gateway"));
        assert_eq!((error.status().as_u16(), error.body().as_ref()), (502, page.as_bytes()));
    }
}

#[tokio::test]
async fn error_body_is_read_up_to_the_limit() {
    let page = "<p>".repeat(10 * 1024 * 1024 / 3);
    let length = page.len();
    let sized = answer(&format!("502 Bad Gateway\ncontent-length: {length}"), page);
    let endless = answer("500 -", r#"{"error":"Oops","x":""#).and_never_ends();
    for answer in [sized, endless] {
        for error in errors::<SocialApiError>(answer).await {
            assert_eq!(error.body().len(), BODY_LIMIT);
        }
    }
}

#[tokio::test]
async fn limit_can_be_set() {
    let url = answer("500 -", r#"{"error":"Oops","x":""#).and_never_ends().serve();
    for client in Client::ALL {
        for limit in [0, 1, 16, 200_000] {
            let error = client.get::<SocialApiError>(&url, limit).await.unwrap_err();
            let message = if limit < 16 { "Internal server error" } else { "Oops" };
            let error = error.api().unwrap();
            assert_eq!((error.body().len(), error.message()), (limit, message), "{client:?}");
        }
    }
}

#[tokio::test]
async fn truncated_error_body_is_kept() {
    let body = r#"{"error":"Slow down","code":"platform_rate_limit","x":"#;
    let sized = answer("429 -\ncontent-length: 1000\nretry-after: 7", body);
    let chunk = format!("{:x}\r\n{body}\r\n40\r\n", body.len());
    let chunked = answer("429 -\ntransfer-encoding: chunked\nretry-after: 7", chunk);
    for answer in [sized, chunked] {
        for error in errors::<SocialApiError>(answer).await {
            assert_eq!(error.kind(), SocialApiErrorKind::PlatformRateLimit);
            assert_eq!((error.message(), error.body().as_ref()), ("Slow down", body.as_bytes()));
            assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
        }
    }
}

#[tokio::test]
async fn failed_success_is_an_error() {
    let failed = json(200, r#"{"ok":false,"error":"channel_not_found"}"#);
    for error in errors::<SlackError>(failed).await {
        assert_eq!(error.kind(), SlackErrorKind::ChannelNotFound);
        assert_eq!((error.status().as_u16(), error.request_id()), (200, Some("req_1")));
    }
    for response in successes::<SlackError>(json(200, r#"{"ok":true}"#)).await {
        assert_eq!(response.body(), r#"{"ok":true}"#);
    }
    for error in errors::<SlackError>(json(429, r#"{"ok":false,"error":"ratelimited"}"#)).await {
        assert_eq!(error.kind(), SlackErrorKind::Ratelimited);
    }
}

#[tokio::test]
async fn read_part_of_a_success_is_put_back() {
    let body = format!(r#"{{"ok":true,"text":"{}"}}"#, "é".repeat(1024 * 1024));
    let length = body.len();
    for head in [format!("200 OK\ncontent-length: {length}"), "200 OK".to_owned()] {
        for response in successes::<SlackError>(answer(&head, &body)).await {
            assert!(response.body() == body.as_bytes(), "{head}: {} bytes", response.body().len());
        }
    }
}

#[tokio::test]
async fn success_that_never_ends_can_be_streamed() {
    let url = answer("200 OK", r#"{"ok":true,"text":""#).and_never_ends().serve();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let response = client.get(&url).send().await.unwrap();
    let mut response = response.check_errors::<SlackError>().await.unwrap();
    let mut came = 0;
    while came < 10 * BODY_LIMIT {
        came += response.chunk().await.unwrap().unwrap().len();
    }
}

#[tokio::test]
async fn failed_success_is_read_up_to_the_limit() {
    let failed = answer("200 OK", r#"{"ok":false,"error":"ratelimited","x":""#).and_never_ends();
    for error in errors::<SlackError>(failed).await {
        assert_eq!((error.kind(), error.body().len()), (SlackErrorKind::Ratelimited, BODY_LIMIT));
    }
}

#[tokio::test]
async fn truncated_success_fails_for_its_reader() {
    let success = answer("200 OK\ncontent-length: 1000", r#"{"ok":true,"text":"#);
    for result in get::<SlackError>(success).await {
        assert!(matches!(result, Err(CallError::Transport { .. })), "{result:?}");
    }
    let failed = answer("200 OK\ncontent-length: 1000", r#"{"ok":false,"error":"ratelimited","text":"#);
    for error in errors::<SlackError>(failed).await {
        assert_eq!(error.kind(), SlackErrorKind::Ratelimited);
    }
}

#[tokio::test]
async fn absent_member_may_come_after_the_limit() {
    use absent::AbsentError;
    let late = format!(r#"{{"text":"{}","data":1}}"#, "a".repeat(BODY_LIMIT));
    for response in successes::<AbsentError>(answer("200 OK", &late)).await {
        assert_eq!(response.body().len(), late.len());
    }
    assert_eq!(errors::<AbsentError>(json(200, r#"{"text":"a"}"#)).await.len(), Client::ALL.len());
}

#[tokio::test]
async fn header_can_mark_a_failure() {
    use flagged::{FlaggedError, FlaggedErrorKind};
    for error in errors::<FlaggedError>(answer("200 OK\nx-failed: yes\nx-code: broken", "a")).await {
        assert_eq!((error.kind(), error.body().as_ref()), (FlaggedErrorKind::Broken, &b"a"[..]));
    }
    for response in successes::<FlaggedError>(answer("200 OK\nx-failed: no", "a")).await {
        assert_eq!(response.body(), "a");
    }
}

#[tokio::test]
async fn failures_inside_a_checked_success_are_found() {
    let post = r#"{ "id": "post_1", "status": "partial", "platforms": [
        { "platform": "instagram", "status": "published" },
        { "platform": "tiktok", "status": "failed", "error": "Video processing failed" }
    ] }"#;
    for response in successes::<SocialSyncerError>(json(200, post)).await {
        let failures: Vec<_> = SocialSyncerError::partial_failures(&response).collect();
        assert_eq!((failures.len(), failures[0].target.as_deref()), (1, Some("tiktok")));
        assert_eq!(failures[0].error.message(), "Video processing failed");
        assert_eq!(failures[0].error.kind(), SocialSyncerErrorKind::Unrecognized);
    }
}

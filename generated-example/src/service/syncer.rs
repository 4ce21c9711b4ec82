//! SocialSyncer, as far as its errors go: from a request to the answer that its documentation prints for it.

use std::error::Error;
use std::future::pending;
use std::time::Duration;

use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, Request, State};
use axum::middleware::{Next, from_fn, map_response};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use errspec::ErrorResponse;
use http::StatusCode;
use http::header::RETRY_AFTER;
use serde_json::Value;

use super::{Asked, has_key, respond_with_json};
use crate::syncer::{SocialSyncerError, SocialSyncerErrorKind as Kind};

/// The routes of the API.
pub(crate) fn build_syncer_router() -> Router {
    Router::new()
        .route("/v1/posts", post(publish_post))
        .route("/v1/posts/{id}", get(show_post))
        .route("/v1/posts/{id}/retry", post(retry_post))
        .layer(from_fn(authorize_request))
        .layer(map_response(log_source))
        .with_state(Asked::default())
}

type SyncerAnswer = Result<Response, SocialSyncerError>;

async fn authorize_request(request: Request, next: Next) -> SyncerAnswer {
    if !has_key(&request) {
        return Err(Kind::AuthInvalidKey.with_message("Invalid API key"));
    }
    Ok(next.run(request).await)
}

/// Logs what caused an error. It is not sent.
async fn log_source(answer: Response) -> Response {
    if let Some(error) = answer.extensions().get::<ErrorResponse>()
        && let Some(source) = error.source()
    {
        eprintln!("{error}: {source}");
    }
    answer
}

async fn publish_post(State(asked): State<Asked>, post: Result<Json<Value>, JsonRejection>) -> SyncerAnswer {
    let Json(post) = post.map_err(|rejection| {
        Kind::ValidationError.with_message("The body can't be read as JSON").with_source(rejection)
    })?;
    match post["platforms"][0].as_str() {
        None => Err(Kind::ValidationError.with_message("Platforms required for non-draft posts")),
        Some("x") if asked.record_first_time("x") => {
            Err(make_rate_limit_error().with_retry_after(Duration::from_secs(17)))
        }
        Some("tiktok") => Err(make_internal_error()),
        Some("threads") if asked.record_first_time("threads") => Err(make_internal_error()),
        Some("instagram") => Ok(respond_with_json(PARTIAL).into_response()),
        Some(_) => Ok(respond_with_json(PUBLISHED).into_response()),
    }
}

async fn show_post(State(asked): State<Asked>, Path(id): Path<String>) -> SyncerAnswer {
    match (id.as_str(), asked.record_first_time(&id)) {
        ("post_1", true) => {
            // The catalog's hint, 60 s, is sent along as Retry-After. It is taken off here, to show that the client
            // waits as long without it: so it is documented, and so the catalog tells the client.
            let mut response = make_rate_limit_error().into_response();
            response.headers_mut().remove(RETRY_AFTER);
            Ok(response)
        }
        ("post_2", true) => Err(make_internal_error()),
        ("post_3", true) => Ok((StatusCode::BAD_GATEWAY, Html(BAD_GATEWAY)).into_response()),
        ("post_4", true) => pending().await,
        ("post_1" | "post_2" | "post_3" | "post_4", false) => {
            Ok(respond_with_json(PUBLISHED).into_response())
        }
        _ => Err(Kind::NotFound.with_message("Post not found")),
    }
}

async fn retry_post(Path(_): Path<String>) -> impl IntoResponse {
    respond_with_json(PUBLISHED)
}

fn make_rate_limit_error() -> SocialSyncerError {
    Kind::RateLimitExceeded.with_message("Rate limit exceeded")
}

fn make_internal_error() -> SocialSyncerError {
    Kind::InternalError.with_message("Internal server error")
}

/// A post that went to one platform of two, as the documentation prints it.
const PARTIAL: &str = r#"{
"id": "post_abc123",
"status": "partial",
"platforms": [
{
"platform": "instagram",
"status": "published",
"platformPostId": "17841400123456789",
"platformPostUrl": "https://instagram.com/p/ABC123"
},
{
"platform": "tiktok",
"status": "failed",
"error": "Video processing failed: unsupported codec"
}
]
}"#;

/// A post that is everywhere.
const PUBLISHED: &str = r#"{ "id": "post_abc123", "status": "published", "platforms": [] }"#;

/// What a proxy in front of the API says when it gets no answer itself.
const BAD_GATEWAY: &str =
    "<html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>\n";

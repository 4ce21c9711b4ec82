//! SocialSyncer, as far as its errors go: from a request to the answer that its documentation prints for it.

use std::future::pending;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::middleware::{Next, from_fn};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use http::StatusCode;
use http::header::RETRY_AFTER;
use serde_json::Value;

use super::{Asked, has_key, json};
use crate::syncer::{SocialSyncerError, SocialSyncerErrorKind as Kind};

/// The routes of the API.
pub(crate) fn router() -> Router {
    Router::new()
        .route("/v1/posts", post(publish))
        .route("/v1/posts/{id}", get(show))
        .route("/v1/posts/{id}/retry", post(retry))
        .layer(from_fn(authorize))
        .with_state(Asked::default())
}

type Answer = Result<Response, SocialSyncerError>;

async fn authorize(request: Request, next: Next) -> Answer {
    if !has_key(&request) {
        return Err(Kind::AuthInvalidKey.with_message("Invalid API key"));
    }
    Ok(next.run(request).await)
}

async fn publish(State(asked): State<Asked>, body: String) -> Answer {
    let post: Value = serde_json::from_str(&body).unwrap_or_default();
    match post["platforms"][0].as_str() {
        None => Err(Kind::ValidationError.with_message("Platforms required for non-draft posts")),
        Some("x") if asked.for_the_first_time("x") => Ok(([(RETRY_AFTER, "17")], limited()).into_response()),
        Some("tiktok") => Err(broken()),
        Some("threads") if asked.for_the_first_time("threads") => Err(broken()),
        Some("instagram") => Ok(json(PARTIAL).into_response()),
        Some(_) => Ok(json(PUBLISHED).into_response()),
    }
}

async fn show(State(asked): State<Asked>, Path(id): Path<String>) -> Answer {
    match (id.as_str(), asked.for_the_first_time(&id)) {
        ("post_1", true) => {
            // The catalog's hint, 60 s, is sent along as Retry-After. It is taken off here, to show that the client
            // waits as long without it: so it is documented, and so the catalog tells the client.
            let mut response = limited().into_response();
            response.headers_mut().remove(RETRY_AFTER);
            Ok(response)
        }
        ("post_2", true) => Err(broken()),
        ("post_3", true) => Ok((StatusCode::BAD_GATEWAY, Html(BAD_GATEWAY)).into_response()),
        ("post_4", true) => pending().await,
        ("post_1" | "post_2" | "post_3" | "post_4", false) => Ok(json(PUBLISHED).into_response()),
        _ => Err(Kind::NotFound.with_message("Post not found")),
    }
}

async fn retry(Path(_): Path<String>) -> impl IntoResponse {
    json(PUBLISHED)
}

fn limited() -> SocialSyncerError {
    Kind::RateLimitExceeded.with_message("Rate limit exceeded")
}

fn broken() -> SocialSyncerError {
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

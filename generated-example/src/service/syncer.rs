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

use super::{Asked, failure, has_key, json};
use crate::syncer::SocialSyncerErrorKind as Kind;

/// The routes of the API.
pub(crate) fn router() -> Router {
    Router::new()
        .route("/v1/posts", post(publish))
        .route("/v1/posts/{id}", get(show))
        .route("/v1/posts/{id}/retry", post(retry))
        .layer(from_fn(authorize))
        .with_state(Asked::default())
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

type Answer = Result<Response, Failure>;

/// An error with the message that the documentation prints.
struct Failure(Kind);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let message = match self.0 {
            Kind::ValidationError => "Platforms required for non-draft posts",
            Kind::AuthInvalidKey => "Invalid API key",
            Kind::NotFound => "Post not found",
            Kind::RateLimitExceeded => "Rate limit exceeded",
            Kind::InternalError => "Internal server error",
            other => other.meaning(),
        };
        failure(self.0, message, "")
    }
}

async fn authorize(request: Request, next: Next) -> Answer {
    if !has_key(&request) {
        return Err(Failure(Kind::AuthInvalidKey));
    }
    Ok(next.run(request).await)
}

async fn publish(State(asked): State<Asked>, body: String) -> Answer {
    let post: Value = serde_json::from_str(&body).unwrap_or_default();
    match post["platforms"][0].as_str() {
        None => Err(Failure(Kind::ValidationError)),
        Some("x") if asked.for_the_first_time("x") => {
            Ok(([(RETRY_AFTER, "17")], Failure(Kind::RateLimitExceeded)).into_response())
        }
        Some("tiktok") => Err(Failure(Kind::InternalError)),
        Some("instagram") => Ok(json(PARTIAL).into_response()),
        Some(_) => Ok(json(PUBLISHED).into_response()),
    }
}

async fn show(State(asked): State<Asked>, Path(id): Path<String>) -> Answer {
    match (id.as_str(), asked.for_the_first_time(&id)) {
        ("post_1", true) => Err(Failure(Kind::RateLimitExceeded)),
        ("post_2", true) => Err(Failure(Kind::InternalError)),
        ("post_3", true) => Ok((StatusCode::BAD_GATEWAY, Html(BAD_GATEWAY)).into_response()),
        ("post_4", true) => pending().await,
        ("post_1" | "post_2" | "post_3" | "post_4", false) => Ok(json(PUBLISHED).into_response()),
        _ => Err(Failure(Kind::NotFound)),
    }
}

async fn retry(Path(_): Path<String>) -> impl IntoResponse {
    json(PUBLISHED)
}

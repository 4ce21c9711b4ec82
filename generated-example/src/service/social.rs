//! SocialAPI, as far as its errors go: from a request to the answer that its documentation has for it.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Request, State};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use serde_json::Value;

use super::{Asked, has_key, json};
use crate::errors::{SocialApiError, SocialApiErrorKind as Kind};

/// The routes of the API.
pub(crate) fn router() -> Router {
    Router::new()
        .route("/v1/posts", post(publish))
        .route("/v1/media", post(upload))
        .route("/v1/media/storage", get(storage))
        .route("/v1/media/{id}", delete(remove))
        .route("/v1/connect/{platform}", post(connect))
        .route("/v1/oauth/callback", get(callback))
        .route("/v1/accounts/{id}/comments", get(comments))
        .route("/v1/accounts/{id}/reviews", get(reviews))
        .fallback(nothing)
        .layer(from_fn(authorize))
        .with_state(Asked::default())
}

type Answer = Result<Response, SocialApiError>;

async fn authorize(request: Request, next: Next) -> Answer {
    if !has_key(&request) {
        return Err(Kind::Unauthorized.with_message("The API key is revoked"));
    }
    Ok(next.run(request).await)
}

async fn publish(body: String) -> SocialApiError {
    let post: Value = serde_json::from_str(&body).unwrap_or_default();
    if post["text"].as_str().is_none_or(str::is_empty) {
        return Kind::MissingMetadata.with_message("A post needs a text");
    }
    Kind::RateLimitExceeded.with_message("All 300 posts are made")
}

async fn upload(_media: Bytes) -> SocialApiError {
    Kind::StorageQuotaExceeded.with_message("It needs 4 MB, 2 MB are left")
}

async fn storage() -> impl IntoResponse {
    json(r#"{ "used_bytes": 98000000, "limit_bytes": 100000000 }"#)
}

async fn remove() -> SocialApiError {
    Kind::NotFound.with_message("No such media")
}

async fn connect(Path(platform): Path<String>) -> SocialApiError {
    match platform.as_str() {
        "instagram" => Kind::AccountAlreadyLinked.with_message("It is connected as acc_1"),
        _ => Kind::UnsupportedPlatform.with_message("No such platform"),
    }
}

async fn callback() -> SocialApiError {
    Kind::OauthStateMismatch.with_message("The state is of another key")
}

async fn comments(State(asked): State<Asked>, Path(account): Path<String>) -> Answer {
    match account.as_str() {
        "acc_1" if asked.for_the_first_time("acc_1") => {
            Err(Kind::PlatformRateLimit.with_message("Instagram takes no more calls"))
        }
        "acc_1" => Ok(json("[]").into_response()),
        "acc_2" => Err(Kind::InvalidToken.with_message("The token expired")),
        "acc_3" => Err(Kind::InvalidCredentials.with_message("The platform refused them")),
        "acc_4" => Err(Kind::InternalServerError.with_message("Internal server error")),
        _ => Err(Kind::AccountNotFound.with_message("No such account")),
    }
}

async fn reviews() -> SocialApiError {
    Kind::NotSupported.with_message("Instagram has no reviews")
}

async fn nothing() -> SocialApiError {
    Kind::NotFound.with_message("Nothing is here")
}

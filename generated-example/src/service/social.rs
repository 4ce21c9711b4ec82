//! SocialAPI, as far as its errors go: from a request to the answer that its documentation has for it.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Request, State};
use axum::middleware::{Next, from_fn, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use errspec::ErrorResponse;
use http::StatusCode;
use serde_json::Value;

use super::{Asked, has_key, respond_with_json};
use crate::errors::{SocialApiError, SocialApiErrorKind as Kind};

/// The routes of the API.
pub(crate) fn build_social_router() -> Router {
    Router::new()
        .route("/v1/posts", post(create_post))
        .route("/v1/media", post(upload_media))
        .route("/v1/media/storage", get(show_storage))
        .route("/v1/media/{id}", delete(|| async { Kind::NotFound.with_message("No such media") }))
        .route("/v1/connect/{platform}", post(connect_account))
        .route("/v1/oauth/callback", get(finish_oauth))
        .route("/v1/accounts/{id}/comments", get(list_comments))
        .route("/v1/accounts/{id}/reviews", get(list_reviews))
        .layer(from_fn(authorize_request))
        .layer(map_response(answer_rejection))
        .with_state(Asked::default())
}

type SocialAnswer = Result<Response, SocialApiError>;

async fn authorize_request(request: Request, next: Next) -> SocialAnswer {
    if !has_key(&request) {
        return Err(Kind::Unauthorized.with_message("The API key is revoked"));
    }
    Ok(next.run(request).await)
}

async fn create_post(body: String) -> SocialApiError {
    let post: Value = serde_json::from_str(&body).unwrap_or_default();
    if post["text"].as_str().is_none_or(str::is_empty) {
        return Kind::MissingMetadata.with_message("A post needs a text");
    }
    Kind::RateLimitExceeded.with_message("All 300 posts are made")
}

async fn upload_media(_media: Bytes) -> SocialApiError {
    Kind::StorageQuotaExceeded.with_message("It needs 4 MB, 2 MB are left")
}

async fn show_storage() -> impl IntoResponse {
    respond_with_json(r#"{ "used_bytes": 98000000, "limit_bytes": 100000000 }"#)
}

async fn connect_account(Path(platform): Path<String>) -> SocialApiError {
    match platform.as_str() {
        "instagram" => Kind::AccountAlreadyLinked.with_message("It is connected as acc_1"),
        _ => Kind::UnsupportedPlatform.with_message("No such platform"),
    }
}

async fn finish_oauth() -> SocialApiError {
    Kind::OauthStateMismatch.with_message("The state is of another key")
}

async fn list_comments(State(asked): State<Asked>, Path(account): Path<String>) -> SocialAnswer {
    match account.as_str() {
        "acc_1" if asked.record_first_time("acc_1") => {
            Err(Kind::PlatformRateLimit.with_message("Instagram takes no more calls"))
        }
        "acc_1" => Ok(respond_with_json("[]").into_response()),
        "acc_2" => Err(Kind::InvalidToken.with_message("The token expired")),
        "acc_3" => Err(Kind::InvalidCredentials.with_message("The platform refused them")),
        "acc_4" => Err(Kind::InternalServerError.with_message("Internal server error")),
        _ => Err(Kind::AccountNotFound.with_message("No such account")),
    }
}

async fn list_reviews() -> SocialApiError {
    Kind::NotSupported.with_message("Instagram has no reviews")
}

/// Answers what axum itself rejects, which no handler saw, with errors of the catalog.
async fn answer_rejection(answer: Response) -> Response {
    match answer.status() {
        _ if answer.extensions().get::<ErrorResponse>().is_some() => answer,
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Kind::NotFound.into_response(),
        StatusCode::PAYLOAD_TOO_LARGE => Kind::StorageQuotaExceeded.into_response(),
        _ => answer,
    }
}

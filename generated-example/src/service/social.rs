//! SocialAPI, as far as its errors go: from a request to the answer that its documentation has for it.

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::{Asked, failure, has_key, json};
use crate::errors::SocialApiErrorKind as Kind;

/// The routes of the API.
pub(crate) fn router() -> Router {
    Router::new()
        .route("/v1/posts", post(publish))
        .route("/v1/media", post(upload))
        .route("/v1/media/storage", get(storage))
        .route("/v1/connect/{platform}", post(connect))
        .route("/v1/oauth/callback", get(callback))
        .route("/v1/accounts/{id}/comments", get(comments))
        .route("/v1/accounts/{id}/reviews", get(reviews))
        .fallback(nothing)
        .layer(from_fn(authorize))
        .with_state(Asked::default())
}

type Answer = Result<Response, Failure>;

/// An error with a message.
struct Failure(Kind, &'static str);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        failure(self.0, self.1, "  ")
    }
}

async fn authorize(request: Request, next: Next) -> Answer {
    if !has_key(&request) {
        return Err(Failure(Kind::Unauthorized, "The API key is revoked"));
    }
    Ok(next.run(request).await)
}

async fn publish(body: String) -> Failure {
    if !body.contains("\"text\"") {
        return Failure(Kind::MissingMetadata, "A post needs a text");
    }
    Failure(Kind::RateLimitExceeded, "All 300 posts are made")
}

async fn upload() -> Failure {
    Failure(Kind::StorageQuotaExceeded, "It needs 4 MB, 2 MB are left")
}

async fn storage() -> impl IntoResponse {
    json(r#"{ "used_bytes": 98000000, "limit_bytes": 100000000 }"#)
}

async fn connect(Path(platform): Path<String>) -> Failure {
    match platform.as_str() {
        "instagram" => Failure(Kind::AccountAlreadyLinked, "It is connected as acc_1"),
        _ => Failure(Kind::UnsupportedPlatform, "No such platform"),
    }
}

async fn callback() -> Failure {
    Failure(Kind::OauthStateMismatch, "The state is of another key")
}

async fn comments(State(asked): State<Asked>, Path(account): Path<String>) -> Answer {
    match account.as_str() {
        "acc_1" if asked.for_the_first_time("acc_1") => {
            Err(Failure(Kind::PlatformRateLimit, "Instagram takes no more calls"))
        }
        "acc_1" => Ok(json("[]").into_response()),
        "acc_2" => Err(Failure(Kind::InvalidToken, "The token expired")),
        "acc_3" => Err(Failure(Kind::InvalidCredentials, "The platform refused them")),
        "acc_4" => Err(Failure(Kind::InternalServerError, "Internal server error")),
        _ => Err(Failure(Kind::AccountNotFound, "No such account")),
    }
}

async fn reviews() -> Failure {
    Failure(Kind::NotSupported, "Instagram has no reviews")
}

async fn nothing() -> Failure {
    Failure(Kind::NotFound, "Nothing is here")
}

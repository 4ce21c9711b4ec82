//! Starts the two APIs on this machine, each on a port of its own.

pub(crate) mod social;
pub(crate) mod syncer;

use std::collections::HashSet;
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::Request;
use axum::response::IntoResponse;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use tokio::net::TcpListener;

/// The key that the APIs know.
pub(crate) const KEY: &str = "sk_your_api_key";

/// Serves an API until the program ends, and gives its base URL.
pub(crate) async fn start_service(api: Router) -> io::Result<String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let base = format!("http://{}", listener.local_addr()?);
    tokio::spawn(axum::serve(listener, api).into_future());
    Ok(base)
}

/// A body of JSON.
fn respond_with_json(body: impl IntoResponse) -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], body)
}

/// Whether a request comes with the key that the APIs know.
fn has_key(request: &Request) -> bool {
    let field = request.headers().get(AUTHORIZATION).and_then(|field| field.to_str().ok());
    field.and_then(|field| field.strip_prefix("Bearer ")) == Some(KEY)
}

/// What was asked for before, since some errors pass.
#[derive(Clone, Default)]
struct Asked(Arc<Mutex<HashSet<String>>>);

impl Asked {
    fn record_first_time(&self, what: &str) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(what.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use axum::body::Body;
    use errspec::ErrorResponse;
    use serde_json::{Value, json};
    use tower::ServiceExt;

    use super::*;
    use crate::errors::SocialApiErrorKind;
    use crate::syncer::SocialSyncerErrorKind;

    async fn send_error(error: impl IntoResponse) -> (u16, Value) {
        let response = error.into_response();
        let status = response.status().as_u16();
        assert_eq!(response.headers()[CONTENT_TYPE], "application/json");
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, serde_json::from_slice(&body).unwrap())
    }

    #[tokio::test]
    async fn bodies_have_the_members_and_values_that_the_documentations_print_and_no_others() {
        let social = SocialApiErrorKind::InvalidToken.with_message("human-readable message");
        let body = json!({ "error": "human-readable message", "code": "invalid_token" });
        assert_eq!(send_error(social).await, (401, body));
        let syncer = SocialSyncerErrorKind::NotFound.with_message("Post not found");
        let body = json!({ "error": "Post not found", "code": "NOT_FOUND" });
        assert_eq!(send_error(syncer).await, (404, body));
    }

    #[tokio::test]
    async fn body_that_axum_rejects_is_an_error_of_the_catalog() {
        let request = Request::post("/v1/posts")
            .header(AUTHORIZATION, format!("Bearer {KEY}"))
            .header(CONTENT_TYPE, "application/json")
            .body(Body::from("{"))
            .unwrap();
        let response = syncer::build_syncer_router().oneshot(request).await.unwrap();
        let source = response.extensions().get::<ErrorResponse>().unwrap().source().unwrap().to_string();
        let (status, body) = send_error(response).await;
        assert_eq!(body, json!({ "error": "The body can't be read as JSON", "code": "VALIDATION_ERROR" }));
        assert_eq!(status, 400);
        assert!(source.starts_with("Failed to parse the request body as JSON"), "{source}");
    }

    #[tokio::test]
    async fn an_error_without_a_code_is_sent_without_one() {
        let error = SocialApiErrorKind::InternalServerError.with_message("Oops");
        assert_eq!(send_error(error).await, (500, json!({ "error": "Oops" })));
    }
}

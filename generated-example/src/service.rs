//! Starts the two APIs on this machine, each on a port of its own.

pub(crate) mod social;
pub(crate) mod syncer;

use std::collections::HashSet;
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use errspec::ErrorKind;
use http::StatusCode;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use serde_json::Value;
use tokio::net::TcpListener;

use crate::call::KEY;

/// Serves an API until the program ends, and gives its base URL.
pub(crate) async fn start(api: Router) -> io::Result<String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let base = format!("http://{}", listener.local_addr()?);
    tokio::spawn(axum::serve(listener, api).into_future());
    Ok(base)
}

/// Answers with an error. Status and code are those of a kind, so none that the catalog doesn't list can be sent.
fn failure(kind: impl ErrorKind, message: &str, indent: &str) -> Response {
    let status = kind.status().and_then(|status| StatusCode::from_u16(status).ok());
    let members = [("error", Some(message)), ("code", kind.code())];
    let members = members.map(|(name, value)| Some(format!("{indent}\"{name}\": {}", Value::from(value?))));
    let members: Vec<_> = members.into_iter().flatten().collect();
    let body = format!("{{\n{}\n}}", members.join(",\n"));
    (status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), json(body)).into_response()
}

/// A body of JSON.
fn json(body: impl IntoResponse) -> impl IntoResponse {
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
    fn for_the_first_time(&self, what: &str) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(what.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::errors::SocialApiErrorKind;
    use crate::syncer::SocialSyncerErrorKind;

    async fn sent(response: Response) -> (u16, String) {
        let status = response.status().as_u16();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8_lossy(&body).into_owned())
    }

    #[tokio::test]
    async fn bodies_are_spaced_as_the_documentations_print_them() {
        let social = failure(SocialApiErrorKind::InvalidToken, "human-readable message", "  ");
        let body = "{\n  \"error\": \"human-readable message\",\n  \"code\": \"invalid_token\"\n}";
        assert_eq!(sent(social).await, (401, body.to_owned()));
        let syncer = failure(SocialSyncerErrorKind::NotFound, "Post not found", "");
        let body = "{\n\"error\": \"Post not found\",\n\"code\": \"NOT_FOUND\"\n}";
        assert_eq!(sent(syncer).await, (404, body.to_owned()));
    }

    #[tokio::test]
    async fn an_error_without_a_code_is_sent_without_one() {
        let response = failure(SocialApiErrorKind::InternalServerError, "Oops", "  ");
        assert_eq!(sent(response).await, (500, "{\n  \"error\": \"Oops\"\n}".to_owned()));
    }
}

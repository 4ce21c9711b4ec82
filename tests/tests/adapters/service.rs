//! What a service of axum sends, a client gets.

use std::net::Ipv4Addr;

use axum::Router;
use axum::extract::Path;
use axum::response::IntoResponse;
use axum::routing::get;
use errspec::{ApiError, BODY_LIMIT, ErrorKind};
use tokio::net::TcpListener;

use crate::client::Client;
use crate::slack::SlackError;
use crate::social::{SocialApiError, SocialApiErrorKind as Kind};
use crate::syncer::SocialSyncerError;

async fn serve(api: Router) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(axum::serve(listener, api).into_future());
    base
}

/// Fails as it is asked to.
async fn fail<E: ApiError + From<E::Kind>>(Path(kind): Path<String>) -> E {
    E::from(kind.parse().unwrap())
}

async fn every_kind_arrives<E: ApiError + From<E::Kind> + IntoResponse>() {
    let base = serve(Router::new().route("/{kind}", get(fail::<E>))).await;
    for kind in E::Kind::KNOWN {
        let url = format!("{base}/{}", kind.name());
        for client in Client::ALL {
            let error = client.get::<E>(&url, BODY_LIMIT).await.unwrap_err();
            let error = error.api().unwrap();
            assert_eq!((error.kind(), error.message()), (*kind, E::from(*kind).message()));
            assert_eq!(error.code(), kind.code());
        }
    }
}

#[tokio::test]
async fn every_kind_that_a_service_sends_arrives() {
    every_kind_arrives::<SocialApiError>().await;
    every_kind_arrives::<SocialSyncerError>().await;
    every_kind_arrives::<SlackError>().await;
}

#[tokio::test]
async fn handler_returns_an_error_with_question_mark() {
    fn find() -> Result<u32, SocialApiError> {
        Err(Kind::AccountNotFound.with_message("No account 9"))
    }
    async fn lookup() -> Result<String, SocialApiError> {
        Ok(find()?.to_string())
    }
    let base = serve(Router::new().route("/", get(lookup))).await;
    let url = format!("{base}/");
    let error = Client::Reqwest013.get::<SocialApiError>(&url, BODY_LIMIT).await.unwrap_err();
    assert_eq!(error.to_string(), "No account 9 (404 account_not_found)");
    assert_eq!(error.api().unwrap().headers()["content-type"], "application/json");
}

#[tokio::test]
async fn error_of_another_server_is_passed_on() {
    async fn forward(Path(upstream): Path<String>) -> Result<(), SocialApiError> {
        let result = Client::Hyper.get::<SocialApiError>(&upstream, BODY_LIMIT).await;
        result.map(drop).or_else(|error| error.api().cloned().map_or(Ok(()), Err))
    }
    let upstream = crate::server::json(418, r#"{ "error": "Tea", "code": "teapot" }"#).serve();
    let base = serve(Router::new().route("/{*upstream}", get(forward))).await;
    let url = format!("{base}/{upstream}");
    let error = Client::Reqwest013.get::<SocialApiError>(&url, BODY_LIMIT).await.unwrap_err();
    let error = error.api().unwrap();
    assert_eq!((error.status().as_u16(), error.code(), error.message()), (418, Some("teapot"), "Tea"));
    assert_eq!(error.headers()["x-request-id"], "req_1");
}

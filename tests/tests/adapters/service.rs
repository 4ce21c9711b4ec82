//! What a service of axum sends, a client gets.

use std::error::Error;
use std::net::Ipv4Addr;
use std::sync::OnceLock;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use errspec::{ApiError, BODY_LIMIT, ErrorKind, ErrorResponse};
use http::StatusCode;
use http::header::ALLOW;
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

/// What a look-up can fail with.
#[derive(Debug, ApiError)]
#[errspec("../spec/errors.yaml")]
enum LookupError {
    AccountNotFound(ErrorResponse),
    #[errspec(other)]
    Other(SocialApiError),
}

/// The same without the generated errors.
#[derive(Debug, ApiError)]
#[errspec("../spec/social-syncer.yaml")]
enum PlainError {
    #[errspec(other)]
    Other(ErrorResponse),
}

#[test]
fn kinds_and_subsets_are_answers() {
    let kind = Kind::AccountNotFound;
    let answers = [
        kind.into_response(),
        LookupError::from(kind).with_retry_after(Duration::ZERO).into_response(),
        LookupError::from(Kind::NotFound).with_detail("t", kind, "m").into_response(),
        <PlainError as ApiError>::Kind::KNOWN[0].into_response(),
        PlainError::from(<PlainError as ApiError>::Kind::KNOWN[0]).into_response(),
    ];
    let sent = answers.map(|answer| {
        let error = answer.extensions().get::<ErrorResponse>().unwrap();
        assert_eq!(error.status(), answer.status());
        error.error_type()
    });
    let validation = "VALIDATION_ERROR";
    assert_eq!(sent, ["account_not_found", "account_not_found", "not_found", validation, validation]);
}

#[tokio::test]
async fn layer_sees_the_source_and_the_client_does_not() {
    static LOGGED: OnceLock<String> = OnceLock::new();
    async fn fail() -> SocialApiError {
        Kind::InternalServerError.error().with_source("the password is hush")
    }
    async fn log(answer: Response) -> Response {
        let error = answer.extensions().get::<ErrorResponse>();
        LOGGED.get_or_init(|| error.and_then(Error::source).unwrap().to_string());
        answer
    }
    let base = serve(Router::new().route("/", get(fail)).layer(map_response(log))).await;
    let error = Client::Reqwest013.get::<SocialApiError>(&format!("{base}/"), BODY_LIMIT).await.unwrap_err();
    let error = error.api().unwrap();
    let seen = format!("{error} {error:?} {:?} {:?}", error.headers(), error.body());
    assert_eq!((LOGGED.get().unwrap().as_str(), seen.contains("hush")), ("the password is hush", false));
}

/// What axum itself answers has no error of ours in it, so that one layer finds it, whatever extractor rejected a request.
#[tokio::test]
async fn rejections_of_axum_become_errors_of_the_catalog() {
    async fn answer_rejection(answer: Response) -> Response {
        let kind = match answer.status() {
            _ if answer.extensions().get::<ErrorResponse>().is_some() => return answer,
            StatusCode::BAD_REQUEST => Kind::MissingMetadata,
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Kind::NotFound,
            StatusCode::PAYLOAD_TOO_LARGE => Kind::StorageQuotaExceeded,
            _ => return answer,
        };
        match answer.headers().get(ALLOW) {
            Some(allow) => kind.error().with_header(ALLOW, allow).into_response(),
            None => kind.into_response(),
        }
    }
    async fn number(Path(number): Path<u8>) -> Result<String, SocialApiError> {
        if number == 7 { Err(Kind::AccountNotFound.error()) } else { Ok(number.to_string()) }
    }
    let api = Router::new()
        .route("/numbers/{number}", get(number))
        .route("/texts", post(|text: String| async { text }))
        .layer(DefaultBodyLimit::max(10))
        .layer(map_response(answer_rejection));
    let base = serve(api).await;
    let client = reqwest::Client::new();
    let send = async |request: reqwest::RequestBuilder| {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let mut response = http::Response::new(response.bytes().await.unwrap());
        (*response.status_mut(), *response.headers_mut()) = (status, headers);
        SocialApiError::check(response)
    };
    let kind_of = async |request| send(request).await.unwrap_err().kind();
    assert_eq!(kind_of(client.get(format!("{base}/numbers/many"))).await, Kind::MissingMetadata);
    assert_eq!(kind_of(client.get(format!("{base}/numbers/7"))).await, Kind::AccountNotFound);
    assert_eq!(kind_of(client.get(format!("{base}/nothing"))).await, Kind::NotFound);
    assert_eq!(
        kind_of(client.post(format!("{base}/texts")).body("x".repeat(11))).await,
        Kind::StorageQuotaExceeded
    );
    let error = send(client.get(format!("{base}/texts"))).await.unwrap_err();
    assert_eq!((error.kind(), error.headers()["allow"].as_bytes()), (Kind::NotFound, &b"POST"[..]));
    assert!(send(client.get(format!("{base}/numbers/8"))).await.is_ok());
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
    // No locator of the catalog names it.
    assert!(!error.headers().contains_key("x-request-id"));
}

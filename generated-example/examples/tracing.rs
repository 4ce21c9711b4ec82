//! Records failed calls with tracing: what failed, by a name for metrics, the status and the request id.

mod quick {
    errspec::errors!("examples/quick.yaml");
}

use std::error::Error;
use std::net::Ipv4Addr;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use errspec::{ApiError, CallError, CheckErrors};
use quick::{QuickError, QuickErrorKind};
use tokio::net::TcpListener;
use tracing::field::Empty;
use tracing::{Instrument, Span};

/// Gets a text inside a span that has the attributes of OpenTelemetry's HTTP spans.
async fn fetch_text(
    client: &reqwest::Client,
    path: &str,
    url: &str,
) -> Result<String, CallError<QuickError>> {
    let span = tracing::info_span!(
        "GET",
        url.path = path,
        error.type = Empty,
        http.response.status_code = Empty,
        request_id = Empty,
    );
    async {
        let result = async { client.get(url).send().await?.check_errors().await }.await;
        let response = result.inspect_err(record_failure)?;
        Ok(response.text().await?)
    }
    .instrument(span)
    .await
}

/// Tells the span of a call, and the log, how it failed.
fn record_failure<E: ApiError>(error: &CallError<E>) {
    let span = Span::current();
    span.record("error.type", error.error_type());
    if let Some(error) = error.api() {
        span.record("http.response.status_code", error.status().as_u16());
        span.record("request_id", error.request_id());
    }
    tracing::warn!("{error}");
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().with_ansi(false).with_target(false).without_time().init();
    let base = start_service().await?;
    let client = reqwest::Client::builder().no_proxy().build()?;
    for path in ["/nothing", "/teapot"] {
        let _ = fetch_text(&client, path, &format!("{base}{path}")).await;
    }
    // Nobody listens there.
    let _ = fetch_text(&client, "/", "http://127.0.0.1:1/").await;
    Ok(())
}

/// Starts a service on this machine that answers with errors, one of which its catalog doesn't list.
async fn start_service() -> std::io::Result<String> {
    let nothing = QuickErrorKind::NotFound.with_message("Nothing here");
    let api = Router::new()
        .route("/teapot", get(async || ([("x-request-id", "req_2")], StatusCode::IM_A_TEAPOT)))
        .fallback(async || ([("x-request-id", "req_1")], nothing));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let base = format!("http://{}", listener.local_addr()?);
    tokio::spawn(axum::serve(listener, api).into_future());
    Ok(base)
}

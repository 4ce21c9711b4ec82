//! Records failed calls with tracing: what failed, by a name for metrics, the status and the request id.

mod quick;

use std::error::Error;

use errspec::{ApiError, CallError, SendChecked};
use quick::QuickError;
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
        let response = client.get(url).send_checked().await.inspect_err(record_failure)?;
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
    let base = quick::start_service().await?;
    let client = reqwest::Client::builder().no_proxy().build()?;
    for path in ["/nothing", "/teapot"] {
        let _ = fetch_text(&client, path, &format!("{base}{path}")).await;
    }
    // Nobody listens there.
    let _ = fetch_text(&client, "/", "http://127.0.0.1:1/").await;
    Ok(())
}

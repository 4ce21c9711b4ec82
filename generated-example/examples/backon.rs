//! Retries with backon; whether, when and how often, the catalog says.

mod quick {
    errspec::errors!("examples/quick.yaml");
}

use std::error::Error;
use std::iter;
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use backon::Retryable;
use errspec::{CallError, CheckErrors, Idempotency};
use quick::{QuickError, QuickErrorKind};
use tokio::net::TcpListener;

/// Gets a text, and again as long as the catalog advises it.
async fn fetch_text(client: &reqwest::Client, url: &str) -> Result<String, CallError<QuickError>> {
    let once = async || {
        let response = client.get(url).send().await?.check_errors::<QuickError>().await?;
        Ok::<_, CallError<QuickError>>(response.text().await?)
    };
    let mut attempts = 0..;
    once.retry(iter::repeat(Duration::ZERO))
        .adjust(|error, _| error.retry_delay(attempts.next()?, Idempotency::Idempotent))
        .notify(|error, _| println!("again after: {error}"))
        .await
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let base = start_service().await?;
    let client = reqwest::Client::builder().no_proxy().build()?;
    println!("{}", fetch_text(&client, &format!("{base}/greeting")).await?);
    for path in ["/nothing", "/always-busy"] {
        if let Err(error) = fetch_text(&client, &format!("{base}{path}")).await {
            println!("gives up: {error}");
        }
    }
    Ok(())
}

/// Starts a service on this machine: one address is busy twice, one forever.
async fn start_service() -> std::io::Result<String> {
    static ASKED: AtomicU32 = AtomicU32::new(0);
    let busy = || QuickErrorKind::Busy.with_message("Too much to do");
    let greeting =
        async move || if ASKED.fetch_add(1, Ordering::Relaxed) < 2 { Err(busy()) } else { Ok("Hello") };
    let api = Router::new()
        .route("/greeting", get(greeting))
        .route("/always-busy", get(async move || busy()))
        .fallback(async || QuickErrorKind::NotFound.with_message("Nothing here"));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let base = format!("http://{}", listener.local_addr()?);
    tokio::spawn(axum::serve(listener, api).into_future());
    Ok(base)
}

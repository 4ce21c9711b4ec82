//! Retries with backon; whether, when and how often, the catalog says.

mod quick;

use std::error::Error;
use std::iter;
use std::time::Duration;

use backon::Retryable;
use errspec::{CallError, Idempotency, SendChecked};
use quick::QuickError;

/// Gets a text, and again as long as the catalog advises it.
async fn fetch_text(client: &reqwest::Client, url: &str) -> Result<String, CallError<QuickError>> {
    let once = async || Ok(client.get(url).send_checked::<QuickError>().await?.text().await?);
    let mut attempts = 0..;
    once.retry(iter::repeat(Duration::ZERO))
        .adjust(|error: &CallError<QuickError>, _| {
            error.retry_delay(attempts.next()?, Idempotency::Idempotent)
        })
        .notify(|error, _| println!("again after: {error}"))
        .await
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let base = quick::start_service().await?;
    let client = reqwest::Client::builder().no_proxy().build()?;
    println!("{}", fetch_text(&client, &format!("{base}/greeting")).await?);
    for path in ["/nothing", "/always-busy"] {
        if let Err(error) = fetch_text(&client, &format!("{base}{path}")).await {
            println!("gives up: {error}");
        }
    }
    Ok(())
}

//! Retries with errspec's own `Retry`; whether, when and how often, the catalog says.

mod quick;

use std::error::Error;

use errspec::{CallError, Idempotency, Retry, RetryEvent, SendChecked};
use quick::QuickError;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let base = quick::start_service().await?;
    let client = reqwest::Client::builder().no_proxy().build()?;
    let retry = Retry::new(Idempotency::Idempotent)
        .on_retry(|event: &RetryEvent| println!("again after: {}", event.error_type));
    for path in ["/greeting", "/nothing", "/always-busy"] {
        let url = format!("{base}{path}");
        let call = retry.run(tokio::time::sleep, || client.get(&url).send_checked::<QuickError>());
        match call.await.map_err(|failed| failed.error) {
            Ok(response) => println!("{}", response.text().await?),
            Err(CallError::Api(QuickError::NotFound(_))) => println!("goes on without it"),
            Err(error) => println!("gives up: {error}"),
        }
    }
    Ok(())
}

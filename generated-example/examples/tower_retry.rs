//! Retries with `tower::retry`; whether, when and how often, the catalog says.

mod quick;

use errspec::{ApiError, CallError, CheckErrors, Idempotency};
use quick::QuickError;
use reqwest::{Method, Request, Url};
use tokio::time::{Sleep, sleep};
use tower::retry::{Policy, RetryLayer};
use tower::{ServiceBuilder, ServiceExt};

/// Sends a request again as long as the catalog advises it.
#[derive(Clone, Default)]
struct AsAdvised {
    retries: u32,
}

impl<T, E: ApiError> Policy<Request, T, CallError<E>> for AsAdvised {
    type Future = Sleep;

    fn retry(&mut self, request: &mut Request, result: &mut Result<T, CallError<E>>) -> Option<Sleep> {
        let error = result.as_ref().err()?;
        let idempotency = if request.method().is_idempotent() {
            Idempotency::Idempotent
        } else {
            Idempotency::NotIdempotent
        };
        let delay = error.retry_delay(self.retries, idempotency)?;
        self.retries += 1;
        println!("again after: {error}");
        Some(sleep(delay))
    }

    fn clone_request(&mut self, request: &Request) -> Option<Request> {
        request.try_clone()
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let base = quick::start_service().await?;
    let client = reqwest::Client::builder().no_proxy().build()?;
    let api = ServiceBuilder::new().layer(RetryLayer::new(AsAdvised::default())).service_fn(|request| {
        let sent = client.execute(request);
        async { sent.await?.check_errors::<QuickError>().await }
    });
    for path in ["/greeting", "/nothing", "/always-busy"] {
        let request = Request::new(Method::GET, Url::parse(&format!("{base}{path}"))?);
        match api.clone().oneshot(request).await {
            Ok(response) => println!("{}", response.text().await?),
            Err(error) => println!("gives up: {error}"),
        }
    }
    Ok(())
}

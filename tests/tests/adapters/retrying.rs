//! How often real servers are asked again, and when.

use std::thread;
use std::time::Duration;

use errspec::blocking::SendChecked as _;
use errspec::{CallError, Idempotency, Retry, RetryError, SendChecked};

use crate::server::{Answer, answer, hang_up, silence};
use crate::slack::SlackError;
use crate::social::SocialApiError;

const BODY: &str = r#"{"error":"Slow down","code":"platform_rate_limit"}"#;

/// What came of a call: the error, how often the server was asked, and the waits.
struct Outcome<E> {
    failed: RetryError<CallError<E>>,
    requests: u32,
    waits: Vec<Duration>,
}

async fn call<E: errspec::ApiError>(answer: Answer) -> Outcome<E> {
    let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_millis(500)).build().unwrap();
    let (url, requests) = answer.serve_and_count();
    let mut waits = Vec::new();
    let sleep = |delay| {
        waits.push(delay);
        std::future::ready(())
    };
    let send = || client.get(&url).send_checked::<E>();
    let failed = Retry::new(Idempotency::Idempotent).run(sleep, send).await.unwrap_err();
    Outcome { failed, requests: requests(), waits }
}

fn throttle(retry_after: &str) -> Answer {
    // Each answer is on a connection of its own: one that the server is about to close would be taken for the next.
    answer(&format!("429 -\nconnection: close\ncontent-length: {}\n{retry_after}", BODY.len()), BODY)
}

#[tokio::test]
async fn server_that_asks_for_no_wait_for_ever_is_asked_a_few_times() {
    let Outcome { failed, requests, waits } = call::<SocialApiError>(throttle("retry-after: 0")).await;
    assert_eq!((failed.tries, requests, waits), (6, 6, vec![Duration::ZERO; 5]));
    assert_eq!(failed.error.error_type(), "platform_rate_limit");
}

#[tokio::test]
async fn server_that_asks_for_a_day_is_not_asked_again() {
    let Outcome { failed, requests, .. } = call::<SocialApiError>(throttle("retry-after: 86400")).await;
    assert_eq!((failed.tries, requests), (1, 1));
}

#[tokio::test]
async fn date_is_waited_for() {
    let dates = "date: Thu, 26 Nov 2026 20:00:00 GMT\nretry-after: Thu, 26 Nov 2026 20:00:17 GMT";
    let Outcome { waits, .. } = call::<SocialApiError>(throttle(dates)).await;
    assert_eq!(waits, [Duration::from_secs(17); 5]);
    let far = "date: Thu, 26 Nov 2026 20:00:00 GMT\nretry-after: Fri, 27 Nov 2026 20:00:00 GMT";
    assert_eq!(call::<SocialApiError>(throttle(far)).await.requests, 1);
}

#[tokio::test]
async fn truncated_error_is_retried_by_its_code() {
    let cut = answer("429 -\ncontent-length: 1000\nretry-after: 7", &BODY[..BODY.len() - 1]);
    let Outcome { waits, requests, .. } = call::<SocialApiError>(cut).await;
    assert_eq!((requests, waits), (6, vec![Duration::from_secs(7); 5]));
}

#[tokio::test]
async fn refused_connection_is_retried_as_the_catalog_advises() {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let send = || client.get("http://127.0.0.1:1/").send_checked::<SlackError>();
    let retry = Retry::new(Idempotency::NotIdempotent);
    let failed = retry.run(tokio::time::sleep, send).await.unwrap_err();
    assert_eq!((failed.tries, failed.error.error_type()), (6, "connect"));
    let send = || client.get("http://127.0.0.1:1/").send_checked::<SocialApiError>();
    assert_eq!(retry.run(tokio::time::sleep, send).await.unwrap_err().tries, 1);
}

#[tokio::test]
async fn broken_connection_is_retried_where_that_does_no_harm() {
    let Outcome { failed, requests, .. } = call::<SlackError>(hang_up()).await;
    assert_eq!((failed.tries, requests, failed.error.error_type()), (6, 6, "disconnect"));
}

#[tokio::test]
async fn silence_is_retried_as_the_catalog_advises() {
    let Outcome { failed, requests, waits } = call::<SlackError>(silence()).await;
    assert_eq!((failed.tries, failed.error.error_type()), (6, "timeout"));
    assert_eq!((requests, waits), (6, vec![Duration::from_millis(20); 5]));
}

#[tokio::test]
async fn clients_that_block_are_retried_too() {
    let (url, requests) = throttle("retry-after: 0").serve_and_count();
    let call = move || {
        let client = reqwest::blocking::Client::builder().no_proxy().build().unwrap();
        let send = || client.get(&url).send_checked::<SocialApiError>();
        Retry::new(Idempotency::Idempotent).max_retries(2).run_blocking(thread::sleep, send).unwrap_err()
    };
    let failed = tokio::task::spawn_blocking(call).await.unwrap();
    assert_eq!((failed.tries, requests()), (3, 3));
}

#[tokio::test]
async fn version_012_is_retried_too() {
    let (url, requests) = throttle("retry-after: 0").serve_and_count();
    let client = reqwest_012::Client::builder().no_proxy().build().unwrap();
    let send = || client.get(&url).send_checked::<SocialApiError>();
    let failed = Retry::new(Idempotency::Idempotent).run(tokio::time::sleep, send).await.unwrap_err();
    assert_eq!((failed.tries, requests()), (6, 6));
}

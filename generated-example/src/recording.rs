//! Records what a service answers, as lines of JSON that `cargo errspec audit` reads.

use std::fs::File;
use std::io::{self, Write};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use serde_json::{Value, json};

/// Lets a service write a line for each of its responses.
pub(crate) fn record_responses(api: Router, file: File) -> Router {
    let file = Arc::new(file);
    api.layer(from_fn(move |request: Request, next: Next| {
        let file = Arc::clone(&file);
        async move {
            let (method, url) = (request.method().to_string(), request.uri().to_string());
            let (head, body) = next.run(request).await.into_parts();
            let body = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
            let headers = head
                .headers
                .iter()
                .map(|(name, value)| json!([name.as_str(), String::from_utf8_lossy(value.as_bytes())]));
            let line = json!({
                "method": method,
                "url": url,
                "status": head.status.as_u16(),
                "headers": headers.collect::<Vec<Value>>(),
                "body": String::from_utf8_lossy(&body),
            });
            if let Err(error) = write_line(&file, &line) {
                // The service goes on without its recording.
                let _ = writeln!(io::stderr(), "error: can't record a response: {error}");
            }
            Response::from_parts(head, Body::from(body))
        }
    }))
}

fn write_line(mut file: &File, line: &Value) -> io::Result<()> {
    file.write_all(format!("{line}\n").as_bytes())
}

//! The examples in the document of a service are what the service sends.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

#[path = "../examples/openapi/service.rs"]
mod service;

use axum::body::Body;
use axum::http::{HeaderMap, Request};
use axum::response::Response;
use serde_json::Value;
use service::{Notes, build_router};
use tower::ServiceExt;

/// Asks for each error that is documented, by the operation and the name of its example.
fn make_request(method: &str, path: &str, error: &str) -> Request<Body> {
    let title = if error == "TitleTooLong" { "long ".repeat(20) } else { "Title".to_owned() };
    let path = path.replace("{number}", "7");
    Request::builder().method(&*method.to_uppercase()).uri(path).body(title.into()).unwrap()
}

async fn send(notes: &Notes, request: Request<Body>) -> (u16, HeaderMap, Value) {
    let response: Response = build_router(notes.clone()).oneshot(request).await.unwrap();
    let (head, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    (head.status.as_u16(), head.headers, serde_json::from_slice(&body).unwrap())
}

/// An example that a document has of an error.
struct DocumentedExample {
    method: String,
    path: String,
    status: String,
    media_type: String,
    error: String,
    body: Value,
    has_wait: bool,
}

fn list_examples(document: &Value) -> Vec<DocumentedExample> {
    let mut examples = Vec::new();
    for (path, method, operation) in members(&document["paths"])
        .flat_map(|(path, operations)| members(operations).map(move |(method, value)| (path, method, value)))
    {
        for (status, response) in members(&operation["responses"]) {
            for (media_type, content) in members(&response["content"]) {
                examples.extend(members(&content["examples"]).map(|(error, example)| DocumentedExample {
                    method: method.clone(),
                    path: path.clone(),
                    status: status.clone(),
                    media_type: media_type.clone(),
                    error: error.clone(),
                    body: example["value"].clone(),
                    has_wait: response["headers"]["Retry-After"].is_object(),
                }));
            }
        }
    }
    examples
}

fn members(map: &Value) -> impl Iterator<Item = (&String, &Value)> {
    map.as_object().into_iter().flatten()
}

#[tokio::test]
async fn documented_examples_are_what_the_service_sends() {
    let notes = Notes::default();
    let request = Request::get("/openapi.json").body(Body::empty()).unwrap();
    let (_, _, document) = send(&notes, request).await;
    let examples = list_examples(&document);
    for example in &examples {
        let DocumentedExample { method, path, error, .. } = example;
        let place = format!("{error} of {method} {path}");
        let lock = (error == "Busy").then(|| notes.try_lock().unwrap());
        let (status, headers, body) = send(&notes, make_request(method, path, error)).await;
        drop(lock);
        assert_eq!((status.to_string(), body), (example.status.clone(), example.body.clone()), "{place}");
        assert_eq!(headers["content-type"], example.media_type.as_str(), "{place}");
        assert_eq!(headers.contains_key("retry-after"), example.has_wait, "{place}");
    }
    let compared: Vec<_> = examples.iter().map(|example| example.error.as_str()).collect();
    assert_eq!(compared, ["TitleTooLong", "Busy", "NoteNotFound", "Busy"]);
}

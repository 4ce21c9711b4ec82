//! Decoding a response, next to what serde makes of its body.

use std::hint::black_box;
use std::ops::Range;

use bytes::Bytes;
use errspec::{ApiError, ErrorKind};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use crate::catalogs::{Catalog, Codes, Large, Social};
use crate::ratio::{Floor, print_head, print_row};

/// `{"error": "…", "code": "…"}`
#[derive(Deserialize)]
struct Flat<'a, C> {
    error: &'a str,
    code: C,
}

/// `{"error": {"message": "…", "code": "…"}}`
#[derive(Deserialize)]
#[serde(bound = "C: Deserialize<'de>")]
struct Nested<'a, C> {
    #[serde(borrow)]
    error: Inner<'a, C>,
}

#[derive(Deserialize)]
struct Inner<'a, C> {
    message: &'a str,
    code: C,
}

/// An envelope, and what serde makes of it.
struct Envelope<C> {
    name: &'static str,
    body: fn(&str, &str) -> String,
    texts: fn(&[u8]) -> Option<(&str, &str)>,
    derived: fn(&[u8]) -> Option<(&str, C)>,
    code: fn(&Value) -> &Value,
}

fn flat<C: DeserializeOwned>() -> Envelope<C> {
    Envelope {
        name: "flat",
        body: |message, code| format!(r#"{{"error": {message:?}, "code": "{code}"}}"#),
        texts: |body| serde_json::from_slice(body).ok().map(|Flat { error, code }| (error, code)),
        derived: |body| serde_json::from_slice(body).ok().map(|Flat { error, code }| (error, code)),
        code: |body| &body["code"],
    }
}

fn nested<C: DeserializeOwned>() -> Envelope<C> {
    Envelope {
        name: "nested",
        body: |message, code| format!(r#"{{"error": {{"message": {message:?}, "code": "{code}"}}}}"#),
        texts: |body| serde_json::from_slice(body).ok().map(|Nested { error }| (error.message, error.code)),
        derived: |body| serde_json::from_slice(body).ok().map(|Nested { error }| (error.message, error.code)),
        code: |body| &body["error"]["code"],
    }
}

/// What any decoder has to keep that loses nothing.
#[expect(dead_code, reason = "that it is written is what takes time")]
struct Kept {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    message: Range<usize>,
    code: Range<usize>,
}

pub(crate) fn bench() {
    let rivals = ["floor and a `Box`", "errspec", "floor and `match`", "derived enum", "`Value` and `match`"];
    print_head("decode", &rivals);
    for codes in [Codes::Known, Codes::Unknown] {
        catalog::<Social>(codes);
        catalog::<Large>(codes);
    }
}

fn catalog<C: Catalog>(codes: Codes) {
    compare::<C, C::Flat>(codes, &flat());
    compare::<C, C::Nested>(codes, &nested());
}

fn compare<C: Catalog, E: ApiError>(codes: Codes, envelope: &Envelope<C::Code>) {
    let Envelope { texts, derived, code, .. } = *envelope;
    let bodies = bodies::<E::Kind>(codes, envelope.body);
    assert!(bodies.iter().all(|body| decodes::<E>(body, codes, texts) && derived(&body.1).is_some()));
    let floor = Floor::new(&bodies, response, 32, |response| {
        texts(body(response.as_ref())).map(|texts| _ = black_box(texts))
    });
    let ratios = [
        floor.ratio(|response| kept(response.take()?, texts)),
        floor.ratio(|response| response.take().map(E::from_response)),
        floor.ratio(|response| texts(body(response.as_ref())).map(|(_, code)| C::by_match(code))),
        floor.ratio(|response| derived(body(response.as_ref())).map(|(_, code)| code)),
        floor.ratio(|response| {
            let body = serde_json::from_slice(body(response.as_ref())).unwrap_or_default();
            code(&body).as_str().map(C::by_match)
        }),
    ];
    let name = format!("{} errors, {}, {} code", E::Kind::KNOWN.len(), envelope.name, codes.name());
    print_row(&name, &floor, &ratios);
}

/// Whether a body decodes to what was sent.
fn decodes<E: ApiError>(
    sent: &(E::Kind, Bytes),
    codes: Codes,
    texts: fn(&[u8]) -> Option<(&str, &str)>,
) -> bool {
    response(sent).map(E::from_response).is_some_and(|error| {
        error.code() == texts(&sent.1).map(|(_, code)| code)
            && (error.kind() == sent.0) == matches!(codes, Codes::Known)
    })
}

fn kept(response: Response<Bytes>, texts: fn(&[u8]) -> Option<(&str, &str)>) -> Option<Box<Kept>> {
    let (head, body) = response.into_parts();
    let start = body.as_ptr().addr();
    let range = |text: &str| {
        let at = text.as_ptr().addr() - start;
        at..at + text.len()
    };
    let (message, code) = texts(&body).map(|(message, code)| (range(message), range(code)))?;
    Some(Box::new(Kept { status: head.status, headers: head.headers, body, message, code }))
}

/// A kind and the body of a response for each code to send.
fn bodies<K: ErrorKind>(codes: Codes, body: fn(&str, &str) -> String) -> Vec<(K, Bytes)> {
    codes.of::<K>().into_iter().map(|(kind, code)| (kind, body(kind.meaning(), &code).into())).collect()
}

/// A response as it comes: of the status, with some header fields, the body read a moment ago.
#[expect(clippy::unnecessary_wraps, reason = "who decodes it takes it out")]
fn response<K: ErrorKind>((kind, body): &(K, Bytes)) -> Option<Response<Bytes>> {
    let mut response = Response::new(Bytes::copy_from_slice(body));
    *response.status_mut() =
        kind.status().and_then(|status| StatusCode::from_u16(status).ok()).unwrap_or_default();
    for (name, value) in [
        ("content-type", "application/json"),
        ("content-length", "128"),
        ("date", "Sun, 22 Nov 2026 08:00:00 GMT"),
        ("server", "nginx"),
    ] {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    Some(response)
}

fn body(response: Option<&Response<Bytes>>) -> &[u8] {
    response.map_or(&[], |response| response.body())
}

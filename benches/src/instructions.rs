//! Counts the instructions that decoding takes, by valgrind's callgrind; README.md says what the numbers mean.

use std::error::Error;
use std::hint::black_box;
use std::ops::Range;
use std::process::Command;

use bytes::Bytes;
use errspec::{ApiError, ErrorKind};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use serde::Deserialize;

use large::LargeError;
use social::SocialApiError;

mod social {
    errspec::include_errors!("social.yaml");
}
mod large {
    errspec::include_errors!("large.yaml");
}

/// How many responses are decoded: each code of the large catalog twice.
const COUNT: usize = 10_000;

/// The header fields of a response, besides none.
const FIELDS: &[(&str, &str)] =
    &[("content-type", "application/json"), ("content-length", "128"), ("server", "nginx")];

type Run = fn(&[(&'static str, &'static str)]);

/// What is counted: a name, and what decodes responses with some header fields.
const CASES: [(&str, Run); 6] = [
    ("floor, 14 errors", |fields| run_counted(make_responses::<SocialApiError>(fields), read_texts)),
    ("floor and a `Box`, 14 errors", |fields| {
        run_counted(make_responses::<SocialApiError>(fields), keep_response);
    }),
    ("errspec, 14 errors", |fields| {
        run_counted(make_responses::<SocialApiError>(fields), SocialApiError::from_response);
    }),
    ("floor, 5000 errors", |fields| run_counted(make_responses::<LargeError>(fields), read_texts)),
    ("floor and a `Box`, 5000 errors", |fields| {
        run_counted(make_responses::<LargeError>(fields), keep_response);
    }),
    ("errspec, 5000 errors", |fields| {
        run_counted(make_responses::<LargeError>(fields), LargeError::from_response);
    }),
];

/// Runs the case that the arguments number, with or without header fields, else counts each of them by callgrind.
fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    if let [number, has_fields] = &arguments[..] {
        let (_, run) = CASES.get(number.parse::<usize>()?).ok_or("no such case")?;
        run(if has_fields.parse()? { FIELDS } else { &[] });
        return Ok(());
    }
    println!("| decode, in instructions | no header fields | three |\n|---|---|---|");
    for (number, (name, _)) in CASES.iter().enumerate() {
        let [none, three] =
            ["false", "true"].map(|has_fields| count_instructions(&number.to_string(), has_fields));
        println!("| {name} | {} | {} |", none? / COUNT, three? / COUNT);
    }
    Ok(())
}

/// Runs a case under callgrind, which counts what `run_counted` executes.
fn count_instructions(case: &str, has_fields: &str) -> Result<usize, Box<dyn Error>> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=*run_counted*"])
        .arg(std::env::current_exe()?)
        .args([case, has_fields])
        .output()
        .map_err(|error| format!("cannot run valgrind: {error}"))?;
    let report = String::from_utf8(output.stderr)?;
    let line = report.lines().find_map(|line| line.split_once("Collected : "));
    Ok(line.ok_or("callgrind counted nothing")?.1.trim().parse()?)
}

/// Decodes responses and drops what became of them, one by one. Not inlined, so that callgrind finds it.
#[inline(never)]
fn run_counted<T>(responses: Vec<Response<Bytes>>, decode: fn(Response<Bytes>) -> T) {
    for response in responses {
        black_box(decode(response));
    }
}

/// `{"error": "…", "code": "…"}`
#[derive(Deserialize)]
struct Texts<'a> {
    error: &'a str,
    code: &'a str,
}

/// Reads the texts and keeps nothing.
fn read_texts(response: Response<Bytes>) {
    let _ = black_box(serde_json::from_slice::<Texts<'_>>(response.body()));
}

/// What any decoder has to keep that loses nothing.
#[expect(dead_code, reason = "that it is written is what takes time")]
struct KeptResponse {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    error: Range<usize>,
    code: Range<usize>,
}

fn keep_response(response: Response<Bytes>) -> Option<Box<KeptResponse>> {
    let (head, body) = response.into_parts();
    let start = body.as_ptr().addr();
    let locate = |text: &str| {
        let at = text.as_ptr().addr() - start;
        at..at + text.len()
    };
    let (error, code) = {
        let texts = serde_json::from_slice::<Texts<'_>>(&body).ok()?;
        (locate(texts.error), locate(texts.code))
    };
    Some(Box::new(KeptResponse { status: head.status, headers: head.headers, body, error, code }))
}

/// Makes responses of all codes of a catalog in turn, with some header fields.
fn make_responses<E: ApiError>(fields: &[(&'static str, &'static str)]) -> Vec<Response<Bytes>> {
    let coded = E::Kind::KNOWN.iter().filter_map(|kind| Some((kind, kind.code()?)));
    coded.cycle().take(COUNT).map(|(kind, code)| make_response(*kind, code, fields)).collect()
}

fn make_response<K: ErrorKind>(
    kind: K,
    code: &str,
    fields: &[(&'static str, &'static str)],
) -> Response<Bytes> {
    let body = format!(r#"{{"error": {:?}, "code": "{code}"}}"#, kind.meaning());
    let mut response = Response::new(Bytes::copy_from_slice(body.as_bytes()));
    *response.status_mut() =
        kind.status().and_then(|status| StatusCode::from_u16(status).ok()).unwrap_or_default();
    for (name, value) in fields {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

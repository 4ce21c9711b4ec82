//! What people paste → a response: `curl -i` or `curl -v` output, or a JSON body alone.

use std::borrow::Cow;

use errspec::__private::Bytes;
use errspec::__private::http::StatusCode;
use errspec::__private::http::header::{HeaderMap, HeaderName, HeaderValue};
use serde::de::IgnoredAny;

use crate::diagnostic::Diagnostic;

/// A response, as far as it was pasted.
pub(super) struct Response {
    /// None for a body alone.
    pub(super) status: Option<StatusCode>,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// Reads the last response of several, such as those behind `100 Continue` or a redirect.
pub(super) fn read(pasted: &[u8]) -> Result<Response, Diagnostic> {
    const HELP: &str = "send one: `curl -si URL | cargo errspec explain -`";
    let pasted = pasted.strip_prefix("\u{feff}".as_bytes()).unwrap_or(pasted).trim_ascii_start();
    if pasted.is_empty() {
        return Err(Diagnostic::failure("standard input is empty").with_help(HELP));
    }
    let is_json = serde_json::from_slice::<IgnoredAny>(pasted).is_ok();
    let response =
        if is_json { None } else { last_head(&without_remarks(pasted)).map(|head| head.response()) };
    if let Some(response) = response {
        return Ok(response);
    }
    // JSON can break off.
    if is_json || pasted.starts_with(b"{") || pasted.starts_with(b"[") {
        let body = Bytes::copy_from_slice(pasted);
        return Ok(Response { status: None, headers: HeaderMap::new(), body });
    }
    let message = "standard input is neither a response, as `curl -i` prints it, nor a JSON body";
    Err(Diagnostic::failure(message).with_help(HELP))
}

/// What `curl -v` printed without what it says itself, what it sent and its progress meter; anything else as it is.
fn without_remarks(pasted: &[u8]) -> Cow<'_, [u8]> {
    let lines = || pasted.split_inclusive(|byte| *byte == b'\n');
    if !lines().any(|line| line.starts_with(b"< HTTP/")) {
        return Cow::Borrowed(pasted);
    }
    let is_remark = |line: &[u8]| {
        let starts = |marks: &[&[u8]]| marks.iter().any(|mark| line.starts_with(mark));
        let counts = starts(&[b"{ [", b"} ["]) && line.trim_ascii_end().ends_with(b"bytes data]");
        // The progress meter returns to the start of its line.
        counts || starts(&[b"* ", b"> "]) || line.starts_with(b"\r") && line.trim_ascii() != b""
    };
    Cow::Owned(lines().filter(|line| !is_remark(line)).collect::<Vec<_>>().concat())
}

/// Where a response starts.
struct Head<'a> {
    status: StatusCode,
    /// What stands behind the status line.
    rest: &'a [u8],
}

fn last_head(bytes: &[u8]) -> Option<Head<'_>> {
    let mut lines = Lines(bytes);
    let mut last = lines.next().and_then(status_of).map(|status| Head { status, rest: lines.0 });
    while let Some(line) = lines.next() {
        // In a body, a line that only looks like a status line has no header fields behind it.
        if let Some(status) = status_of(line).filter(|_| Lines(lines.0).next().is_none_or(is_of_head)) {
            last = Some(Head { status, rest: lines.0 });
        }
    }
    last
}

impl Head<'_> {
    fn response(&self) -> Response {
        let (mut headers, mut lines) = (HeaderMap::new(), Lines(self.rest));
        while let Some(line) = lines.next().filter(|line| !line.is_empty()) {
            if let Some((name, value)) = field_of(line) {
                headers.append(name, value);
            }
        }
        Response { status: Some(self.status), headers, body: Bytes::copy_from_slice(lines.0) }
    }
}

/// The status in a status line: `HTTP/1.1 404 Not Found`, `HTTP/2 404`.
fn status_of(line: &[u8]) -> Option<StatusCode> {
    let line = std::str::from_utf8(line).ok()?.strip_prefix("HTTP/")?;
    let (version, rest) = line.split_once(' ')?;
    let is_version = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let status = rest.split(' ').next()?;
    (is_version && status.len() == 3).then(|| status.parse().ok()).flatten()
}

fn is_of_head(line: &[u8]) -> bool {
    line.is_empty() || field_of(line).is_some()
}

fn field_of(line: &[u8]) -> Option<(HeaderName, HeaderValue)> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let (name, value) = line.split_at(colon);
    Some((HeaderName::from_bytes(name).ok()?, HeaderValue::from_bytes(value[1..].trim_ascii()).ok()?))
}

/// Lines without their ends, and the `<` that `curl -v` puts before those of a head; what is left is behind the last.
struct Lines<'a>(&'a [u8]);

impl<'a> Iterator for Lines<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        if self.0.is_empty() {
            return None;
        }
        let end = self.0.iter().position(|byte| *byte == b'\n');
        let (line, rest) = end.map_or((self.0, &[][..]), |end| (&self.0[..end], &self.0[end + 1..]));
        self.0 = rest;
        let line = line.trim_ascii_end();
        Some(
            line.strip_prefix(b"< ")
                .or_else(|| line.strip_prefix(b"<").filter(|rest| rest.is_empty()))
                .unwrap_or(line),
        )
    }
}

//! Parses a pasted response: the output of `curl -i` or `curl -v`, or a body alone.

use std::borrow::Cow;

use errspec::__private::Bytes;
use errspec::__private::http::StatusCode;
use errspec::__private::http::header::{HeaderMap, HeaderName, HeaderValue};
use serde::de::IgnoredAny;

use crate::diagnostic::Diagnostic;

/// A response, as far as it was pasted.
pub(super) struct PastedResponse {
    /// `None` for a body alone.
    pub(super) status: Option<StatusCode>,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// Parses the last of the pasted responses: the ones before it are redirects or `100 Continue`.
pub(super) fn parse_pasted(pasted: &[u8]) -> Result<PastedResponse, Diagnostic> {
    const HELP: &str = "send one: `curl -si URL | cargo errspec explain -`";
    let pasted = pasted.strip_prefix("\u{feff}".as_bytes()).unwrap_or(pasted).trim_ascii_start();
    if pasted.is_empty() {
        return Err(Diagnostic::failure("standard input is empty").with_help(HELP));
    }
    let is_json = serde_json::from_slice::<IgnoredAny>(pasted).is_ok();
    if !is_json && let Some(head) = find_last_head(&remove_remarks(pasted)) {
        return head.parse_response();
    }
    // What has no status line is a body, as `curl -s` prints it: JSON, also broken off, or the text of a gateway.
    let body = Bytes::copy_from_slice(pasted);
    Ok(PastedResponse { status: None, headers: HeaderMap::new(), body })
}

/// Removes what `curl -v` prints besides the response: its remarks, the request and the progress meter.
fn remove_remarks(pasted: &[u8]) -> Cow<'_, [u8]> {
    let lines = || pasted.split_inclusive(|byte| *byte == b'\n');
    if !lines().any(|line| line.starts_with(b"< HTTP/")) {
        return Cow::Borrowed(pasted);
    }
    Cow::Owned(lines().filter(|line| !is_remark(line)).collect::<Vec<_>>().concat())
}

/// Returns whether a line is what `curl -v` prints besides a response.
pub(crate) fn is_remark(line: &[u8]) -> bool {
    let starts_with = |marks: &[&[u8]]| marks.iter().any(|mark| line.starts_with(mark));
    let is_byte_count = starts_with(&[b"{ [", b"} ["]) && line.trim_ascii_end().ends_with(b"bytes data]");
    // The progress meter returns to the start of its line.
    let is_progress = line.starts_with(b"\r") && line.trim_ascii() != b"";
    is_byte_count || is_progress || starts_with(&[b"* ", b"> "])
}

/// The status line of a response.
struct ResponseHead<'a> {
    status: StatusCode,
    /// What follows the status line: header fields, an empty line and the body.
    rest: &'a [u8],
}

fn find_last_head(bytes: &[u8]) -> Option<ResponseHead<'_>> {
    let mut lines = HeadLines(bytes);
    let first = lines.next().and_then(parse_status_line);
    let mut last = first.map(|status| ResponseHead { status, rest: lines.0 });
    while let Some(line) = lines.next() {
        let Some(status) = parse_status_line(line) else { continue };
        // A line of a body that only looks like a status line is not followed by header fields.
        if HeadLines(lines.0).next().is_none_or(is_head_line) {
            last = Some(ResponseHead { status, rest: lines.0 });
        }
    }
    last
}

impl ResponseHead<'_> {
    fn parse_response(&self) -> Result<PastedResponse, Diagnostic> {
        let (mut headers, mut lines) = (HeaderMap::new(), HeadLines(self.rest));
        while let Some(line) = lines.next().filter(|line| !line.is_empty()) {
            if let Some((name, value)) = parse_header_line(line) {
                // `append` panics where the map is full.
                let added = headers.try_append(name, value);
                added.map_err(|_| Diagnostic::failure("the response has too many header fields"))?;
            }
        }
        Ok(PastedResponse { status: Some(self.status), headers, body: Bytes::copy_from_slice(lines.0) })
    }
}

/// Parses `HTTP/1.1 404 Not Found` or `HTTP/2 404`.
pub(crate) fn parse_status_line(line: &[u8]) -> Option<StatusCode> {
    let line = std::str::from_utf8(line).ok()?.strip_prefix("HTTP/")?;
    let (version, rest) = line.split_once(' ')?;
    let is_version = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let status = rest.split(' ').next()?;
    (is_version && status.len() == 3).then(|| status.parse().ok()).flatten()
}

fn is_head_line(line: &[u8]) -> bool {
    line.is_empty() || parse_header_line(line).is_some()
}

/// Parses `Content-Type: text/html`.
pub(crate) fn parse_header_line(line: &[u8]) -> Option<(HeaderName, HeaderValue)> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let (name, value) = line.split_at(colon);
    Some((HeaderName::from_bytes(name).ok()?, HeaderValue::from_bytes(value[1..].trim_ascii()).ok()?))
}

/// Lines without their ends and without the `<` that `curl -v` puts before those of a head.
///
/// The field holds what follows the last line that was read.
struct HeadLines<'a>(&'a [u8]);

impl<'a> Iterator for HeadLines<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        if self.0.is_empty() {
            return None;
        }
        let end = self.0.iter().position(|byte| *byte == b'\n');
        let (line, rest) = end.map_or((self.0, &[][..]), |end| (&self.0[..end], &self.0[end + 1..]));
        self.0 = rest;
        let line = line.trim_ascii_end();
        Some(if line == b"<" { b"" } else { line.strip_prefix(b"< ").unwrap_or(line) })
    }
}

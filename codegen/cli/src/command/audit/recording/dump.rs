//! Reads what `curl -i` or `curl -v` printed: one response after the other.

use std::io::{BufRead, Read};

use errspec::__private::http::{HeaderMap, StatusCode};

use super::body::decode_body;
use super::{MAX_BODY, OnExchange, RecordedExchange, RecordedPlace, RecordedResponse};
use crate::command::explain::response::{is_remark, parse_header_line, parse_status_line};

/// As much of a line is read; the rest of it is passed over.
const MAX_LINE: usize = MAX_BODY + 1;

/// Returns whether a line of a text starts a response.
pub(super) fn has_head(start: &[u8]) -> bool {
    start.split(|byte| *byte == b'\n').any(|line| find_status_line(line).is_some_and(|(at, _)| at == 0))
}

/// A response of which all lines so far were read.
struct OpenResponse {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
    is_in_head: bool,
    line: usize,
}

/// Reads the responses of a dump.
pub(super) fn read_dump(mut input: impl BufRead, on_exchange: &mut OnExchange<'_>) -> Result<(), String> {
    let mut open = None::<OpenResponse>;
    let mut is_verbose = false;
    let mut next = read_line(&mut input)?;
    let mut number = 0;
    while let Some(line) = next {
        next = read_line(&mut input)?;
        number += 1;
        is_verbose |= line.starts_with(b"< HTTP/");
        if is_verbose && is_remark(&line) {
            continue;
        }
        let is_in_head = open.as_ref().is_some_and(|open| open.is_in_head);
        let head = find_status_line(&line).filter(|_| !is_in_head);
        // A line of a body that only looks like a status line is not followed by header fields.
        let head = head.filter(|_| next.as_deref().is_none_or(is_head_line));
        let Some((at, status)) = head else {
            if let Some(open) = &mut open {
                open.add_line(&line);
            }
            continue;
        };
        if let Some(mut open) = open.take() {
            // What was printed before may have had no line break at its end.
            open.add_line(&line[..at]);
            on_exchange(open.close());
        }
        open = Some(OpenResponse {
            status,
            headers: HeaderMap::new(),
            body: Vec::new(),
            is_in_head: true,
            line: number,
        });
    }
    if let Some(open) = open {
        on_exchange(open.close());
    }
    Ok(())
}

impl OpenResponse {
    fn add_line(&mut self, line: &[u8]) {
        if !self.is_in_head {
            let room = MAX_BODY.saturating_sub(self.body.len());
            self.body.extend(&line[..line.len().min(room)]);
            return;
        }
        let line = strip_mark(line.trim_ascii_end());
        if line.is_empty() {
            self.is_in_head = false;
        } else if let Some((name, value)) = parse_header_line(line) {
            let _ = self.headers.try_append(name, value);
        }
    }

    fn close(mut self) -> RecordedExchange {
        // What comes before the response itself is none.
        if self.status.is_informational() {
            return RecordedExchange::NoResponse;
        }
        let (body, unread) = decode_body(self.body, None, &mut self.headers);
        let response = RecordedResponse {
            status: self.status,
            headers: self.headers,
            body,
            unread,
            time: None,
            request: None,
            place: RecordedPlace::Line(self.line),
        };
        RecordedExchange::Response(Box::new(response))
    }
}

/// Finds where in a line a response starts, and its status.
fn find_status_line(line: &[u8]) -> Option<(usize, StatusCode)> {
    let line = line.trim_ascii_end();
    let at = line.windows(5).position(|bytes| bytes == b"HTTP/")?;
    let status = parse_status_line(&line[at..])?;
    Some((if line[..at] == *b"< " { 0 } else { at }, status))
}

/// Removes what `curl -v` puts before the lines of a head.
fn strip_mark(line: &[u8]) -> &[u8] {
    if line == b"<" { b"" } else { line.strip_prefix(b"< ").unwrap_or(line) }
}

fn is_head_line(line: &[u8]) -> bool {
    let line = strip_mark(line.trim_ascii_end());
    line.is_empty() || parse_header_line(line).is_some()
}

/// Reads a line with its end; of a long one the start.
fn read_line(input: &mut impl BufRead) -> Result<Option<Vec<u8>>, String> {
    let mut line = Vec::new();
    let limit = MAX_LINE as u64;
    input.by_ref().take(limit).read_until(b'\n', &mut line).map_err(|error| error.to_string())?;
    if line.len() == MAX_LINE && !line.ends_with(b"\n") {
        input.skip_until(b'\n').map_err(|error| error.to_string())?;
    }
    Ok((!line.is_empty()).then_some(line))
}

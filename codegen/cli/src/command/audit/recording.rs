//! Reads recorded traffic, response by response, whatever its format: HAR, lines of JSON, or what `curl -i` printed.
//!
//! No more than one response is in memory at a time, of whose body as much as is read of any is kept.

mod body;
mod cut;
mod dump;
mod exchange;
mod headers;
mod json;

use std::io::{BufReader, Cursor, Read};

use errspec::__private::Bytes;
use errspec::__private::http::{HeaderMap, Response, StatusCode};

/// As much of a body is read, and of any text in a recording.
pub(super) const MAX_BODY: usize = 1 << 20;

/// As much of a recording is looked at to tell its format.
const PEEKED: u64 = 4096;

/// A response as it was recorded.
#[derive(Debug)]
pub(super) struct RecordedResponse {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// Why the body can't be read, if that is so.
    pub(super) unread: Option<&'static str>,
    /// When it came, as it was recorded.
    pub(super) time: Option<String>,
    /// The method and the path of the request.
    pub(super) request: Option<String>,
    pub(super) place: RecordedPlace,
}

impl RecordedResponse {
    /// Makes the response that the runtime decodes.
    pub(super) fn into_http_response(self) -> Response<Bytes> {
        let mut response = Response::new(self.body);
        (*response.status_mut(), *response.headers_mut()) = (self.status, self.headers);
        response
    }
}

/// Where in a recording a response is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RecordedPlace {
    /// The line on which it starts, from 1.
    Line(usize),
    /// Its number among the entries, from 1.
    Entry(usize),
}

/// What a recording has for an exchange.
#[derive(Debug)]
pub(super) enum RecordedExchange {
    Response(Box<RecordedResponse>),
    /// The request was not answered: it was blocked, or the connection broke.
    NoResponse,
    /// It can't be read.
    Unreadable(RecordedPlace),
}

/// What is done with each exchange.
pub(super) type OnExchange<'f> = dyn FnMut(RecordedExchange) + 'f;

/// Reads a recording to its end. The error says why it can't be read, or not to its end.
pub(super) fn read_recording(mut input: impl Read, on_exchange: &mut OnExchange<'_>) -> Result<(), String> {
    let mut head = Vec::new();
    input.by_ref().take(PEEKED).read_to_end(&mut head).map_err(|error| error.to_string())?;
    let mark = if head.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
    let start = head.get(mark..).unwrap_or_default().trim_ascii_start().to_vec();
    // Lines are counted from the start of the file.
    let all = Cursor::new(head.split_off(mark)).chain(input);
    match start.first() {
        None => Err("it is empty".to_owned()),
        Some(b'[') => json::read_array(all, on_exchange),
        Some(b'{') if json::is_har(&start) => json::read_har(all, on_exchange),
        Some(b'{') => json::read_lines(all, on_exchange),
        Some(_) if dump::has_head(&start) => dump::read_dump(BufReader::new(all), on_exchange),
        Some(_) => Err(describe_other_format(&start).to_owned()),
    }
}

/// Describes what isn't a recording, or not as it is.
fn describe_other_format(start: &[u8]) -> &'static str {
    match start {
        [b'P', b'K', 3, 4, ..] => "it is a zip archive, whose HAR has to be extracted",
        [0x1f, 0x8b, ..] => "it is compressed with gzip; give what `gunzip -c` prints to `audit -`",
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "it is UTF-16, and has to be UTF-8",
        _ => "it is neither a HAR, nor lines of JSON, nor what `curl -i` prints",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lists the statuses and the bodies of a recording, and how it ended.
    fn read(input: &str) -> (Vec<String>, Result<(), String>) {
        let mut seen = Vec::new();
        let result = read_recording(input.as_bytes(), &mut |exchange| {
            seen.push(match exchange {
                RecordedExchange::Response(response) => {
                    let body = String::from_utf8_lossy(&response.body);
                    format!("{} {body} {:?}", response.status.as_u16(), response.place)
                }
                other => format!("{other:?}"),
            });
        });
        (seen, result)
    }

    fn list(input: &str) -> Vec<String> {
        read(input).0
    }

    #[test]
    fn formats_are_told_by_their_content() {
        let har =
            r#"{"log":{"version":"1.2","entries":[{"response":{"status":404,"content":{"text":"{}"}}}]}}"#;
        assert_eq!(list(har), ["404 {} Entry(1)"]);
        assert_eq!(list("\u{feff}\n{\"status\":404,\"body\":\"x\"}"), ["404 x Line(2)"]);
        assert_eq!(
            list("{\n  \"status\": 404,\n  \"body\": \"x\"\n}\n{\n\"status\": 500}"),
            ["404 x Entry(1)", "500  Entry(2)"]
        );
        assert_eq!(list(r#"[{"status":404}, {"status":500}]"#), ["404  Entry(1)", "500  Entry(2)"]);
        assert_eq!(list("HTTP/1.1 404 Not Found\r\n\r\nx"), ["404 x Line(1)"]);
        assert!(read("hello").1.unwrap_err().starts_with("it is neither"));
        assert_eq!(read(" \n").1.unwrap_err(), "it is empty");
        for (input, problem) in [
            (&b"PK\x03\x04\x14"[..], "it is a zip archive"),
            (b"\x1f\x8b\x08", "it is compressed"),
            (b"\xff\xfe{\0", "it is UTF-16"),
        ] {
            let refusal = read_recording(input, &mut |_| {}).unwrap_err();
            assert!(refusal.starts_with(problem), "{refusal}");
        }
    }

    #[test]
    fn members_that_are_missing_or_wrong_cost_nothing_else() {
        let har = r#"{"log":{"entries":[{}, 7, {"response":null}, {"response":{"status":0}}, {"request":7,
            "response":{"status":"404","headers":{},"content":{"text":null,"size":"x"}}},
            {"response":{"status":500,"headers":[{"name":1},{"name":":status","value":"500"}]}}]}}"#;
        assert_eq!(
            list(har),
            [
                "NoResponse",
                "Unreadable(Entry(2))",
                "NoResponse",
                "NoResponse",
                "404  Entry(5)",
                "500  Entry(6)"
            ]
        );
    }

    #[test]
    fn broken_har_gives_what_came_before() {
        let (seen, result) = read(r#"{"log":{"entries":[{"response":{"status":404}},{"resp"#);
        assert_eq!(seen, ["404  Entry(1)"]);
        assert!(result.unwrap_err().contains("EOF"));
    }

    #[test]
    fn line_that_is_no_response_is_passed_over() {
        let seen = list("{\"status\":404}\n{\"stat\n\n{\"a\":1}\n{\"status\":\"500\",\"body\":{\"a\":1.50}}");
        assert_eq!(seen, ["404  Line(1)", "Unreadable(Line(2))", "NoResponse", "500 {\"a\":1.50} Line(5)"]);
    }

    #[test]
    fn lone_surrogates_and_long_texts_are_read() {
        let long = "é".repeat(MAX_BODY);
        let seen =
            list(&format!("{{\"status\":400,\"body\":\"{long}\"}}\n{{\"status\":400,\"body\":\"\\ud83d\"}}"));
        assert!(seen[0].len() < MAX_BODY + 50 && seen[0].ends_with("é Line(1)"));
        assert!(seen[1].starts_with("400 \u{fffd}"));
    }

    #[test]
    fn dump_has_several_responses() {
        let dump = "HTTP/1.1 100 Continue\r\n\r\nHTTP/2 404 \ncontent-type: x\n\n{\"a\":1}HTTP/1.1 500 X\r\nA: b\r\n\r\n\
                    it said\nHTTP/1.1 200 OK\nand no more\n< HTTP/1.1 401 X\r\n< A: b\r\n< \r\n* Connection\n{}";
        assert_eq!(
            list(dump),
            [
                "NoResponse",
                "404 {\"a\":1} Line(3)",
                "500 it said\nHTTP/1.1 200 OK\nand no more\n Line(6)",
                "401 {} Line(12)"
            ]
        );
    }
}

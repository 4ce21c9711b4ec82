//! Reads an exchange in JSON: an entry of a HAR, or an object with the status, the header fields and the body.

use std::borrow::Cow;
use std::fmt;

use errspec::__private::http::StatusCode;
use serde::Deserialize;
use serde::de::{Deserializer, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::body::decode_body;
use super::headers::{find_pseudo_status, read_header_fields, read_status};
use super::{RecordedExchange, RecordedPlace, RecordedResponse};

/// An entry of a HAR. Members that are missing or of another type are none.
#[derive(Deserialize)]
struct HarEntry<'a> {
    #[serde(default, rename = "startedDateTime", deserialize_with = "read_if_valid")]
    started: Option<Value>,
    #[serde(default, deserialize_with = "read_if_valid")]
    request: Option<HarRequest>,
    #[serde(borrow, default, deserialize_with = "read_if_valid")]
    response: Option<HarResponse<'a>>,
}

#[derive(Deserialize)]
struct HarRequest {
    method: Option<String>,
    url: Option<String>,
}

#[derive(Deserialize)]
struct HarResponse<'a> {
    #[serde(default, deserialize_with = "read_if_valid")]
    status: Option<Value>,
    #[serde(default, deserialize_with = "read_if_valid")]
    headers: Option<Value>,
    #[serde(borrow, default, deserialize_with = "read_if_valid")]
    content: Option<HarContent<'a>>,
}

#[derive(Deserialize)]
struct HarContent<'a> {
    #[serde(borrow)]
    text: Option<&'a RawValue>,
    #[serde(default, deserialize_with = "read_if_valid")]
    encoding: Option<String>,
    #[serde(default, deserialize_with = "read_if_valid")]
    size: Option<Value>,
}

/// A line of JSON. What other tools call these is taken as well.
#[derive(Deserialize)]
struct ExchangeLine<'a> {
    #[serde(default, alias = "status_code", deserialize_with = "read_if_valid")]
    status: Option<Value>,
    #[serde(default, deserialize_with = "read_if_valid")]
    headers: Option<Value>,
    #[serde(borrow)]
    body: Option<&'a RawValue>,
    #[serde(default, deserialize_with = "read_if_valid")]
    encoding: Option<String>,
    #[serde(default, alias = "timestamp", deserialize_with = "read_if_valid")]
    time: Option<Value>,
    #[serde(default, deserialize_with = "read_if_valid")]
    method: Option<String>,
    #[serde(default, alias = "path", deserialize_with = "read_if_valid")]
    url: Option<String>,
}

/// Reads a member; none if it is of another type.
fn read_if_valid<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let json: &'de RawValue = Deserialize::deserialize(deserializer)?;
    Ok(serde_json::from_str(json.get()).ok())
}

/// Reads an entry of a HAR.
pub(super) fn read_har_entry(json: &str, place: RecordedPlace) -> RecordedExchange {
    let Ok(HarEntry { started, request, response }) = serde_json::from_str(json) else {
        return RecordedExchange::Unreadable(place);
    };
    let Some(HarResponse { status, headers, content }) = response else {
        return RecordedExchange::NoResponse;
    };
    let (method, url) = request.map(|request| (request.method, request.url)).unwrap_or_default();
    let content = content.unwrap_or(HarContent { text: None, encoding: None, size: None });
    let size = content.size.and_then(|size| size.as_i64()).unwrap_or_default();
    let is_left_out = content.text.is_none_or(|text| text.get() == "null") && size > 0;
    let line = ExchangeLine {
        status,
        headers,
        body: content.text,
        encoding: content.encoding,
        time: started,
        method,
        url,
    };
    let mut exchange = make_exchange(line, place);
    if let RecordedExchange::Response(response) = &mut exchange {
        let left_out = is_left_out.then_some("the recording left it out");
        response.unread = response.unread.or(left_out);
    }
    exchange
}

/// Reads a line of JSON.
pub(super) fn read_exchange(json: &str, place: RecordedPlace) -> RecordedExchange {
    match serde_json::from_str(json) {
        Ok(line) => make_exchange(line, place),
        Err(_) => RecordedExchange::Unreadable(place),
    }
}

fn make_exchange(line: ExchangeLine<'_>, place: RecordedPlace) -> RecordedExchange {
    let fields = line.headers.unwrap_or_default();
    let status = line.status.as_ref().and_then(read_status).or_else(|| find_pseudo_status(&fields));
    let Some(status) = status.and_then(|status| StatusCode::from_u16(status).ok()) else {
        return RecordedExchange::NoResponse;
    };
    let mut headers = read_header_fields(&fields);
    let recorded = line.body.map(read_text).unwrap_or_default();
    let (body, unread) = decode_body(recorded, line.encoding.as_deref(), &mut headers);
    let time = line.time.and_then(|time| time.as_str().map(str::to_owned));
    let request = describe_request(line.method.as_deref(), line.url.as_deref());
    let response = RecordedResponse { status, headers, body, unread, time, request, place };
    RecordedExchange::Response(Box::new(response))
}

/// Returns the method and the path. A query and a user may be secrets.
fn describe_request(method: Option<&str>, url: Option<&str>) -> Option<String> {
    let path = url.map(|url| {
        let end = url.find(['?', '#']).unwrap_or(url.len());
        let url = &url[..end];
        match url.split_once("://") {
            Some((_, rest)) => rest.find('/').map_or("/", |slash| &rest[slash..]),
            None => url,
        }
    });
    let parts: Vec<_> = method.into_iter().chain(path).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Returns the text of a string, the JSON of anything else, and nothing of null.
fn read_text(json: &RawValue) -> Vec<u8> {
    struct TextBytes;

    impl Visitor<'_> for TextBytes {
        type Value = Vec<u8>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        // As bytes, a string may have lone surrogates.
        fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
            Ok(bytes.to_vec())
        }
    }

    let json = json.get();
    match json.as_bytes().first() {
        Some(b'"') => {
            let bytes = serde_json::Deserializer::from_str(json).deserialize_bytes(TextBytes);
            let bytes = bytes.unwrap_or_default();
            match String::from_utf8_lossy(&bytes) {
                Cow::Borrowed(_) => bytes,
                Cow::Owned(text) => text.into_bytes(),
            }
        }
        Some(b'n') | None => Vec::new(),
        Some(_) => json.as_bytes().to_vec(),
    }
}

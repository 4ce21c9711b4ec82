//! Reads exchanges in JSON: the entries of a HAR, the elements of an array, or values one after the other.

use std::fmt;
use std::io::{BufRead, BufReader, Cursor, Read};

use errspec::__private::http::StatusCode;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::body::decode_body;
use super::cut::{CutReader, MAX_EXCHANGE, ReadBudget};
use super::headers::{find_pseudo_status, read_header_fields, read_status};
use super::{MAX_BODY, OnExchange, RecordedExchange, RecordedPlace, RecordedResponse};

/// Base64 takes four bytes for three.
const MAX_STRING: usize = MAX_BODY / 3 * 4 + 4;

/// Returns whether JSON starts as a HAR does: with an object whose first member is `log`.
pub(super) fn is_har(start: &[u8]) -> bool {
    let rest = start.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    rest.is_some_and(|rest| rest.starts_with(b"\"log\""))
}

/// Reads the entries of a HAR.
pub(super) fn read_har(input: impl Read, on_exchange: &mut OnExchange<'_>) -> Result<(), String> {
    let budget = ReadBudget::new();
    let entries = EachSeed { budget: &budget, read: read_har_entry, on_exchange };
    let har = MemberSeed { name: "log", inner: MemberSeed { name: "entries", inner: entries } };
    read_whole(input, &budget, har)
}

/// Reads the elements of an array.
pub(super) fn read_array(input: impl Read, on_exchange: &mut OnExchange<'_>) -> Result<(), String> {
    let budget = ReadBudget::new();
    read_whole(input, &budget, EachSeed { budget: &budget, read: read_exchange, on_exchange })
}

fn read_whole<'de>(
    input: impl Read,
    budget: &ReadBudget,
    seed: impl DeserializeSeed<'de>,
) -> Result<(), String> {
    let input = BufReader::new(CutReader::new(input, MAX_STRING, budget.clone()));
    let mut deserializer = serde_json::Deserializer::from_reader(input);
    seed.deserialize(&mut deserializer).map_err(|error| error.to_string())?;
    Ok(())
}

/// Reads lines of JSON; what goes over several lines is read as one value after the other.
pub(super) fn read_lines(input: impl Read, on_exchange: &mut OnExchange<'_>) -> Result<(), String> {
    let budget = ReadBudget::new();
    let mut input = BufReader::new(CutReader::new(input, MAX_STRING, budget.clone()));
    let mut line = Vec::new();
    let mut is_first = true;
    for number in 1.. {
        line.clear();
        budget.renew();
        let read = input.read_until(b'\n', &mut line).map_err(|error| format!("line {number}: {error}"))?;
        if read == 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let place = RecordedPlace::Line(number);
        match serde_json::from_slice::<&RawValue>(&line) {
            Ok(value) => on_exchange(read_exchange(value.get(), place)),
            Err(error) if is_first && error.is_eof() => {
                return read_values(Cursor::new(line).chain(input), &budget, on_exchange);
            }
            Err(_) => on_exchange(RecordedExchange::Unreadable(place)),
        }
        is_first = false;
    }
    Ok(())
}

fn read_values(
    input: impl Read,
    budget: &ReadBudget,
    on_exchange: &mut OnExchange<'_>,
) -> Result<(), String> {
    let values = serde_json::Deserializer::from_reader(BufReader::new(input));
    for (value, number) in values.into_iter::<Box<RawValue>>().zip(1..) {
        budget.renew();
        on_exchange(read_exchange(
            value.map_err(|error| error.to_string())?.get(),
            RecordedPlace::Entry(number),
        ));
    }
    Ok(())
}

/// Hands one member of an object over to a seed, and passes the others over.
struct MemberSeed<S> {
    name: &'static str,
    inner: S,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for MemberSeed<S> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, S: DeserializeSeed<'de>> Visitor<'de> for MemberSeed<S> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with `{}`", self.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut inner = Some(self.inner);
        while let Some(key) = map.next_key::<String>()? {
            match inner.take_if(|_| key == self.name) {
                Some(inner) => {
                    map.next_value_seed(inner)?;
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        match inner {
            Some(_) => Err(A::Error::missing_field(self.name)),
            None => Ok(()),
        }
    }
}

/// Reads the elements of an array, one at a time.
struct EachSeed<'a, 'f> {
    budget: &'a ReadBudget,
    read: fn(&str, RecordedPlace) -> RecordedExchange,
    on_exchange: &'a mut OnExchange<'f>,
}

impl<'de> DeserializeSeed<'de> for EachSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for EachSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of exchanges")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut number = 0;
        self.budget.renew();
        while let Some(item) = list.next_element::<Box<RawValue>>()? {
            self.budget.renew();
            number += 1;
            (self.on_exchange)((self.read)(item.get(), RecordedPlace::Entry(number)));
        }
        Ok(())
    }
}

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

fn read_har_entry(json: &str, place: RecordedPlace) -> RecordedExchange {
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

fn read_exchange(json: &str, place: RecordedPlace) -> RecordedExchange {
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
                std::borrow::Cow::Borrowed(_) => bytes,
                std::borrow::Cow::Owned(text) => text.into_bytes(),
            }
        }
        Some(b'n') | None => Vec::new(),
        Some(_) => json.as_bytes().to_vec(),
    }
}

const _: () = assert!(MAX_EXCHANGE > 2 * MAX_STRING as u64);

//! Lists errors as the responses of an operation, for utoipa 6.

use std::collections::BTreeMap;
use std::fmt;

use errspec_data::openapi::{
    OpenApiValue, ResponseKey, TextStyle, describe_response, list_media_types, make_body_schema, make_object,
    make_response_headers,
};
use errspec_data::{Catalog, DraftBody, DraftValue, Entry, SampleContents, Scalar};
use http::StatusCode;
use serde_json::{Map, Value};
pub use utoipa::IntoResponses;
use utoipa::openapi::{RefOr, Response};

/// Responses by their keys: a status, a class such as `5XX`, or `default`.
pub type ListedResponses = BTreeMap<String, RefOr<Response>>;

/// How the texts of a catalog are written: as they are, since the service's own document shows its own catalog.
const STYLE: TextStyle = TextStyle { write_line: join_lines, write_code: format_code, find_phrase };

/// Lists all errors of a catalog.
#[must_use]
pub fn list_all_responses(catalog: &'static Catalog<'static>) -> ListedResponses {
    list_entries(catalog, catalog.entries().iter())
}

/// Lists the errors of some kinds.
#[must_use]
pub fn list_responses(catalog: &'static Catalog<'static>, kinds: &[u16]) -> ListedResponses {
    list_entries(catalog, kinds.iter().filter_map(|kind| catalog.entry(*kind)))
}

/// Lists entries in the responses that they can be; a success is described by the operation.
fn list_entries<'e>(
    catalog: &Catalog<'static>,
    entries: impl Iterator<Item = &'e Entry<'static>>,
) -> ListedResponses {
    let mut entries_by_key = BTreeMap::<_, Vec<&Entry<'static>>>::new();
    for entry in entries {
        for key in ResponseKey::list_keys(entry).into_iter().filter(|key| !key.is_success()) {
            entries_by_key.entry(key).or_default().push(entry);
        }
    }
    let responses = entries_by_key.into_iter();
    responses.map(|(key, entries)| (key.to_string(), make_response(catalog, key, &entries).into())).collect()
}

fn make_response(catalog: &Catalog<'static>, key: ResponseKey, entries: &[&Entry<'static>]) -> Response {
    let description = describe_response(key, entries, STYLE, |_| "");
    let headers = convert_value(make_object(make_response_headers(catalog, key, entries, STYLE)));
    let response = make_map([
        ("description", description.as_str().into()),
        ("headers", headers),
        ("content", make_content(catalog, key, entries)),
    ]);
    // utoipa reads whatever is described here; were there something else, the operation would still list the response.
    serde_json::from_value(response).unwrap_or_else(|_| Response::new(description))
}

fn make_content(catalog: &Catalog<'static>, key: ResponseKey, entries: &[&Entry<'static>]) -> Value {
    let mut examples = Map::new();
    for entry in entries {
        examples.extend(make_example(catalog, key, entry).map(|example| (entry.name().to_owned(), example)));
    }
    let examples = (!examples.is_empty()).then(|| Value::from(examples));
    let schema = make_body_schema(catalog, entries, STYLE);
    let types = list_media_types(catalog, &schema, examples, convert_value);
    make_map(types.into_iter().map(|(name, members)| (name, make_map(members))))
}

/// Makes the example of an entry; none if header fields alone are sent.
fn make_example(catalog: &Catalog<'static>, key: ResponseKey, entry: &Entry<'static>) -> Option<Value> {
    let sending = key.choose_sending(entry);
    let phrase = find_phrase(sending.status()).unwrap_or("Error");
    let contents = SampleContents { phrase, details: Vec::new() };
    let draft = catalog.draft_sample::<ExampleValue>(entry, sending, contents);
    if matches!(draft.body, DraftBody::Empty) {
        return None;
    }
    let value = convert_body(draft.body, |ExampleValue(value)| value);
    Some(make_map([("summary", join_lines(entry.meaning()).into()), ("value", value)]))
}

fn make_map<'n>(members: impl IntoIterator<Item = (&'n str, Value)>) -> Value {
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>().into()
}

/// A value of an example.
struct ExampleValue(Value);

impl From<Scalar> for ExampleValue {
    fn from(scalar: Scalar) -> Self {
        Self(convert_scalar(scalar))
    }
}

impl From<errspec_data::Value<'static>> for ExampleValue {
    fn from(value: errspec_data::Value<'static>) -> Self {
        Self(match value {
            errspec_data::Value::Boolean(value) => value.into(),
            errspec_data::Value::Number(digits) => read_number(digits),
            errspec_data::Value::Text(text) => text.into(),
            errspec_data::Value::Object => Map::new().into(),
            errspec_data::Value::Array(_) => Vec::<Value>::new().into(),
            errspec_data::Value::Null => Value::Null,
        })
    }
}

/// Shows a text without quotes.
impl fmt::Display for ExampleValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Value::String(text) => f.write_str(text),
            other => other.fmt(f),
        }
    }
}

impl DraftValue for ExampleValue {}

fn convert_value(value: OpenApiValue) -> Value {
    convert_body(value, convert_scalar)
}

fn convert_body<V>(body: DraftBody<'_, V>, convert: impl Fn(V) -> Value + Copy) -> Value {
    match body {
        DraftBody::Empty => Value::Null,
        DraftBody::Leaf(value) => convert(value),
        DraftBody::Array(elements) => {
            elements.into_iter().map(|element| convert_body(element, convert)).collect()
        }
        DraftBody::Object(members) => members
            .into_iter()
            .map(|(name, value)| (name.into_owned(), convert_body(value, convert)))
            .collect::<Map<_, _>>()
            .into(),
    }
}

fn convert_scalar(scalar: Scalar) -> Value {
    match scalar {
        Scalar::Boolean(value) => value.into(),
        Scalar::Number(digits) => read_number(&digits),
        Scalar::Text(text) => text.into(),
    }
}

/// Reads a number; one that is too large for a number of `serde_json` is its text.
fn read_number(digits: &str) -> Value {
    serde_json::from_str(digits).unwrap_or_else(|_| digits.into())
}

fn find_phrase(status: u16) -> Option<&'static str> {
    StatusCode::from_u16(status).ok()?.canonical_reason()
}

fn join_lines(markdown: &str) -> String {
    markdown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Formats a text as a code span, between more backticks than it has in a row (section 6.1 of `CommonMark` 0.31).
fn format_code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

//! Lists errors as the responses of an operation, for utoipa 6.

use std::collections::BTreeMap;

use errspec_data::openapi::{
    ResponseKey, TextStyle, describe_response, list_media_types, make_body_schema, make_object,
    make_response_headers,
};
use errspec_data::{Catalog, DraftBody, DraftValue, Entry, SampleContents};
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
    let headers = convert_body(make_object(make_response_headers(catalog, key, entries, STYLE)));
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
    let types = list_media_types(catalog, &schema, examples, convert_body);
    make_map(types.into_iter().map(|(name, members)| (name, make_map(members))))
}

/// Makes the example of an entry; none if header fields alone are sent.
fn make_example(catalog: &Catalog<'static>, key: ResponseKey, entry: &Entry<'static>) -> Option<Value> {
    let sending = key.choose_sending(entry);
    let phrase = find_phrase(sending.status()).unwrap_or("Error");
    let contents = SampleContents { phrase, details: Vec::new() };
    let draft = catalog.draft_sample(entry, sending, &contents);
    if matches!(draft.body, DraftBody::Empty) {
        return None;
    }
    let value = convert_body(draft.body);
    Some(make_map([("summary", join_lines(entry.meaning()).into()), ("value", value)]))
}

fn make_map<'n>(members: impl IntoIterator<Item = (&'n str, Value)>) -> Value {
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>().into()
}

fn convert_body(body: DraftBody<'_>) -> Value {
    match body {
        DraftBody::Empty => Value::Null,
        DraftBody::Leaf(value) => convert_value(value),
        DraftBody::Array(elements) => elements.into_iter().map(convert_body).collect(),
        DraftBody::Object(members) => members
            .into_iter()
            .map(|(name, value)| (name.into_owned(), convert_body(value)))
            .collect::<Map<_, _>>()
            .into(),
    }
}

fn convert_value(value: DraftValue) -> Value {
    match value {
        DraftValue::Boolean(value) => value.into(),
        DraftValue::Number(json) | DraftValue::Json(json) => read_json(&json),
        DraftValue::Text(text) => text.into(),
    }
}

/// Reads JSON; a number that is too large for one of `serde_json` is its text.
fn read_json(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_else(|_| json.into())
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

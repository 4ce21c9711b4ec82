//! Sends an error: drafts the response that decodes to it again, or passes on what came.

use bytes::Bytes;
use errspec_data::{Catalog, Contents, Draft, DraftBody, DraftValue, Locator, Place};
use http::header::{
    CONNECTION, CONTENT_ENCODING, CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE,
};
use http::{HeaderMap, Response, StatusCode};

use crate::added::{MadeDetail, MadeOf};
use crate::decode::{decode_response, is_error, read_time};
use crate::json_value::{make_draft_value, write_string};
use crate::located::Text;
use crate::response::{ErrorResponse, Parts};

/// Returns the status with which an error of a kind is sent.
pub(crate) fn find_sent_status(catalog: &Catalog<'_>, kind: u16) -> StatusCode {
    let planned = catalog.entry(kind).map(|entry| StatusCode::from_u16(entry.sending().status()));
    planned.and_then(Result::ok).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Drafts the response of an error of which nothing is said but the kind.
fn draft_planned_response(parts: &Parts, made_of: &MadeOf) -> Response<Bytes> {
    match parts.catalog.entry(parts.kind) {
        Some(entry) => {
            let contents = list_contents(parts, made_of);
            write_response(parts, parts.catalog.draft_response(entry, entry.sending(), contents))
        }
        None => write_unlisted_response(parts, made_of),
    }
}

/// Writes the response of an error that the catalog doesn't list, of which there is nothing but a message.
fn write_unlisted_response(parts: &Parts, made_of: &MadeOf) -> Response<Bytes> {
    let mut response = Response::new(made_of.message.as_deref().unwrap_or_default().to_owned().into());
    *response.status_mut() = parts.status;
    add_header_fields(response.headers_mut(), parts);
    response
}

fn list_contents<'m>(parts: &Parts, made_of: &'m MadeOf) -> Contents<'m> {
    Contents {
        message: made_of.message.as_deref(),
        request_id: made_of.request_id.as_deref(),
        target: made_of.target.as_deref(),
        details: made_of.details.iter().map(MadeDetail::as_contents).collect(),
        phrase: parts.status.canonical_reason().unwrap_or("Error"),
        fields: made_of.fields.iter().map(|value| value.as_deref().map(make_draft_value)).collect(),
        wait: made_of.retry_after,
        time: read_time(),
    }
}

fn write_response(parts: &Parts, draft: Draft<'_>) -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = parts.status;
    if !matches!(draft.body, DraftBody::Empty) {
        let mut json = String::new();
        write_body(&draft.body, &mut json);
        *response.body_mut() = json.into();
    }
    *response.headers_mut() = make_header_fields(draft.headers);
    if !response.body().is_empty() && !response.headers().contains_key(CONTENT_TYPE) {
        let content_type = HeaderValue::from_static(parts.catalog.envelope().content_type());
        response.headers_mut().insert(CONTENT_TYPE, content_type);
    }
    add_header_fields(response.headers_mut(), parts);
    response
}

/// Drafts the response of an error that is to be sent, and decodes it to the error that was meant, whatever the response
/// says by itself.
pub(crate) fn decode_draft(made: &Parts, made_of: &MadeOf) -> ErrorResponse {
    let mut error = decode_reduced_draft(made, made_of);
    let parts = error.parts_mut();
    // A catalog may have entries that no response can become; what was meant still counts.
    if parts.kind != made.kind {
        parts.kind = made.kind;
        parts.found.other_code = None;
    }
    let found = &mut parts.found;
    if let Some(message) = made_of.message.clone() {
        found.message = Some(Text::Owned(message));
    }
    if let Some(target) = made_of.target.clone() {
        found.about.get_or_insert_default().target = Some(Text::Owned(target));
    }
    if let Some(id) = made_of.request_id.clone() {
        found.request_id = Some(Text::Owned(id));
    }
    if let Some(wait) = made_of.retry_after {
        found.about.get_or_insert_default().retry_after = Some(wait);
    }
    error
}

/// Drafts and decodes the response with as much of what was given as leaves it the error that was meant.
fn decode_reduced_draft(made: &Parts, made_of: &MadeOf) -> ErrorResponse {
    let catalog = made.catalog;
    let Some(entry) = catalog.entry(made.kind) else {
        return decode_response(catalog, write_unlisted_response(made, made_of));
    };
    let is_meant = |error: &ErrorResponse| {
        let Parts { kind, status, ref headers, ref body, .. } = *error.0;
        kind == made.kind && is_error(catalog, status, headers, body)
    };
    catalog.draft_reduced(
        entry,
        entry.sending(),
        || list_contents(made, made_of),
        |draft| decode_response(catalog, write_response(made, draft)),
        is_meant,
    )
}

/// Adds the header fields that a service gave, in place of others of their names.
fn add_header_fields(headers: &mut HeaderMap, parts: &Parts) {
    let Some(added) = &parts.added else { return };
    for name in added.headers.keys() {
        headers.remove(name);
        for value in added.headers.get_all(name) {
            let _ = headers.try_append(name, value.clone());
        }
    }
}

/// Makes the header field in which a locator finds a text; none if it looks elsewhere.
pub(crate) fn make_field_value(at: &Locator<'_>, text: &str) -> Option<(HeaderName, HeaderValue)> {
    let Place::Header(name) = at.place() else { return None };
    let value = HeaderValue::from_str(&at.write_text(text)?).ok()?;
    Some((HeaderName::from_bytes(name.as_bytes()).ok()?, value))
}

fn make_header_fields(headers: Vec<(&str, DraftValue)>) -> HeaderMap {
    let mut fields = HeaderMap::new();
    for (name, value) in headers {
        let text = value.to_string();
        let field = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(text.as_bytes()));
        // A field that HTTP can't send, such as one with a line break, is left out: an error is sent anyway. So is one
        // for which the map has no room.
        if let (Ok(name), Ok(value)) = field {
            let _ = fields.try_insert(name, value);
        }
    }
    fields
}

/// Writes a body as JSON, its members in the order in which they were put there.
pub(crate) fn write_body(body: &DraftBody<'_>, json: &mut String) {
    match body {
        DraftBody::Empty => json.push_str("null"),
        DraftBody::Leaf(DraftValue::Text(text)) => write_string(text, json),
        DraftBody::Leaf(DraftValue::Boolean(value)) => {
            json.push_str(if *value { "true" } else { "false" });
        }
        DraftBody::Leaf(DraftValue::Number(text) | DraftValue::Json(text)) => json.push_str(text),
        DraftBody::Array(items) => {
            json.push('[');
            for (index, item) in items.iter().enumerate() {
                json.extend((index > 0).then_some(','));
                write_body(item, json);
            }
            json.push(']');
        }
        DraftBody::Object(members) => {
            json.push('{');
            for (index, (name, value)) in members.iter().enumerate() {
                json.extend((index > 0).then_some(','));
                write_string(name, json);
                json.push(':');
                write_body(value, json);
            }
            json.push('}');
        }
    }
}

/// Header fields that are passed on whatever the catalog says: they are about the body, or say what to do next.
const PASSED_ON: [HeaderName; 4] = [CONTENT_TYPE, CONTENT_ENCODING, RETRY_AFTER, WWW_AUTHENTICATE];

/// Header fields that are never passed on, whatever the catalog says: those that concern one connection only (RFC 9110,
/// section 7.6.1), the length, which the server knows, and cookies, which are the other server's.
const KEPT_BACK: [&str; 9] = [
    "connection",
    "content-length",
    "keep-alive",
    "proxy-connection",
    "set-cookie",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Picks the header fields of a response that are passed on: those that everybody reads, and those that the catalog names,
/// by which another client decodes the same error.
fn pick_header_fields(catalog: &Catalog<'_>, came: &HeaderMap) -> HeaderMap {
    let mut picked = HeaderMap::new();
    let mut pick = |name: &str| {
        if picked.contains_key(name) || KEPT_BACK.contains(&name) || is_connection_option(came, name) {
            return;
        }
        // The name is that of a field, since a field has it.
        let Some((field, values)) =
            HeaderName::from_bytes(name.as_bytes()).ok().zip(Some(came.get_all(name)))
        else {
            return;
        };
        for value in values {
            picked.append(&field, value.clone());
        }
    };
    for name in &PASSED_ON {
        pick(name.as_str());
    }
    catalog.visit_header_names(&mut pick);
    picked
}

/// Returns whether a response says that a field concerns its connection only.
fn is_connection_option(headers: &HeaderMap, name: &str) -> bool {
    let fields = headers.get_all(CONNECTION).into_iter().filter_map(|field| field.to_str().ok());
    fields.flat_map(|field| field.split(',')).any(|option| option.trim().eq_ignore_ascii_case(name))
}

impl ErrorResponse {
    /// Returns the response to send: what the error was made of, or what came, to be passed on.
    ///
    /// Of the header fields that came, those are passed on that everybody reads or the catalog names, and no others, which
    /// may be cookies or internal.
    #[doc(hidden)]
    #[must_use]
    pub fn into_http_response(self) -> Response<Bytes> {
        let parts = &*self.0;
        let made_of = parts.added.as_ref().and_then(|added| added.made_of.as_ref());
        let (headers, body) = match made_of {
            // What the catalog alone says is planned, so that nobody has to look what it becomes.
            Some(made_of) if made_of.is_planned() => return draft_planned_response(parts, made_of),
            Some(_) => {
                let drafted = parts.complete();
                (drafted.headers.clone(), drafted.body.clone())
            }
            None => {
                let mut headers = pick_header_fields(parts.catalog, self.headers());
                add_header_fields(&mut headers, parts);
                (headers, parts.body.clone())
            }
        };
        let mut response = Response::new(body);
        *response.status_mut() = parts.status;
        *response.headers_mut() = headers;
        response
    }
}

/// Makes an error the answer of an axum handler, with the error itself as an extension.
#[cfg(feature = "axum-08")]
#[must_use]
pub fn answer_request(error: ErrorResponse) -> Response<axum_core::body::Body> {
    let mut response = error.clone().into_http_response().map(Into::into);
    response.extensions_mut().insert(error);
    response
}

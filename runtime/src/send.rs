//! Makes a kind, a message and fields the response that decodes to them again.

use std::fmt;

use bytes::Bytes;
use errspec_data::{Catalog, Contents, DraftBody, DraftValue, Entry, ItemContents, Scalar};
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Response, StatusCode};
use serde_json::Value;

use crate::decode::{decode_parts, is_error};
use crate::fields::ShownValue;
use crate::response::{ErrorResponse, Found, MadeDetail, MadeOf, Parts, Text};

/// A value that is sent.
enum SentValue<'f> {
    /// What the catalog says.
    Scalar(Scalar),
    /// The value of a field.
    Field(&'f Value),
}

impl From<Scalar> for SentValue<'_> {
    fn from(scalar: Scalar) -> Self {
        Self::Scalar(scalar)
    }
}

impl fmt::Display for SentValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scalar(scalar) => scalar.fmt(f),
            Self::Field(value) => ShownValue(value).fmt(f),
        }
    }
}

impl DraftValue for SentValue<'_> {}

/// Makes the response of a kind, with the message and the fields that are given.
#[must_use]
pub fn make_response(
    catalog: &'static Catalog<'static>,
    kind: u16,
    message: Option<String>,
    fields: Vec<Option<Value>>,
) -> ErrorResponse {
    let message = message.filter(|message| !message.is_empty()).map(Into::into);
    ErrorResponse::new(make_parts(catalog, kind, MadeOf { message, fields, ..MadeOf::default() }))
}

fn make_parts(catalog: &'static Catalog<'static>, kind: u16, made_of: MadeOf) -> Parts {
    let Some(entry) = catalog.entry(kind) else {
        let response = make_plain_response(made_of.message.as_deref());
        return complete_parts(decode_parts(catalog, response), kind, made_of);
    };
    let send = |made_of: &MadeOf| decode_parts(catalog, make_entry_response(catalog, entry, made_of));
    let mut parts = send(&made_of);
    let is_wrong = |parts: &Parts| {
        let is_error = || is_error(catalog, parts.status, &parts.headers, &parts.body);
        entry.sending().is_sendable() && (parts.kind != kind || !is_error())
    };
    if is_wrong(&parts) {
        let mut reduced = made_of.clone();
        for leave_out in LEAVE_OUT {
            leave_out(&mut reduced);
            parts = send(&reduced);
            if !is_wrong(&parts) {
                break;
            }
        }
    }
    complete_parts(parts, kind, made_of)
}

/// What isn't sent where the response would become another error with it, or none: what matters least comes first.
const LEAVE_OUT: [fn(&mut MadeOf); 4] = [
    |made_of| made_of.details.clear(),
    |made_of| made_of.target = None,
    |made_of| made_of.fields.fill(None),
    |made_of| made_of.message = None,
];

/// Makes the response of an entry, as the catalog plans it.
fn make_entry_response(
    catalog: &'static Catalog<'static>,
    entry: &Entry<'static>,
    made_of: &MadeOf,
) -> Response<Bytes> {
    let sending = entry.sending();
    let status = StatusCode::from_u16(sending.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let contents = Contents {
        message: made_of.message.as_deref(),
        request_id: None,
        target: made_of.target.as_deref(),
        details: made_of.details.iter().map(MadeDetail::as_contents).collect(),
        phrase: status.canonical_reason().unwrap_or("Error"),
        fields: made_of.fields.iter().map(|value| value.as_ref().map(SentValue::Field)).collect(),
    };
    let draft = catalog.draft_response(entry, sending, contents);
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = status;
    if !matches!(draft.body, DraftBody::Empty) {
        let mut json = Vec::new();
        // Memory takes whatever is written, and the names in the value of a field are texts.
        let _ = write_body(&draft.body, &mut json);
        *response.body_mut() = json.into();
    }
    *response.headers_mut() = make_header_fields(draft.headers);
    if !response.body().is_empty() && !response.headers().contains_key(CONTENT_TYPE) {
        let content_type = HeaderValue::from_static(catalog.envelope().content_type());
        response.headers_mut().insert(CONTENT_TYPE, content_type);
    }
    response
}

/// Makes what was decoded the error that was meant, whatever it says by itself.
fn complete_parts(mut parts: Parts, kind: u16, made_of: MadeOf) -> Parts {
    // A catalog may have entries that no response can become; what was meant still counts.
    if parts.kind != kind {
        parts.kind = kind;
        parts.found.other_code = None;
    }
    if let Some(message) = &made_of.message {
        parts.found.message = Some(Text::Owned(message.clone()));
    }
    if let Some(target) = &made_of.target {
        parts.found.about.get_or_insert_default().target = Some(Text::Owned(target.clone()));
    }
    parts.made_of = Some(Box::new(made_of));
    parts
}

/// Makes the response of an error that the catalog doesn't list.
fn make_plain_response(message: Option<&str>) -> Response<Bytes> {
    let mut response = Response::new(message.unwrap_or_default().to_owned().into());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

fn make_header_fields(headers: Vec<(&str, SentValue<'_>)>) -> HeaderMap {
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
fn write_body(body: &DraftBody<'_, SentValue<'_>>, json: &mut Vec<u8>) -> serde_json::Result<()> {
    match body {
        DraftBody::Empty => json.extend(b"null"),
        DraftBody::Leaf(SentValue::Scalar(Scalar::Boolean(value))) => serde_json::to_writer(json, value)?,
        DraftBody::Leaf(SentValue::Scalar(Scalar::Number(digits))) => json.extend(digits.as_bytes()),
        DraftBody::Leaf(SentValue::Scalar(Scalar::Text(text))) => serde_json::to_writer(json, text)?,
        DraftBody::Leaf(SentValue::Field(value)) => serde_json::to_writer(json, value)?,
        DraftBody::Array(items) => {
            json.push(b'[');
            for (index, item) in items.iter().enumerate() {
                json.extend((index > 0).then_some(b','));
                write_body(item, json)?;
            }
            json.push(b']');
        }
        DraftBody::Object(members) => {
            json.push(b'{');
            for (index, (name, value)) in members.iter().enumerate() {
                json.extend((index > 0).then_some(b','));
                serde_json::to_writer(&mut *json, name)?;
                json.push(b':');
                write_body(value, json)?;
            }
            json.push(b'}');
        }
    }
    Ok(())
}

/// Header fields that concern one connection only (RFC 9110, section 7.6.1), and the length, which the server knows.
const HOP_BY_HOP: [&str; 7] =
    ["connection", "content-length", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade"];

impl ErrorResponse {
    /// Returns the response to send: what the error was made of, or what came, to be passed on.
    ///
    /// Of what came, header fields that concern one connection only are left out.
    #[doc(hidden)]
    #[must_use]
    pub fn into_http_response(self) -> Response<Bytes> {
        let parts = self.into_parts();
        let mut response = Response::new(parts.body);
        *response.status_mut() = parts.status;
        *response.headers_mut() = parts.headers;
        // They were about the connection to the other server, and are wrong on this one.
        for name in HOP_BY_HOP {
            response.headers_mut().remove(name);
        }
        response
    }

    /// Returns the same error with another message. What came from a server is passed on as it is.
    #[doc(hidden)]
    #[must_use]
    pub fn with_message(self, message: String) -> Self {
        let message: Option<Box<str>> = (!message.is_empty()).then(|| message.into());
        let came = message.clone().map(Text::Owned);
        self.change(
            |made_of| made_of.message = message,
            |found| found.message = came.or(found.message.take()),
        )
    }

    /// Returns the same error about another thing. What came from a server is passed on as it is.
    #[doc(hidden)]
    #[must_use]
    pub fn with_target(self, target: String) -> Self {
        let target: Option<Box<str>> = (!target.is_empty()).then(|| target.into());
        let came = target.clone().map(Text::Owned);
        self.change(
            |made_of| made_of.target = target,
            |found| {
                found.about.get_or_insert_default().target = came;
            },
        )
    }

    /// Returns the same error with a further detail. What came from a server is passed on as it is.
    #[doc(hidden)]
    #[must_use]
    pub fn with_detail(self, target: String, kind: u16, message: String) -> Self {
        let detail = MadeDetail { kind, target: target.into(), message: message.into() };
        self.change(|made_of| made_of.details.push(detail), |_| ())
    }

    /// Changes what an error that is to be sent is made of, or what was found in one that came.
    fn change(self, change_made: impl FnOnce(&mut MadeOf), change_found: impl FnOnce(&mut Found)) -> Self {
        let mut parts = self.into_parts();
        if let Some(mut made_of) = parts.made_of.take() {
            change_made(&mut made_of);
            return Self::new(make_parts(parts.catalog, parts.kind, *made_of));
        }
        change_found(&mut parts.found);
        Self::new(parts)
    }
}

impl MadeDetail {
    fn as_contents(&self) -> ItemContents<'_> {
        ItemContents { kind: self.kind, target: &self.target, message: &self.message }
    }
}

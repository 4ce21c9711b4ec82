//! What came: a response, and where in it the parts of an error are.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::catalog::Catalog;

/// The response behind an error: status, header fields, body, and what was found in them.
///
/// Of the response only the version and the extensions are lost. [`Debug`](fmt::Debug) prints neither the body
/// nor the header fields, which may hold secrets.
#[derive(Clone)]
pub struct Reply(pub(crate) Box<Parts>);

/// Behind a box, so that an error is two words.
#[derive(Clone)]
pub(crate) struct Parts {
    pub(crate) catalog: &'static Catalog,
    pub(crate) kind: u16,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) found: Found,
    /// Of what was made here, to be sent.
    pub(crate) made: Option<Made>,
}

/// What a reply that didn't come was made with.
#[derive(Clone, Default)]
pub(crate) struct Made {
    /// The message, unless it follows from the fields.
    pub(crate) message: Option<Box<str>>,
}

/// What was found in a response.
#[derive(Clone)]
pub(crate) struct Found {
    /// The code, if it isn't the kind's.
    pub(crate) other_code: Option<Text>,
    pub(crate) message: Option<Text>,
    pub(crate) request_id: Option<Text>,
    pub(crate) retry_after: Option<Duration>,
}

/// A text that is a part of the body, or not.
#[derive(Clone)]
pub(crate) enum Text {
    InBody { start: usize, end: usize },
    Owned(Box<str>),
}

impl Reply {
    pub(crate) fn new(parts: Parts) -> Self {
        Self(Box::new(parts))
    }

    /// The status that came.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The header fields that came.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The body that came.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// The code that came, whether the catalog lists it or not.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        let Parts { catalog, kind, .. } = *self.0;
        self.text(self.0.found.other_code.as_ref()).or_else(|| catalog.code(kind))
    }

    /// The server's message; where it sent none, the meaning of the error, else the status in words.
    ///
    /// It is never empty.
    #[must_use]
    pub fn message(&self) -> &str {
        self.text(self.0.found.message.as_ref()).unwrap_or_else(|| self.default_message())
    }

    /// What the server calls the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.text(self.0.found.request_id.as_ref())
    }

    /// How long the server asked to wait, by `Retry-After` or where the catalog says.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.found.retry_after
    }

    /// The number of the kind that it was decoded to.
    #[doc(hidden)]
    #[must_use]
    pub fn kind_index(&self) -> u16 {
        self.0.kind
    }

    fn default_message(&self) -> &'static str {
        let Parts { catalog, kind, status, .. } = *self.0;
        let meaning = if kind < catalog.len() { catalog.meaning(kind) } else { "" };
        if meaning.is_empty() { status.canonical_reason().unwrap_or("unrecognized error") } else { meaning }
    }

    fn text<'a>(&'a self, text: Option<&'a Text>) -> Option<&'a str> {
        match text? {
            Text::InBody { start, end } => std::str::from_utf8(self.0.body.get(*start..*end)?).ok(),
            Text::Owned(text) => Some(text),
        }
    }
}

impl Text {
    /// Keeps a text that may lie in the body, which then isn't copied.
    pub(crate) fn keep(text: Cow<'_, str>, body: &[u8]) -> Self {
        match text {
            Cow::Borrowed(text) => Self::in_body(text, body).unwrap_or_else(|| Self::Owned(text.into())),
            Cow::Owned(text) => Self::Owned(text.into()),
        }
    }

    fn in_body(text: &str, body: &[u8]) -> Option<Self> {
        let start = text.as_ptr().addr().checked_sub(body.as_ptr().addr())?;
        let end = start.checked_add(text.len())?;
        (end <= body.len()).then_some(Self::InBody { start, end })
    }
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}", self.message(), self.status().as_u16())?;
        self.code().map_or(Ok(()), |code| write!(f, " {code}"))?;
        f.write_str(")")
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status().as_u16())
            .field("code", &self.code())
            .field("message", &self.message())
            .field("request_id", &self.request_id())
            .field("body", &format_args!("{} bytes", self.body().len()))
            .finish()
    }
}

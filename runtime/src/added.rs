//! Holds what a service says of an error, and drafts the response to send when somebody looks at it.

use std::error::Error;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use errspec_data::{Catalog, ItemContents};
use http::HeaderValue;
use http::header::{HeaderMap, IntoHeaderName, RETRY_AFTER};

use crate::located::{Found, Text};
use crate::response::{ErrorResponse, Parts};
use crate::send::{decode_draft, find_sent_status, make_field_value};

/// What a service says of an error.
#[derive(Clone, Default)]
pub(crate) struct Added {
    /// What caused the error. It is counted, so that a clone has it too.
    pub(crate) source: Option<Arc<dyn Error + Send + Sync>>,
    /// Header fields to send besides, in place of others of their names.
    pub(crate) headers: HeaderMap,
    /// What the error was made of; none for one that came from another server.
    pub(crate) made_of: Option<MadeOf>,
}

/// What an error was made of that is to be sent.
#[derive(Clone, Default)]
pub(crate) struct MadeOf {
    /// The message, unless it follows from the catalog.
    pub(crate) message: Option<Box<str>>,
    /// The values of the fields as JSON, in the order of the entry; empty if there are none.
    pub(crate) fields: Vec<Option<String>>,
    /// What the error is about.
    pub(crate) target: Option<Box<str>>,
    pub(crate) details: Vec<MadeDetail>,
    pub(crate) request_id: Option<Box<str>>,
    pub(crate) retry_after: Option<Duration>,
    /// The response to send, decoded. It is drafted when somebody looks at it, so that what is said before costs nothing.
    drafted: OnceLock<ErrorResponse>,
}

/// A detail of an error that is to be sent.
#[derive(Clone)]
pub(crate) struct MadeDetail {
    kind: u16,
    target: Box<str>,
    message: Box<str>,
}

impl MadeDetail {
    pub(crate) fn as_contents(&self) -> ItemContents<'_> {
        ItemContents { kind: self.kind, target: &self.target, message: &self.message }
    }
}

impl MadeOf {
    /// Returns whether nothing is said but the kind.
    pub(crate) fn is_planned(&self) -> bool {
        let Self { message, fields, target, details, request_id, retry_after, drafted: _ } = self;
        let texts = [message, target, request_id];
        texts.iter().all(|text| text.is_none())
            && fields.iter().all(Option::is_none)
            && details.is_empty()
            && retry_after.is_none()
    }
}

/// Makes an error of a kind that is to be sent, with the message and the fields that are given.
#[must_use]
pub fn make_response(
    catalog: &'static Catalog<'static>,
    kind: u16,
    message: Option<String>,
    fields: Vec<Option<String>>,
) -> ErrorResponse {
    let made_of = MadeOf { message: message.and_then(keep_text), fields, ..MadeOf::default() };
    let status = find_sent_status(catalog, kind);
    ErrorResponse::new(Parts {
        catalog,
        kind,
        status,
        headers: HeaderMap::new(),
        body: bytes::Bytes::new(),
        found: Found::default(),
        item_headers: None,
        hint_status: Some(status.as_u16()),
        added: Some(Box::new(Added { made_of: Some(made_of), ..Added::default() })),
    })
}

impl Parts {
    /// Returns the parts of the response that came, or of the one to send.
    #[inline]
    pub(crate) fn complete(&self) -> &Self {
        let made_of = self.added.as_ref().and_then(|added| added.made_of.as_ref());
        made_of.map_or(self, |made_of| &made_of.drafted.get_or_init(|| decode_draft(self, made_of)).0)
    }

    /// Returns the values of the fields of an error that is to be sent, before there is a response.
    pub(crate) fn made_fields(&self) -> &[Option<String>] {
        let made_of = self.added.as_ref().and_then(|added| added.made_of.as_ref());
        made_of.map_or(&[], |made_of| &made_of.fields)
    }
}

/// What a service says of an error. Each returns the same error with something more.
#[doc(hidden)]
impl ErrorResponse {
    /// Sets the message.
    #[must_use]
    pub fn with_message(mut self, message: String) -> Self {
        let message = keep_text(message);
        let parts = self.change_parts();
        match parts.made_of_mut() {
            Some(made_of) => made_of.message = message,
            None if message.is_none() => {}
            None => parts.found.message = message.map(Text::Owned),
        }
        self
    }

    /// Sets what the error is about.
    #[must_use]
    pub fn with_target(mut self, target: String) -> Self {
        let target = keep_text(target);
        let parts = self.change_parts();
        match parts.made_of_mut() {
            Some(made_of) => made_of.target = target,
            None => parts.found.about.get_or_insert_default().target = target.map(Text::Owned),
        }
        self
    }

    /// Adds a detail. What came from a server has those that came.
    #[must_use]
    pub fn with_detail(mut self, target: String, kind: u16, message: String) -> Self {
        if let Some(made_of) = self.change_parts().made_of_mut() {
            made_of.details.push(MadeDetail { kind, target: target.into(), message: message.into() });
        }
        self
    }

    /// Sets the id of the request.
    #[must_use]
    pub fn with_request_id(mut self, id: String) -> Self {
        let id = keep_text(id);
        let parts = self.change_parts();
        match (parts.made_of_mut(), id) {
            (Some(made_of), id) => made_of.request_id = id,
            (None, Some(id)) => {
                let mut locators = parts.catalog.envelope().request_id().iter();
                if let Some((name, value)) = locators.find_map(|at| make_field_value(at, &id)) {
                    parts.add().headers.insert(name, value);
                }
                parts.found.request_id = Some(Text::Owned(id));
            }
            (None, None) => {}
        }
        self
    }

    /// Sets the wait that the server asks for.
    #[must_use]
    pub fn with_retry_after(mut self, wait: Duration) -> Self {
        let parts = self.change_parts();
        if let Some(made_of) = parts.made_of_mut() {
            made_of.retry_after = Some(wait);
        } else {
            let seconds = wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0));
            parts.add().headers.insert(RETRY_AFTER, seconds.into());
            parts.found.about.get_or_insert_default().retry_after = Some(wait);
        }
        self
    }

    /// Adds a header field. Control characters, which no field can have, are written as in URLs: `%0A`.
    #[must_use]
    pub fn with_header(mut self, name: impl IntoHeaderName, value: &[u8]) -> Self {
        // Beyond the 32,768 fields that a map holds, a server sends none anyway.
        let _ = self.change_parts().add().headers.try_append(name, encode_field_value(value));
        self
    }

    /// Sets what caused the error.
    #[must_use]
    pub fn with_source(mut self, source: Box<dyn Error + Send + Sync>) -> Self {
        self.change_parts().add().source = Some(source.into());
        self
    }

    /// Returns the parts to change, copied if another clone has them too. A response that was drafted of them is dropped.
    fn change_parts(&mut self) -> &mut Parts {
        let parts = Arc::make_mut(&mut self.0);
        if let Some(made_of) = parts.made_of_mut() {
            made_of.drafted = OnceLock::new();
        }
        parts
    }
}

impl Parts {
    fn made_of_mut(&mut self) -> Option<&mut MadeOf> {
        self.added.as_mut()?.made_of.as_mut()
    }

    fn add(&mut self) -> &mut Added {
        self.added.get_or_insert_default()
    }
}

/// Keeps a text, unless it is empty.
fn keep_text(text: String) -> Option<Box<str>> {
    (!text.is_empty()).then(|| text.into())
}

/// Makes any bytes the value of a header field.
fn encode_field_value(value: &[u8]) -> HeaderValue {
    HeaderValue::from_bytes(value).unwrap_or_else(|_| {
        let mut encoded = Vec::with_capacity(value.len());
        for byte in value {
            if byte.is_ascii_control() && *byte != b'\t' {
                encoded.extend(format!("%{byte:02X}").bytes());
            } else {
                encoded.push(*byte);
            }
        }
        HeaderValue::from_bytes(&encoded).unwrap_or(HeaderValue::from_static(""))
    })
}

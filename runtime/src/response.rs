//! Holds the response behind an error, and where in it the parts of the error are.

use std::error::Error;
use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use errspec_data::{Catalog, Idempotency, RetryHint};
use http::{HeaderMap, StatusCode};

use crate::added::Added;
use crate::decode::body::{BodyKind, classify_body};
use crate::fields::{ErrorFields, with_fields};
use crate::located::{Found, Text};

/// The response behind an error: status, header fields, body, and what was found in them.
///
/// Of the response only the version and the extensions are lost. [`Debug`](fmt::Debug) prints neither the body nor the
/// header fields, which may hold secrets.
///
/// ```
/// use errspec::ErrorResponse;
///
/// /// Says what a support team has to know about an error.
/// fn describe(response: &ErrorResponse) -> String {
///     format!("{response}, request {}", response.request_id().unwrap_or("unknown"))
/// }
/// ```
#[derive(Clone)]
pub struct ErrorResponse(pub(crate) Arc<Parts>);

/// Behind a pointer, so that an error is two words, and counted, so that a clone costs nothing.
#[derive(Clone)]
pub(crate) struct Parts {
    pub(crate) catalog: &'static Catalog<'static>,
    pub(crate) kind: u16,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) found: Found,
    /// The header fields of the whole response, if this is an item inside of it, for which they don't count. All items
    /// share them.
    pub(crate) item_headers: Option<Arc<HeaderMap>>,
    /// The status by which hints are chosen; none for an item that has no status of its own.
    pub(crate) hint_status: Option<u16>,
    /// What a service says of it. It is behind a pointer, so that what comes doesn't pay for it.
    pub(crate) added: Option<Box<Added>>,
}

// All but the source is never seen half changed. Of that only the methods of `Error` can be called, which are as good after
// a panic as those of any error that is logged then; `anyhow::Error` promises the same.
impl UnwindSafe for ErrorResponse {}
impl RefUnwindSafe for ErrorResponse {}

impl ErrorResponse {
    #[inline]
    pub(crate) fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// Returns the status that came.
    ///
    /// ```
    /// # use errspec::ErrorResponse;
    /// fn is_overloaded(response: &ErrorResponse) -> bool {
    ///     response.status() == 503
    /// }
    /// ```
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// Returns the header fields that came; of an error that is to be sent, those that it is sent with.
    ///
    /// ```
    /// # use errspec::ErrorResponse;
    /// fn find_date(response: &ErrorResponse) -> Option<&http::HeaderValue> {
    ///     response.headers().get("date")
    /// }
    /// ```
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        let parts = self.0.complete();
        parts.item_headers.as_deref().unwrap_or(&parts.headers)
    }

    /// Returns the body that came; of an error that is to be sent, the one that it is sent with.
    ///
    /// ```
    /// # use errspec::ErrorResponse;
    /// fn show_body(response: &ErrorResponse) -> String {
    ///     String::from_utf8_lossy(response.body()).into_owned()
    /// }
    /// ```
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.0.complete().body
    }

    /// Returns the code that came, whether the catalog lists it or not.
    ///
    /// ```
    /// # use errspec::ErrorResponse;
    /// fn has_no_code(response: &ErrorResponse) -> bool {
    ///     response.code().is_none()
    /// }
    /// ```
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        let parts = self.0.complete();
        parts.text(parts.found.other_code.as_ref()).or_else(|| parts.catalog.code(parts.kind))
    }

    /// Returns the message: the one that came or was given, else the entry's template if all its fields are there, else
    /// the meaning of the entry; for an unrecognized error the phrase of the status.
    ///
    /// It is never empty.
    ///
    /// ```
    /// # use errspec::ErrorResponse;
    /// fn show(response: &ErrorResponse) {
    ///     eprintln!("error: {}", response.message());
    /// }
    /// ```
    #[must_use]
    pub fn message(&self) -> &str {
        self.stated_message().unwrap_or_else(|| self.default_message())
    }

    /// Returns what the server calls the request.
    ///
    /// ```
    /// # use errspec::ErrorResponse;
    /// fn show_request_id(response: &ErrorResponse) {
    ///     if let Some(id) = response.request_id() {
    ///         eprintln!("please quote {id} when you write to support");
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        let parts = self.0.complete();
        parts.text(parts.found.request_id.as_ref())
    }

    /// Returns what the error is about, such as the name of a parameter, where the catalog says where that is.
    ///
    /// ```
    /// # use errspec::ErrorResponse;
    /// fn is_about_email(response: &ErrorResponse) -> bool {
    ///     response.target() == Some("email")
    /// }
    /// ```
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        let parts = self.0.complete();
        parts.text(parts.found.about.as_ref()?.target.as_ref())
    }

    /// Returns the link to the documentation of the error: the one that came, else that of the entry.
    ///
    /// ```
    /// # use errspec::ErrorResponse;
    /// fn show_link(response: &ErrorResponse) {
    ///     if let Some(url) = response.docs_url() {
    ///         eprintln!("help: {url}");
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn docs_url(&self) -> Option<&str> {
        let parts = self.0.complete();
        let came = parts.found.about.as_ref().and_then(|about| parts.text(about.docs.as_ref()));
        came.or_else(|| parts.catalog.docs_url(parts.kind))
    }

    /// Returns how long the server asked to wait, by `Retry-After` (RFC 9110, section 10.2.3) or where the catalog
    /// says.
    ///
    /// ```
    /// # use errspec::ErrorResponse;
    /// fn asks_to_wait_long(response: &ErrorResponse) -> bool {
    ///     response.retry_after().is_some_and(|wait| wait.as_secs() > 60)
    /// }
    /// ```
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.complete().found.retry_after()
    }

    /// Returns the retry hint in force, which takes the status that came and the server's own verdict into account.
    ///
    /// For an unrecognized error it is the catalog's hint for the status, its class or the rest, else never.
    ///
    /// ```
    /// # use errspec::ErrorResponse;
    /// fn needs_somebody(response: &ErrorResponse) -> bool {
    ///     response.retry_hint().action().is_some()
    /// }
    /// ```
    #[must_use]
    pub fn retry_hint(&self) -> RetryHint<'static> {
        let hint = self.0.catalog.retry_hint(self.0.kind, self.0.hint_status);
        hint.apply_verdict(self.should_retry())
    }

    /// Returns how long to wait before the request is sent again, or none if it should not be.
    ///
    /// `retries` is how many retries were made so far, 0 after the first request.
    ///
    /// ```
    /// # use errspec::{ErrorResponse, Idempotency};
    /// fn wait(response: &ErrorResponse, retries: u32) -> bool {
    ///     let Some(delay) = response.retry_delay(retries, Idempotency::Idempotent) else { return false };
    ///     std::thread::sleep(delay);
    ///     true
    /// }
    /// ```
    #[must_use]
    pub fn retry_delay(&self, retries: u32, idempotency: Idempotency) -> Option<Duration> {
        self.retry_hint().delay(retries, idempotency, self.retry_after())
    }

    /// Returns a name of the error for metrics, one of a bounded set: the code that the catalog lists, else the name of
    /// the variant, `_OTHER` if it is unrecognized.
    ///
    /// It is made for OpenTelemetry's attribute `error.type`.
    ///
    /// ```
    /// # use errspec::ErrorResponse;
    /// fn count(response: &ErrorResponse, counts: &mut std::collections::BTreeMap<&str, u64>) {
    ///     *counts.entry(response.error_type()).or_default() += 1;
    /// }
    /// ```
    #[must_use]
    pub fn error_type(&self) -> &'static str {
        match self.0.catalog.entry(self.0.kind) {
            Some(entry) => entry.code_text().unwrap_or(entry.name()),
            None => "_OTHER",
        }
    }

    /// Reads the typed fields of the error, if it is the error that has them.
    ///
    /// A field that isn't there, or is of another type, is none.
    ///
    /// ```
    /// use errspec::{ErrorFields, ErrorResponse};
    ///
    /// /// Prints the fields of one error, and nothing of all others.
    /// fn print<F: ErrorFields + std::fmt::Debug>(response: &ErrorResponse) {
    ///     if let Some(fields) = response.fields::<F>() {
    ///         println!("{fields:?}");
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn fields<F: ErrorFields>(&self) -> Option<F> {
        let Parts { catalog, kind, .. } = *self.0;
        (catalog.api() == F::API && catalog.name(kind) == F::ENTRY).then(|| with_fields(self, F::read_from))
    }

    /// Returns the message that came, was given or was made of the template; none where the catalog's meaning or the phrase
    /// of the status takes its place.
    #[doc(hidden)]
    #[must_use]
    pub fn stated_message(&self) -> Option<&str> {
        let parts = self.0.complete();
        parts.text(parts.found.message.as_ref())
    }

    /// Returns the server's own verdict whether to send the request again, if it came.
    #[doc(hidden)]
    #[must_use]
    pub fn should_retry(&self) -> Option<bool> {
        self.0.complete().found.should_retry()
    }

    /// Returns the name of the kind that it became.
    #[doc(hidden)]
    #[must_use]
    pub fn kind_name(&self) -> &'static str {
        self.0.catalog.name(self.0.kind)
    }

    /// Returns the number of the kind that it became.
    #[doc(hidden)]
    #[must_use]
    pub fn kind_number(&self) -> u16 {
        self.0.kind
    }

    /// Returns what is behind the pointer, which is copied if another clone has it too.
    pub(crate) fn parts_mut(&mut self) -> &mut Parts {
        Arc::make_mut(&mut self.0)
    }

    fn default_message(&self) -> &'static str {
        let meaning = self.0.catalog.entry(self.0.kind).map_or("", |entry| entry.meaning());
        if meaning.is_empty() {
            // The phrase of a success, as an item inside of one has it, says nothing about an error.
            let phrase = self.0.status.canonical_reason().filter(|_| !self.0.status.is_success());
            return phrase.unwrap_or("unrecognized error");
        }
        meaning
    }
}

impl Parts {
    /// Tells what the body is, given as text.
    pub(crate) fn classify_body(&self, text: &str) -> BodyKind {
        let headers = self.item_headers.as_deref().unwrap_or(&self.headers);
        let kind = classify_body(text, headers, self.catalog.envelope());
        if self.item_headers.is_some() { kind.of_item() } else { kind }
    }

    /// Returns a text that was found.
    fn text<'a>(&'a self, text: Option<&'a Text>) -> Option<&'a str> {
        text?.get(&self.body)
    }
}

impl fmt::Display for ErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}", self.message(), self.status().as_u16())?;
        // A code that nobody lists may be the message as well: a sentence, which is said once.
        if let Some(code) = self.code().filter(|code| *code != self.message()) {
            write!(f, " {code}")?;
        }
        f.write_str(")")
    }
}

/// The source is what a service added with `with_source`. Neither [`Display`](fmt::Display) nor [`Debug`](fmt::Debug) prints
/// it, since it may hold secrets.
impl Error for ErrorResponse {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let source = self.0.added.as_ref()?.source.as_ref()?;
        Some(&**source)
    }
}

impl fmt::Debug for ErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorResponse")
            .field("status", &self.status().as_u16())
            .field("code", &self.code())
            .field("message", &self.message())
            .field("request_id", &self.request_id())
            .field("body", &format_args!("{} bytes", self.body().len()))
            .finish()
    }
}

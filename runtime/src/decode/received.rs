//! Shows a response, or an item of one, to what decides on it.

use errspec_data::{Place, ReadResponse, Value};
use http::HeaderMap;

use super::found::Findings;

/// A response, or an item of one, whose body has been read.
pub(crate) struct ReceivedResponse<'a> {
    status: Option<u16>,
    headers: &'a HeaderMap,
    findings: Findings<'a, 'a>,
    text: Option<&'a str>,
    key: Option<&'a str>,
}

impl<'a> ReceivedResponse<'a> {
    /// Shows a response. An item may have no status, and its header fields have to be empty.
    pub(crate) fn new(status: Option<u16>, headers: &'a HeaderMap, findings: Findings<'a, 'a>) -> Self {
        Self { status, headers, findings, text: None, key: None }
    }

    /// Sets the text of a body that is text.
    pub(crate) fn with_text(self, text: Option<&'a str>) -> Self {
        Self { text, ..self }
    }

    /// Sets the name under which an item is the member of an object.
    pub(crate) fn with_key(self, key: Option<&'a str>) -> Self {
        Self { key, ..self }
    }

    /// Returns the text of the body, if it is text.
    pub(crate) fn text(&self) -> Option<&'a str> {
        self.text
    }

    pub(crate) fn headers(&self) -> &'a HeaderMap {
        self.headers
    }

    fn header_values(&self, name: &str) -> impl Iterator<Item = Value<'a>> {
        let fields = self.headers.get_all(name).iter();
        fields.filter_map(|field| std::str::from_utf8(field.as_bytes()).ok().map(Value::Text))
    }
}

impl ReadResponse for ReceivedResponse<'_> {
    fn status(&self) -> Option<u16> {
        self.status
    }

    fn value(&self, place: Place<'_>, index: usize) -> Option<Value<'_>> {
        match place {
            Place::Body { slot, .. } => self.findings.value(slot, index),
            Place::Header(name) => self.header_values(name).nth(index),
            Place::Text => self.text.filter(|_| index == 0).map(Value::Text),
            Place::Key => self.key.filter(|_| index == 0).map(Value::Text),
        }
    }

    #[inline]
    fn single_text(&self, slot: u16) -> Option<&str> {
        self.findings.single_text(slot)
    }

    #[inline]
    fn find_value<'r, T>(
        &'r self,
        place: Place<'_>,
        mut convert: impl FnMut(Value<'r>) -> Option<T>,
    ) -> Option<T> {
        match place {
            Place::Body { slot, .. } => self.findings.find_value(slot, convert),
            // To look for each of many fields by its number would take a time that grows with their square.
            Place::Header(name) => self.header_values(name).find_map(convert),
            Place::Text => convert(Value::Text(self.text?)),
            Place::Key => convert(Value::Text(self.key?)),
        }
    }

    fn element(&self, place: Place<'_>, index: usize, depth: usize) -> Option<usize> {
        match place {
            Place::Body { slot, .. } => self.findings.element(slot, index, depth),
            Place::Header(_) | Place::Text | Place::Key => None,
        }
    }
}

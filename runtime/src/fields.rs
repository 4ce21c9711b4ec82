//! Reads the typed members of an error's body when they are asked for, and writes them into one.

use errspec_data::{DraftValue, Entry, Field, FieldType, Locator, Place, ReadResponse, Value};
use http::HeaderMap;

use crate::decode::body::{BodyKind, decode_utf8, read_text};
use crate::decode::found::{Findings, Keep, OwnedFindings, Slot};
use crate::decode::json::read_string;
use crate::decode::{ReceivedResponse, scan_body};
use crate::field_value::{AnyValue, FieldValue};
use crate::json_value::make_draft_value;
use crate::located::Text;
use crate::private::AccessFields;
use crate::response::{ErrorResponse, Parts};

/// What the generated struct of an entry's fields implements.
///
/// The trait is sealed: only generated code implements it. [`ErrorResponse::fields`] reads such a struct.
///
/// ```
/// use errspec::{ErrorFields, ErrorResponse};
///
/// fn has_fields<F: ErrorFields>(response: &ErrorResponse) -> bool {
///     response.fields::<F>().is_some()
/// }
/// ```
pub trait ErrorFields: AccessFields {}

impl<F: AccessFields> ErrorFields for F {}

/// The values of the fields of one response.
#[derive(Debug)]
pub struct FieldReader<'a> {
    /// The fields of the entry; none if the error is unrecognized.
    fields: &'static [Field<'static>],
    status: Option<u16>,
    /// The header fields; none for an item, which has none.
    headers: Option<&'a HeaderMap>,
    /// The body, if it is text.
    text: Option<&'a str>,
    values: Scanned<'a>,
    /// What the conditions of locators look at; empty where no locator has any.
    conditions: Scanned<'a>,
    /// The values that an error was made of that is to be sent, as JSON.
    made_of: &'a [Option<String>],
}

/// The slots of a tree, and what they refer to.
#[derive(Debug, Default)]
struct Scanned<'a> {
    slots: Vec<Slot<'a>>,
    owned: Option<Box<OwnedFindings<'a>>>,
}

impl<'a> Scanned<'a> {
    fn findings(&self) -> Findings<'_, 'a> {
        Findings { slots: &self.slots, owned: self.owned.as_deref() }
    }
}

/// Reads the body of a response in one pass and hands over the values of its fields.
pub fn with_fields<T>(response: &ErrorResponse, f: impl FnOnce(&FieldReader<'_>) -> T) -> T {
    let parts = response.0.complete();
    let text = decode_utf8(&parts.body);
    let reader = FieldReader::new(parts, &text);
    f(&FieldReader { made_of: response.0.made_fields(), ..reader })
}

/// Fills in the template of the entry as the message, if all its fields are there.
pub(crate) fn fill_message_template(parts: &mut Parts) {
    let Some(template) = parts.catalog.entry(parts.kind).and_then(Entry::message) else { return };
    let message = {
        let text = decode_utf8(&parts.body);
        let reader = FieldReader::new(parts, &text);
        errspec_data::fill_template(template, |name| reader.show_field(name))
    };
    if let Some(message) = message.filter(|message| !message.is_empty()) {
        parts.found.message = Some(Text::Owned(message.into()));
    }
}

impl<'a> FieldReader<'a> {
    fn new(parts: &'a Parts, text: &'a str) -> Self {
        let entry = parts.catalog.entry(parts.kind);
        let fields = entry.map_or(&[][..], Entry::fields);
        let kind = parts.classify_body(text);
        let scan = |keep| {
            let tree = entry.map(Entry::field_tree).unwrap_or_default();
            let mut slots = vec![Slot::Absent; usize::from(tree.slots())];
            let owned = scan_body(&tree, keep, kind, text, &mut slots);
            Scanned { slots, owned }
        };
        let has_conditions = fields.iter().any(|field| !field.at().when().is_empty());
        Self {
            fields,
            status: parts.hint_status,
            headers: parts.item_headers.is_none().then_some(&parts.headers),
            text: (kind == BodyKind::Text).then(|| read_text(text)).flatten(),
            values: if fields.is_empty() { Scanned::default() } else { scan(Keep::Fields) },
            conditions: if has_conditions { scan(Keep::Scalars) } else { Scanned::default() },
            made_of: &[],
        }
    }

    /// Returns the value of the field of this name, if it is there and of this type.
    #[must_use]
    pub fn read<T: FieldValue>(&self, name: &str) -> Option<T> {
        let (index, field) = self.find_field(name)?;
        self.read_field(index, field)
    }

    fn find_field(&self, name: &str) -> Option<(usize, &'static Field<'static>)> {
        self.fields.iter().enumerate().find(|(_, field)| field.name() == name)
    }

    fn read_field<T: FieldValue>(&self, index: usize, field: &Field<'_>) -> Option<T> {
        let mut read = None;
        self.visit_written(index, field, &mut |written| {
            read = match written {
                WrittenValue::Json(json) => T::from_json(json),
                WrittenValue::Text(text) => T::from_text(text),
            };
            read.is_some()
        });
        read
    }

    /// Visits what may be the value of a field, until one is.
    ///
    /// It doesn't know the type of the field, so that no more is compiled for each type than how it is read.
    fn visit_written(
        &self,
        index: usize,
        field: &Field<'_>,
        visit: &mut dyn FnMut(WrittenValue<'_>) -> bool,
    ) {
        // An error that is to be sent has its values before it has a body.
        if let Some(value) = self.made_of.get(index) {
            let _ = value.as_ref().is_some_and(|json| visit(WrittenValue::Json(json)));
            return;
        }
        let at = field.at();
        if !self.holds_all(&at) {
            return;
        }
        match at.place() {
            Place::Header(name) => {
                let Some(headers) = self.headers else { return };
                let texts = headers.get_all(name).into_iter();
                let mut texts = texts.filter_map(|text| std::str::from_utf8(text.as_bytes()).ok());
                let _ = texts.any(|text| visit_cut(&at, text, visit));
            }
            Place::Body { slot, .. } => {
                let findings = self.values.findings();
                let mut found = (0..).map_while(|index| findings.at(slot, index));
                let _ = found.any(|found| visit_found(&at, findings, found, visit));
            }
            Place::Text => {
                let _ = self.text.is_some_and(|text| visit_cut(&at, text, visit));
            }
            Place::Key => {}
        }
    }

    /// Returns whether the conditions of a locator hold.
    fn holds_all(&self, at: &Locator<'_>) -> bool {
        let no_headers = HeaderMap::new();
        let headers = self.headers.unwrap_or(&no_headers);
        let received = ReceivedResponse::new(self.status, headers, self.conditions.findings());
        at.when().is_empty() || received.with_text(self.text).holds_all(at.when())
    }

    /// Returns the value of a field as messages show it, if it is there and of its type.
    fn show_field(&self, name: &str) -> Option<DraftValue> {
        let (index, field) = self.find_field(name)?;
        Some(make_draft_value(&self.read_value(index, field)?))
    }

    /// Returns the fields that are there and of their type, in the order of the entry, with their values as JSON.
    pub fn list_values(&self) -> impl Iterator<Item = (&'static Field<'static>, String)> {
        self.fields
            .iter()
            .enumerate()
            .filter_map(|(index, field)| Some((field, self.read_value(index, field)?)))
    }

    /// Returns the fields that are there and of another type, each with the name of the type that came.
    pub fn list_mistyped(&self) -> impl Iterator<Item = (&'static Field<'static>, &'static str)> {
        self.fields.iter().enumerate().filter_map(|(index, field)| {
            let came = self.find_type(field)?;
            self.read_value(index, field).is_none().then_some((field, came))
        })
    }

    /// Returns the name of the type that came for a field; none where nothing did.
    fn find_type(&self, field: &Field<'_>) -> Option<&'static str> {
        let at = field.at();
        if !self.holds_all(&at) {
            return None;
        }
        let name_text = |text: &str| at.cut(text).map(|_| "text");
        match at.place() {
            Place::Header(name) => name_text(self.headers?.get(name)?.to_str().ok()?),
            Place::Body { slot, .. } => {
                let findings = self.values.findings();
                let mut found = (0..).map_while(|index| findings.at(slot, index));
                found.find_map(|found| name_type(&at, findings, found))
            }
            Place::Text => name_text(self.text?),
            Place::Key => None,
        }
    }

    /// Reads a value as the type that the catalog says, and writes it as JSON again.
    fn read_value(&self, index: usize, field: &Field<'_>) -> Option<String> {
        match field.value_type() {
            FieldType::String => self.read_field::<String>(index, field).map(FieldValue::into_json),
            FieldType::Integer => self.read_field::<i64>(index, field).map(FieldValue::into_json),
            FieldType::Unsigned => self.read_field::<u64>(index, field).map(FieldValue::into_json),
            FieldType::Number => self.read_field::<f64>(index, field).map(FieldValue::into_json),
            FieldType::Boolean => self.read_field::<bool>(index, field).map(FieldValue::into_json),
            FieldType::Json => self.read_field::<AnyValue>(index, field).map(FieldValue::into_json),
        }
    }
}

/// What the value of a field is read from.
enum WrittenValue<'v> {
    Json(&'v str),
    /// The text of a header field, or what is cut out of a text.
    Text(&'v str),
}

/// Visits the value of a field out of what was found for it; returns whether it was read.
fn visit_found(
    at: &Locator<'_>,
    findings: Findings<'_, '_>,
    found: Slot<'_>,
    visit: &mut dyn FnMut(WrittenValue<'_>) -> bool,
) -> bool {
    match found {
        Slot::Source(json) if at.is_whole() => visit(WrittenValue::Json(json)),
        Slot::Source(json) => read_string(json).is_some_and(|text| visit_cut(at, &text, visit)),
        // In a format in which everything is text, types are parsed from it.
        found => match findings.value_of(found) {
            Some(Value::Text(text)) => visit_cut(at, text, visit),
            _ => false,
        },
    }
}

/// Returns the name of the type of what was found; none for null, and where nothing is left of a text.
fn name_type(at: &Locator<'_>, findings: Findings<'_, '_>, found: Slot<'_>) -> Option<&'static str> {
    let json = match found {
        Slot::Source(json) => json,
        found => return at.cut(findings.value_of(found)?.text()?).map(|_| "text"),
    };
    match json.bytes().next()? {
        b'{' => Some("object"),
        b'[' => Some("array"),
        b't' | b'f' => Some("boolean"),
        b'"' if at.is_whole() => Some("string"),
        b'"' => at.cut(&read_string(json)?).map(|_| "string"),
        b'-' | b'0'..=b'9' if json.contains(['.', 'e', 'E']) => Some("fraction"),
        b'-' => Some("negative integer"),
        b'0'..=b'9' => Some("integer"),
        _ => None,
    }
}

/// Visits what a locator cuts out of a text; returns whether it was read.
fn visit_cut(at: &Locator<'_>, text: &str, visit: &mut dyn FnMut(WrittenValue<'_>) -> bool) -> bool {
    at.cut(text).is_some_and(|text| visit(WrittenValue::Text(text)))
}

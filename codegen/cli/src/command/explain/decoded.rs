//! A response → what generated code makes of it: an error with its message and its fields, or a success.

use errspec::__v0_1::http::{self, StatusCode};
use errspec::__v0_1::{Bytes, Catalog as Live, Field as _, decode, failed_items, is_failure};
use errspec::{Reply, RetryHint};
use errspec_spec::CatalogEntry;
use errspec_spec::errspec_data::{Field, FieldType};
use serde_json::Value;

use super::Catalog;
use super::response::Response;
use crate::live;

/// Stands for the status of a body that came without: no entry can list it.
const NO_STATUS: u16 = 999;

/// What a catalog makes of a response.
pub(super) struct Decoded<'a> {
    pub(super) catalog: &'a Catalog,
    /// Whether the response is no error at all. A body alone may be one.
    pub(super) is_success: bool,
    /// The error that it is if it is one: several where no status tells them apart, one if it is unrecognized.
    pub(super) errors: Vec<Error<'a>>,
    /// The failures inside a success, each with its subject. A body alone may be one.
    pub(super) items: Vec<(Option<String>, Error<'a>)>,
}

/// An error as generated code has it.
pub(super) struct Error<'a> {
    pub(super) catalog: &'a Catalog,
    /// None if it is unrecognized.
    pub(super) entry: Option<&'a CatalogEntry<'a>>,
    /// The status that came, if one did.
    pub(super) status: Option<u16>,
    pub(super) reply: Reply,
    /// The typed members that came.
    pub(super) fields: Vec<(&'a Field<'a>, Value)>,
    live: &'static Live,
}

impl<'a> Decoded<'a> {
    pub(super) fn of(catalog: &'a Catalog, response: &Response) -> Self {
        let Response { status, headers, body } = response;
        let live = live::catalog(&catalog.spec);
        let error = |at: u16| {
            let status = status.map(|status| status.as_u16());
            Error::of(catalog, live, status, decode(live, request(response, at)))
        };
        let mut errors = vec![error(status.map_or(NO_STATUS, |status| status.as_u16()))];
        if status.is_none() {
            errors.extend(statuses(catalog, errors[0].reply.code()).into_iter().map(error));
            if errors.iter().any(|error| error.entry.is_some()) {
                errors.retain(|error| error.entry.is_some());
            }
            errors.sort_by_key(|error| error.reply.kind_index());
            errors.dedup_by_key(|error| error.reply.kind_index());
        }
        let is_success = status.is_some_and(|status| !is_failure(live, status, headers, body));
        let of_success = status.unwrap_or(StatusCode::OK).as_u16();
        let items = failed_items(live, &request(response, of_success)).into_iter();
        let items = items.map(|(subject, kind, reply)| {
            (subject, Error::of(catalog, live, Some(of_success), (kind, reply)))
        });
        Self { catalog, is_success, errors, items: items.collect() }
    }
}

impl<'a> Error<'a> {
    fn of(
        catalog: &'a Catalog,
        live: &'static Live,
        status: Option<u16>,
        (kind, mut reply): (u16, Reply),
    ) -> Self {
        let entry = catalog.spec.entries().get(usize::from(kind));
        let fields = entry.map_or_else(Vec::new, |entry| fields(entry, &mut reply));
        Self { catalog, entry, status, reply, fields, live }
    }

    /// Its message, unless that is what is known without it: the meaning of the entry, or the status.
    pub(super) fn message(&self) -> Option<&str> {
        let (message, kind) = (self.reply.message(), self.reply.kind_index());
        let default = match self.entry {
            Some(_) => self.live.meaning(kind),
            None => self.reply.status().canonical_reason().unwrap_or("unrecognized error"),
        };
        (message != default).then_some(message)
    }

    /// Its hint, going by the status that came.
    pub(super) fn hint(&self) -> RetryHint {
        let kind = self.reply.kind_index();
        self.status.map_or_else(|| self.live.retry(kind), |status| self.live.retry_at(kind, status))
    }
}

/// A response of the http crate, with a status in any case.
fn request(response: &Response, status: u16) -> http::Response<Bytes> {
    let mut made = http::Response::new(response.body.clone());
    *made.headers_mut() = response.headers.clone();
    *made.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
    made
}

/// The statuses that entries with a code list.
fn statuses(catalog: &Catalog, code: Option<&str>) -> Vec<u16> {
    let entries =
        catalog.spec.entries().iter().filter(|entry| code.is_some() && entry.data().code_text() == code);
    entries.flat_map(|entry| entry.data().statuses().listed()).collect()
}

/// Reads the fields of an entry, and makes its message of them where the server sent none.
fn fields<'a>(entry: &'a CatalogEntry<'a>, reply: &mut Reply) -> Vec<(&'a Field<'a>, Value)> {
    let places = live::fields(entry.data().fields());
    let values: Vec<_> = places.read(reply, |raw| {
        let read = entry.data().fields().iter().map(|field| match field.value_type() {
            FieldType::String => raw.take::<String>().map(Value::from),
            FieldType::Integer => raw.take::<i64>().map(Value::from),
            FieldType::Unsigned => raw.take::<u64>().map(Value::from),
            FieldType::Number => raw.take::<f64>().map(|number| number.to_json()),
            FieldType::Boolean => raw.take::<bool>().map(Value::from),
            FieldType::Json => raw.take::<Value>(),
        });
        read.collect()
    });
    reply.fill_in(places, &values);
    entry.data().fields().iter().zip(values).filter_map(|(field, value)| Some((field, value?))).collect()
}

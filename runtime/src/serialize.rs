//! Serializes errors as logs, front ends and other programs read them.

use errspec_data::RetrySummary;
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use crate::fields::with_fields;
use crate::partial::{FailedItems, Failure};
use crate::response::ErrorResponse;

/// Serializes what is known of the error, without sensitive fields: `{ code, kind, status, message, target, request_id,
/// docs_url, retry, fields, details }`. What isn't there is null or empty.
impl Serialize for ErrorResponse {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_error(self, &Details(Some(self)), serializer)
    }
}

/// Serializes `{ target, error }`.
impl<E: Serialize> Serialize for Failure<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_failure(self.target.as_deref(), &self.error, serializer)
    }
}

/// The details of an error; none for one that is a detail itself, so that nothing recurses.
struct Details<'e>(Option<&'e ErrorResponse>);

/// A detail of an error.
struct Detail(Option<String>, ErrorResponse);

/// The fields of an error that may be shown.
struct ShownFields<'e>(&'e ErrorResponse);

fn serialize_error<S: Serializer>(
    error: &ErrorResponse,
    details: &Details<'_>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_struct("ErrorResponse", 10)?;
    map.serialize_field("code", &error.code())?;
    map.serialize_field("kind", error.kind_name())?;
    map.serialize_field("status", &error.status().as_u16())?;
    map.serialize_field("message", error.message())?;
    map.serialize_field("target", &error.target())?;
    map.serialize_field("request_id", &error.request_id())?;
    map.serialize_field("docs_url", &error.docs_url())?;
    map.serialize_field("retry", &RetrySummary { hint: error.retry_hint(), asked: error.retry_after() })?;
    map.serialize_field("fields", &ShownFields(error))?;
    map.serialize_field("details", details)?;
    map.end()
}

fn serialize_failure<S: Serializer>(
    target: Option<&str>,
    error: &impl Serialize,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_struct("Failure", 2)?;
    map.serialize_field("target", &target)?;
    map.serialize_field("error", error)?;
    map.end()
}

impl Serialize for Details<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let details = self.0.map(FailedItems::find_details);
        serializer.collect_seq(details.into_iter().flatten().map(|(target, error)| Detail(target, error)))
    }
}

impl Serialize for Detail {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Inner<'e>(&'e ErrorResponse);
        impl Serialize for Inner<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serialize_error(self.0, &Details(None), serializer)
            }
        }
        serialize_failure(self.0.as_deref(), &Inner(&self.1), serializer)
    }
}

impl Serialize for ShownFields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        with_fields(self.0, |reader| {
            let mut map = serializer.serialize_map(None)?;
            for (field, value) in reader.list_values().filter(|(field, _)| !field.is_sensitive()) {
                // It is JSON that was read before, so that it is never null.
                let value: serde_json::Value = serde_json::from_str(&value).unwrap_or_default();
                map.serialize_entry(field.name(), &value)?;
            }
            map.end()
        })
    }
}

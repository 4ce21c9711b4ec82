//! Makes the values of a document: objects, lists, and the keywords of schemas.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;

use crate::condition::Value;
use crate::draft::DraftBody;
use crate::draft_value::DraftValue;

/// A value of an OpenAPI document.
pub type OpenApiValue = DraftBody<'static>;

/// Makes a string.
#[must_use]
pub fn make_text(text: impl Into<String>) -> OpenApiValue {
    DraftBody::Leaf(DraftValue::Text(text.into()))
}

/// Makes an object with these members, in this order.
#[must_use]
pub fn make_object<N: Into<Cow<'static, str>>>(
    members: impl IntoIterator<Item = (N, OpenApiValue)>,
) -> OpenApiValue {
    DraftBody::Object(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
}

/// Makes an array.
#[must_use]
pub fn make_array(elements: impl IntoIterator<Item = OpenApiValue>) -> OpenApiValue {
    DraftBody::Array(elements.into_iter().collect())
}

/// Makes a schema that any of several schemas has to match; the only one, if there is one.
#[must_use]
pub fn make_any_of(schemas: impl IntoIterator<Item = OpenApiValue>) -> OpenApiValue {
    let mut schemas: Vec<_> = schemas.into_iter().collect();
    if schemas.len() == 1 { schemas.remove(0) } else { make_object([("anyOf", make_array(schemas))]) }
}

/// Makes the schema of a value of a type, such as `string`.
pub(super) fn make_typed(name: &str) -> OpenApiValue {
    make_object([("type", make_text(name))])
}

/// Makes the schema of a value of one of several types.
pub(super) fn make_typed_as_any(names: &[&str]) -> OpenApiValue {
    make_object([("type", make_array(names.iter().map(|name| make_text(*name))))])
}

/// Makes the schema of any value. It names all types, since some readers take no schema without a type.
pub(super) fn make_untyped() -> OpenApiValue {
    make_typed_as_any(&["string", "number", "boolean", "object", "array", "null"])
}

pub(super) fn make_array_schema(items: OpenApiValue) -> OpenApiValue {
    merge_schemas(make_typed("array"), make_object([("items", items)]))
}

/// Puts a description before the other members of a schema.
pub(super) fn add_description(schema: OpenApiValue, description: &str) -> OpenApiValue {
    merge_schemas(make_object([("description", make_text(description))]), schema)
}

/// Makes a schema with the members of both; the names must be different.
pub(super) fn merge_schemas(schema: OpenApiValue, more: OpenApiValue) -> OpenApiValue {
    match (schema, more) {
        (DraftBody::Object(members), DraftBody::Object(more)) => {
            DraftBody::Object(members.into_iter().chain(more).collect())
        }
        (schema, _) => schema,
    }
}

/// Converts a scalar that the catalog's data states.
pub(super) fn convert_scalar(value: Value<'_>) -> OpenApiValue {
    match value {
        Value::Boolean(value) => DraftBody::Leaf(DraftValue::Boolean(value)),
        Value::Number(digits) => DraftBody::Leaf(DraftValue::Number(digits.to_owned())),
        Value::Text(text) => make_text(text),
        Value::Null | Value::Array(_) | Value::Object => DraftBody::Empty,
    }
}

//! Makes the parts of JSON Schemas that the schema of catalogs and the schemas in OpenAPI have in common.

use crate::json_value::Json;

/// Makes the schema of a value of a type, such as `string`.
pub(crate) fn make_typed(name: &str) -> Json {
    Json::object([("type", name.into())])
}

/// Makes the schema of a value of one of several types.
pub(crate) fn make_typed_as_any<const N: usize>(names: [&str; N]) -> Json {
    Json::object([("type", names.into_iter().collect())])
}

/// Makes a schema that any of several schemas has to match.
pub(crate) fn make_any_of(schemas: impl IntoIterator<Item = Json>) -> Json {
    Json::object([("anyOf", schemas.into_iter().collect())])
}

/// Puts a description before the other members of a schema.
pub(crate) fn add_description(schema: Json, description: &str) -> Json {
    merge_schemas(Json::object([("description", description.into())]), schema)
}

/// Makes a schema with the members of both; the names must be different.
pub(crate) fn merge_schemas(schema: Json, more: Json) -> Json {
    match (schema, more) {
        (Json::Object(members), Json::Object(more)) => Json::map(members.into_iter().chain(more)),
        (schema, _) => schema,
    }
}

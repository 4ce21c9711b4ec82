//! Makes the schemas of the parts of an error, wherever in a response they are.

use std::collections::HashSet;

use errspec_codegen::text;
use errspec_data::{EnvelopePart, Field, FieldType, ItemPart, Locator, Scalar, Unit};
use errspec_spec::Spec;

use crate::json_value::Json;
use crate::schema_keywords::{add_description, make_typed, make_typed_as_any, merge_schemas};

/// Makes the schema of what a locator finds.
pub(super) fn make_part_schema(spec: &Spec<'_>, part: EnvelopePart, at: &Locator<'_>) -> Json {
    let schema = match part {
        EnvelopePart::Code => make_code_schema(spec, at),
        EnvelopePart::Message => make_typed("string"),
        EnvelopePart::RequestId => make_identifier_schema(),
        EnvelopePart::Target => make_target_schema(),
        EnvelopePart::ShouldRetry => make_typed_as_any(["boolean", "string"]),
        EnvelopePart::Docs => make_link_schema(),
        EnvelopePart::RetryAfter => return make_wait_schema(at),
    };
    add_description(schema, &format!("{}.", part.purpose()))
}

/// Makes the schema of the code: one of the catalog's codes, where the locator cuts nothing off.
fn make_code_schema(spec: &Spec<'_>, at: &Locator<'_>) -> Json {
    let codes = spec.entries().iter().flat_map(|entry| entry.data().codes());
    let mut known = HashSet::new();
    let new_codes = codes.filter(|code| known.insert((code.text, code.is_integer)));
    let mut codes: Vec<_> = new_codes.map(|code| Json::from(Scalar::from_code(code))).collect();
    codes.extend(at.ignored().map(Json::from));
    if codes.is_empty() || !at.is_whole() {
        return make_identifier_schema();
    }
    Json::object([("enum", codes.into_iter().collect())])
}

fn make_identifier_schema() -> Json {
    make_typed_as_any(["string", "integer"])
}

fn make_link_schema() -> Json {
    merge_schemas(make_typed("string"), Json::object([("format", "uri".into())]))
}

/// Makes the schema of a part of an item.
pub(super) fn make_item_part_schema(spec: &Spec<'_>, part: ItemPart, at: &Locator<'_>) -> Json {
    match part {
        ItemPart::Target => add_description(make_target_schema(), "Names what the item is about."),
        ItemPart::Code => make_part_schema(spec, EnvelopePart::Code, at),
        ItemPart::Message => make_part_schema(spec, EnvelopePart::Message, at),
        ItemPart::Status => add_description(make_identifier_schema(), "The HTTP status of the item itself."),
        ItemPart::RetryAfter => make_wait_schema(at),
    }
}

/// Makes the schema of what an error is about: a name, or the steps of the way to it.
fn make_target_schema() -> Json {
    let steps = Json::object([("items", make_identifier_schema())]);
    merge_schemas(make_typed_as_any(["string", "integer", "array"]), steps)
}

fn make_wait_schema(at: &Locator<'_>) -> Json {
    let description = match at.unit() {
        Unit::Seconds => "How long to wait before sending the request again, in seconds.",
        Unit::Milliseconds => "How long to wait before sending the request again, in milliseconds.",
        Unit::Epoch => "When the request can be sent again, in seconds since 1970-01-01T00:00:00Z.",
    };
    add_description(make_typed_as_any(["number", "string"]), description)
}

/// Makes the schema of a field; a value that is cut out of a longer text is a string.
pub(super) fn make_field_schema(field: &Field<'_>) -> Json {
    let value_type = if field.at().is_whole() { field.value_type() } else { FieldType::String };
    let schema = make_value_schema(value_type);
    let mut sentences: Vec<_> = field.meaning().map(text::clean_line).into_iter().collect();
    if field.is_sensitive() {
        sentences.push("**Sensitive:** do not log it.".to_owned());
    }
    if sentences.is_empty() { schema } else { add_description(schema, &sentences.join(" ")) }
}

fn make_value_schema(value_type: FieldType) -> Json {
    let keywords = value_type.info().schema.iter();
    Json::map(keywords.map(|(keyword, value)| ((*keyword).to_owned(), (*value).into())))
}

//! Makes the schemas of the parts of an error, wherever in a response they are.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::vec::Vec;

use super::TextStyle;
use super::value::{
    OpenApiValue, add_description, convert_scalar, make_any_of, make_array, make_array_schema, make_object,
    make_text, make_typed, make_typed_as_any, make_untyped, merge_schemas,
};
use crate::draft::DraftBody;
use crate::draft_value::DraftValue;
use crate::entry::{Code, Entry};
use crate::envelope::EnvelopePart;
use crate::field::Field;
use crate::field_type::FieldType;
use crate::items::ItemPart;
use crate::locator::{Locator, Unit};

/// Makes the schema of what a locator finds, where the code is one of the entries'.
pub(super) fn make_part_schema<'e, 'a: 'e>(
    entries: impl IntoIterator<Item = &'e Entry<'a>>,
    part: EnvelopePart,
    at: &Locator<'_>,
) -> OpenApiValue {
    let schema = match part {
        EnvelopePart::Code => make_code_schema(entries, at),
        EnvelopePart::Message => make_typed("string"),
        EnvelopePart::RequestId => make_identifier_schema(),
        EnvelopePart::Target => make_target_schema(),
        EnvelopePart::ShouldRetry => make_typed_as_any(&["boolean", "string"]),
        EnvelopePart::Docs => make_link_schema(),
        EnvelopePart::RetryAfter => return make_wait_schema(at),
    };
    add_description(schema, &format!("{}.", part.purpose()))
}

/// Makes the schema of the code: one of those of the entries, where the locator cuts nothing off.
fn make_code_schema<'e, 'a: 'e>(
    entries: impl IntoIterator<Item = &'e Entry<'a>>,
    at: &Locator<'_>,
) -> OpenApiValue {
    let mut known = BTreeSet::new();
    let codes = entries.into_iter().flat_map(Entry::codes);
    let mut codes: Vec<_> = codes.filter(|code| known.insert((code.text, code.is_integer))).collect();
    codes.extend(at.ignored().map(|text| Code { text, is_integer: false }));
    if codes.is_empty() || !at.is_whole() {
        return make_identifier_schema();
    }
    // Some readers take no schema without a type, though the values say it.
    let typed = match (codes.iter().any(|code| !code.is_integer), codes.iter().any(|code| code.is_integer)) {
        (true, true) => make_identifier_schema(),
        (_, is_integer) => make_typed(if is_integer { "integer" } else { "string" }),
    };
    let values = codes.into_iter().map(|code| DraftBody::Leaf(DraftValue::from_code(code)));
    merge_schemas(typed, make_object([("enum", make_array(values))]))
}

fn make_identifier_schema() -> OpenApiValue {
    make_typed_as_any(&["string", "integer"])
}

fn make_link_schema() -> OpenApiValue {
    merge_schemas(make_typed("string"), make_object([("format", make_text("uri"))]))
}

/// Makes the schema of a part of an item.
pub(super) fn make_item_part_schema(entries: &[Entry<'_>], part: ItemPart, at: &Locator<'_>) -> OpenApiValue {
    match part {
        ItemPart::Target => add_description(make_target_schema(), "Names what the item is about."),
        ItemPart::Code => make_part_schema(entries, EnvelopePart::Code, at),
        ItemPart::Message => make_part_schema(entries, EnvelopePart::Message, at),
        ItemPart::Status => add_description(make_identifier_schema(), "The HTTP status of the item itself."),
        ItemPart::RetryAfter => make_wait_schema(at),
    }
}

/// Makes the schema of what an error is about: a name, or the steps of the way to it.
fn make_target_schema() -> OpenApiValue {
    make_any_of([make_identifier_schema(), make_array_schema(make_identifier_schema())])
}

fn make_wait_schema(at: &Locator<'_>) -> OpenApiValue {
    let description = match at.unit() {
        Unit::Seconds => "How long to wait before sending the request again, in seconds.",
        Unit::Milliseconds => "How long to wait before sending the request again, in milliseconds.",
        Unit::Epoch => "When the request can be sent again, in seconds since 1970-01-01T00:00:00Z.",
    };
    add_description(make_typed_as_any(&["number", "string"]), description)
}

/// Makes the schema of a field; a value that is cut out of a longer text is a string.
pub(super) fn make_field_schema(field: &Field<'_>, style: TextStyle) -> OpenApiValue {
    let value_type = if field.at().is_whole() { field.value_type() } else { FieldType::String };
    let schema = make_value_schema(value_type);
    let mut sentences: Vec<_> = field.meaning().map(style.write_line).into_iter().collect();
    if field.is_sensitive() {
        sentences.push("**Sensitive:** do not log it.".to_owned());
    }
    if sentences.is_empty() { schema } else { add_description(schema, &sentences.join(" ")) }
}

fn make_value_schema(value_type: FieldType) -> OpenApiValue {
    let keywords = value_type.info().schema;
    if keywords.is_empty() {
        return make_untyped();
    }
    make_object(keywords.iter().map(|(keyword, value)| (*keyword, convert_scalar(*value))))
}

//! Defines the types of fields, and everything that depends on the type alone.

use crate::condition::Value;

/// The type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// A string.
    String,
    /// An integer that fits `i64`.
    Integer,
    /// An integer that fits `u64`.
    Unsigned,
    /// A number that fits `f64`.
    Number,
    /// A boolean.
    Boolean,
    /// Any JSON value.
    Json,
}

/// What generators and documentation have to know about a type of fields.
#[derive(Clone, Copy, Debug)]
pub struct FieldTypeInfo {
    /// The name by which catalogs call it.
    pub name: &'static str,
    /// What a value is, as a sentence in Markdown.
    pub summary: &'static str,
    /// What a value is, in the few words of a table.
    pub words: &'static str,
    /// The Rust type as people write it.
    pub rust: &'static str,
    /// The path of the Rust type in generated code. `__private` is that of the runtime; what has no `::` is a
    /// primitive.
    pub path: &'static str,
    /// The keywords of the JSON Schema of a value, each with a scalar.
    pub schema: &'static [(&'static str, Value<'static>)],
    /// A value for sample responses.
    pub sample: Value<'static>,
}

impl FieldType {
    /// Every type, in the order in which documentation lists them.
    pub const ALL: [Self; 6] =
        [Self::String, Self::Integer, Self::Unsigned, Self::Number, Self::Boolean, Self::Json];

    /// Returns the name by which catalogs call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.info().name
    }

    /// Returns what generators and documentation have to know about it.
    #[must_use]
    pub const fn info(self) -> FieldTypeInfo {
        match self {
            Self::String => FieldTypeInfo {
                name: "string",
                summary: "A string.",
                words: "string",
                rust: "String",
                path: "::std::string::String",
                schema: &[("type", Value::Text("string"))],
                // A text that only the server knows.
                sample: Value::Text("…"),
            },
            Self::Integer => FieldTypeInfo {
                name: "integer",
                summary: "An integer, `i64` in Rust.",
                words: "integer",
                rust: "i64",
                path: "i64",
                schema: &[("type", Value::Text("integer")), ("format", Value::Text("int64"))],
                sample: Value::Number("42"),
            },
            Self::Unsigned => FieldTypeInfo {
                name: "unsigned",
                summary: "An integer that isn't negative, `u64` in Rust.",
                words: "integer, not negative",
                rust: "u64",
                path: "u64",
                schema: &[("type", Value::Text("integer")), ("minimum", Value::Number("0"))],
                sample: Value::Number("42"),
            },
            Self::Number => FieldTypeInfo {
                name: "number",
                summary: "A number, `f64` in Rust.",
                words: "number",
                rust: "f64",
                path: "f64",
                schema: &[("type", Value::Text("number")), ("format", Value::Text("double"))],
                sample: Value::Number("4.2"),
            },
            Self::Boolean => FieldTypeInfo {
                name: "boolean",
                summary: "`true` or `false`.",
                words: "boolean",
                rust: "bool",
                path: "bool",
                schema: &[("type", Value::Text("boolean"))],
                sample: Value::Boolean(true),
            },
            Self::Json => FieldTypeInfo {
                name: "json",
                summary: "Any JSON.",
                words: "any JSON",
                rust: "serde_json::Value",
                path: "__private::Json",
                schema: &[],
                sample: Value::Object,
            },
        }
    }
}

//! Describes the errors of a catalog as the responses of an OpenAPI document.
//!
//! What is written to a file and what a service says of its operations are made here, so that they agree.

use alloc::string::String;

mod headers;
mod parts;
mod response;
mod response_key;
mod schema_tree;
mod schemas;
mod value;

pub use headers::{format_header_name, make_response_headers};
pub use response::{MediaType, describe_response, list_media_types};
pub use response_key::ResponseKey;
pub use schemas::{make_body_schema, make_envelope_schema, make_fields_schema, make_partial_schema};
pub use value::{OpenApiValue, make_any_of, make_array, make_object, make_text};

/// How the texts of a catalog are written into a document.
#[derive(Clone, Copy, Debug)]
pub struct TextStyle {
    /// Writes Markdown as one line.
    pub write_line: fn(&str) -> String,
    /// Writes any text as code.
    pub write_code: fn(&str) -> String,
    /// Returns the reason phrase of a status.
    pub find_phrase: fn(u16) -> Option<&'static str>,
}

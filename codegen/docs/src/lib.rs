//! Turns a checked catalog of API errors into documentation: Markdown pages, an OpenAPI document, neutral JSON, and the
//! JSON Schema of catalogs themselves.
//!
//! Each function returns a text. None of them reads a file, the environment or a clock, and none fails: whatever can
//! be wrong with a catalog was reported when it was read. The same catalog and options give the same bytes everywhere.
//! The sample responses are made by the function by which services send, so that they show what is sent.

mod advice;
mod http_names;
mod json_schema;
mod json_value;
mod markdown;
mod neutral_json;
mod openapi;
mod sample;
mod schema_keywords;

pub use advice::{advice_at, short_advice};
pub use json_schema::json_schema;
pub use markdown::{
    MarkdownOptions, is_generated_page, markdown, markdown_pages, markdown_region, markdown_summary,
    origin_of_error_page,
};
pub use neutral_json::json;
pub use openapi::openapi;

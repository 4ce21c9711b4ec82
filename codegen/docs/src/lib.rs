//! Turns a checked catalog of API errors into documentation: Markdown pages, an OpenAPI document, neutral JSON, and the
//! JSON Schema of catalogs themselves.
//!
//! Each function returns a text. Nothing here reads a file, the environment or a clock, and nothing fails: whatever
//! can be wrong with a catalog was reported when it was read. The same catalog and options give the same bytes
//! everywhere.

mod advice;
mod json;
mod markdown;
mod neutral;
mod openapi;
mod reason;
mod sample;
mod schema;

pub use advice::{advice_at, short_advice};
pub use markdown::{
    MarkdownOptions, is_generated_page, markdown, markdown_pages, markdown_region, markdown_summary,
    origin_of_error_page,
};
pub use neutral::json;
pub use openapi::openapi;
pub use schema::json_schema;

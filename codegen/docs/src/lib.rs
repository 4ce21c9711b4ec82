//! Turns a checked catalog of API errors into documentation: Markdown pages, an OpenAPI document, neutral JSON, and the
//! JSON Schema of catalogs themselves.
//!
//! Each function returns a text. None of them reads a file, the environment or a clock, and none fails: whatever can
//! be wrong with a catalog was reported when it was read. The same catalog and options give the same bytes everywhere.
//! The sample responses are made by the function by which services send, so that they show what is sent.

mod advice;
mod failed_item;
mod http_names;
mod json_schema;
mod json_value;
mod markdown;
mod neutral_json;
mod openapi;
mod sample;
mod schema_keywords;
mod xml_value;

pub use advice::{describe_retry_at, summarize_retry};
pub use json_schema::render_json_schema;
pub use markdown::{
    MarkdownOptions, find_page_origin, is_generated_page, render_markdown, render_markdown_pages,
    render_markdown_region, render_mdbook_summary, render_rustdoc_page,
};
pub use neutral_json::render_json;
pub use openapi::render_openapi;
pub use sample::render_sample;

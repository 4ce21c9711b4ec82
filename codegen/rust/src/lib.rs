//! Turns a checked catalog of API errors into Rust, Markdown, OpenAPI and JSON: text in, text out.
//!
//! Nothing here reads a file, the environment or a clock, and nothing fails: whatever can be wrong with a catalog
//! was reported when it was read. The same catalog and options give the same bytes everywhere.

mod advice;
mod diff;
mod json;
mod markdown;
mod neutral;
mod openapi;
mod reason;
pub mod retry_advice;
mod rust;
mod sample;
mod schema;
pub mod text;

pub use advice::{advice_at, short_advice};
pub use diff::{Bump, Change, ChangeKind, RULES, Rule, Subject, Verdict, diff, diff_markdown};
pub use markdown::{
    MarkdownOptions, is_generated_page, markdown, markdown_pages, markdown_region, markdown_summary,
    origin_of_error_page,
};
pub use neutral::json;
pub use openapi::openapi;
pub use rust::{RuntimePathError, Rust, RustOptions, rust, subset, tables};
pub use schema::json_schema;

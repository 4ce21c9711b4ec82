//! Turns a checked catalog of API errors into Rust and Markdown: text in, text out.
//!
//! Nothing here reads a file, the environment or a clock, and nothing fails: whatever can be wrong with a catalog
//! was reported when it was read. The same catalog and options give the same bytes everywhere.

mod markdown;
mod rust;
mod text;
mod words;

pub use markdown::{MarkdownOptions, markdown};
pub use rust::{RuntimePathError, Rust, RustOptions, rust};
pub use words::advice;

//! Turns a checked catalog of API errors into Rust.
//!
//! [`generate_rust`] returns the enums of a catalog's errors, as tokens for a macro or as the text of a file. The
//! modules [`text`], [`hint_groups`] and [`retry_advice`] hold what the docs of this Rust share with other documentation,
//! [`paths`] what the doors share.
//!
//! Nothing here reads a file, the environment or a clock, and nothing fails: whatever can be wrong with a catalog
//! was reported when it was read. The same catalog and options give the same bytes everywhere. A macro compiles all of
//! this crate, so that what is not Rust belongs into another one.

mod emit;
pub mod hint_groups;
pub mod paths;
pub mod retry_advice;
pub mod text;

pub use emit::{RuntimePathError, Rust, RustOptions, generate_rust, subset};

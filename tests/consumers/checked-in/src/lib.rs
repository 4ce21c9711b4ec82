//! Checked-in code needs no macro, no build script, and no newer Rust than the runtime.

#[path = "../../../../generated-example/src/errors.rs"]
#[rustfmt::skip]
pub mod errors;

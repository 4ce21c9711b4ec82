//! The command as a process: what it prints, how it exits, and what it leaves on disk.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod arguments;
mod catalogs;
mod configuration;
mod directory;
mod one_output;
mod outputs;

//! The command as a process: what it prints, how it exits, and what it leaves on disk.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]
#![allow(clippy::too_many_lines, reason = "snapshots are long")]

mod arguments;
mod audit;
mod catalogs;
mod check_formats;
mod completions;
mod configuration;
mod diff;
mod directory;
mod explain;
mod import;
mod in_rust;
mod init;
mod interrupts;
mod mock;
mod ninja;
mod one_output;
mod outputs;
mod pages;
mod previous;
mod reproducible;
mod runner;
mod standalone;
mod workspace;

//! Parses the arguments of `cargo errspec`, runs a subcommand and exits with its code.

mod catalog;
mod command;
mod config;
mod diagnostic;
mod exit;
mod failure;
mod file;
mod input;
mod manifest;
mod on_disk;
mod output;
mod output_format;
mod plan;
mod progress;
mod terminal;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::command::Command;

/// Checks catalogs of API errors, and generates code and documentation from them.
#[derive(Parser)]
#[command(name = "cargo-errspec", bin_name = "cargo errspec", version, after_help = HELP)]
#[command(subcommand_required = true, arg_required_else_help = true, disable_help_subcommand = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

const HELP: &str = "\
Examples:
  cargo errspec init     a first catalog, and what to type next
  cargo errspec check    is all right and up to date? (for CI)
Exit codes: 0 clean, 1 problems, 2 could not run";

fn main() -> ExitCode {
    let result = CommandLine::parse_from(list_arguments()).command.run();
    let exit = result.unwrap_or_else(|failure| {
        failure.print();
        failure.exit_kind()
    });
    exit.into()
}

/// Returns the arguments without the `errspec` that cargo puts before those of its subcommand.
fn list_arguments() -> impl Iterator<Item = OsString> {
    let mut all = std::env::args_os();
    let program = all.next().unwrap_or_else(|| "cargo-errspec".into());
    let mut rest = all.peekable();
    rest.next_if(|first| first == "errspec");
    std::iter::once(program).chain(rest)
}

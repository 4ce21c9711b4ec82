//! The command of errspec: arguments → a subcommand → an exit code.

mod catalog;
mod command;
mod config;
mod file;
mod finding;
mod input;
mod manifest;
mod on_disk;
mod plan;
mod progress;
mod report;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::command::Command;

/// Checks catalogs of API errors, and generates code and documentation from them.
#[derive(Parser)]
#[command(name = "cargo-errspec", bin_name = "cargo errspec", version, after_help = HELP)]
#[command(subcommand_required = true, arg_required_else_help = true, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const HELP: &str = "\
Examples:
  cargo errspec init                     a first catalog, and what to type next
  cargo errspec check                    is all right and up to date? (for CI)
  cargo errspec explain invalid_token    what is it, and what to do about it?

Exit codes: 0 clean, 1 problems, 2 could not run";

fn main() -> ExitCode {
    Arguments::parse_from(arguments())
        .command
        .run()
        .unwrap_or_else(|failures| {
            report::failures(&failures);
            failures.outcome()
        })
        .into()
}

/// The arguments without the `errspec` that cargo puts before those of its subcommand.
fn arguments() -> impl Iterator<Item = OsString> {
    let mut all = std::env::args_os();
    let program = all.next().unwrap_or_else(|| "cargo-errspec".into());
    let mut rest = all.peekable();
    rest.next_if(|first| first == "errspec");
    std::iter::once(program).chain(rest)
}

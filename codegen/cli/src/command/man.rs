//! Runs `man`: makes man pages of the command's arguments.

use std::path::{Path, PathBuf};

use clap::CommandFactory;
use clap_mangen::Man;

use crate::diagnostic::Diagnostic;
use crate::exit::ExitKind;
use crate::failure::CommandResult;
use crate::terminal::{print_generated, print_line, sanitize};

/// Print the man page, or write all of them
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct ManArguments {
    /// Directory for a page of each command [default: print the first]
    #[arg(value_name = "DIR")]
    directory: Option<PathBuf>,
}

const HELP: &str = "\
Example: cargo errspec man ~/.local/share/man/man1
Then `cargo help errspec` and `man cargo-errspec-check` show them.";

pub(crate) fn run_man(arguments: &ManArguments) -> CommandResult {
    match arguments.directory.as_deref() {
        Some(directory) => write_pages(directory),
        None => print_page(),
    }
}

fn print_page() -> CommandResult {
    let mut page = Vec::new();
    Man::new(crate::CommandLine::command())
        .render(&mut page)
        .map_err(|error| Diagnostic::failure(format!("the man page can't be made: {error}")))?;
    print_generated(&String::from_utf8_lossy(&page))?;
    Ok(ExitKind::Clean)
}

fn write_pages(directory: &Path) -> CommandResult {
    let shown = directory.display().to_string();
    std::fs::create_dir_all(directory)
        .and_then(|()| clap_mangen::generate_to(crate::CommandLine::command(), directory))
        .map_err(|error| Diagnostic::failure(format!("man pages can't be written to `{shown}`: {error}")))?;
    print_line(&format!("written man pages to {}", sanitize(&shown)))?;
    Ok(ExitKind::Clean)
}

//! `man`: the command's arguments → its man pages.

use std::path::{Path, PathBuf};

use clap::CommandFactory;
use clap_mangen::Man;

use crate::report::{self, Failure, Failures, Outcome};

/// Print the man page, or write all of them
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// Directory for a page of each command [default: print the first]
    #[arg(value_name = "DIR")]
    directory: Option<PathBuf>,
}

const HELP: &str = "\
Example: cargo errspec man ~/.local/share/man/man1
Then `cargo help errspec` and `man cargo-errspec-check` show them.";

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failures> {
    match arguments.directory.as_deref() {
        Some(directory) => pages(directory),
        None => page(),
    }
}

fn page() -> Result<Outcome, Failures> {
    let mut page = Vec::new();
    Man::new(crate::Arguments::command())
        .render(&mut page)
        .map_err(|error| Failure::new(format!("the man page can't be made: {error}")))?;
    Ok(report::text(&String::from_utf8_lossy(&page))?)
}

fn pages(directory: &Path) -> Result<Outcome, Failures> {
    let shown = directory.display();
    std::fs::create_dir_all(directory)
        .and_then(|()| clap_mangen::generate_to(crate::Arguments::command(), directory))
        .map_err(|error| Failure::new(format!("man pages can't be written to `{shown}`: {error}")))?;
    Ok(report::line(&format!("written man pages to {shown}"))?)
}

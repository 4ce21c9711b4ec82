//! `man`: the command's arguments → its man page.

use clap::CommandFactory;
use clap_mangen::Man;

use crate::report::{self, Failure, Failures, Outcome};

/// Print the man page
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {}

const HELP: &str = "\
Example: cargo errspec man > ~/.local/share/man/man1/cargo-errspec.1
Then `cargo help errspec` shows it.";

pub(crate) fn run() -> Result<Outcome, Failures> {
    let mut page = Vec::new();
    Man::new(crate::Arguments::command())
        .render(&mut page)
        .map_err(|error| Failure::new(format!("the man page can't be made: {error}")))?;
    Ok(report::text(&String::from_utf8_lossy(&page))?)
}

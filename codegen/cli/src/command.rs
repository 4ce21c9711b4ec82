//! The subcommands, each in a module of its name.

mod check;
mod generate;

use crate::report::{Failures, Outcome};

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    Check(check::Arguments),
    Generate(generate::Arguments),
}

impl Command {
    pub(crate) fn run(self) -> Result<Outcome, Failures> {
        match self {
            Self::Check(arguments) => check::run(&arguments),
            Self::Generate(arguments) => generate::run(arguments),
        }
    }
}

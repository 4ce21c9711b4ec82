//! Lists the subcommands, each in a module of its name.

mod check;
mod completions;
mod diff;
mod explain;
mod generate;
mod import;
mod init;
mod man;

use crate::failure::CommandResult;

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    Init(init::Arguments),
    Check(check::Arguments),
    Generate(generate::Arguments),
    Explain(explain::Arguments),
    Diff(diff::Arguments),
    Import(import::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

impl Command {
    pub(crate) fn run(self) -> CommandResult {
        match self {
            Self::Init(arguments) => init::run(&arguments),
            Self::Check(arguments) => check::run(&arguments),
            Self::Generate(arguments) => generate::run(arguments),
            Self::Diff(arguments) => diff::run(&arguments),
            Self::Explain(arguments) => explain::run(&arguments),
            Self::Import(arguments) => import::run(&arguments),
            Self::Completions(arguments) => completions::run(&arguments),
            Self::Man(arguments) => man::run(&arguments),
        }
    }
}

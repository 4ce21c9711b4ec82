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
    Init(init::InitArguments),
    Check(check::CheckArguments),
    Generate(generate::GenerateArguments),
    Explain(explain::ExplainArguments),
    Diff(diff::DiffArguments),
    Import(import::ImportArguments),
    Completions(completions::CompletionsArguments),
    Man(man::ManArguments),
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

//! Lists the subcommands, each in a module of its name.

mod audit;
mod check;
mod completions;
mod diff;
mod explain;
mod generate;
mod import;
mod init;
mod man;
mod mock;

use crate::failure::CommandResult;

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    Init(init::InitArguments),
    Check(check::CheckArguments),
    Generate(generate::GenerateArguments),
    Explain(explain::ExplainArguments),
    Diff(diff::DiffArguments),
    Audit(audit::AuditArguments),
    Mock(mock::MockArguments),
    Import(import::ImportArguments),
    Completions(completions::CompletionsArguments),
    Man(man::ManArguments),
}

impl Command {
    pub(crate) fn run(self) -> CommandResult {
        match self {
            Self::Init(arguments) => init::run_init(&arguments),
            Self::Check(arguments) => check::run_check(&arguments),
            Self::Generate(arguments) => generate::run_generate(arguments),
            Self::Diff(arguments) => diff::run_diff(&arguments),
            Self::Audit(arguments) => audit::run_audit(&arguments),
            Self::Mock(arguments) => mock::run_mock(&arguments),
            Self::Explain(arguments) => explain::run_explain(&arguments),
            Self::Import(arguments) => import::run_import(&arguments),
            Self::Completions(arguments) => completions::run_completions(&arguments),
            Self::Man(arguments) => man::run_man(&arguments),
        }
    }
}

//! Runs `completions`: prints the script that completes the command in a shell.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::exit::ExitKind;
use crate::failure::CommandResult;
use crate::terminal::print_generated;

/// Print a shell's completions
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct CompletionsArguments {
    /// bash, elvish, fish, powershell or zsh
    #[arg(value_enum, hide_possible_values = true)]
    shell: Shell,
}

const HELP: &str = "\
They complete `cargo-errspec`, the command by its own name. Example:
  cargo errspec completions fish > ~/.config/fish/completions/cargo-errspec.fish";

pub(crate) fn run_completions(arguments: &CompletionsArguments) -> CommandResult {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut crate::CommandLine::command(),
        "cargo-errspec",
        &mut script,
    );
    print_generated(&String::from_utf8_lossy(&script))?;
    Ok(ExitKind::Clean)
}

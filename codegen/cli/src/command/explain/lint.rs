//! Says what a lint finds, and why.

use errspec_spec::vocabulary::{LINTS, Lint};

use super::{ExplainFormat, json};
use crate::exit::ExitKind;
use crate::failure::CommandResult;
use crate::terminal::{BOLD, print_line};

/// Returns the lint that was written.
pub(super) fn find_lint(words: &[String]) -> Option<Lint> {
    let [name] = words else { return None };
    LINTS.into_iter().find(|lint| lint.name == name.trim())
}

/// Prints what a lint finds, why that is seldom meant, and how its level is set.
pub(super) fn explain_lint(lint: &Lint, format: ExplainFormat) -> CommandResult {
    if format == ExplainFormat::Json {
        json::print_lint(lint)?;
        return Ok(ExitKind::Clean);
    }
    let Lint { name, finds, reason, .. } = lint;
    let level = format!("warn unless the catalog says `lints: {{ {name}: off }}` or `deny`");
    print_line(&format!("{BOLD}{name}{BOLD:#}\n{finds}\n\n{reason}\n\nLevel: {level}"))?;
    Ok(ExitKind::Clean)
}

//! Prints what `check` found: text for people, JSON for programs, or annotations for GitHub.

use serde_json::{Value, json};

use super::checked::{CheckedCatalog, OutputState};
use crate::diagnostic::{Diagnostic, render_first_annotations, render_first_diagnostics, render_json};
use crate::exit::ExitKind;
use crate::terminal::{PrintError, count_things, print_line, print_report, print_to_stderr, sanitize};

#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum CheckFormat {
    #[default]
    Human,
    Json,
    Github,
}

impl CheckFormat {
    /// Prints what was found in catalogs, and what kept them from being found or seen.
    pub(super) fn print(
        self,
        catalogs: &[CheckedCatalog],
        failures: &[Diagnostic],
    ) -> Result<ExitKind, PrintError> {
        let exits = catalogs.iter().map(CheckedCatalog::exit_kind);
        let exit = exits.chain(failures.iter().map(Diagnostic::exit_kind)).max().unwrap_or(ExitKind::Clean);
        match self {
            Self::Human => {
                render_first_diagnostics(failures).for_each(|text| print_to_stderr(&text));
                catalogs.iter().try_for_each(print_for_people)?;
            }
            Self::Json => print_report(&render_report(catalogs, failures, exit))?,
            Self::Github => print_annotations(catalogs, failures)?,
        }
        Ok(exit)
    }
}

/// Prints problems to standard error, and what is right to standard output.
fn print_for_people(checked: &CheckedCatalog) -> Result<(), PrintError> {
    render_first_diagnostics(&checked.diagnostics).for_each(|text| print_to_stderr(&text));
    let summary = summarize(checked);
    if checked.exit_kind() == ExitKind::Clean {
        return print_line(&summary.concat());
    }
    for line in summary {
        print_to_stderr(&line);
    }
    Ok(())
}

/// Returns the lines that close a catalog: one if all is well, else one for its problems and one for its outputs.
fn summarize(checked: &CheckedCatalog) -> Vec<String> {
    let CheckedCatalog { file, errors, diagnostics, outputs } = checked;
    let file = sanitize(file);
    let warnings = diagnostics.iter().filter(|diagnostic| diagnostic.is_warning()).count();
    if let (Some(errors), ExitKind::Clean) = (errors, checked.exit_kind()) {
        let found = if warnings == 0 { "no problems".to_owned() } else { count_things(warnings, "warning") };
        let current = match outputs.len() {
            0 => String::new(),
            all => format!(", {} up to date", count_things(all, "output")),
        };
        return vec![format!("{file}: {}, {found}{current}", count_things(*errors, "error"))];
    }
    let is_stale = |state: &OutputState| matches!(state, OutputState::Missing | OutputState::Stale);
    let stale = outputs.iter().filter(|(_, state)| is_stale(state)).count();
    let problems = diagnostics.iter().filter(|found| found.exit_kind() == ExitKind::Problems).count();
    let mut lines = Vec::new();
    let counts = [(problems - stale, "problem"), (warnings, "warning")];
    let found = counts.into_iter().filter(|(count, _)| *count > 0);
    let found: Vec<_> = found.map(|(count, thing)| count_things(count, thing)).collect();
    if !found.is_empty() {
        lines.push(format!("{} in {file}", found.join(", ")));
    }
    if stale > 0 {
        lines.push(format!("{stale} of {} of {file} out of date", count_things(outputs.len(), "output")));
    }
    lines
}

/// Renders one object, whose members `docs/command.md` documents.
fn render_report(catalogs: &[CheckedCatalog], failures: &[Diagnostic], exit: ExitKind) -> Value {
    let problems = list_diagnostics(catalogs, failures).map(|found| render_json(&found));
    let outputs = catalogs.iter().flat_map(|checked| {
        let catalog = &checked.file;
        let outputs = checked.outputs.iter();
        outputs.map(move |(file, state)| json!({ "file": file, "catalog": catalog, "state": state.name() }))
    });
    let catalogs = catalogs.iter().map(|checked| json!({ "file": checked.file, "errors": checked.errors }));
    json!({
        "format": 1,
        "outcome": exit.name(),
        "catalogs": catalogs.collect::<Vec<_>>(),
        "problems": problems.collect::<Vec<_>>(),
        "outputs": outputs.collect::<Vec<_>>(),
    })
}

/// Prints workflow commands, each on a line, and the summaries for those who read the log.
fn print_annotations(catalogs: &[CheckedCatalog], failures: &[Diagnostic]) -> Result<(), PrintError> {
    let found: Vec<_> = list_diagnostics(catalogs, failures).collect();
    render_first_annotations(&found).try_for_each(|annotation| print_line(&annotation))?;
    catalogs.iter().flat_map(summarize).try_for_each(|line| print_line(&line))
}

/// Lists all that was found. Machines don't read messages for the file: what has no other place has the catalog's.
fn list_diagnostics(
    catalogs: &[CheckedCatalog],
    failures: &[Diagnostic],
) -> impl Iterator<Item = Diagnostic> {
    let found = catalogs
        .iter()
        .flat_map(|checked| checked.diagnostics.iter().map(|found| found.clone().or_in_file(&checked.file)));
    failures.iter().cloned().chain(found)
}

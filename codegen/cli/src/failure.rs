//! Carries the diagnostics of a command that ends without its result to the one place that prints them.

use crate::diagnostic::{Diagnostic, render_first_diagnostics};
use crate::exit::ExitKind;
use crate::terminal::{PrintError, print_to_stderr};

/// How a command ended, or why it has no result.
pub(crate) type CommandResult = Result<ExitKind, CommandFailure>;

/// Why a command ends without its result. Nothing of it was printed.
#[derive(Debug)]
pub(crate) struct CommandFailure {
    diagnostics: Vec<Diagnostic>,
    /// Lines for people that sum the diagnostics up.
    summary: Vec<String>,
    exit: ExitKind,
}

impl CommandFailure {
    /// Adds a line for people that sums the diagnostics up.
    pub(crate) fn with_summary(mut self, line: impl Into<String>) -> Self {
        self.summary.push(line.into());
        self
    }

    /// Says that the command could not do its work, even if there is nothing but problems that it found.
    pub(crate) fn not_run(self) -> Self {
        Self { exit: ExitKind::NotRun, ..self }
    }

    /// Returns how the command ends.
    pub(crate) fn exit_kind(&self) -> ExitKind {
        self.exit
    }

    /// Returns what is wrong.
    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// Prints everything for people.
    pub(crate) fn print(&self) {
        render_first_diagnostics(&self.diagnostics).for_each(|text| print_to_stderr(&text));
        self.summary.iter().for_each(|line| print_to_stderr(line));
    }

    fn extend(&mut self, other: Self) {
        self.diagnostics.extend(other.diagnostics);
        self.summary.extend(other.summary);
        self.exit = self.exit.max(other.exit);
    }
}

impl From<Vec<Diagnostic>> for CommandFailure {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        let exit = diagnostics.iter().map(Diagnostic::exit_kind).max().unwrap_or(ExitKind::NotRun);
        Self { diagnostics, summary: Vec::new(), exit }
    }
}

impl From<Diagnostic> for CommandFailure {
    fn from(diagnostic: Diagnostic) -> Self {
        vec![diagnostic].into()
    }
}

impl From<PrintError> for CommandFailure {
    fn from(error: PrintError) -> Self {
        Diagnostic::from(error).into()
    }
}

/// Returns all values, or everything that is wrong with any of them.
pub(crate) fn collect_all<T>(
    results: impl IntoIterator<Item = Result<T, CommandFailure>>,
) -> Result<Vec<T>, CommandFailure> {
    let mut values = Vec::new();
    let mut failures = None::<CommandFailure>;
    for result in results {
        match (result, &mut failures) {
            (Ok(value), _) => values.push(value),
            (Err(failure), Some(known)) => known.extend(failure),
            (Err(failure), None) => failures = Some(failure),
        }
    }
    failures.map_or(Ok(values), Err)
}

/// Returns both values, or everything that is wrong with either.
pub(crate) fn collect_both<T, U>(
    one: Result<T, CommandFailure>,
    other: Result<U, CommandFailure>,
) -> Result<(T, U), CommandFailure> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(mut failure), Err(other)) => {
            failure.extend(other);
            Err(failure)
        }
        (Err(failure), Ok(_)) | (Ok(_), Err(failure)) => Err(failure),
    }
}

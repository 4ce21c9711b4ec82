//! Defines the one diagnostic in which the command reports whatever is wrong, in every format.

mod github;
mod human;
mod json;

use errspec_spec::{MAX_SHOWN_PROBLEMS, Problem, Problems, Severity, SourceExcerpt};

use crate::exit::ExitKind;
use crate::file::File;
use crate::terminal::PrintError;

pub(crate) use github::render_first_annotations;
pub(crate) use human::render_first_diagnostics;
pub(crate) use json::render_json;

/// One thing that is wrong, with its place and what to do about it.
///
/// With a rule, it is a problem that the command found. Without one, it is what kept the command from its work.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostic {
    severity: Severity,
    rule: Option<&'static str>,
    message: String,
    place: Option<Box<FilePlace>>,
    help: Vec<String>,
}

/// Where a diagnostic points.
#[derive(Clone, Debug)]
struct FilePlace {
    /// The path as it was given.
    file: String,
    /// The line and the column, both from 1.
    position: Option<(usize, usize)>,
    /// The source lines: the one at the position first, then others that the diagnostic is about.
    excerpts: Vec<SourceExcerpt>,
    /// How the file differs from what it should be, ready for a terminal.
    difference: Option<String>,
}

impl FilePlace {
    fn new(file: impl Into<String>, position: Option<(usize, usize)>) -> Self {
        Self { file: file.into(), position, excerpts: Vec::new(), difference: None }
    }

    fn with_excerpts(file: impl Into<String>, excerpts: Vec<SourceExcerpt>) -> Self {
        let position = excerpts.first().map(|excerpt| (excerpt.line(), excerpt.column()));
        Self { excerpts, ..Self::new(file, position) }
    }

    /// Returns the place of a problem. Lines of problems that nobody is shown would take seconds and gigabytes.
    fn of_problem(catalog: &File, problems: &Problems, problem: &Problem, index: usize) -> Self {
        if index < MAX_SHOWN_PROBLEMS {
            Self::with_excerpts(catalog.shown(), problems.excerpts(problem))
        } else {
            Self::new(catalog.shown(), Some(problems.position(problem)))
        }
    }

    /// Lists the other lines of the file that the diagnostic is about.
    fn related(&self) -> impl Iterator<Item = &SourceExcerpt> {
        self.excerpts.iter().skip(1)
    }
}

impl Diagnostic {
    /// Returns what kept the command from its work.
    pub(crate) fn failure(message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, rule: None, message: message.into(), place: None, help: Vec::new() }
    }

    /// Returns a problem that breaks a rule.
    pub(crate) fn problem(rule: &'static str, message: impl Into<String>) -> Self {
        Self { rule: Some(rule), ..Self::failure(message) }
    }

    /// Returns what breaks a rule and fails nothing.
    pub(crate) fn warning(rule: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::problem(rule, message) }
    }

    /// Returns the problems of a catalog, in the order of their places.
    pub(crate) fn from_problems(catalog: &File, problems: &Problems) -> Vec<Self> {
        let diagnostics = problems.iter().enumerate().map(|(index, problem)| Self {
            severity: problem.severity(),
            rule: Some(problem.rule()),
            message: problem.message().to_owned(),
            place: Some(Box::new(FilePlace::of_problem(catalog, problems, problem, index))),
            help: problem.suggestions().to_vec(),
        });
        diagnostics.collect()
    }

    /// Returns how many there are more than are shown; none if all are.
    fn count_rest(diagnostics: &[Self]) -> Option<Self> {
        let rest = diagnostics.get(MAX_SHOWN_PROBLEMS..).filter(|rest| !rest.is_empty())?;
        let has_errors = rest.iter().any(|diagnostic| !diagnostic.is_warning());
        let severity = if has_errors { Severity::Error } else { Severity::Warning };
        let message = format!("{} more problems are not shown", rest.len());
        Some(Self { severity, ..Self::failure(message) })
    }

    /// Adds the file that it is about, or that names what it is about.
    pub(crate) fn in_file(self, file: impl Into<String>) -> Self {
        Self { place: Some(Box::new(FilePlace::new(file, None))), ..self }
    }

    /// Adds the file, unless one is known.
    pub(crate) fn or_in_file(self, file: &str) -> Self {
        if self.place.is_some() { self } else { self.in_file(file) }
    }

    /// Adds the place where a line of a file starts.
    pub(crate) fn at_line(self, file: impl Into<String>, line: usize) -> Self {
        Self { place: Some(Box::new(FilePlace::new(file, Some((line, 1))))), ..self }
    }

    /// Adds a line of a file.
    pub(crate) fn at_excerpt(self, file: impl Into<String>, excerpt: SourceExcerpt) -> Self {
        Self { place: Some(Box::new(FilePlace::with_excerpts(file, vec![excerpt]))), ..self }
    }

    /// Adds the place that names a file, such as a line of a Cargo.toml, if there is one.
    pub(crate) fn where_named(self, file: &File) -> Self {
        match (file.named_in(), file.naming_line()) {
            (Some(manifest), Some(line)) => self.at_excerpt(manifest, line.clone()),
            (Some(manifest), None) => self.in_file(manifest),
            (None, _) => self,
        }
    }

    /// Adds what to do instead.
    pub(crate) fn with_help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Adds how the file differs from what it should be, in lines that are ready for a terminal.
    pub(crate) fn with_difference(mut self, lines: String) -> Self {
        if let Some(place) = &mut self.place {
            place.difference = Some(lines);
        }
        self
    }

    /// Returns what is wrong, in one sentence.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// Returns what to do instead.
    pub(crate) fn suggestions(&self) -> &[String] {
        &self.help
    }

    /// Returns whether it is a warning.
    pub(crate) fn is_warning(&self) -> bool {
        self.severity == Severity::Warning
    }

    /// Returns how a command ends that finds nothing else.
    pub(crate) fn exit_kind(&self) -> ExitKind {
        match (self.severity, self.rule) {
            (Severity::Warning, _) => ExitKind::Clean,
            (Severity::Error, Some(_)) => ExitKind::Problems,
            (Severity::Error, None) => ExitKind::NotRun,
        }
    }

    fn severity_name(&self) -> &'static str {
        match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

impl From<PrintError> for Diagnostic {
    fn from(PrintError(error): PrintError) -> Self {
        Self::failure(format!("standard output can't be written: {error}"))
    }
}

//! Defines the one diagnostic in which the command reports whatever is wrong, in every format.

mod github;
mod human;
mod json;

use errspec_spec::{Color, Problem, Problems, Severity};

use crate::exit::ExitKind;
use crate::file::File;
use crate::terminal::{PrintError, sanitize};

pub(crate) use github::render_github;
pub(crate) use human::render_human;
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
    notes: Vec<FileNote>,
    help: Vec<String>,
}

/// Where a diagnostic points.
#[derive(Clone, Debug)]
struct FilePlace {
    /// The path as it was given.
    file: String,
    /// The line and the column, both from 1.
    position: Option<(usize, usize)>,
    excerpt: Option<Excerpt>,
}

/// Another place in the same file that a diagnostic is about.
#[derive(Clone, Debug)]
struct FileNote {
    line: usize,
    column: usize,
    message: String,
}

/// What people see of the file, ready for a terminal.
#[derive(Clone, Debug)]
enum Excerpt {
    /// The whole diagnostic with its source line, drawn as the macro and the build script draw it.
    Snippet(String),
    /// How the file differs from what it should be.
    Difference(String),
}

impl Diagnostic {
    /// Returns what kept the command from its work.
    pub(crate) fn failure(message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            rule: None,
            message: message.into(),
            place: None,
            notes: Vec::new(),
            help: Vec::new(),
        }
    }

    /// Returns a problem that breaks a rule.
    pub(crate) fn problem(rule: &'static str, message: impl Into<String>) -> Self {
        Self { rule: Some(rule), ..Self::failure(message) }
    }

    /// Returns the problems of a catalog, in the order of their places.
    pub(crate) fn from_problems(catalog: &File, problems: &Problems) -> Vec<Self> {
        let drawn = problems.iter().zip(problems.render(Color::Ansi)).zip(problems.render(Color::Plain));
        let diagnostics = drawn.map(|((problem, colored), plain)| Self {
            severity: problem.severity(),
            rule: Some(problem.rule()),
            message: problem.message().to_owned(),
            place: Some(Box::new(FilePlace {
                file: catalog.shown().to_owned(),
                position: Some(problems.position(problem)),
                excerpt: Some(Excerpt::Snippet(choose_safe_snippet(colored, &plain))),
            })),
            notes: list_notes(problems, problem),
            help: problem.suggestions().to_vec(),
        });
        diagnostics.collect()
    }

    /// Adds the file that it is about, or that names what it is about.
    pub(crate) fn in_file(self, file: impl Into<String>) -> Self {
        let place = FilePlace { file: file.into(), position: None, excerpt: None };
        Self { place: Some(Box::new(place)), ..self }
    }

    /// Adds the file, unless one is known.
    pub(crate) fn or_in_file(self, file: &str) -> Self {
        if self.place.is_some() { self } else { self.in_file(file) }
    }

    /// Adds the place where a line of a file starts.
    pub(crate) fn at_line(self, file: impl Into<String>, line: usize) -> Self {
        let place = FilePlace { file: file.into(), position: Some((line, 1)), excerpt: None };
        Self { place: Some(Box::new(place)), ..self }
    }

    /// Adds what to do instead.
    pub(crate) fn with_help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Adds how the file differs from what it should be, in lines that are ready for a terminal.
    pub(crate) fn with_difference(mut self, lines: String) -> Self {
        if let Some(place) = &mut self.place {
            place.excerpt = Some(Excerpt::Difference(lines));
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

fn list_notes(problems: &Problems, problem: &Problem) -> Vec<FileNote> {
    let related = problems.related(problem);
    related.map(|(line, column, text)| FileNote { line, column, message: text.to_owned() }).collect()
}

/// Returns the coloured drawing, or, where a text of the catalog brings controls of its own, the plain one without
/// them.
fn choose_safe_snippet(colored: String, plain: &str) -> String {
    let lines: Vec<_> = plain.lines().map(sanitize).collect();
    let safe = lines.join("\n");
    if safe == plain { colored } else { safe }
}

//! Holds problems of a catalog: what is wrong, where, and what to write instead.

use std::fmt;

use crate::foreign::has_key_of_catalogs;
use crate::hostile::make_visible_line;
use crate::lint_level::LintLevel;
use crate::span::{Lines, Span};

mod excerpt;
mod render;

pub use excerpt::SourceExcerpt;
pub use render::{Color, ProblemParts};

/// How severe a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Nothing is generated from the catalog.
    Error,
    /// The catalog can be used.
    Warning,
}

/// One thing that is wrong, where, and what to write instead.
///
/// Its texts are single lines in which control characters of the file are U+FFFD.
#[derive(Clone, Debug)]
pub struct Problem {
    severity: Severity,
    rule: &'static str,
    message: String,
    labels: Vec<Label>,
    help: Vec<String>,
}

/// A place in the file. The first one of a problem is where it is reported.
#[derive(Clone, Debug)]
struct Label {
    span: Span,
    text: String,
}

impl Problem {
    pub(crate) fn error(rule: &'static str, span: Span, message: impl Into<String>) -> Self {
        let labels = vec![Label { span, text: String::new() }];
        let message = make_visible_line(&message.into());
        Self { severity: Severity::Error, rule, message, labels, help: Vec::new() }
    }

    pub(crate) fn finding(level: LintLevel, lint: &'static str, span: Span, message: String) -> Self {
        let severity = if level == LintLevel::Deny { Severity::Error } else { Severity::Warning };
        Self { severity, ..Self::error(lint, span, message) }
    }

    /// Adds a text under the place at which the problem is reported.
    pub(crate) fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(label) = self.labels.first_mut() {
            label.text = make_visible_line(&text.into());
        }
        self
    }

    /// Adds another place.
    pub(crate) fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: make_visible_line(&text.into()) });
        self
    }

    /// Adds what to write instead.
    pub(crate) fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(make_visible_line(&text.into()));
        self
    }

    /// Returns how severe it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Returns the rule that is broken, in kebab-case.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        self.rule
    }

    /// Returns what is wrong, in one line.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns what to write instead.
    #[must_use]
    pub fn suggestions(&self) -> &[String] {
        &self.help
    }

    pub(crate) fn start(&self) -> usize {
        self.labels.first().map_or(0, |label| label.span.start)
    }
}

/// How many problems of a file are shown to people; the others are counted.
pub const MAX_SHOWN_PROBLEMS: usize = 100;

/// All problems of a file, in the order of their places. `Display` renders them without colour.
///
/// ```
/// use errspec_spec::{Arena, Color, Spec};
///
/// let Err(problems) = Spec::parse(&Arena::new(), "errors.yaml", b"errspec: 1") else { return };
/// for text in problems.render(Color::Plain) {
///     eprintln!("{text}");
/// }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Problems {
    path: String,
    text: String,
    lines: Lines,
    list: Vec<Problem>,
}

impl Problems {
    pub(crate) fn new(path: &str, text: String, mut list: Vec<Problem>) -> Self {
        list.sort_by_key(Problem::start);
        Self { path: path.to_owned(), lines: Lines::new(&text), text, list }
    }

    /// Iterates over the problems in the order of their places.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Problem> {
        self.list.iter()
    }

    /// Returns whether the file is a catalog with mistakes: a line begins with the key `errspec`, which hardly any other
    /// file has.
    #[must_use]
    pub fn are_of_catalog(&self) -> bool {
        has_key_of_catalogs(&self.text)
    }

    /// Returns the line and the column of a problem; columns count characters, and both count from 1.
    #[must_use]
    pub fn position(&self, problem: &Problem) -> (usize, usize) {
        let at = problem.start().min(self.text.len());
        (self.lines.line_number(at), self.lines.column(&self.text, at))
    }

    /// Returns the lines that a problem is about: the one at which it is reported first, then the others, such as that
    /// of the first of two equal codes.
    #[must_use]
    pub fn excerpts(&self, problem: &Problem) -> Vec<SourceExcerpt> {
        let labels = problem.labels.iter();
        labels
            .map(|label| SourceExcerpt::cut_line(&self.text, &self.lines, label.span, &label.text))
            .collect()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.render(Color::Plain).enumerate().try_for_each(|(index, text)| {
            let gap = if index == 0 { "" } else { "\n\n" };
            write!(f, "{gap}{text}")
        })
    }
}

impl std::error::Error for Problems {}

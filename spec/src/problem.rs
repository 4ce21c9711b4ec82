//! Problems of a catalog, and how they are shown to the person who has to mend them.

use std::fmt;
use std::ops::Range;

use crate::model::LintLevel;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

/// Of a line that has more bytes than this, what is around the problem is shown.
const LONGEST_LINE: usize = 500;
const CONTEXT: usize = 60;

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Nothing is generated from the catalog.
    Error,
    /// The catalog can be used.
    Warning,
}

/// Whether what is rendered holds ANSI escapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// For a terminal.
    Ansi,
    /// For everything else.
    Plain,
}

/// One thing that is wrong, where, and what would mend it.
#[derive(Clone, Debug)]
pub struct Problem {
    severity: Severity,
    rule: &'static str,
    message: String,
    labels: Vec<Label>,
    help: Vec<String>,
}

/// A place in the file; a problem's first is where it is reported.
#[derive(Clone, Debug)]
struct Label {
    span: Range<usize>,
    text: String,
}

impl Problem {
    pub(crate) fn error(rule: &'static str, span: &Range<usize>, message: impl Into<String>) -> Self {
        let labels = vec![Label { span: span.clone(), text: String::new() }];
        Self { severity: Severity::Error, rule, message: message.into(), labels, help: Vec::new() }
    }

    pub(crate) fn of_lint(
        level: LintLevel,
        rule: &'static str,
        span: &Range<usize>,
        message: String,
    ) -> Self {
        let severity = if level == LintLevel::Deny { Severity::Error } else { Severity::Warning };
        Self { severity, ..Self::error(rule, span, message) }
    }

    /// Says something under the problem's own place.
    pub(crate) fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(label) = self.labels.first_mut() {
            label.text = text.into();
        }
        self
    }

    /// Points at another place.
    pub(crate) fn also(mut self, span: &Range<usize>, text: impl Into<String>) -> Self {
        self.labels.push(Label { span: span.clone(), text: text.into() });
        self
    }

    /// Says what would mend it.
    pub(crate) fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// How grave it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The rule that was broken, in kebab-case.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        self.rule
    }

    /// What is wrong, in one line.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What would mend it.
    #[must_use]
    pub fn suggestions(&self) -> &[String] {
        &self.help
    }

    fn start(&self) -> usize {
        self.labels.first().map_or(0, |label| label.span.start)
    }
}

/// All problems of a file, in the order of their places. `Display` renders them without colour.
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
        Self { path: path.to_owned(), lines: Lines::of(&text), text, list }
    }

    /// The problems in the order of their places.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Problem> {
        self.list.iter()
    }

    /// Where a problem is: its line and its column in characters, both from 1.
    #[must_use]
    pub fn position(&self, problem: &Problem) -> (usize, usize) {
        let at = problem.start().min(self.text.len());
        (self.lines.number(at), self.lines.column(&self.text, at))
    }

    /// The other places that a problem is about, such as that of the first of two: line, column and what is there.
    pub fn related<'a>(&'a self, problem: &'a Problem) -> impl Iterator<Item = (usize, usize, &'a str)> {
        let others = problem.labels.iter().skip(1);
        others.map(|label| {
            let at = label.span.start.min(self.text.len());
            (self.lines.number(at), self.lines.column(&self.text, at), label.text.as_str())
        })
    }

    /// Renders each problem, source line and all.
    pub fn render(&self, color: Color) -> impl Iterator<Item = String> {
        let renderer = match color {
            Color::Ansi => Renderer::styled(),
            Color::Plain => Renderer::plain(),
        };
        let renderer = renderer.decor_style(DecorStyle::Ascii);
        self.list.iter().map(move |problem| self.render_one(&renderer, problem))
    }

    fn render_one(&self, renderer: &Renderer, problem: &Problem) -> String {
        let level = match problem.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(problem.message.as_str()).id(problem.rule);
        let group = Group::with_title(title).elements(self.snippets(problem));
        let help = problem.help.iter().map(|text| Level::HELP.message(text.as_str()));
        renderer.render(&[group.elements(help)])
    }

    /// A snippet a label, of its line only: given the whole file, the renderer would read it once a problem.
    fn snippets<'a>(&'a self, problem: &'a Problem) -> Vec<Element<'a>> {
        let labels = problem.labels.iter().enumerate();
        labels.flat_map(|(index, label)| self.snippet(label, index == 0)).collect()
    }

    fn snippet<'a>(&'a self, label: &'a Label, primary: bool) -> Vec<Element<'a>> {
        let text = self.text.as_str();
        let start = label.span.start.min(text.len());
        let first = self.lines.start(start);
        // A span over several lines, such as that of an entry, is shown by its first one.
        let last = self.lines.end(start).min(text.len());
        let end = label.span.end.clamp(start, last);
        let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let text_of_label = Some(label.text.as_str()).filter(|text| !text.is_empty());
        let line = self.lines.number(start);
        let shown = window(text, first..last, start..end);
        let annotation =
            kind.span(start - shown.start..end.min(shown.end) - shown.start).label(text_of_label);
        let snippet = Snippet::source(text[shown.clone()].trim_end_matches('\r'))
            .line_start(line)
            .annotation(annotation);
        if shown.start == first {
            return vec![snippet.path(self.path.as_str()).into()];
        }
        // The renderer counts columns from the start of what it is shown.
        let column = self.lines.column(text, start);
        vec![Origin::path(self.path.as_str()).line(line).char_column(column).into(), snippet.into()]
    }
}

/// The part of a line that is shown: all of it, unless it is so long that nobody would read it.
fn window(text: &str, line: Range<usize>, label: Range<usize>) -> Range<usize> {
    if line.len() <= LONGEST_LINE {
        return line;
    }
    let boundary = |at: &usize| text.is_char_boundary(*at);
    let start = label.start.saturating_sub(CONTEXT).max(line.start);
    let end = label.end.min(label.start + LONGEST_LINE).saturating_add(CONTEXT).min(line.end);
    let start = (start..=label.start).find(boundary).unwrap_or(label.start);
    let end = (end..=line.end).find(boundary).unwrap_or(line.end);
    start..end
}

/// Where the lines of a text start.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    starts: Vec<usize>,
    /// How many characters start before each stretch of the text: a file can be one line with thousands of problems.
    characters: Vec<usize>,
}

impl Lines {
    const STRETCH: usize = 1024;

    pub(crate) fn of(text: &str) -> Self {
        let stretches = text.as_bytes().chunks(Self::STRETCH);
        let characters = stretches.scan(0, |before, stretch| {
            let at = *before;
            *before += characters(stretch);
            Some(at)
        });
        Self {
            starts: std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect(),
            characters: characters.collect(),
        }
    }

    /// The number of the line that an offset is on, from 1.
    pub(crate) fn number(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at)
    }

    /// The column of an offset in the text, in characters from 1.
    fn column(&self, text: &str, at: usize) -> usize {
        self.before(text, at) - self.before(text, self.start(at)) + 1
    }

    /// How many characters start before an offset.
    fn before(&self, text: &str, at: usize) -> usize {
        let stretch = at / Self::STRETCH;
        let counted = self.characters.get(stretch).or(self.characters.last()).copied().unwrap_or(0);
        let from = stretch.min(self.characters.len().saturating_sub(1)) * Self::STRETCH;
        counted + characters(&text.as_bytes()[from..at])
    }

    /// Where the line that an offset is on starts.
    fn start(&self, at: usize) -> usize {
        self.starts.get(self.number(at).saturating_sub(1)).copied().unwrap_or(0)
    }

    /// Where it ends; its line break is not a part of it.
    fn end(&self, at: usize) -> usize {
        self.starts.get(self.number(at)).map_or(usize::MAX, |next| next - 1)
    }
}

/// How many characters start in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
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

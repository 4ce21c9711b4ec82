//! Draws problems for people: each with its source lines and what to write instead.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::{Problems, Severity, SourceExcerpt};
use crate::hostile::make_single_line;

/// Whether what is rendered contains ANSI escapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// For a terminal.
    Ansi,
    /// For everything else.
    Plain,
}

impl Problems {
    /// Renders each problem with its source lines.
    pub fn render(&self, color: Color) -> impl Iterator<Item = String> {
        self.list.iter().map(move |problem| {
            let parts = ProblemParts {
                severity: problem.severity,
                rule: Some(problem.rule),
                message: &problem.message,
                path: &self.path,
                excerpts: &self.excerpts(problem),
                help: &problem.help,
            };
            parts.render(color)
        })
    }
}

/// What is drawn of a problem of any file. All texts but the path have to be free of control characters.
#[derive(Clone, Copy, Debug)]
pub struct ProblemParts<'a> {
    /// How severe the problem is.
    pub severity: Severity,
    /// The rule that is broken, if it is one.
    pub rule: Option<&'a str>,
    /// What is wrong.
    pub message: &'a str,
    /// The name of the file.
    pub path: &'a str,
    /// The lines that the problem is about: the one at which it is reported first.
    pub excerpts: &'a [SourceExcerpt],
    /// What to write instead.
    pub help: &'a [String],
}

impl ProblemParts<'_> {
    /// Draws the problem as rustc does.
    #[must_use]
    pub fn render(&self, color: Color) -> String {
        let renderer = match color {
            Color::Ansi => Renderer::styled(),
            Color::Plain => Renderer::plain(),
        };
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mut title = level.primary_title(self.message);
        if let Some(rule) = self.rule {
            title = title.id(rule);
        }
        let path = make_single_line(self.path);
        let kinds =
            std::iter::once(AnnotationKind::Primary).chain(std::iter::repeat(AnnotationKind::Context));
        let snippets =
            self.excerpts.iter().zip(kinds).flat_map(|(excerpt, kind)| make_snippet(&path, excerpt, kind));
        let help = self.help.iter().map(|text| Level::HELP.message(text.as_str()));
        let group = Group::with_title(title).elements(snippets).elements(help);
        renderer.decor_style(DecorStyle::Ascii).render(&[group])
    }
}

/// Makes a snippet of one line: given the whole file, the renderer would read it once a problem.
fn make_snippet<'a>(path: &'a str, excerpt: &'a SourceExcerpt, kind: AnnotationKind) -> Vec<Element<'a>> {
    let label = Some(excerpt.label()).filter(|label| !label.is_empty());
    let snippet = Snippet::source(excerpt.text())
        .line_start(excerpt.line())
        .annotation(kind.span(excerpt.marked()).label(label));
    if excerpt.is_whole_line() {
        return vec![snippet.path(path).into()];
    }
    // The renderer would count columns from the start of the excerpt.
    let origin = Origin::path(path).line(excerpt.line()).char_column(excerpt.column());
    vec![origin.into(), snippet.into()]
}

//! Shows problems to people: each with its source lines and what to write instead.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::{Label, Problem, Problems, Severity};
use crate::span::Span;

/// Of a line that has more bytes than this, only what is around the problem is shown.
const LONGEST_LINE: usize = 500;
const CONTEXT: usize = 60;

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
        let renderer = match color {
            Color::Ansi => Renderer::styled(),
            Color::Plain => Renderer::plain(),
        };
        let ascii_renderer = renderer.decor_style(DecorStyle::Ascii);
        self.list.iter().map(move |problem| self.render_problem(&ascii_renderer, problem))
    }

    fn render_problem(&self, renderer: &Renderer, problem: &Problem) -> String {
        let level = match problem.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(problem.message.as_str()).id(problem.rule);
        let group = Group::with_title(title).elements(self.make_snippets(problem));
        let help = problem.help.iter().map(|text| Level::HELP.message(text.as_str()));
        renderer.render(&[group.elements(help)])
    }

    fn make_snippets<'a>(&'a self, problem: &'a Problem) -> Vec<Element<'a>> {
        let kinds =
            std::iter::once(AnnotationKind::Primary).chain(std::iter::repeat(AnnotationKind::Context));
        problem.labels.iter().zip(kinds).flat_map(|(label, kind)| self.make_snippet(label, kind)).collect()
    }

    /// Makes a snippet of one line: given the whole file, the renderer would read it once a problem.
    fn make_snippet<'a>(&'a self, label: &'a Label, kind: AnnotationKind) -> Vec<Element<'a>> {
        let text = self.text.as_str();
        let start = label.span.start.min(text.len());
        let line = self.lines.line_start(start)..self.lines.line_end(start).min(text.len());
        // A span over several lines, such as that of an entry, is shown by its first line.
        let marked = Span::new(start, label.span.end.clamp(start, line.end));
        let shown = choose_window(text, &line, marked);
        let range = start - shown.start..marked.end.min(shown.end) - shown.start;
        let label_text = Some(label.text.as_str()).filter(|text| !text.is_empty());
        let line_number = self.lines.line_number(start);
        let snippet = Snippet::source(text[shown.clone()].trim_end_matches('\r'))
            .line_start(line_number)
            .annotation(kind.span(range).label(label_text));
        if shown.start == line.start {
            return vec![snippet.path(self.path.as_str()).into()];
        }
        // The renderer counts columns from the start of what it is shown.
        let column = self.lines.column(text, start);
        let origin = Origin::path(self.path.as_str()).line(line_number).char_column(column);
        vec![origin.into(), snippet.into()]
    }
}

/// Chooses the part of a line that is shown: all of it, unless it is so long that nobody would read it.
fn choose_window(text: &str, line: &Range<usize>, marked: Span) -> Range<usize> {
    if line.len() <= LONGEST_LINE {
        return line.clone();
    }
    let is_boundary = |at: &usize| text.is_char_boundary(*at);
    let start = marked.start.saturating_sub(CONTEXT).max(line.start);
    let end = marked.end.min(marked.start + LONGEST_LINE).saturating_add(CONTEXT).min(line.end);
    let first = (start..=marked.start).find(is_boundary).unwrap_or(marked.start);
    let last = (end..=line.end).find(is_boundary).unwrap_or(line.end);
    first..last
}

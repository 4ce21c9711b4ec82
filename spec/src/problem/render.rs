//! Draws problems for people: each with its source lines and what to write instead.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::{MAX_SHOWN_PROBLEMS, Problem, Problems, Severity, SourceExcerpt};
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
    /// Renders the first [`MAX_SHOWN_PROBLEMS`] with their source lines, and says how many there are more.
    pub fn render(&self, color: Color) -> impl Iterator<Item = String> {
        let shown = self.list.iter().take(MAX_SHOWN_PROBLEMS).map(move |problem| {
            let excerpts = self.excerpts(problem);
            self.list_parts(problem, &excerpts).render(color)
        });
        let severity = self.list.iter().map(Problem::severity).find(|severity| *severity == Severity::Error);
        let rest = self.count_rest().map(move |message| {
            let severity = severity.unwrap_or(Severity::Warning);
            ProblemParts { severity, rule: None, message: &message, path: "", excerpts: &[], help: &[] }
                .render(color)
        });
        shown.chain(rest)
    }

    /// Renders them as [`render`](Self::render) does, without colour and for a compiler that writes `error: ` first.
    pub fn render_untitled(&self) -> impl Iterator<Item = String> {
        let shown = self.list.iter().take(MAX_SHOWN_PROBLEMS).map(|problem| {
            let excerpts = self.excerpts(problem);
            self.list_parts(problem, &excerpts).render_titled(Level::ERROR.no_name(), None, Color::Plain)
        });
        shown.chain(self.count_rest())
    }

    /// Says how many problems aren't shown, if there are more than can be.
    fn count_rest(&self) -> Option<String> {
        let rest = self.list.len().checked_sub(MAX_SHOWN_PROBLEMS).filter(|rest| *rest > 0)?;
        Some(format!("{rest} more problems are not shown"))
    }

    fn list_parts<'p>(&'p self, problem: &'p Problem, excerpts: &'p [SourceExcerpt]) -> ProblemParts<'p> {
        ProblemParts {
            severity: problem.severity,
            rule: Some(problem.rule),
            message: &problem.message,
            path: &self.path,
            excerpts,
            help: &problem.help,
        }
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
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        self.render_titled(level, self.rule, color)
    }

    fn render_titled(&self, level: Level<'_>, rule: Option<&str>, color: Color) -> String {
        let renderer = match color {
            Color::Ansi => Renderer::styled(),
            Color::Plain => Renderer::plain(),
        };
        let title = level.primary_title(self.message);
        let identified = match rule {
            Some(rule) => title.id(rule),
            None => title,
        };
        let path = make_single_line(self.path);
        let kinds =
            std::iter::once(AnnotationKind::Primary).chain(std::iter::repeat(AnnotationKind::Context));
        let snippets =
            self.excerpts.iter().zip(kinds).flat_map(|(excerpt, kind)| make_snippet(&path, excerpt, kind));
        let help = self.help.iter().map(|text| Level::HELP.message(text.as_str()));
        let group = Group::with_title(identified).elements(snippets).elements(help);
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

//! Renders a diagnostic for people, as rustc does.

use errspec_spec::Severity;

use super::{Diagnostic, Excerpt, FileNote, FilePlace};
use crate::terminal::{BOLD, ERROR, HELP, WARNING, sanitize, sanitize_lines};

/// Lines behind the first one of a message are indented, so that none of them looks like one of ours.
const INDENT: usize = 4;

/// Renders a diagnostic for a terminal: its title, its place, an excerpt of the file, notes and help.
pub(crate) fn render_human(diagnostic: &Diagnostic) -> String {
    let Diagnostic { place, notes, help, .. } = diagnostic;
    let excerpt = place.as_ref().and_then(|place| place.excerpt.as_ref());
    if let Some(Excerpt::Snippet(drawn)) = excerpt {
        return drawn.clone();
    }
    let mut parts = vec![render_title(diagnostic)];
    parts.extend(place.as_deref().map(render_place));
    if let Some(Excerpt::Difference(lines)) = excerpt {
        parts.push(render_difference(lines));
    }
    parts.extend(notes.iter().map(render_note));
    let mark = if place.is_some() { "  = " } else { "" };
    parts.extend(help.iter().map(|help| render_help(mark, help)));
    parts.join("\n")
}

fn render_title(diagnostic: &Diagnostic) -> String {
    let style = if diagnostic.severity == Severity::Error { ERROR } else { WARNING };
    let rule = diagnostic.rule.map(|rule| format!("[{rule}]")).unwrap_or_default();
    let message = sanitize_lines(&diagnostic.message, INDENT);
    format!("{style}{}{rule}{style:#}{BOLD}: {message}{BOLD:#}", diagnostic.severity_name())
}

fn render_place(FilePlace { file, position, .. }: &FilePlace) -> String {
    let position = position.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
    format!(" --> {}{position}", sanitize(file))
}

/// Puts a margin before each line, so that none of them looks like one of ours.
fn render_difference(lines: &str) -> String {
    let lines: Vec<_> = lines.lines().map(|line| format!("  | {line}").trim_end().to_owned()).collect();
    format!("  |\n{}\n  |", lines.join("\n"))
}

fn render_note(FileNote { line, column, message }: &FileNote) -> String {
    format!("  = {BOLD}note{BOLD:#}: {line}:{column}: {}", sanitize(message))
}

fn render_help(mark: &str, help: &str) -> String {
    let text = sanitize_lines(help, mark.len() + "help: ".len());
    format!("{mark}{HELP}help{HELP:#}: {text}")
}

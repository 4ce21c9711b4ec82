//! Renders a diagnostic for people, as rustc does.

use errspec_spec::{Color, MAX_SHOWN_PROBLEMS, ProblemParts, Severity};

use super::{Diagnostic, FilePlace};
use crate::terminal::{BOLD, ERROR, HELP, WARNING, sanitize, sanitize_lines};

/// Lines behind the first one of a message are indented, so that none of them looks like one of ours.
const INDENT: usize = 4;

/// Renders the first diagnostics, and says how many there are more.
pub(crate) fn render_first_diagnostics(diagnostics: &[Diagnostic]) -> impl Iterator<Item = String> {
    let rest = Diagnostic::count_rest(diagnostics).map(|rest| render_human(&rest));
    diagnostics.iter().take(MAX_SHOWN_PROBLEMS).map(render_human).chain(rest)
}

/// Renders a diagnostic for a terminal: its title, its place, source lines or a difference, and help.
fn render_human(diagnostic: &Diagnostic) -> String {
    let Diagnostic { place, help, .. } = diagnostic;
    if let Some(place) = place.as_deref().filter(|place| !place.excerpts.is_empty()) {
        return render_with_source(diagnostic, place);
    }
    let mut parts = vec![render_title(diagnostic)];
    parts.extend(place.as_deref().map(render_place));
    let difference = place.as_ref().and_then(|place| place.difference.as_deref());
    parts.extend(difference.map(render_difference));
    let mark = if place.is_some() { "  = " } else { "" };
    parts.extend(help.iter().map(|help| render_help(mark, help)));
    parts.join("\n")
}

/// Draws a diagnostic as the macro and the build script draw it, in colour.
fn render_with_source(diagnostic: &Diagnostic, place: &FilePlace) -> String {
    let Diagnostic { severity, rule, message, help, .. } = diagnostic;
    let help: Vec<_> = help.iter().map(|help| sanitize_lines(help, 0)).collect();
    let parts = ProblemParts {
        severity: *severity,
        rule: *rule,
        message: &sanitize_lines(message, 0),
        path: &place.file,
        excerpts: &place.excerpts,
        help: &help,
    };
    parts.render(Color::Ansi)
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

fn render_help(mark: &str, help: &str) -> String {
    let text = sanitize_lines(help, mark.len() + "help: ".len());
    format!("{mark}{HELP}help{HELP:#}: {text}")
}

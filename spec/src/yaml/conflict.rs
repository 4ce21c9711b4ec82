//! Finds what git leaves in a file that it could not merge.

use crate::problem::Problem;
use crate::span::Span;

const START: &str = "<<<<<<<";
const END: &str = ">>>>>>>";

/// Reports every conflict of a text, each at the line that opens it.
///
/// Within lists and maps in brackets YAML takes the markers for texts, so that it would report what follows from them.
pub(super) fn find_conflicts(text: &str) -> Vec<Problem> {
    let mut open = None;
    let mut problems = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_marker(line, START) {
            open = Some(Span::new(at, at + line.trim_end().len()));
        } else if let Some(span) = open.filter(|_| is_marker(line, END)) {
            problems.push(report_conflict(span));
            open = None;
        }
        at += line.len();
    }
    problems
}

/// Reports a marker that is left over, where a line that can't be read starts with one.
pub(super) fn find_marker_at(text: &str, at: usize) -> Option<Problem> {
    let start = text[..at].rfind('\n').map_or(0, |line_break| line_break + 1);
    let line = text[start..].lines().next()?;
    let is_any = [START, "|||||||", "=======", END].iter().any(|marker| is_marker(line, marker));
    is_any.then(|| report_conflict(Span::new(start, start + line.trim_end().len())))
}

fn is_marker(line: &str, marker: &str) -> bool {
    line.strip_prefix(marker).is_some_and(|rest| rest.trim_end().is_empty() || rest.starts_with(' '))
}

fn report_conflict(span: Span) -> Problem {
    Problem::error("yaml", span, "merge conflict marker of git")
        .help("keep one of the two sides, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`")
}

//! Finds colons and marks of comments that YAML takes for something else than their author.

use granit_parser::ErrorKind;

use crate::problem::Problem;
use crate::span::Span;

/// Reports a text that contains `: `, or a key on the line before whose colon has no space behind it.
pub(super) fn find_misplaced_colon(kind: &ErrorKind, text: &str, at: usize) -> Option<Problem> {
    if !matches!(kind, ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidSimpleKey) {
        return None;
    }
    let line_start = find_line_start(text, at);
    let before = &text[line_start..at];
    if let Some((key, value)) = before.split_once(": ").filter(|(key, _)| !key.contains(['"', '\'', '#'])) {
        let start = line_start + key.len() + 2 + (value.len() - value.trim_start().len());
        let problem = Problem::error("yaml", Span::at(start), "text that contains `: ` is not in quotes");
        return Some(problem.help("put quotes around it"));
    }
    let (start, line) = find_line_before(text, line_start)?;
    let written = line.trim_start().trim_start_matches("- ").trim();
    let (key, value) = written.split_once(':').filter(|(_, value)| !value.is_empty())?;
    let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if !is_key || value.starts_with([' ', '/']) || written.contains(": ") {
        return None;
    }
    let colon = start + line.find(':')?;
    let problem = Problem::error("yaml", Span::new(colon, colon + 1), "missing space after `:`");
    Some(problem.help(format!("write `{key}: {value}`")))
}

/// Reports a number sign that makes a comment of the bracket that closes a list or a map.
pub(super) fn find_hiding_comment(kind: &ErrorKind, text: &str, at: usize) -> Option<Problem> {
    let is_unclosed = matches!(
        kind,
        ErrorKind::ExpectedFlowMappingSeparator
            | ErrorKind::ExpectedFlowSequenceSeparator
            | ErrorKind::UnclosedFlowCollection { .. }
            | ErrorKind::UnexpectedEofFlowMapping
            | ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::UnexpectedEofImplicitFlowMapping
    );
    let (start, line) = find_line_before(text, find_line_start(text, at)).filter(|_| is_unclosed)?;
    let sign = line.find(" #")? + 1;
    let hides = line[sign..].contains(['}', ']']) && line[..sign].contains(['{', '[']);
    let problem = Problem::error("yaml", Span::at(start + sign), "comment hides the end of a list or a map");
    hides.then(|| problem.help("put quotes around a text that starts with `#` or contains ` #`"))
}

/// Reports a comment of another language, as in JSON with comments, on the line of an error or on the one before.
pub(super) fn find_foreign_comment(text: &str, at: usize) -> Option<Problem> {
    let start = find_line_start(text, at);
    let line = (start, text[start..].lines().next().unwrap_or_default());
    let mut lines = find_line_before(text, start).into_iter().chain([line]);
    let mark = lines.find_map(|(start, line)| Some(start + find_comment_mark(line)?))?;
    Some(explain_foreign_comment(Span::at(mark), text))
}

/// Explains a comment of another language that starts where a span does.
pub(super) fn explain_foreign_comment(span: Span, text: &str) -> Problem {
    let mark = Span::new(span.start, span.start + 2);
    let message = format!("unexpected `{}`", &text[mark.start..mark.end]);
    Problem::error("yaml", mark, message).help("start comments with `#`")
}

/// Finds a comment where no value can be: at the start of a line, or behind a bracket, a comma or quotes.
fn find_comment_mark(line: &str) -> Option<usize> {
    let is_mark = |at: usize| {
        let before = line[..at].trim_end().chars().last();
        is_foreign_comment(&line[at..]) && matches!(before, None | Some(',' | '{' | '[' | '}' | ']' | '"'))
    };
    line.match_indices('/').map(|(at, _)| at).find(|at| is_mark(*at))
}

/// Returns whether a text begins as a comment does in JSON with comments; `/*/code` is a JSON Pointer.
pub(super) fn is_foreign_comment(text: &str) -> bool {
    ["// ", "/* ", "/**"].iter().any(|mark| text.starts_with(mark))
}

fn find_line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |line_break| line_break + 1)
}

/// Returns the last line before a line that isn't empty, and where it starts.
fn find_line_before(text: &str, line_start: usize) -> Option<(usize, &str)> {
    let before = text[..line_start].trim_end();
    let start = find_line_start(before, before.len());
    (!before.is_empty()).then(|| (start, &before[start..]))
}

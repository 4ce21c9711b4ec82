//! Explains errors in the syntax of YAML.

use granit_parser::{ErrorKind, ScanError};

use super::colon::{find_foreign_comment, find_hiding_comment, find_misplaced_colon};
use super::conflict::find_marker_at;
use super::syntax_message::describe_error_kind;
use super::unquoted::find_unquoted_text;
use crate::hostile::{explain_invisible, is_invisible};
use crate::problem::Problem;
use crate::span::Span;

/// Explains the error, and what was probably meant.
pub(super) fn explain_syntax_error(error: &ScanError, text: &str) -> Problem {
    let at = locate_error(error, text);
    let kind = error.kind();
    find_marker_at(text, at)
        .or_else(|| explain_character(kind, at))
        .or_else(|| find_unquoted_text(kind, text, at))
        .or_else(|| find_odd_separator(text, at))
        .or_else(|| find_foreign_comment(text, at))
        .or_else(|| find_misplaced_colon(kind, text, at))
        .or_else(|| find_hiding_comment(kind, text, at))
        .unwrap_or_else(|| explain_kind(error, at))
}

fn locate_error(error: &ScanError, text: &str) -> usize {
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    // The parser reports these where the text begins, which may be lines before.
    let character = match error.kind() {
        ErrorKind::TabInPlainScalar => '\t',
        ErrorKind::UnexpectedCharacter { character } => *character,
        _ => return at,
    };
    at + text[at..].find(character).unwrap_or_default()
}

/// Explains a character that YAML forbids everywhere.
fn explain_character(kind: &ErrorKind, at: usize) -> Option<Problem> {
    let (character, help) = match kind {
        ErrorKind::UnexpectedCharacter { character } if character.is_control() => {
            let escape = format!("\\x{:02X}", u32::from(*character));
            (*character, format!("remove it, or write it as `{escape}` in double quotes"))
        }
        ErrorKind::BomInsideDocument => ('\u{FEFF}', "remove this invisible character".to_owned()),
        _ => return None,
    };
    let name = match character {
        '\u{c}' => "form feed",
        '\u{FEFF}' => "byte order mark",
        _ => "control character",
    };
    let message = format!("unexpected {name}, U+{:04X}", u32::from(character));
    Some(Problem::error("yaml", Span::new(at, at + character.len_utf8()), message).help(help))
}

/// Finds an invisible character where YAML needs a space: before the first character of a line, or behind a `:` or `-`.
fn find_odd_separator(text: &str, at: usize) -> Option<Problem> {
    let start = text[..at].rfind('\n').map_or(0, |line_break| line_break + 1);
    let line = text[start..].lines().next()?;
    let indent = line.find(|c: char| c != ' ').unwrap_or_default();
    let behind = line.match_indices([':', '-']).map(|(at, _)| at + 1);
    let column = std::iter::once(indent).chain(behind).find(|at| line[*at..].starts_with(is_invisible))?;
    let character = line[column..].chars().next()?;
    let message = format!("unexpected character U+{:04X}", u32::from(character));
    let span = Span::new(start + column, start + column + character.len_utf8());
    let help = explain_invisible(&line[column..])?;
    Some(Problem::error("yaml", span, message).help(help))
}

fn explain_kind(error: &ScanError, at: usize) -> Problem {
    if let ErrorKind::RecursionLimitExceeded = error.kind() {
        return Problem::error("limit", Span::at(at), "lists and maps are nested more than 255 deep");
    }
    match describe_error_kind(error.kind()) {
        Some((message, help)) => Problem::error("yaml", Span::at(at), message).help(help),
        None => Problem::error("yaml", Span::at(at), error.info()),
    }
}

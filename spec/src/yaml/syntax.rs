//! Explains errors in the syntax of YAML.

use granit_parser::{ErrorKind, ScanError};

use crate::problem::Problem;
use crate::span::Span;

pub(super) fn explain_syntax_error(error: &ScanError, text: &str) -> Problem {
    let mut at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    if let ErrorKind::TabInPlainScalar = error.kind() {
        // The parser reports it where the text begins, which may be lines before.
        at += text[at..].find('\t').unwrap_or_default();
    }
    if let ErrorKind::RecursionLimitExceeded = error.kind() {
        return Problem::error("limit", Span::at(at), "lists and maps are nested more than 255 deep");
    }
    let problem = Problem::error("yaml", Span::at(at), error.info());
    match find_remedy(error.kind()) {
        Some(help) => problem.help(help),
        None => problem,
    }
}

/// Says what corrects the usual mistakes.
fn find_remedy(kind: &ErrorKind) -> Option<&'static str> {
    use ErrorKind as Kind;
    Some(match kind {
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabInPlainScalar
        | Kind::TabAtBlockScalarStart => "indent with spaces: YAML allows no tabs there",
        Kind::MappingValueNotAllowed | Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => {
            "start keys in the same column, put a space after their colons, and quote a text that contains `: `"
        }
        Kind::ExpectedBlockMappingKey
        | Kind::ExpectedBlockSequenceEntry
        | Kind::BlockSequenceEntryNotAllowed
        | Kind::InvalidIndentation => "start the keys of a map in the same column, and the `-` of a list too",
        Kind::UnexpectedCharacter { .. } | Kind::PlainScalarStartsWithDashFlowIndicator => {
            "put quotes around a text that begins with a special character"
        }
        Kind::ExpectedFlowMappingSeparator | Kind::ExpectedFlowSequenceSeparator => {
            "put a comma between values, or close the `{` or `[`"
        }
        Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::UnclosedFlowCollection { .. } => "close the `{` or `[`",
        Kind::UnclosedQuotedScalar
        | Kind::InvalidQuotedScalarIndent
        | Kind::DocumentIndicatorInQuotedScalar => {
            "close the quotes, which may have been opened lines before"
        }
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => {
            "put the whole value in quotes; a single quote in single quotes is written twice"
        }
        Kind::UnknownQuotedScalarEscape => "write `\\\\` for a backslash, or use single quotes",
        Kind::CommentNotSeparated => "put a space before the `#` of a comment, or quotes around the text",
        Kind::ExpectedDocumentStart => "write a catalog in YAML, which begins with `errspec: 1`",
        _ => return None,
    })
}

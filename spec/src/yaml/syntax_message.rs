//! Says in words what the usual kinds of syntax errors are, and what to write instead.

use std::borrow::Cow;

use granit_parser::ErrorKind;

const ALIGN: &str = "start the keys of a map in the same column, and the `-` of a list too";
const SPACE_OR_QUOTE: &str =
    "start keys in the same column, put a space after their colons, and quote a text that contains `: `";
const CLOSE: &str = "close the `{` or `[`";
const CLOSE_QUOTES: &str = "close the quotes, which may have been opened lines before";
const SEPARATE: &str = "put a comma between values, or close the `{` or `[`";
const QUOTE: &str = "put quotes around a text that starts with a special character";

/// Returns the message and the help; none for kinds that hardly ever come up.
pub(super) fn describe_error_kind(kind: &ErrorKind) -> Option<(Cow<'static, str>, &'static str)> {
    use ErrorKind as Kind;
    let (message, help) = match kind {
        Kind::UnclosedFlowCollection { open } => return Some((format!("unclosed `{open}`").into(), CLOSE)),
        Kind::MismatchedFlowCollectionEnd { open, close } => {
            return Some((format!("`{open}` is closed by `{close}`").into(), CLOSE));
        }
        Kind::UnexpectedCharacter { character } => {
            let shown = character.escape_default();
            return Some((format!("unexpected character `{shown}`").into(), QUOTE));
        }
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabInPlainScalar
        | Kind::TabAtBlockScalarStart => ("unexpected tab", "indent with spaces: YAML allows no tabs there"),
        Kind::MappingValueNotAllowed | Kind::InvalidSimpleKey => ("unexpected `:`", SPACE_OR_QUOTE),
        Kind::InvalidColonPlacement => ("unexpected `:`", "write a key and its `:` on one line"),
        Kind::SimpleKeyExpected => ("missing `: ` after a key", SPACE_OR_QUOTE),
        Kind::ExpectedBlockMappingKey => ("expected a key", ALIGN),
        Kind::ExpectedBlockSequenceEntry => ("expected `-`", ALIGN),
        Kind::BlockSequenceEntryNotAllowed => ("unexpected `-`", ALIGN),
        Kind::InvalidIndentation => ("wrong indentation", ALIGN),
        Kind::PlainScalarStartsWithDashFlowIndicator => ("text that starts with `-` is not in quotes", QUOTE),
        Kind::MissingAnchorOrAliasName => ("missing name after `&` or `*`", QUOTE),
        Kind::ExpectedFlowMappingSeparator => ("expected `,` or `}`", SEPARATE),
        Kind::ExpectedFlowSequenceSeparator => ("expected `,` or `]`", SEPARATE),
        Kind::UnexpectedEofFlowMapping | Kind::UnexpectedEofImplicitFlowMapping => ("unclosed `{`", CLOSE),
        Kind::UnexpectedEofFlowSequence => ("unclosed `[`", CLOSE),
        Kind::MisplacedFlowCollectionEnd => ("unexpected `}` or `]`", "remove it: nothing is open there"),
        Kind::UnclosedQuotedScalar => ("unclosed quotes", CLOSE_QUOTES),
        Kind::InvalidQuotedScalarIndent => ("wrong indentation in a text in quotes", CLOSE_QUOTES),
        Kind::DocumentIndicatorInQuotedScalar => ("text in quotes that contains a line `---`", CLOSE_QUOTES),
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => (
            "unexpected text after closing quotes",
            "put the whole value in quotes; a single quote in single quotes is written twice",
        ),
        Kind::UnknownQuotedScalarEscape => {
            ("unknown escape in double quotes", "write `\\\\` for a backslash, or use single quotes")
        }
        Kind::InvalidQuotedScalarHexEscape | Kind::InvalidUnicodeEscape => (
            "invalid escape in double quotes",
            "write `\\u` and four hexadecimal digits, `\\\\` for a backslash, or use single quotes",
        ),
        Kind::CommentNotSeparated => {
            ("missing space before `#`", "put a space before the `#` of a comment, or quotes around the text")
        }
        Kind::CommentInterceptedScalar => (
            "text goes on behind a comment",
            "put quotes around a text that contains ` #`, or give the comment a line of its own",
        ),
        Kind::InvalidBlockScalarHeader => {
            ("unexpected text after `|` or `>`", "put quotes around the text, or start it on the next line")
        }
        Kind::InvalidBlockScalarIndent => (
            "wrong indentation in a text after `|` or `>`",
            "indent its first line as far as the others, or more than the key if it is empty",
        ),
        Kind::ExpectedDocumentStart => {
            ("expected a map of keys", "write a catalog in YAML, which begins with `errspec: 1`")
        }
        Kind::InvalidDocumentEnd => ("unexpected text after `...`", "remove it"),
        _ => return None,
    };
    Some((message.into(), help))
}

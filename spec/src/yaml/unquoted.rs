//! Finds texts without quotes that YAML takes for something else, because of the character that they start with.

use granit_parser::ErrorKind;

use crate::problem::Problem;
use crate::span::Span;

/// Reports a text that would need quotes, if this is what a syntax error comes from.
pub(super) fn find_unquoted_text(kind: &ErrorKind, text: &str, at: usize) -> Option<Problem> {
    let line_start = text[..at].rfind('\n').map_or(0, |line_break| line_break + 1);
    let (before, rest) = (&text[line_start..at], text[at..].lines().next().unwrap_or_default());
    let start = line_start + find_start(kind, before, rest)?;
    let first = text[start..].chars().next()?;
    let shown = if first == '`' { "a backtick".to_owned() } else { format!("`{first}`") };
    let message = format!("text that starts with {shown} is not in quotes");
    let problem = Problem::error("yaml", Span::at(start), message);
    Some(match first {
        '|' | '>' => {
            problem.help(format!("put quotes around it, or start it on the line after the `{first}`"))
        }
        _ => problem.help("put quotes around it"),
    })
}

/// Finds the column of the text, in bytes: the error is at its first character, or behind what YAML made of its start.
fn find_start(kind: &ErrorKind, before: &str, rest: &str) -> Option<usize> {
    use ErrorKind as Kind;
    match kind {
        Kind::UnexpectedCharacter { .. }
        | Kind::BlockSequenceEntryNotAllowed
        | Kind::InvalidBlockScalarHeader
        | Kind::MappingKeyNotAllowed
        | Kind::MisplacedFlowCollectionEnd
        | Kind::MissingAnchorOrAliasName
        | Kind::PlainScalarStartsWithDashFlowIndicator
        | Kind::UnexpectedEofBlockMapping
        | Kind::InvalidGlobalTagCharacter
        | Kind::InvalidTagEscape
        | Kind::InvalidTagTerminator
        | Kind::MissingTagUri
        | Kind::UnclosedVerbatimTag
        | Kind::UndeclaredTagHandle => {
            let is_indicator = rest.starts_with(|c| "[]{},&*!|>%@`?-".contains(c));
            (is_indicator && is_value_start(before)).then_some(before.len())
        }
        Kind::ExpectedBlockMappingKey | Kind::ExpectedBlockSequenceEntry => find_start_before(before),
        Kind::ExpectedFlowMappingSeparator | Kind::ExpectedFlowSequenceSeparator => {
            // A key that follows is rather a member behind a missing comma.
            let next = rest.split([',', '}', ']']).next().unwrap_or_default();
            find_start_before(before).filter(|_| !next.contains(':'))
        }
        _ => None,
    }
}

/// Finds where the list, map or alias starts that ends a line.
fn find_start_before(before: &str) -> Option<usize> {
    let value = before.trim_end();
    let start = if value.ends_with([']', '}']) {
        find_opening_bracket(value)?
    } else {
        let word = value.rsplit(|c: char| c.is_whitespace() || "[{,".contains(c)).next()?;
        word.starts_with('*').then_some(value.len() - word.len())?
    };
    is_value_start(&value[..start]).then_some(start)
}

fn find_opening_bracket(value: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let brackets = value.char_indices().rev().filter(|(_, c)| "[]{}".contains(*c));
    for (at, c) in brackets {
        if "]}".contains(c) {
            depth += 1;
        } else {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// Returns whether a value can start behind this part of a line.
fn is_value_start(before: &str) -> bool {
    let indicators = before.trim_end();
    let is_separate = indicators.len() < before.len();
    (is_separate && indicators.ends_with([':', '-'])) || indicators.ends_with([',', '[', '{'])
}

#[cfg(test)]
mod tests {
    use crate::{Arena, Spec};

    #[test]
    fn spaces_that_take_several_bytes_are_no_panic() {
        for space in ['\u{a0}', '\u{1680}', '\u{2003}', '\u{2028}', '\u{3000}', '\u{85}'] {
            for text in [
                format!("\t\t&F\r-\t\t&~{space}%v#x\t\t&~"),
                format!("a: [b{space}*c d]{space}e\n- {space}f"),
            ] {
                let arena = Arena::new();
                assert!(Spec::parse(&arena, "errors.yaml", text.as_bytes()).is_err(), "{text:?}");
            }
        }
    }
}

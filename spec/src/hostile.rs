//! Tells which characters of other people's texts must not reach a reader as they are.

use std::fmt::Write as _;

/// Returns whether a character reorders, hides or breaks text where people or parsers read it.
///
/// ```
/// assert!(errspec_spec::is_hostile('\u{202E}'));
/// assert!(!errspec_spec::is_hostile('a'));
/// ```
#[must_use]
pub fn is_hostile(c: char) -> bool {
    let bidi =
        matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    bidi || matches!(c, '\u{2028}' | '\u{2029}') || (c.is_control() && !matches!(c, '\n' | '\t'))
}

/// Returns a text as one line: line breaks and hostile characters become U+FFFD, and what has no width is written as an
/// escape, such as `\u{200b}`. So is a character without which the runner of GitHub doesn't take the line for a command.
///
/// ```
/// use errspec_spec::make_single_line;
///
/// assert_eq!(make_single_line("a\nb\u{200b}c"), "a\u{FFFD}b\\u{200b}c");
/// assert_eq!(make_single_line(" ::error::a"), " :\\u{3a}error::a");
/// assert_eq!(make_single_line("a ##[error]b"), "a ##\\u{5b}error]b");
/// ```
#[must_use]
pub fn make_single_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    append_single_line(&mut line, text);
    line
}

/// Appends to a line what [`make_single_line`] would make of a text there.
pub(crate) fn append_single_line(line: &mut String, text: &str) {
    // The runner trims a line before it looks for `::`, and looks for `##[` anywhere in it.
    let mut may_begin_command = matches!(line.trim_start(), "" | ":");
    for c in text.chars() {
        let completes_command = match c {
            ':' => may_begin_command && line.ends_with(':'),
            '[' => line.ends_with("##"),
            _ => false,
        };
        may_begin_command &= c.is_whitespace() || c == ':' && !completes_command;
        if c == '\n' || is_hostile(c) {
            line.push(char::REPLACEMENT_CHARACTER);
        } else if completes_command || is_hidden(c) {
            let _ = write!(line, "{}", c.escape_unicode());
        } else {
            line.push(c);
        }
    }
}

/// Returns whether a character has no width and joins nothing: a text with it looks like one without.
///
/// Those that join letters and emoji, such as U+200D, have their place in texts.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{180E}' | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}

/// Returns a text as one line in which invisible characters are written as escapes, such as `\u{200b}`.
pub(crate) fn make_visible_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in make_single_line(text).chars() {
        if is_invisible(c) {
            let _ = write!(line, "{}", c.escape_unicode());
        } else {
            line.push(c);
        }
    }
    line
}

/// Returns whether people can't tell a character from nothing or from a space: it has no width, or is a space that
/// YAML takes for a letter.
pub(crate) fn is_invisible(c: char) -> bool {
    is_odd_space(c) || is_hidden(c) || matches!(c, '\u{200C}'..='\u{200F}')
}

/// Returns whether a character looks like a space and is none to YAML, such as U+00A0.
pub(crate) fn is_odd_space(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii() && !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Says what to do about the first invisible character of a text; returns none if there is no such character.
pub(crate) fn explain_invisible(text: &str) -> Option<String> {
    let c = text.chars().find(|c| is_invisible(*c))?;
    let code = u32::from(c);
    Some(if is_odd_space(c) {
        format!("write an ordinary space instead of U+{code:04X}")
    } else {
        format!("remove the invisible character U+{code:04X}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_characters_are_written_as_escapes() {
        assert_eq!(make_visible_line("a\u{200B}b\u{A0}c\u{c}\n"), "a\\u{200b}b\\u{a0}c\u{FFFD}\u{FFFD}");
        assert_eq!(
            explain_invisible("a\u{A0}").as_deref(),
            Some("write an ordinary space instead of U+00A0")
        );
        assert_eq!(explain_invisible("a b"), None);
    }
}

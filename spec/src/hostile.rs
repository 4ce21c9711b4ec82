//! Tells which characters of other people's texts must not reach a reader as they are.

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

/// Returns a text as one line: line breaks and hostile characters become U+FFFD.
#[must_use]
pub fn make_single_line(text: &str) -> String {
    text.chars().map(|c| if c == '\n' || is_hostile(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

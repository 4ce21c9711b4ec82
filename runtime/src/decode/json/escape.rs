//! Replaces the escapes of a JSON string (RFC 8259, section 7).

/// Replaces the escapes of a string by what they stand for, and lone surrogates by U+FFFD.
pub(crate) fn unescape(raw: &str) -> String {
    let (mut text, mut rest) = (String::with_capacity(raw.len()), raw);
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let (character, others) = take_escaped(&rest[at + 1..]);
        text.push(character);
        rest = others;
    }
    text.push_str(rest);
    // The text of many escapes is a sixth as long, and several are kept at a time.
    if text.len() < raw.len() / 2 {
        text.shrink_to_fit();
    }
    text
}

/// Takes the character that an escape means, behind its backslash.
fn take_escaped(escape: &str) -> (char, &str) {
    let mut characters = escape.chars();
    let character = match characters.next() {
        Some('b') => '\u{8}',
        Some('f') => '\u{c}',
        Some('n') => '\n',
        Some('r') => '\r',
        Some('t') => '\t',
        Some('u') => return take_code_units(escape),
        Some(itself) => itself,
        None => char::REPLACEMENT_CHARACTER,
    };
    (character, characters.as_str())
}

/// Takes a code unit behind its backslash, and the second one of a surrogate pair.
fn take_code_units(escape: &str) -> (char, &str) {
    let (first, rest) = split_code_unit(escape);
    let second = rest.strip_prefix('\\').map(split_code_unit);
    if let (0xD800..=0xDBFF, Some((second @ 0xDC00..=0xDFFF, others))) = (first, second) {
        let pair = char::decode_utf16([first, second]).next().and_then(Result::ok);
        return (pair.unwrap_or(char::REPLACEMENT_CHARACTER), others);
    }
    (char::from_u32(u32::from(first)).unwrap_or(char::REPLACEMENT_CHARACTER), rest)
}

/// Splits `u` and four digits off; a unit that is none stays in the rest.
fn split_code_unit(text: &str) -> (u16, &str) {
    let unit = text.get(1..5).filter(|_| text.starts_with('u'));
    match unit.and_then(|digits| u16::from_str_radix(digits, 16).ok()) {
        Some(unit) => (unit, &text[5..]),
        None => (0, text),
    }
}

//! Reads the text of an element, with the references to characters in it.

use std::borrow::Cow;

/// The text of an element, without that of the elements inside of it. It begins with no space: to look for text behind
/// many spaces again for each of many parts would take a time that grows with their square.
#[derive(Default)]
pub(super) struct OwnText<'a>(Cow<'a, str>);

impl<'a> OwnText<'a> {
    /// Adds a part of the text, which is as it is written.
    pub(super) fn push(&mut self, part: &'a str) {
        if self.0.is_empty() {
            self.0 = Cow::Borrowed(part.trim_start());
        } else {
            self.0.to_mut().push_str(part);
        }
    }

    /// Adds what a reference stands for, or the reference as it is written.
    pub(super) fn push_reference(&mut self, name: &'a str) {
        let text = self.0.to_mut();
        match resolve_reference(name) {
            Some(character) if text.is_empty() && character.is_whitespace() => {}
            Some(character) => text.push(character),
            None => text.extend(["&", name, ";"]),
        }
    }

    /// Returns the text without spaces at its end.
    pub(super) fn finish(self) -> Cow<'a, str> {
        match self.0 {
            Cow::Borrowed(text) => text.trim_end().into(),
            Cow::Owned(mut text) => {
                text.truncate(text.trim_end().len());
                text.into()
            }
        }
    }
}

/// Replaces the references in the value of an attribute by what they stand for; an unknown one stays as it is written.
pub(super) fn resolve_references(raw: &str) -> Cow<'_, str> {
    if !raw.contains('&') {
        return raw.into();
    }
    let (mut text, mut rest) = (String::with_capacity(raw.len()), raw);
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        rest = after;
        // No reference is longer, and to look further would take a time that grows with the square of the text.
        let end = after.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';');
        match end.and_then(|end| Some((end, resolve_reference(after.get(..end)?)?))) {
            Some((end, character)) => {
                text.push(character);
                rest = &after[end + 1..];
            }
            None => text.push('&'),
        }
    }
    text.push_str(rest);
    text.into()
}

/// As in `#x0010FFFF;`.
const LONGEST_REFERENCE: usize = 12;

/// Returns the character that a reference stands for, without `&` and `;`: a predefined entity or a number (XML 1.0,
/// sections 4.1 and 4.6).
fn resolve_reference(name: &str) -> Option<char> {
    let (digits, radix) = match name {
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "amp" => return Some('&'),
        "apos" => return Some('\''),
        "quot" => return Some('"'),
        number => {
            let number = number.strip_prefix('#')?;
            number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16))
        }
    };
    let is_number = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let code = u32::from_str_radix(digits, radix).ok().filter(|code| is_number && *code > 0)?;
    char::from_u32(code)
}

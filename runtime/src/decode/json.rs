//! Scans a JSON text (RFC 8259) in one pass, and keeps what is at the places of a tree.
//!
//! A scanner of our own, since a response may be anything: what comes before a break in the text counts, numbers stay
//! as they were written, and a lone surrogate does not lose a message. `serde_json` tells none of these.

mod escape;
mod slot;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use errspec_data::{Member, Tree, Value};

use self::escape::unescape;
use self::slot::clear_slots;
pub(crate) use self::slot::{Keep, Slot};

/// Fills the slots of a tree from a text. What comes after the document or after a mistake in it doesn't count.
pub(crate) fn scan_json<'a>(tree: &Tree<'_>, keep: Keep, text: &'a str, slots: &mut [Slot<'a>]) {
    let mut scanner = Scanner { text, at: 0, depth: 0, keep, slots };
    // A break ends the scan, and what was found before it is in the slots.
    let _ = scanner.scan_member(&tree.root());
}

/// Reads a JSON string, with its quotes, as far as it is one.
pub(crate) fn read_string(json: &str) -> Option<Cow<'_, str>> {
    let mut scanner = Scanner { text: json, at: 0, depth: 0, keep: Keep::Scalars, slots: &mut [] };
    scanner.skip_space();
    let string = scanner.take_string().ok()?;
    Some(if string.has_escapes { unescape(string.raw).into() } else { string.raw.into() })
}

/// The text isn't JSON any more, or ends.
struct Break;

struct Scanner<'s, 'a> {
    text: &'a str,
    at: usize,
    /// How many arrays and objects are open that the tree leads into.
    depth: usize,
    keep: Keep,
    slots: &'s mut [Slot<'a>],
}

/// A string between its quotes, as it is written.
struct RawString<'a> {
    raw: &'a str,
    has_escapes: bool,
}

impl<'a> Scanner<'_, 'a> {
    /// Scans a value that the tree has a member for.
    fn scan_member(&mut self, member: &Member<'_>) -> Result<(), Break> {
        self.skip_space();
        let start = self.at;
        match self.peek() {
            Some(b'{') => {
                // It is noted before what is in it, so that it counts even if the text breaks off inside.
                self.put(member, Value::Nested);
                self.scan_object(member.members())?;
            }
            Some(b'[') if self.keep == Keep::Elements && member.slot().is_some() => {
                return self.scan_elements(member);
            }
            Some(b'[') => {
                self.put(member, Value::Nested);
                self.scan_array(member.members())?;
            }
            Some(b'"') => {
                let RawString { raw, has_escapes } = self.take_string()?;
                match self.slot(member) {
                    Some(slot) if has_escapes => *slot = Slot::Unescaped(unescape(raw)),
                    Some(slot) => *slot = Slot::Found(Value::Text(raw)),
                    None => {}
                }
            }
            Some(b'-' | b'0'..=b'9') => {
                self.skip_number()?;
                self.put(member, Value::Number(&self.text[start..self.at]));
            }
            _ => {
                let value = self.take_word()?;
                self.put(member, value);
            }
        }
        if self.keep == Keep::Json {
            let json = &self.text[start..self.at];
            if let Some(slot) = self.slot(member) {
                *slot = Slot::Json(json);
            }
        }
        Ok(())
    }

    fn scan_object(&mut self, members: &[Member<'_>]) -> Result<(), Break> {
        self.at += 1;
        if members.is_empty() {
            return self.skip_nested(b'{');
        }
        self.depth += 1;
        if self.take_if(b'}') {
            self.depth -= 1;
            return Ok(());
        }
        loop {
            match self.take_key(members)? {
                Some(member) => {
                    // Of equal members the last counts, with all that is in it.
                    clear_slots(member, self.slots);
                    self.scan_member(member)?;
                }
                None => self.skip_value()?,
            }
            if !self.take_comma_or(b'}')? {
                self.depth -= 1;
                return Ok(());
            }
        }
    }

    fn scan_array(&mut self, members: &[Member<'_>]) -> Result<(), Break> {
        self.at += 1;
        if members.is_empty() {
            return self.skip_nested(b'[');
        }
        self.depth += 1;
        if self.take_if(b']') {
            self.depth -= 1;
            return Ok(());
        }
        for index in 0.. {
            match members.iter().find(|member| is_index(member.key(), index)) {
                Some(member) => self.scan_member(member)?,
                None => self.skip_value()?,
            }
            if !self.take_comma_or(b']')? {
                break;
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// Notes where the elements of an array are; those before a break count.
    fn scan_elements(&mut self, member: &Member<'_>) -> Result<(), Break> {
        self.at += 1;
        self.depth += 1;
        if let Some(slot) = self.slot(member) {
            *slot = Slot::Elements(Vec::new());
        }
        if self.take_if(b']') {
            return Ok(());
        }
        loop {
            self.skip_space();
            let start = self.at;
            self.skip_value()?;
            let element = start..self.at;
            if let Some(Slot::Elements(elements)) = self.slot(member) {
                elements.push(element);
            }
            if !self.take_comma_or(b']')? {
                return Ok(());
            }
        }
    }

    fn put(&mut self, member: &Member<'_>, value: Value<'a>) {
        if let Some(slot) = self.slot(member) {
            *slot = Slot::Found(value);
        }
    }

    fn slot(&mut self, member: &Member<'_>) -> Option<&mut Slot<'a>> {
        self.slots.get_mut(usize::from(member.slot()?))
    }

    /// Takes the name of an object's member and the colon, and finds the name in the tree.
    fn take_key<'t, 'm>(&mut self, members: &'t [Member<'m>]) -> Result<Option<&'t Member<'m>>, Break> {
        self.skip_space();
        let RawString { raw, has_escapes } = self.take_string()?;
        self.take(b':')?;
        Ok(if has_escapes {
            let key = unescape(raw);
            members.iter().find(|member| member.key() == key)
        } else {
            members.iter().find(|member| member.key() == raw)
        })
    }

    /// Skips any value, however deep it is nested, without recursion.
    fn skip_value(&mut self) -> Result<(), Break> {
        self.skip_space();
        match self.peek() {
            Some(open @ (b'{' | b'[')) => {
                self.at += 1;
                self.skip_nested(open)
            }
            _ => self.skip_scalar(),
        }
    }

    /// Skips the rest of an array or an object behind its opening bracket.
    fn skip_nested(&mut self, opening: u8) -> Result<(), Break> {
        // A stack of brackets instead of calls: a body can nest as deep as it is long.
        let mut open = vec![opening];
        let mut is_at_start = true;
        while let Some(bracket) = open.last().copied() {
            let is_object = bracket == b'{';
            let close = if is_object { b'}' } else { b']' };
            let is_closed = if is_at_start { self.take_if(close) } else { !self.take_comma_or(close)? };
            is_at_start = false;
            if is_closed {
                open.pop();
                continue;
            }
            if is_object {
                self.skip_space();
                self.take_string()?;
                self.take(b':')?;
            }
            self.skip_space();
            if let Some(inner @ (b'{' | b'[')) = self.peek() {
                self.at += 1;
                open.push(inner);
                is_at_start = true;
            } else {
                self.skip_scalar()?;
            }
        }
        Ok(())
    }

    fn skip_scalar(&mut self) -> Result<(), Break> {
        match self.peek() {
            Some(b'"') => self.take_string().map(drop),
            Some(b'-' | b'0'..=b'9') => self.skip_number(),
            _ => self.take_word().map(drop),
        }
    }

    /// Takes a string with its quotes.
    fn take_string(&mut self) -> Result<RawString<'a>, Break> {
        if self.peek() != Some(b'"') {
            return Err(Break);
        }
        self.at += 1;
        let (start, mut has_escapes) = (self.at, false);
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            self.at += measure_run(rest).ok_or(Break)?;
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    has_escapes = true;
                    self.skip_escape()?;
                }
                // A control character has to be escaped.
                _ => return Err(Break),
            }
        }
        let raw = self.text.get(start..self.at).ok_or(Break)?;
        self.at += 1;
        Ok(RawString { raw, has_escapes })
    }

    fn skip_escape(&mut self) -> Result<(), Break> {
        let rest = self.text.as_bytes().get(self.at + 1..).unwrap_or_default();
        self.at += match rest {
            [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => 2,
            // Whether surrogates go in pairs is left to `unescape`, which loses nothing but the lone one.
            [b'u', digits @ ..] if digits.len() >= 4 && digits[..4].iter().all(u8::is_ascii_hexdigit) => 6,
            _ => return Err(Break),
        };
        Ok(())
    }

    /// Skips a number. One at the end of a text that is not complete may go on, and doesn't count.
    fn skip_number(&mut self) -> Result<(), Break> {
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.skip_digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.skip_digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.skip_digits()?;
        }
        // `{"code": 42` may have been the beginning of 429.
        if self.depth > 0 && self.at == self.text.len() { Err(Break) } else { Ok(()) }
    }

    fn skip_digits(&mut self) -> Result<(), Break> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { Err(Break) }
    }

    fn take_word(&mut self) -> Result<Value<'a>, Break> {
        let words = [("null", Value::Null), ("true", Value::Boolean(true)), ("false", Value::Boolean(false))];
        let rest = self.text.get(self.at..).unwrap_or_default();
        let (word, value) = words.into_iter().find(|(word, _)| rest.starts_with(word)).ok_or(Break)?;
        self.at += word.len();
        Ok(value)
    }

    /// Takes a comma, or the bracket that closes; returns whether it was the comma.
    fn take_comma_or(&mut self, close: u8) -> Result<bool, Break> {
        self.skip_space();
        match self.peek() {
            Some(byte) if byte == b',' || byte == close => {
                self.at += 1;
                Ok(byte == b',')
            }
            _ => Err(Break),
        }
    }

    fn take(&mut self, byte: u8) -> Result<(), Break> {
        if self.take_if(byte) { Ok(()) } else { Err(Break) }
    }

    fn take_if(&mut self, byte: u8) -> bool {
        self.skip_space();
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// Measures the run of characters that stand for themselves in a string; none if nothing ends it.
fn measure_run(text: &[u8]) -> Option<usize> {
    let (mut rest, mut length) = (text, 0);
    while let Some((word, others)) = rest.split_first_chunk() {
        let ends = mark_run_ends(u64::from_le_bytes(*word));
        if ends != 0 {
            return Some(length + ends.trailing_zeros() as usize / 8);
        }
        (rest, length) = (others, length + 8);
    }
    Some(length + rest.iter().position(|byte| ends_run(*byte))?)
}

/// Sets the highest bit of each byte of a word that ends a run. Above the lowest such byte others may be marked too.
const fn mark_run_ends(word: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGHEST: u64 = ONES << 7;
    let quotes = word ^ (ONES * b'"' as u64);
    let backslashes = word ^ (ONES * b'\\' as u64);
    let controls = word.wrapping_sub(ONES * b' ' as u64) & !word;
    (controls | quotes.wrapping_sub(ONES) & !quotes | backslashes.wrapping_sub(ONES) & !backslashes) & HIGHEST
}

/// Returns whether a byte ends a run of characters that a string has as they are.
fn ends_run(byte: u8) -> bool {
    byte == b'"' || byte == b'\\' || byte < b' '
}

/// Returns whether a reference token is this index: decimal digits without leading zeros (RFC 6901, section 4).
fn is_index(token: &str, index: usize) -> bool {
    let is_canonical = token == "0" || !token.starts_with(['0', '+']);
    is_canonical && token.parse() == Ok(index)
}

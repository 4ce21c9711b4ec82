//! Reads the parts of a JSON text (RFC 8259), and skips what nobody looks at.

use errspec_data::{Member, Value};

use crate::decode::found::MemberName;

/// The text isn't JSON any more, or ends.
pub(crate) struct Break;

/// A place in a JSON text.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    pub(crate) text: &'a str,
    pub(crate) at: usize,
    /// How many arrays and objects are open that the tree leads into.
    pub(crate) depth: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    /// Takes the name of an object's member and the colon.
    #[inline]
    pub(crate) fn take_name(&mut self) -> Result<MemberName<'a>, Break> {
        self.skip_space();
        let name = self.take_string()?;
        self.take(b':')?;
        Ok(name)
    }

    /// Takes the name of a member of the tree, if it comes next and is written as it is, without escapes.
    #[inline]
    pub(crate) fn take_written_name(&mut self, member: &Member<'_>) -> bool {
        let key = member.key().as_bytes();
        let Some([b'"', rest @ ..]) = self.text.as_bytes().get(self.at..) else { return false };
        let is_written = rest.get(key.len()) == Some(&b'"') && rest.starts_with(key) && member.is_plain();
        if is_written {
            self.at += key.len() + 2;
        }
        is_written
    }

    /// Takes a member of the tree whose name is written as it is, and its value, if that is a string without escapes; returns
    /// which member it is, and the string.
    #[inline]
    pub(crate) fn take_plain_member(&mut self, members: &[Member<'_>]) -> Option<(usize, &'a str)> {
        self.skip_space();
        // To compare the text with names is faster than to find the end of a name first.
        let index = members.iter().position(|member| self.take_written_name(member))?;
        self.take(b':').ok()?;
        self.skip_space();
        Some((index, self.take_plain_string()?))
    }

    /// Takes the bracket that opens an array or an object.
    #[inline]
    pub(crate) fn take_open(&mut self) -> Result<u8, Break> {
        let open = self.peek().filter(|byte| matches!(byte, b'{' | b'[')).ok_or(Break)?;
        self.at += 1;
        Ok(open)
    }

    /// Takes a number or a word.
    pub(crate) fn take_plain(&mut self) -> Result<Value<'a>, Break> {
        let start = self.at;
        if !matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            return self.take_word();
        }
        self.skip_number()?;
        Ok(Value::Number(&self.text[start..self.at]))
    }

    /// Skips any value, however deep it is nested, without recursion.
    pub(crate) fn skip_value(&mut self) -> Result<(), Break> {
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
    pub(crate) fn skip_nested(&mut self, opening: u8) -> Result<(), Break> {
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

    pub(crate) fn skip_scalar(&mut self) -> Result<(), Break> {
        match self.peek() {
            Some(b'"') => self.take_string().map(drop),
            Some(b'-' | b'0'..=b'9') => self.skip_number(),
            _ => self.take_word().map(drop),
        }
    }

    /// Takes a string with its quotes.
    pub(crate) fn take_string(&mut self) -> Result<MemberName<'a>, Break> {
        match self.take_plain_string() {
            Some(raw) => Ok(MemberName { raw, has_escapes: false }),
            None => self.take_escaped_string(),
        }
    }

    /// Takes a string with its quotes, if it has no escapes, as most have none.
    #[inline]
    fn take_plain_string(&mut self) -> Option<&'a str> {
        let [b'"', inside @ ..] = self.text.as_bytes().get(self.at..)? else { return None };
        let (start, length) = (self.at + 1, measure_run(inside)?);
        if inside.get(length) != Some(&b'"') {
            return None;
        }
        self.at = start + length + 1;
        self.text.get(start..start + length)
    }

    #[cold]
    fn take_escaped_string(&mut self) -> Result<MemberName<'a>, Break> {
        self.take_byte(b'"')?;
        let (bytes, start) = (self.text.as_bytes(), self.at);
        self.at += measure_run(&bytes[start..]).ok_or(Break)?;
        while bytes.get(self.at) == Some(&b'\\') {
            self.skip_escape()?;
            self.at += measure_run(bytes.get(self.at..).unwrap_or_default()).ok_or(Break)?;
        }
        let raw = self.text.get(start..self.at).ok_or(Break)?;
        // A control character has to be escaped.
        self.take_byte(b'"')?;
        Ok(MemberName { raw, has_escapes: true })
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
    #[inline]
    pub(crate) fn take_comma_or(&mut self, close: u8) -> Result<bool, Break> {
        self.skip_space();
        match self.peek() {
            Some(byte) if byte == b',' || byte == close => {
                self.at += 1;
                Ok(byte == b',')
            }
            _ => Err(Break),
        }
    }

    #[inline]
    fn take(&mut self, byte: u8) -> Result<(), Break> {
        self.skip_space();
        self.take_byte(byte)
    }

    /// Takes a byte that has to come next, without spaces before it.
    #[inline]
    fn take_byte(&mut self, byte: u8) -> Result<(), Break> {
        if self.peek() != Some(byte) {
            return Err(Break);
        }
        self.at += 1;
        Ok(())
    }

    #[inline]
    pub(crate) fn take_if(&mut self, byte: u8) -> bool {
        self.skip_space();
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    #[inline]
    pub(crate) fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    #[inline]
    pub(crate) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// Measures the run of characters that stand for themselves in a string; none if nothing ends it.
#[inline(never)]
pub(super) fn measure_run(text: &[u8]) -> Option<usize> {
    let (mut rest, mut start) = (text, 0);
    // Two words in turn: the processor works on both at once.
    while let Some((pair, others)) = rest.split_first_chunk::<16>() {
        let (Some(first), Some(second)) = (pair.first_chunk(), pair.last_chunk()) else { return None };
        let (first, second) = (mark_run_ends(*first), mark_run_ends(*second));
        if first | second != 0 {
            let word = if first != 0 { 0 } else { 8 };
            return Some(start + word + locate_mark(if first != 0 { first } else { second }));
        }
        (rest, start) = (others, start + 16);
    }
    if let Some(word) = rest.first_chunk() {
        let ends = mark_run_ends(*word);
        if ends != 0 {
            return Some(start + locate_mark(ends));
        }
    }
    // The last word has some bytes of the one before it again, none of which ends the run.
    let Some(last) = text.last_chunk() else { return text.iter().position(|byte| ends_run(*byte)) };
    let ends = mark_run_ends(*last);
    (ends != 0).then(|| text.len() - last.len() + locate_mark(ends))
}

/// Returns which byte of a word the lowest mark is at.
#[inline]
const fn locate_mark(marks: u64) -> usize {
    marks.trailing_zeros() as usize / 8
}

/// Sets the highest bit of each byte of a word that ends a run. Above the lowest such byte others may be marked too.
#[inline]
const fn mark_run_ends(word: [u8; 8]) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGHEST: u64 = ONES << 7;
    let word = u64::from_le_bytes(word);
    // With its second bit flipped, a quote is a space, and comes next to the control characters, which stay below it.
    let flipped = word ^ (ONES * 2);
    let backslashes = word ^ (ONES * b'\\' as u64);
    let quotes_and_controls = flipped.wrapping_sub(ONES * (b' ' as u64 + 1)) & !flipped;
    (quotes_and_controls | backslashes.wrapping_sub(ONES) & !backslashes) & HIGHEST
}

/// Returns whether a byte ends a run of characters that a string has as they are.
pub(super) fn ends_run(byte: u8) -> bool {
    byte == b'"' || byte == b'\\' || byte < b' '
}

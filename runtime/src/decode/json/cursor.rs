//! Reads the parts of a JSON text (RFC 8259), and skips what nobody looks at.

use errspec_data::Value;

use crate::decode::found::MemberName;

/// The text isn't JSON any more, or ends.
pub(crate) struct Break;

/// A place in a JSON text.
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
        let bytes = self.text.as_bytes();
        if bytes.get(self.at) != Some(&b'"') {
            return Err(Break);
        }
        let (start, mut has_escapes) = (self.at + 1, false);
        self.at = start;
        loop {
            self.at += measure_run(bytes.get(self.at..).unwrap_or_default()).ok_or(Break)?;
            match bytes.get(self.at) {
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
        Ok(MemberName { raw, has_escapes })
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
        if self.take_if(byte) { Ok(()) } else { Err(Break) }
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
pub(super) fn measure_run(text: &[u8]) -> Option<usize> {
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

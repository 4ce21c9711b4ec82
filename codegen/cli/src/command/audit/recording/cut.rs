//! Cuts long strings out of JSON while it is read, so that none of them has to fit into memory.

use std::cell::Cell;
use std::io::{self, ErrorKind, Read};
use std::rc::Rc;

/// As much of one exchange is read; longer ones are mistakes.
pub(super) const MAX_EXCHANGE: u64 = 16 << 20;

/// A reader of JSON of which each string has at most a number of bytes as it is written.
pub(super) struct CutReader<R> {
    inner: R,
    limit: usize,
    place: JsonPlace,
    /// The length of the string so far, with the quote that opens it.
    length: usize,
    budget: ReadBudget,
}

/// Where in JSON a byte is.
#[derive(Clone, Copy)]
enum JsonPlace {
    Outside,
    String,
    /// In an escape, of which so many bytes are left.
    Escape(u8),
    /// Behind the limit of a string; the field says whether a backslash came before.
    Cut(bool),
}

/// How much may still be read of an exchange, shared with who knows where the next one starts.
#[derive(Clone)]
pub(super) struct ReadBudget(Rc<Cell<u64>>);

impl ReadBudget {
    pub(super) fn new() -> Self {
        Self(Rc::new(Cell::new(MAX_EXCHANGE)))
    }

    /// Starts the next exchange.
    pub(super) fn renew(&self) {
        self.0.set(MAX_EXCHANGE);
    }
}

impl<R: Read> CutReader<R> {
    pub(super) fn new(inner: R, limit: usize, budget: ReadBudget) -> Self {
        Self { inner, limit, place: JsonPlace::Outside, length: 0, budget }
    }

    /// Returns whether a byte is kept.
    fn keeps(&mut self, byte: u8) -> bool {
        let (place, is_kept) = match (self.place, byte) {
            (JsonPlace::Outside, b'"') => {
                self.length = 0;
                (JsonPlace::String, true)
            }
            // No string goes over the end of a line, so that one that isn't closed spoils one line only.
            (JsonPlace::Outside, _) | (_, b'\n') | (JsonPlace::String | JsonPlace::Cut(false), b'"') => {
                (JsonPlace::Outside, true)
            }
            // A character of several bytes stays whole.
            (JsonPlace::String, byte) if self.length > self.limit && byte & 0xC0 != 0x80 => {
                (JsonPlace::Cut(byte == b'\\'), false)
            }
            (JsonPlace::String, b'\\') => (JsonPlace::Escape(1), true),
            (JsonPlace::Escape(1), b'u') => (JsonPlace::Escape(4), true),
            (JsonPlace::Escape(left), _) if left > 1 => (JsonPlace::Escape(left - 1), true),
            (JsonPlace::String | JsonPlace::Escape(_), _) => (JsonPlace::String, true),
            (JsonPlace::Cut(is_escaped), byte) => (JsonPlace::Cut(!is_escaped && byte == b'\\'), false),
        };
        self.place = place;
        self.length += usize::from(is_kept);
        is_kept
    }
}

impl<R: Read> Read for CutReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.inner.read(buffer)?;
            if count == 0 {
                return Ok(0);
            }
            let mut kept = 0;
            for index in 0..count {
                let byte = buffer[index];
                if self.keeps(byte) {
                    buffer[kept] = byte;
                    kept += 1;
                }
            }
            let left = self.budget.0.get().checked_sub(kept as u64);
            let message = "an exchange in it is larger than 16 MiB, without its long texts";
            self.budget.0.set(left.ok_or_else(|| io::Error::new(ErrorKind::FileTooLarge, message))?);
            if kept > 0 {
                return Ok(kept);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(json: &str) -> String {
        let mut text = String::new();
        let mut reader = CutReader::new(json.as_bytes(), 4, ReadBudget::new());
        reader.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn strings_are_cut_and_stay_strings() {
        assert_eq!(cut(r#"{"a":"1234567","b":"12"}"#), r#"{"a":"1234","b":"12"}"#);
        assert_eq!(
            cut(r#"["123éé","123\u00e9x","1234\"5","\\\\\"x"]"#),
            r#"["123é","123\u00e9","1234","\\\\"]"#
        );
        assert_eq!(cut(r#"["12345\\","12345\\\"x"]"#), r#"["1234","1234"]"#);
        assert_eq!(cut("\"123456\n\"123456\""), "\"1234\n\"1234\"");
    }

    #[test]
    fn exchange_that_is_too_large_is_an_error() {
        let zeros = io::repeat(b'0').take(MAX_EXCHANGE + 1);
        let result = io::copy(&mut CutReader::new(zeros, 4, ReadBudget::new()), &mut io::sink());
        assert!(result.is_err());
    }
}

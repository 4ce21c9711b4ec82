//! Locates places in the text of a file: spans of bytes, and the lines and columns that people count.

use std::ops::Range;

/// A stretch of a text, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Span {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Returns the empty span at an offset.
    pub(crate) fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// Returns whether an offset is in the span.
    pub(crate) fn contains(self, offset: usize) -> bool {
        (self.start..self.end).contains(&offset)
    }

    pub(crate) fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A value and where it is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

/// Where the lines of a text start.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    starts: Vec<usize>,
    // How many characters start before each stretch of the text. A file can be one line with thousands of problems,
    // and counting from its start for each of them would be quadratic.
    characters: Vec<usize>,
}

impl Lines {
    const STRETCH: usize = 1024;

    pub(crate) fn new(text: &str) -> Self {
        let stretches = text.as_bytes().chunks(Self::STRETCH);
        let characters = stretches.scan(0, |before, stretch| {
            let at = *before;
            *before += count_characters(stretch);
            Some(at)
        });
        Self {
            starts: std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect(),
            characters: characters.collect(),
        }
    }

    /// Returns the number of the line that an offset is on, from 1.
    pub(crate) fn line_number(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at)
    }

    /// Returns the column of an offset in the text, in characters from 1.
    pub(crate) fn column(&self, text: &str, at: usize) -> usize {
        self.count_before(text, at) - self.count_before(text, self.line_start(at)) + 1
    }

    /// Counts the characters that start before an offset.
    fn count_before(&self, text: &str, at: usize) -> usize {
        let stretch = at / Self::STRETCH;
        let counted = self.characters.get(stretch).or(self.characters.last()).copied().unwrap_or(0);
        let from = stretch.min(self.characters.len().saturating_sub(1)) * Self::STRETCH;
        counted + count_characters(&text.as_bytes()[from..at])
    }

    /// Returns the offset at which the line of an offset starts.
    pub(crate) fn line_start(&self, at: usize) -> usize {
        self.starts.get(self.line_number(at).saturating_sub(1)).copied().unwrap_or(0)
    }

    /// Returns the offset at which the line of an offset ends, before its line break.
    pub(crate) fn line_end(&self, at: usize) -> usize {
        self.starts.get(self.line_number(at)).map_or(usize::MAX, |next| next - 1)
    }
}

/// Counts the characters that start in these bytes of UTF-8.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

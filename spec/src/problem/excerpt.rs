//! Cuts the line that a problem is about out of a file.

use std::ops::Range;

use crate::hostile::{append_single_line, make_single_line};
use crate::span::{Lines, Span};

/// Of a line that has more bytes than this, only what is around the problem is shown.
const LONGEST_LINE: usize = 500;
const CONTEXT: usize = 60;

/// A line of a file with the part of it that a problem is about.
///
/// Of a long line, only what is around that part is kept. Control characters are U+FFFD.
#[derive(Clone, Debug)]
pub struct SourceExcerpt {
    line: usize,
    column: usize,
    label: String,
    text: String,
    marked: Range<usize>,
    is_whole: bool,
}

impl SourceExcerpt {
    /// Cuts the line out of a text on which a range of bytes starts; `label` says what is there, and may be empty.
    ///
    /// # Examples
    ///
    /// ```
    /// use errspec_spec::SourceExcerpt;
    ///
    /// let excerpt = SourceExcerpt::cut("a: 1\nb: 2\n", 8..9, "not a text");
    /// assert_eq!((excerpt.line(), excerpt.column()), (2, 4));
    /// assert_eq!(&excerpt.text()[excerpt.marked()], "2");
    /// ```
    #[must_use]
    pub fn cut(text: &str, range: Range<usize>, label: &str) -> Self {
        Self::cut_line(text, &Lines::new(text), range.into(), &make_single_line(label))
    }

    /// Cuts the line out of a text whose lines are known; `label` is clean.
    pub(super) fn cut_line(text: &str, lines: &Lines, span: Span, label: &str) -> Self {
        let start = span.start.min(text.len());
        let line = lines.line_start(start)..lines.line_end(start).min(text.len());
        // A span over several lines, such as that of an entry, is shown by its first line.
        let marked = Span::new(start, span.end.clamp(start, line.end));
        let shown = choose_window(text, &line, marked);
        let marked_end = marked.end.min(shown.end);
        let mut cut = String::new();
        append_single_line(&mut cut, &text[shown.start..start]);
        let (marked_start, shown_before) = (cut.len(), cut.chars().count());
        append_single_line(&mut cut, text[start..marked_end].trim_end_matches('\r'));
        let marked = marked_start..cut.len();
        append_single_line(&mut cut, text[marked_end..shown.end].trim_end_matches('\r'));
        Self {
            line: lines.line_number(start),
            column: lines.column(text, start),
            label: label.to_owned(),
            text: cut,
            marked,
            is_whole: shown == line && shown_before == text[line.start..start].chars().count(),
        }
    }

    /// Returns the number of the line, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// Returns the column in the file at which the marked part starts, in characters from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }

    /// Returns what is at the marked part, in a few words; empty if the problem's message says it.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Returns the line, or the part of it around the marked one.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the marked part, as a range of bytes in [`text`](Self::text).
    #[must_use]
    pub fn marked(&self) -> Range<usize> {
        self.marked.clone()
    }

    /// Returns whether the whole line is there, and columns in it are those of the file.
    #[must_use]
    pub fn is_whole_line(&self) -> bool {
        self.is_whole
    }
}

/// Chooses the part of a line that is shown: all of it, unless it is so long that nobody would read it.
fn choose_window(text: &str, line: &Range<usize>, marked: Span) -> Range<usize> {
    if line.len() <= LONGEST_LINE {
        return line.clone();
    }
    let is_boundary = |at: &usize| text.is_char_boundary(*at);
    let start = marked.start.saturating_sub(CONTEXT).max(line.start);
    let end = marked.end.min(marked.start + LONGEST_LINE).saturating_add(CONTEXT).min(line.end);
    let first = (start..=marked.start).find(is_boundary).unwrap_or(marked.start);
    let last = (end..=line.end).find(is_boundary).unwrap_or(line.end);
    first..last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_in_a_line_are_replaced() {
        let excerpt = SourceExcerpt::cut("a: \u{1b}[2J\u{9b}é\r\nb", 5..11, "\u{202e}");
        assert_eq!((excerpt.text(), excerpt.label()), ("a: \u{FFFD}[2J\u{FFFD}é", "\u{FFFD}"));
        assert_eq!((excerpt.column(), &excerpt.text()[excerpt.marked()]), (6, "2J\u{FFFD}é"));
    }

    #[test]
    fn commands_are_broken_where_the_marked_part_splits_them() {
        for start in 0..9 {
            let excerpt = SourceExcerpt::cut("  ::a ##[error]b", start..9, "");
            assert_eq!(excerpt.text(), "  :\\u{3a}a ##\\u{5b}error]b");
        }
    }
}

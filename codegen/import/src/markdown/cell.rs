//! Reads the text of a cell, a heading or a block.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::found::FoundCell;

/// A text, and what of it counts.
#[derive(Default)]
pub(super) struct CellReader {
    pub(super) cell: FoundCell,
    pub(super) line: usize,
    strong: usize,
    has_weak_text: bool,
}

impl CellReader {
    pub(super) fn new(line: usize) -> Self {
        Self { line, ..Self::default() }
    }

    /// Begins a link or bold type.
    pub(super) fn start_span(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.cell.prose.push('[');
                self.cell.links.push(dest_url.to_string());
            }
            Tag::Strong => self.strong += 1,
            _ => {}
        }
    }

    pub(super) fn end_span(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link | TagEnd::Image => {
                let link = self.cell.links.last().cloned().unwrap_or_default();
                self.cell.prose.extend(["](", &link, ")"]);
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            _ => {}
        }
    }

    pub(super) fn push_event(&mut self, event: &Event<'_>, source: &str, range: Range<usize>) {
        match event {
            Event::Text(text) => {
                self.has_weak_text |= self.strong == 0 && !text.trim().is_empty();
                self.cell.text.push_str(text);
                // As it was written: escapes and entities still are what they were.
                let written = source.get(range.clone()).unwrap_or(text);
                let is_escaped = source[..range.start].ends_with('\\') && !written.starts_with('|');
                self.cell.prose.push_str(if is_escaped { "\\" } else { "" });
                self.cell.prose.push_str(written);
            }
            Event::Code(code) => {
                self.has_weak_text |= self.strong == 0;
                self.push_both(&["`", code, "`"].concat());
            }
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => self.push_both("\n"),
            Event::InlineHtml(_) if !self.cell.text.ends_with([' ', '\n']) => self.push_both(" "),
            Event::SoftBreak | Event::HardBreak => self.push_both(" "),
            _ => {}
        }
    }

    fn push_both(&mut self, text: &str) {
        self.cell.text.push_str(text);
        self.cell.prose.push_str(text);
    }

    /// Begins a new line, unless there is nothing before it.
    pub(super) fn push_break(&mut self) {
        if !self.cell.text.is_empty() {
            self.push_both("\n");
        }
    }

    pub(super) fn finish(self) -> FoundCell {
        FoundCell { is_strong: !self.has_weak_text && !self.cell.text.trim().is_empty(), ..self.cell }
    }
}

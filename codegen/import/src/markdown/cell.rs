//! Reads the text of a cell, a heading or a block.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::found::FoundCell;

/// A text, and what of it counts.
#[derive(Default)]
pub(super) struct CellReader {
    pub(super) cell: FoundCell,
    pub(super) lines: Range<usize>,
    strong: usize,
    has_weak_text: bool,
    /// What closes the links that are open, in Markdown.
    ends: Vec<String>,
}

impl CellReader {
    pub(super) fn new(lines: Range<usize>) -> Self {
        Self { lines, ..Self::default() }
    }

    /// Begins a link or bold type.
    pub(super) fn start_span(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. } => {
                self.start_link(dest_url, title);
            }
            Tag::Strong => self.strong += 1,
            _ => {}
        }
    }

    pub(super) fn end_span(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link | TagEnd::Image => self.end_link(),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            _ => {}
        }
    }

    fn start_link(&mut self, link: &str, title: &str) {
        let title = if title.is_empty() { String::new() } else { format!(" \"{title}\"") };
        self.cell.prose.push('[');
        self.cell.links.push(link.to_owned());
        self.ends.push(format!("]({link}{title})"));
    }

    /// Begins a link, unless the tag is only where links lead to.
    fn start_html_link(&mut self, tag: &str, attribute: &str) {
        match find_attribute(tag, attribute) {
            Some(link) => self.start_link(link, find_attribute(tag, "title").unwrap_or_default()),
            None => self.ends.push(String::new()),
        }
    }

    fn end_link(&mut self) {
        self.cell.prose.extend(self.ends.pop());
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
            Event::InlineHtml(tag) => self.push_tag(tag),
            Event::Html(lines) => self.push_both(lines),
            Event::SoftBreak | Event::HardBreak => self.push_both(" "),
            _ => {}
        }
    }

    /// Reads a tag in HTML: what is a link or code in it is one in Markdown, too.
    fn push_tag(&mut self, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next();
        let name = name.unwrap_or_default().to_ascii_lowercase();
        match (name.as_str(), tag.starts_with("</")) {
            ("br", _) => self.push_both("\n"),
            ("code", _) => self.push_both("`"),
            ("a", true) => self.end_link(),
            ("a", false) => self.start_html_link(tag, "href"),
            ("img", _) => {
                self.start_html_link(tag, "src");
                self.push_both(find_attribute(tag, "alt").unwrap_or_default());
                self.end_link();
            }
            _ if !self.cell.text.ends_with([' ', '\n']) => self.push_both(" "),
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

/// Returns the value of an attribute in quotes.
fn find_attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, value) = tag.split_once(&format!(" {name}="))?;
    let quote = value.chars().next().filter(|c| ['"', '\''].contains(c))?;
    value[1..].split_once(quote).map(|(value, _)| value)
}

//! Writes the events of a paragraph as lines of Markdown.

use pulldown_cmark::{Event, Tag};

use super::{Target, escape};

/// The place for which lines are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TextPlace {
    /// In a paragraph, which can break.
    Paragraph,
    /// Alone.
    Line,
    /// In a cell of a table.
    Cell,
}

/// Writes the spans of a paragraph.
pub(super) struct Spans<'a> {
    target: Target<'a>,
    place: TextPlace,
    out: String,
    /// Text that isn't written yet, as the parser gives it in pieces.
    text: String,
    /// A line break that waits for something behind it.
    line_break: Option<&'static str>,
    /// The spans that aren't closed yet, one of a kind at the most.
    open: Vec<OpenMark>,
    /// Whether each tag that isn't closed yet has a span in `open`.
    is_marked: Vec<bool>,
}

/// A span that isn't closed yet, and where in `out` it starts.
struct OpenMark {
    mark: Mark,
    start: usize,
}

enum Mark {
    Emphasis,
    Strong,
    Strikethrough,
    Link(String),
}

impl Mark {
    /// Returns whether one can't be within the other.
    fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

impl<'a> Spans<'a> {
    pub(super) fn new(target: Target<'a>, place: TextPlace) -> Self {
        let (out, text) = (String::new(), String::new());
        Self { target, place, out, text, line_break: None, open: Vec::new(), is_marked: Vec::new() }
    }

    /// Creates lines that are within `**` already.
    pub(super) fn in_strong(target: Target<'a>) -> Self {
        let open = vec![OpenMark { mark: Mark::Strong, start: 0 }];
        Self { open, ..Self::new(target, TextPlace::Line) }
    }

    /// Creates lines that are within a link, and hold none.
    pub(super) fn in_link(place: TextPlace) -> Self {
        let open = vec![OpenMark { mark: Mark::Link(String::new()), start: 0 }];
        Self { open, ..Self::new(Target::Rustdoc, place) }
    }

    pub(super) fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text.push_str(&text),
            Event::Code(code) => self.code(&code),
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("\\\n"),
            Event::Start(tag) => self.start(&tag),
            Event::End(_) => self.end(),
            Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    /// Returns the lines, without white space around them.
    pub(super) fn finish(mut self) -> String {
        self.flush();
        self.out.trim().to_owned()
    }

    fn code(&mut self, code: &str) {
        self.flush();
        if self.out.ends_with('`') {
            self.out.push(' ');
        }
        self.out.push_str(&match self.place {
            TextPlace::Cell => escape::format_code_span_in_cell(code),
            TextPlace::Line | TextPlace::Paragraph => escape::format_code_span(code),
        });
    }

    fn line_break(&mut self, line_break: &'static str) {
        if self.place == TextPlace::Paragraph {
            self.flush();
            self.line_break = Some(line_break);
        } else {
            self.text.push(' ');
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        self.flush();
        let mark = match tag {
            Tag::Emphasis => Some(Mark::Emphasis),
            Tag::Strong => Some(Mark::Strong),
            Tag::Strikethrough => Some(Mark::Strikethrough),
            Tag::Link { dest_url, .. } => find_destination(dest_url, self.target).map(Mark::Link),
            // An image is its alternative text.
            _ => None,
        };
        // What is bold already gets no bolder, and marks within the same marks would be read as other ones.
        let mark = mark.filter(|mark| self.open.iter().all(|open| !open.mark.is_like(mark)));
        self.is_marked.push(mark.is_some());
        self.open.extend(mark.map(|mark| OpenMark { mark, start: self.out.len() }));
    }

    fn end(&mut self) {
        self.flush();
        if self.is_marked.pop() != Some(true) {
            return;
        }
        if let Some(OpenMark { mark, start }) = self.open.pop() {
            let inner = self.out.split_off(start);
            self.close(&mark, &inner);
        }
    }

    /// Writes a span. Marks have to touch what they enclose, so white space goes outside.
    fn close(&mut self, mark: &Mark, inner: &str) {
        let body = inner.trim();
        let (front, back) = match body {
            "" => return self.out.push_str(inner),
            _ => inner.split_once(body).unwrap_or_default(),
        };
        self.out.push_str(front);
        let (before, after) = self.marks(mark, body);
        for part in [before, body, &after, back] {
            self.out.push_str(part);
        }
    }

    fn marks(&mut self, mark: &Mark, body: &str) -> (&'static str, String) {
        let beside_stars = self.out.ends_with('*') || body.starts_with('*') || body.ends_with('*');
        match mark {
            Mark::Strong => ("**", "**".to_owned()),
            Mark::Strikethrough => ("~~", "~~".to_owned()),
            Mark::Emphasis if beside_stars => ("_", "_".to_owned()),
            Mark::Emphasis => ("*", "*".to_owned()),
            Mark::Link(to) => {
                self.no_image();
                ("[", format!("]({to})"))
            }
        }
    }

    /// Writes the line break and the text that wait.
    fn flush(&mut self) {
        if let Some(line_break) = self.line_break.take() {
            let kept = self.open.last().map_or(0, |open| open.start);
            self.out.truncate(self.out.trim_end().len().max(kept));
            self.out.push_str(if self.out.is_empty() { "" } else { line_break });
        }
        let text = escape::replace_hostile(&std::mem::take(&mut self.text)).replace(['\n', '\t'], " ");
        let at_line_start = self.out.is_empty() || self.out.ends_with('\n');
        let mut rest = if at_line_start { text.trim_start() } else { &text };
        // Readers disagree on where a bare URL ends, so that it becomes a link with an end.
        while let Some((front, url, back)) = self.next_url(rest) {
            self.text(front);
            self.no_image();
            self.out.push('[');
            self.text(url);
            self.out.extend(["](", &escape::encode_destination(url), ")"]);
            rest = back;
        }
        self.text(rest);
    }

    fn text(&mut self, text: &str) {
        let at_line_start = self.out.is_empty() || self.out.ends_with('\n');
        escape::write_text(text, at_line_start, &mut self.out);
    }

    /// Keeps an exclamation mark from turning the link behind it into an image.
    fn no_image(&mut self) {
        if self.out.ends_with('!') {
            self.out.insert(self.out.len() - 1, '\\');
        }
    }

    /// Splits a text at the first bare URL, unless it is in a link.
    fn next_url<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str, &'t str)> {
        if self.open.iter().any(|open| matches!(open.mark, Mark::Link(_))) {
            return None;
        }
        text.match_indices("http").find_map(|(start, _)| {
            let length = measure_url(&text[start..])?;
            let (front, rest) = text.split_at(start);
            let (url, back) = rest.split_at(length);
            Some((front, url, back))
        })
    }
}

/// Returns the length of the URL that a text starts with, without the punctuation of the sentence around it.
fn measure_url(text: &str) -> Option<usize> {
    let scheme = ["http://", "https://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    let is_end = |c: char| c.is_whitespace() || "<>\"`{}[]|\\^\u{FFFD}".contains(c);
    let url = text.split(is_end).next().unwrap_or_default();
    let closing = if url.contains('(') { ".,;:!?'*_~" } else { ".,;:!?'*_~)" };
    let length = url.trim_end_matches(|c| closing.contains(c)).len();
    (length > scheme.len()).then_some(length)
}

/// Returns the destination of a link, if the link can stay. In rustdoc, a destination without a scheme would be an item
/// or lead nowhere.
fn find_destination(url: &str, target: Target<'_>) -> Option<String> {
    let front = url.split(['/', '?', '#']).next().unwrap_or_default();
    let is_web = |scheme: &str| ["http", "https", "mailto"].contains(&scheme.to_ascii_lowercase().as_str());
    let to = match (front.split_once(':'), target, url.strip_prefix('#')) {
        (Some((scheme, _)), ..) => is_web(scheme).then(|| url.to_owned()),
        (None, Target::Rustdoc, _) => None,
        (None, Target::Page(anchors), Some(anchor)) => anchors(anchor),
        (None, Target::Page(_), None) => (!url.is_empty()).then(|| url.to_owned()),
    };
    to.map(|to| escape::encode_destination(&to))
}

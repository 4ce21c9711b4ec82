//! Markdown that people write → Markdown that can do no harm where it is put: in a line, a table cell, a page, rustdoc.
//!
//! Texts are parsed and written anew, so that nothing in them can act as HTML or leave its place. Outside code, `<` is
//! always written as `&lt;`, and the marks of dialects (MDX, directives, math) have a backslash before them. Controls
//! that reorder or hide text are U+FFFD everywhere.

use pulldown_cmark::{Event, Options, Parser, Tag};

mod block;
mod escape;
mod lines;
mod span;
mod table;

pub(crate) use escape::{destination, is_hostile};
pub(crate) use table::{Align, Table};

use escape::harmless;
use span::{Place, Spans};

/// Where a text is read: links and languages mean other things in rustdoc.
#[derive(Clone, Copy)]
enum Target<'a> {
    /// A page, and what its anchors lead to.
    Page(Anchors<'a>),
    Rustdoc,
}

/// Where a link to `#anchor` leads, without the `#`; None where nothing has that anchor.
pub(crate) type Anchors<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A line of Markdown: emphasis, code and links stay, what would open a block is text.
pub(crate) fn inline(markdown: &str) -> String {
    linked_inline(markdown, UNKNOWN)
}

/// A line of Markdown as [`inline`], for a page whose anchors are known.
pub(crate) fn linked_inline(markdown: &str, anchors: Anchors<'_>) -> String {
    line(markdown, Target::Page(anchors), Place::Line)
}

/// A line for a table cell, with no bar that would part it.
pub(crate) fn linked_cell(markdown: &str, anchors: Anchors<'_>) -> String {
    line(markdown, Target::Page(anchors), Place::Cell)
}

/// A line for a `#[doc]`: as [`inline`], without links that rustdoc would look up as items.
pub(crate) fn rustdoc_inline(markdown: &str) -> String {
    line(markdown, Target::Rustdoc, Place::Line)
}

/// Paragraphs, lists, quotes, tables and code; headings are bold lines, HTML is shown as code. No line break at the
/// end.
pub(crate) fn block(markdown: &str) -> String {
    linked_block(markdown, UNKNOWN)
}

/// Blocks as [`block`], for a page whose anchors are known.
pub(crate) fn linked_block(markdown: &str, anchors: Anchors<'_>) -> String {
    block::rewrite(markdown, Target::Page(anchors))
}

/// Where nothing is known of the page, anchors stay as they are.
const UNKNOWN: Anchors<'static> = &|anchor| Some(format!("#{anchor}"));

/// Blocks for a `#[doc]`: as [`block`], with no code that rustdoc would take for Rust and test.
pub(crate) fn rustdoc_block(markdown: &str) -> String {
    block::rewrite(markdown, Target::Rustdoc)
}

/// A code span that shows any text, a space where it is empty.
pub(crate) fn code(text: &str) -> String {
    escape::code_span(text)
}

/// A code span for a table cell.
pub(crate) fn code_cell(text: &str) -> String {
    escape::code_span_in_cell(text)
}

/// A fenced code block; the language is reduced to a word, and is `text` where there is none.
pub(crate) fn fence(language: &str, text: &str) -> String {
    escape::fence(&escape::language(language), text)
}

/// A link of the page itself, with a line of Markdown as its text.
pub(crate) fn link(markdown: &str, to: &str) -> String {
    link_at(Place::Line, markdown, to)
}

/// Such a link for a table cell.
pub(crate) fn link_cell(markdown: &str, to: &str) -> String {
    link_at(Place::Cell, markdown, to)
}

fn link_at(place: Place, markdown: &str, to: &str) -> String {
    let mut spans = Spans::in_link(place);
    each_span(markdown, |event| spans.event(event));
    format!("[{}]({to})", spans.finish())
}

/// A link that shows where it leads.
pub(crate) fn web_link(url: &str) -> String {
    let shown = url.trim_start_matches("https://").trim_start_matches("http://");
    let mut out = "[".to_owned();
    escape::text(&harmless(shown), false, &mut out);
    out + "](" + &escape::destination(url) + ")"
}

/// The text of a line of Markdown without its markup.
pub(crate) fn plain(markdown: &str) -> String {
    let mut out = String::new();
    each_span(markdown, |event| match event {
        Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => out.push_str(&text),
        _ => {}
    });
    harmless(&out)
}

fn line(markdown: &str, target: Target<'_>, place: Place) -> String {
    let mut spans = Spans::new(target, place);
    each_span(markdown, |event| spans.event(event));
    spans.finish()
}

/// Reads a text as one paragraph, whatever it starts with: a word in front keeps blocks from opening.
fn each_span(markdown: &str, mut take: impl FnMut(Event<'_>)) {
    const FRONT: &str = "x ";
    let words: Vec<_> = markdown.split_whitespace().collect();
    let source = harmless(&format!("{FRONT}{}", words.join(" ")));
    let mut front = true;
    for event in Parser::new_ext(&source, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) if front => {
                front = false;
                take(Event::Text(text.strip_prefix(FRONT).unwrap_or_default().to_owned().into()));
            }
            Event::Start(Tag::Paragraph) => {}
            event => take(event),
        }
    }
}

#[cfg(test)]
mod tests;

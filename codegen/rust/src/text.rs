//! Rewrites Markdown of a catalog so that it can do no harm where it is put: in a line, a table cell, a page, rustdoc.
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

pub use escape::{encode_destination, find_language_in_rustdoc};
pub use table::{Align, Table};

use escape::replace_hostile;
use span::{Spans, TextPlace};

/// Where a text is read: links and languages mean other things in rustdoc.
#[derive(Clone, Copy)]
enum Target<'a> {
    /// A page, and what its anchors lead to.
    Page(Anchors<'a>),
    Rustdoc,
}

/// Resolves an anchor of a page, given without its `#`, to the destination of links to it; `None` if nothing has it.
pub type Anchors<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Rewrites Markdown as one line: emphasis, code and links stay, and what would open a block becomes text.
#[must_use]
pub fn clean_line(markdown: &str) -> String {
    clean_linked_line(markdown, UNKNOWN)
}

/// Rewrites Markdown as [`clean_line`] does, with links to anchors resolved by `anchors`.
#[must_use]
pub fn clean_linked_line(markdown: &str, anchors: Anchors<'_>) -> String {
    rewrite_line(markdown, Target::Page(anchors), TextPlace::Line)
}

/// Rewrites Markdown as [`clean_linked_line`] does, with bars escaped so that the line fits into a table cell.
#[must_use]
pub fn clean_linked_cell(markdown: &str, anchors: Anchors<'_>) -> String {
    rewrite_line(markdown, Target::Page(anchors), TextPlace::Cell)
}

/// Rewrites Markdown as [`clean_line`] does, without links that rustdoc would look up as items.
#[must_use]
pub fn clean_rustdoc_line(markdown: &str) -> String {
    rewrite_line(markdown, Target::Rustdoc, TextPlace::Line)
}

/// Rewrites Markdown as paragraphs, lists, quotes, tables and code blocks, without a line break at the end.
///
/// Headings become bold lines, and HTML is shown as code.
#[must_use]
pub fn clean_block(markdown: &str) -> String {
    clean_linked_block(markdown, UNKNOWN)
}

/// Rewrites Markdown as [`clean_block`] does, with links to anchors resolved by `anchors`.
#[must_use]
pub fn clean_linked_block(markdown: &str, anchors: Anchors<'_>) -> String {
    block::rewrite_blocks(markdown, Target::Page(anchors))
}

/// Where nothing is known of the page, anchors stay as they are.
const UNKNOWN: Anchors<'static> = &|anchor| Some(format!("#{anchor}"));

/// Rewrites Markdown as [`clean_block`] does, without code blocks that rustdoc would take for Rust and test.
#[must_use]
pub fn clean_rustdoc_block(markdown: &str) -> String {
    block::rewrite_blocks(markdown, Target::Rustdoc)
}

/// Writes plain text as one line of Markdown, in which nothing of it is markup.
#[must_use]
pub fn escape_line(plain: &str) -> String {
    let words: Vec<_> = plain.split_whitespace().collect();
    let mut out = String::new();
    escape::write_text(&replace_hostile(&words.join(" ")), false, &mut out);
    out
}

/// Formats any text as a code span; an empty text becomes a span with a space in it.
#[must_use]
pub fn format_code(text: &str) -> String {
    escape::format_code_span(text)
}

/// Formats any text as a code span for a table cell.
#[must_use]
pub fn format_code_cell(text: &str) -> String {
    escape::format_code_span_in_cell(text)
}

/// Formats any text as a fenced code block; the language is reduced to its first word, or is `text`.
#[must_use]
pub fn format_code_block(language: &str, text: &str) -> String {
    escape::format_fence(&escape::find_language(language), text)
}

/// Formats a link to `to`, which has to be a valid destination, with a line of Markdown as its text.
#[must_use]
pub fn format_link(markdown: &str, to: &str) -> String {
    format_link_at(TextPlace::Line, markdown, to)
}

/// Formats a link as [`format_link`] does, for a table cell.
#[must_use]
pub fn format_link_cell(markdown: &str, to: &str) -> String {
    format_link_at(TextPlace::Cell, markdown, to)
}

fn format_link_at(place: TextPlace, markdown: &str, to: &str) -> String {
    let mut spans = Spans::in_link(place);
    visit_spans(markdown, |event| spans.event(event));
    format!("[{}]({to})", spans.finish())
}

/// Formats a link whose text is its own URL, without the scheme.
#[must_use]
pub fn format_web_link(url: &str) -> String {
    let shown = url.trim_start_matches("https://").trim_start_matches("http://");
    let mut out = "[".to_owned();
    escape::write_text(&replace_hostile(shown), false, &mut out);
    out + "](" + &escape::encode_destination(url) + ")"
}

/// Returns the text of a line of Markdown without its markup.
#[must_use]
pub fn strip_markup(markdown: &str) -> String {
    let mut out = String::new();
    visit_spans(markdown, |event| match event {
        Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => out.push_str(&text),
        _ => {}
    });
    replace_hostile(&out)
}

fn rewrite_line(markdown: &str, target: Target<'_>, place: TextPlace) -> String {
    let mut spans = Spans::new(target, place);
    visit_spans(markdown, |event| spans.event(event));
    spans.finish()
}

/// Reads a text as one paragraph, whatever it starts with: a word in front keeps blocks from opening.
fn visit_spans(markdown: &str, mut take: impl FnMut(Event<'_>)) {
    const FRONT: &str = "x ";
    let words: Vec<_> = markdown.split_whitespace().collect();
    let source = replace_hostile(&format!("{FRONT}{}", words.join(" ")));
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

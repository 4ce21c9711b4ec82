//! Makes a generated page one that rustdoc reads as a part of its own pages.

use std::ops::Range;

use errspec_codegen::text::find_language_in_rustdoc;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// Returns a page as rustdoc takes it, in `#[doc = include_str!("…")]`.
///
/// No code of a catalog is compiled and tested as an example of Rust, and a link without a scheme, which rustdoc would take
/// for an item, is the text of the link. Links to anchors of the page stay.
#[must_use]
pub fn render_rustdoc_page(page: &str) -> String {
    let mut out = String::new();
    let mut copied = 0;
    for (range, text) in list_changes(page) {
        out.push_str(&page[copied..range.start]);
        out.push_str(&text);
        copied = range.end;
    }
    out.push_str(&page[copied..]);
    out
}

/// Lists what is replaced, in the order of the page.
fn list_changes(page: &str) -> Vec<(Range<usize>, String)> {
    let events = Parser::new_ext(page, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    let mut changes = Vec::new();
    for (event, range) in events.into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                changes.extend(change_language(page, range, &info));
            }
            Event::Start(Tag::Link { dest_url, .. }) if leads_to_item(&dest_url) => {
                changes.extend(drop_destination(page, range));
            }
            _ => {}
        }
    }
    changes
}

fn change_language(page: &str, block: Range<usize>, info: &str) -> Option<(Range<usize>, String)> {
    let start = block.start + page[block].find(info)?;
    Some((start..start + info.len(), find_language_in_rustdoc(info)))
}

/// Takes away what is around the text of a link. The parts between the changes stay, and with them what is in the text.
fn drop_destination(page: &str, link: Range<usize>) -> [(Range<usize>, String); 2] {
    let end = page[link.clone()].rfind("](").map_or(link.end, |end| link.start + end);
    [(link.start..link.start + 1, String::new()), (end..link.end, String::new())]
}

fn leads_to_item(destination: &str) -> bool {
    let front = destination.split(['/', '?', '#']).next().unwrap_or_default();
    !destination.starts_with('#') && !front.contains(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_no_example_of_rust() {
        let page = "```rust\nfn f() {}\n```\n\n- a\n\n  ````should_panic\n  x\n  ````\n\n```http\nHTTP/1.1 404\n```\n";
        let expected = page.replace("rust\n", "rs\n").replace("should_panic", "rs");
        assert_eq!(render_rustdoc_page(page), expected);
    }

    #[test]
    fn link_without_a_scheme_is_its_text() {
        let page = "[a `b`](c.md), [d](#e), | [f](../g) | [h](https://i) [j](mailto:k@l)\n";
        let expected = "a `b`, [d](#e), | f | [h](https://i) [j](mailto:k@l)\n";
        assert_eq!(render_rustdoc_page(page), expected);
    }
}

//! Takes from a generated page the part that goes into a region of a page that people write.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

use super::head::LINTERS;

/// The lowest level of headings that Markdown has.
const LOWEST_LEVEL: usize = 6;

/// Returns what goes into a region of another page: the page without front matter and title, its headings below the one
/// that the region is under.
///
/// `heading_level` is the level of that heading, 1 to 6, or 0 if there is none.
#[must_use]
pub fn render_markdown_region(page: &str, heading_level: usize) -> String {
    let front = page.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n\n"));
    let content = front.map_or(page, |(_, rest)| rest);
    let mut region = String::new();
    let mut copied = 0;
    for (level, range) in find_headings(content) {
        region.push_str(&content[copied..range.start]);
        copied = range.start;
        if level == HeadingLevel::H1 {
            let rest = &content[range.end..];
            copied = content.len() - rest.trim_start().len();
        } else {
            let deeper = heading_level.saturating_sub(1).min(LOWEST_LEVEL - level as usize);
            region.push_str(&"#".repeat(deeper));
        }
    }
    region.push_str(&content[copied..]);
    restore_linters(region)
}

fn find_headings(page: &str) -> impl Iterator<Item = (HeadingLevel, Range<usize>)> {
    let events = Parser::new_ext(page, Options::ENABLE_TABLES).into_offset_iter();
    events.filter_map(|(event, range)| match event {
        Event::Start(Tag::Heading { level, .. }) => Some((level, range)),
        _ => None,
    })
}

/// Limits the line for linters, which is about the whole page, to the region.
fn restore_linters(region: String) -> String {
    let lines = [LINTERS.to_owned(), format!("[//]: # ({LINTERS})")];
    let parts = lines.iter().find_map(|line| region.split_once(&format!("{line}\n")));
    let Some((before, after)) = parts else { return region };
    let disable = LINTERS.replace("-file", "");
    format!("{before}<!-- markdownlint-capture -->\n{disable}\n{after}\n<!-- markdownlint-restore -->\n")
}

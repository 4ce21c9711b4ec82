//! A generated page → the part of it that goes into a page that people write.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

use super::head::LINTERS;

/// The lowest heading that Markdown has.
const LOWEST: usize = 6;

/// Takes from a page what goes into a region of another one: without front matter and title, with its headings below the
/// one that the region stands under, whose level is 1 to 6, or 0 where there is none.
#[must_use]
pub fn markdown_region(page: &str, under: usize) -> String {
    let front = page.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n\n"));
    let page = front.map_or(page, |(_, rest)| rest);
    let mut region = String::new();
    let mut copied = 0;
    for (level, range) in headings(page) {
        region.push_str(&page[copied..range.start]);
        copied = range.start;
        if level == HeadingLevel::H1 {
            copied = range.end + page[range.end..].len() - page[range.end..].trim_start().len();
        } else {
            let deeper = under.saturating_sub(1).min(LOWEST - level as usize);
            region.push_str(&"#".repeat(deeper));
        }
    }
    region.push_str(&page[copied..]);
    with_linters_restored(region)
}

fn headings(page: &str) -> impl Iterator<Item = (HeadingLevel, std::ops::Range<usize>)> {
    let events = Parser::new_ext(page, Options::ENABLE_TABLES).into_offset_iter();
    events.filter_map(|(event, range)| match event {
        Event::Start(Tag::Heading { level, .. }) => Some((level, range)),
        _ => None,
    })
}

/// What linters are told of a page holds for the region alone.
fn with_linters_restored(region: String) -> String {
    let told = [LINTERS.to_owned(), format!("[//]: # ({LINTERS})")];
    let parts = told.iter().find_map(|line| region.split_once(&format!("{line}\n")));
    let Some((before, behind)) = parts else { return region };
    let disable = LINTERS.replace("-file", "");
    format!("{before}<!-- markdownlint-capture -->\n{disable}\n{behind}\n<!-- markdownlint-restore -->\n")
}

//! Puts what is generated into the marked region of a page that people write.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::diagnostic::Diagnostic;
use crate::output::Output;

pub(super) const BEGIN: &str = "<!-- errspec:begin -->";
const END: &str = "<!-- errspec:end -->";

/// Returns what a file should hold: the text, or, where a region is marked in it, its page with the text in the region.
pub(super) fn fill_region<'a>(
    output: &'a Output<'_>,
    on_disk: Option<&[u8]>,
) -> Result<Cow<'a, str>, Diagnostic> {
    let (whole, shown) = (Cow::Borrowed(output.text.as_str()), output.file.shown());
    let Some(bytes) = on_disk else { return Ok(whole) };
    let page = String::from_utf8_lossy(bytes);
    let describe = |(line, message): (usize, String)| {
        Diagnostic::problem("broken-region", message)
            .at_line(shown, line)
            .with_help(format!("what is generated goes between a line `{BEGIN}` and a line `{END}`"))
    };
    if let Some(region) = find_region(&page).map_err(describe)? {
        if matches!(page, Cow::Owned(_)) {
            let message = "the page around a region is not valid UTF-8";
            let problem = Diagnostic::problem("broken-region", message).at_line(shown, 1);
            return Err(problem.with_help("save the file as UTF-8"));
        }
        return Ok(Cow::Owned(replace_region(&page, region, &output.text)));
    }
    reject_mistyped_marker(&page).map_err(describe)?;
    if output.would_destroy(&page) {
        let problem = Diagnostic::problem("not-generated", format!("`{shown}` was not made by errspec"));
        let help = format!("mark where errspec may write: a line `{BEGIN}` and a line `{END}`");
        return Err(problem.at_line(shown, 1).with_help(help));
    }
    Ok(whole)
}

/// Rejects a page in which a comment nearly is a marker: what people wrote there is not overwritten.
fn reject_mistyped_marker(page: &str) -> Result<(), (usize, String)> {
    let is_marker = |line: &str| {
        let comment = line.split("<!--").nth(1).unwrap_or_default().trim_start();
        comment.starts_with("errspec:")
    };
    match (1..).zip(page.lines()).find(|(_, line)| is_marker(line)) {
        Some((number, _)) if !errspec_docs::is_generated_page(page) => {
            Err((number, format!("a comment that is nearly `{BEGIN}`, and no region")))
        }
        _ => Ok(()),
    }
}

/// Returns the page with a text in its region, with the line ends of the page and headings below its own.
fn replace_region(page: &str, region: Range<usize>, text: &str) -> String {
    let (before, behind) = (&page[..region.start], &page[region.end..]);
    let text = format!("\n{}\n", errspec_docs::render_markdown_region(text, find_last_heading_level(before)));
    let text = if before.ends_with("\r\n") { text.replace('\n', "\r\n") } else { text };
    format!("{before}{text}{behind}")
}

/// Returns the level of the last heading, 0 where there is none.
fn find_last_heading_level(markdown: &str) -> usize {
    let levels = parse_events(markdown).filter_map(|(event, _)| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(level as usize),
        _ => None,
    });
    levels.last().unwrap_or_default()
}

/// Finds what is between the markers, each on a line of its own; in code they are an example. The error is a line and
/// what is wrong with it.
fn find_region(page: &str) -> Result<Option<Range<usize>>, (usize, String)> {
    let (mut open, mut found) = (None, None);
    for (marker, line) in find_markers(page) {
        let number = page[..line.start].matches('\n').count() + 1;
        match (open, marker) {
            (None, BEGIN) if found.is_some() => return Err((number, format!("a second `{BEGIN}`"))),
            (None, BEGIN) => open = Some((number, line.end)),
            (Some((first, _)), BEGIN) => {
                return Err((number, format!("`{BEGIN}` before the region of line {first} ends")));
            }
            (None, _) => return Err((number, format!("`{END}` without `{BEGIN}` before it"))),
            (Some((_, behind)), _) => (open, found) = (None, Some(behind..line.start)),
        }
    }
    match open {
        Some((number, _)) => Err((number, format!("`{BEGIN}` without `{END}` behind it"))),
        None => Ok(found),
    }
}

/// Finds the markers, each with its line.
fn find_markers(page: &str) -> impl Iterator<Item = (&'static str, Range<usize>)> {
    // What stands before the first character is no part of the Markdown.
    let mark = page.len() - page.trim_start_matches('\u{FEFF}').len();
    parse_events(&page[mark..]).filter_map(move |(event, range)| {
        let Event::Html(html) = event else { return None };
        let marker = [BEGIN, END].into_iter().find(|marker| html.trim() == *marker)?;
        let at = mark + range.start;
        let start = page[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = page[at..].find('\n').map_or(page.len(), |end| at + end + 1);
        Some((marker, start..end))
    })
}

fn parse_events(markdown: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    Parser::new_ext(markdown, options).into_offset_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled_page(page: &str) -> Result<Option<String>, (usize, String)> {
        Ok(find_region(page)?.map(|region| replace_region(page, region, "new\n")))
    }

    #[test]
    fn only_the_region_is_replaced() {
        let page = "# Mine\n<!-- errspec:begin -->\nold\n<!-- errspec:end -->\nmine\n";
        let wanted = "# Mine\n<!-- errspec:begin -->\n\nnew\n\n<!-- errspec:end -->\nmine\n";
        assert_eq!(filled_page(page).unwrap().as_deref(), Some(wanted));
        assert_eq!(filled_page(wanted).unwrap().as_deref(), Some(wanted));
        let crlf = |text: &str| text.replace('\n', "\r\n");
        assert_eq!(filled_page(&crlf(page)).unwrap(), Some(crlf(wanted)));
    }

    #[test]
    fn markers_in_code_are_text() {
        for page in
            ["```md\n<!-- errspec:begin -->\n~~~\n```\n", "````md\n```\n<!-- errspec:begin -->\n```\n````\n"]
        {
            assert_eq!(filled_page(page), Ok(None));
        }
    }

    #[test]
    fn a_marker_can_follow_a_byte_order_mark() {
        let page = "\u{FEFF}<!-- errspec:begin -->\n<!-- errspec:end -->\n";
        assert!(filled_page(page).unwrap().is_some());
    }

    #[test]
    fn a_marker_without_the_other_is_named_by_its_line() {
        for (page, line) in [
            ("a\n<!-- errspec:begin -->\nb\n", 2),
            ("<!-- errspec:end -->\n", 1),
            ("<!-- errspec:begin -->\n<!-- errspec:begin -->\n<!-- errspec:end -->\n", 2),
            ("<!-- errspec:begin -->\n<!-- errspec:end -->\n<!-- errspec:begin -->\n", 3),
        ] {
            assert_eq!(filled_page(page).map_err(|(line, _)| line), Err(line), "{page}");
        }
    }

    #[test]
    fn headings_go_below_the_one_before_the_region() {
        for (before, level) in [
            ("text\n", 0),
            ("# One\n", 1),
            ("# One\n\n### Three\n\n~~~\n# code\n~~~\n", 3),
            ("---\ntitle: a\n---\n\ntext\n", 0),
            ("One\n===\n\nTwo\n---\n", 2),
        ] {
            assert_eq!(find_last_heading_level(before), level, "{before}");
        }
    }
}

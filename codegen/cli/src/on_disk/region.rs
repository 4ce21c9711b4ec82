//! A page that people write → the same page, with what is generated in its marked region.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::plan::{Named, Output};
use crate::report::Failure;

const BEGIN: &str = "<!-- errspec:begin -->";
const END: &str = "<!-- errspec:end -->";

/// What a file should hold: the text, or, where a region is marked in it, what it holds with the text in the region.
pub(super) fn wanted<'a>(output: &'a Output<'_>, on_disk: Option<&[u8]>) -> Result<Cow<'a, str>, Failure> {
    let (whole, shown) = (Cow::Borrowed(output.text.as_str()), output.file.shown());
    let Some(bytes) = on_disk else { return Ok(whole) };
    let page = String::from_utf8_lossy(bytes);
    let broken = |(line, message): (usize, String)| {
        let help = format!("what is generated goes between a line `{BEGIN}` and a line `{END}`");
        Failure::of_file("broken-region", message, shown, line).help(help)
    };
    match region(&page).and_then(|region| region.map_or_else(|| mistyped(&page), |region| Ok(Some(region)))) {
        Ok(None) if output.named == Named::ByErrspec && is_of_people(&page) => {
            let message = format!("`{shown}` was not made by errspec");
            Err(Failure::of_file("not-generated", message, shown, 1)
                .help("move it out of this directory, or choose another one for the pages"))
        }
        Ok(None) => Ok(whole),
        Ok(Some(_)) if matches!(page, Cow::Owned(_)) => {
            let message = "the page around a region is not valid UTF-8";
            Err(Failure::of_file("broken-region", message, shown, 1).help("save the file as UTF-8"))
        }
        Ok(Some(region)) => Ok(Cow::Owned(filled(&page, region, &output.text))),
        Err(mistake) => Err(broken(mistake)),
    }
}

fn is_of_people(page: &str) -> bool {
    !page.trim().is_empty() && !errspec_codegen::is_generated_page(page)
}

/// A page without a region, in which a comment nearly is a marker: what people wrote there is not overwritten.
fn mistyped(page: &str) -> Result<Option<Range<usize>>, (usize, String)> {
    let is_marker = |line: &str| {
        let comment = line.split("<!--").nth(1).unwrap_or_default().trim_start();
        comment.starts_with("errspec:")
    };
    match (1..).zip(page.lines()).find(|(_, line)| is_marker(line)) {
        Some((number, _)) if !errspec_codegen::is_generated_page(page) => {
            Err((number, format!("a comment that is nearly `{BEGIN}`, and no region")))
        }
        _ => Ok(None),
    }
}

/// The page with a text in its region, with the line ends of the page and headings below its own.
fn filled(page: &str, region: Range<usize>, text: &str) -> String {
    let (before, behind) = (&page[..region.start], &page[region.end..]);
    let text = format!("\n{}\n", errspec_codegen::markdown_region(text, last_heading(before)));
    let text = if before.ends_with("\r\n") { text.replace('\n', "\r\n") } else { text };
    format!("{before}{text}{behind}")
}

/// The level of the last heading, 0 where there is none.
fn last_heading(markdown: &str) -> usize {
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let levels = Parser::new_ext(markdown, options).filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(level as usize),
        _ => None,
    });
    levels.last().unwrap_or_default()
}

/// What is between the markers, each on a line of its own; in fenced code they are an example. The error is a line and
/// what is wrong with it.
fn region(page: &str) -> Result<Option<Range<usize>>, (usize, String)> {
    let (mut open, mut found, mut fence, mut offset) = (None, None, None, 0);
    for (number, line) in (1..).zip(page.split_inclusive('\n')) {
        let start = offset;
        offset += line.len();
        let line = line.trim_start_matches('\u{FEFF}').trim();
        match (open, line) {
            (None, _) if fence.is_some() || is_fence(line) => fence = fence_after(fence, line),
            (None, BEGIN) if found.is_some() => return Err((number, format!("a second `{BEGIN}`"))),
            (None, BEGIN) => open = Some((number, offset)),
            (Some((first, _)), BEGIN) => {
                return Err((number, format!("`{BEGIN}` before the region of line {first} ends")));
            }
            (None, END) => return Err((number, format!("`{END}` without `{BEGIN}` before it"))),
            (Some((_, behind)), END) => (open, found) = (None, Some(behind..start)),
            _ => {}
        }
    }
    match open {
        Some((number, _)) => Err((number, format!("`{BEGIN}` without `{END}` behind it"))),
        None => Ok(found),
    }
}

fn is_fence(line: &str) -> bool {
    run(line).len() >= 3
}

/// The backticks or tildes that a line starts with.
fn run(line: &str) -> &str {
    let behind = line.trim_start_matches(if line.starts_with('~') { '~' } else { '`' });
    &line[..line.len() - behind.len()]
}

/// The fence that is open after a line.
fn fence_after<'a>(open: Option<&'a str>, line: &'a str) -> Option<&'a str> {
    match open {
        None => Some(run(line)),
        // It ends with as many of the same, or more, and nothing else.
        Some(open) if line.starts_with(open) && run(line) == line => None,
        open => open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled_page(page: &str) -> Result<Option<String>, (usize, String)> {
        Ok(region(page)?.map(|region| filled(page, region, "new\n")))
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
            assert_eq!(last_heading(before), level, "{before}");
        }
    }
}

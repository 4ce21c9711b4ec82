//! Wraps texts of a catalog to the width of a terminal.

use crate::terminal::sanitize;

/// Wraps a text between words; a word that is too long for a line stays whole.
pub(super) fn wrap_text(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace().map(sanitize) {
        let count = lines.len();
        let line = &mut lines[count - 1];
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(word);
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word);
        }
    }
    lines
}

/// Wraps the paragraphs and list items of Markdown; code, tables and headings keep their lines.
pub(super) fn wrap_markdown(text: &str, width: usize) -> Vec<String> {
    let mut blocks = Vec::<MarkdownBlock<'_>>::new();
    let mut in_code = false;
    for line in text.trim_end().lines() {
        let is_fence = ["```", "~~~"].iter().any(|fence| line.trim_start().starts_with(fence));
        let is_text = !in_code && !is_fence && is_text_line(line);
        in_code ^= is_fence;
        match blocks.last_mut() {
            Some(MarkdownBlock::Text(lines))
                if is_text && measure_mark(line) == 0 && !ends_with_break(lines) =>
            {
                lines.push(line);
            }
            // An indented line is code only where it does not continue a paragraph.
            _ if is_text && !line.starts_with("    ") => blocks.push(MarkdownBlock::Text(vec![line])),
            _ => blocks.push(MarkdownBlock::Line(line)),
        }
    }
    blocks.iter().flat_map(|block| block.wrap(width)).collect()
}

enum MarkdownBlock<'a> {
    /// A line that is kept as it is.
    Line(&'a str),
    /// The lines of a paragraph or of a list item.
    Text(Vec<&'a str>),
}

impl MarkdownBlock<'_> {
    fn wrap(&self, width: usize) -> Vec<String> {
        let text = match self {
            Self::Line(line) => return vec![sanitize(line)],
            Self::Text(lines) => lines.join(" "),
        };
        let indent = measure_mark(&text).max(text.len() - text.trim_start().len());
        let (mark, text) = text.split_at(indent);
        let lines = wrap_text(text, width.saturating_sub(indent)).into_iter().enumerate();
        let indented = lines.map(|(index, line)| match index {
            0 => sanitize(mark) + &line,
            _ => " ".repeat(indent) + &line,
        });
        indented.collect()
    }
}

/// Returns whether a line is text: it is not empty, and not a heading, a rule or a row of a table.
fn is_text_line(line: &str) -> bool {
    let line = line.trim();
    !line.starts_with(['#', '|']) && !line.chars().all(|c| "-=*_ ".contains(c))
}

/// Returns the length of the mark of a list item or a quote with the white space around it; 0 if there is none.
fn measure_mark(line: &str) -> usize {
    let text = line.trim_start();
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if number.len() < text.len() {
        number.strip_prefix(['.', ')'])
    } else {
        text.strip_prefix(['-', '*', '+', '>'])
    };
    rest.filter(|rest| rest.starts_with(' ')).map_or(0, |rest| line.len() - rest.trim_start().len())
}

/// Returns whether the last line ends with a hard line break of Markdown.
fn ends_with_break(lines: &[&str]) -> bool {
    lines.last().is_some_and(|line| line.ends_with("  ") || line.ends_with('\\'))
}

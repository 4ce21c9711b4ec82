//! Texts of a catalog → lines that fit a terminal.

use crate::terminal::sanitize;

/// Breaks a text between words; one that is too long for a line stays whole.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
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

/// Breaks the paragraphs and list items of Markdown anew; code, tables and headings keep their lines.
pub(super) fn markdown(text: &str, width: usize) -> Vec<String> {
    let mut blocks = Vec::<Block<'_>>::new();
    let mut in_code = false;
    for line in text.trim_end().lines() {
        let is_fence = ["```", "~~~"].iter().any(|fence| line.trim_start().starts_with(fence));
        let is_text = !in_code && !is_fence && is_text(line);
        in_code ^= is_fence;
        match blocks.last_mut() {
            Some(Block::Text(lines)) if is_text && mark(line) == 0 && !is_broken(lines) => lines.push(line),
            // Only where no text goes on is an indented line code.
            _ if is_text && !line.starts_with("    ") => blocks.push(Block::Text(vec![line])),
            _ => blocks.push(Block::Line(line)),
        }
    }
    blocks.iter().flat_map(|block| block.lines(width)).collect()
}

enum Block<'a> {
    /// A line that stays as it is.
    Line(&'a str),
    /// The lines of a paragraph or of a list item.
    Text(Vec<&'a str>),
}

impl Block<'_> {
    fn lines(&self, width: usize) -> Vec<String> {
        let lines = match self {
            Self::Line(line) => return vec![sanitize(line)],
            Self::Text(lines) => lines.join(" "),
        };
        let indent = mark(&lines).max(lines.len() - lines.trim_start().len());
        let (mark, text) = lines.split_at(indent);
        let broken = wrapped(text, width.saturating_sub(indent)).into_iter().enumerate();
        broken
            .map(|(index, line)| if index == 0 { sanitize(mark) + &line } else { " ".repeat(indent) + &line })
            .collect()
    }
}

/// Whether a line is text, and neither empty nor a heading, a rule or a row of a table.
fn is_text(line: &str) -> bool {
    let line = line.trim();
    !line.starts_with(['#', '|']) && !line.chars().all(|c| "-=*_ ".contains(c))
}

/// How long the mark is that makes a line an item of a list or a quote, with the white space around it; 0 if none.
fn mark(line: &str) -> usize {
    let text = line.trim_start();
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if number.len() < text.len() {
        number.strip_prefix(['.', ')'])
    } else {
        text.strip_prefix(['-', '*', '+', '>'])
    };
    rest.filter(|rest| rest.starts_with(' ')).map_or(0, |rest| line.len() - rest.trim_start().len())
}

/// Whether the last line asks for a new one behind it.
fn is_broken(lines: &[&str]) -> bool {
    lines.last().is_some_and(|line| line.ends_with("  ") || line.ends_with('\\'))
}

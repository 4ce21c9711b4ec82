//! Writes blocks as the lines of a Markdown document.

use super::escape;
use super::table::Table;

/// The largest number that `CommonMark` takes for a list's.
const MAX_NUMBER: u64 = 999_999_999;

/// A block of Markdown.
pub(super) enum Block {
    Paragraph(String),
    Code { language: String, text: String },
    List(List),
    Quote(Vec<Block>),
    Table(Table),
    Rule,
}

/// A list, its items blocks each.
#[derive(Default)]
pub(super) struct List {
    /// The first number, if the list has numbers.
    pub(super) start: Option<u64>,
    pub(super) items: Vec<Vec<Block>>,
    /// Whether there are blank lines between its items.
    pub(super) loose: bool,
}

/// Writes blocks as lines, with a blank line between two blocks.
pub(super) fn write_lines(blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    for block in blocks {
        if !out.is_empty() {
            out.push(String::new());
        }
        block.lines(&mut out);
    }
    out
}

impl Block {
    fn lines(&self, out: &mut Vec<String>) {
        match self {
            Self::Paragraph(text) => out.extend(text.lines().map(str::to_owned)),
            Self::Code { language, text } => {
                out.extend(escape::format_fence(language, text).lines().map(str::to_owned));
            }
            Self::List(list) => list.lines(out),
            Self::Quote(blocks) => {
                out.extend(write_lines(blocks).iter().map(|line| format!("> {line}").trim_end().to_owned()));
            }
            Self::Table(table) => out.extend(table.to_string().lines().map(str::to_owned)),
            Self::Rule => out.push("***".to_owned()),
        }
    }
}

impl List {
    fn lines(&self, out: &mut Vec<String>) {
        for (index, item) in (0..).zip(&self.items) {
            if self.loose && index > 0 {
                out.push(String::new());
            }
            let marker =
                self.start.map_or("-".to_owned(), |start| format!("{}.", (start + index).min(MAX_NUMBER)));
            let indent = " ".repeat(marker.len() + 1);
            let content = if self.loose { write_lines(item) } else { write_tight_lines(item) };
            out.push(
                format!("{marker} {}", content.first().map_or("", String::as_str)).trim_end().to_owned(),
            );
            out.extend(content.iter().skip(1).map(|line| format!("{indent}{line}").trim_end().to_owned()));
        }
    }
}

fn write_tight_lines(blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    for block in blocks {
        block.lines(&mut out);
    }
    out
}

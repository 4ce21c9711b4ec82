//! What is known about an error → aligned lines for a terminal.

use std::fmt;

use errspec_spec::{Entry, Life, Notice};

use super::Catalog;
use crate::report::BOLD;

/// Texts are broken at this column.
const WIDTH: usize = 88;
const INDENT: usize = 14;

/// A heading, a sentence, and rows with a label each.
pub(super) struct Page {
    heading: String,
    sentence: String,
    rows: Vec<(&'static str, Vec<String>)>,
}

impl Page {
    pub(super) fn new(heading: &str, sentence: &str) -> Self {
        Self { heading: harmless(heading), sentence: wrapped(sentence, WIDTH).join("\n"), rows: Vec::new() }
    }

    /// The page of an entry, headed by a status, its code and its variant.
    pub(super) fn of(catalog: &Catalog, entry: &Entry, status: Option<&str>) -> Self {
        let title = [status, entry.code()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let variant = match entry.life() {
            Life::Retired(_) => "retired".to_owned(),
            _ => format!("{}ErrorKind::{}", catalog.spec.api().name(), entry.name()),
        };
        Self::new(&format!("{title}: {variant}"), entry.meaning())
    }

    /// Adds a text, broken where it is long.
    pub(super) fn row(&mut self, label: &'static str, text: &str) {
        self.rows.push((label, wrapped(text, WIDTH - INDENT)));
    }

    /// Adds Markdown: its paragraphs are broken, its code is not.
    fn markdown(&mut self, label: &'static str, text: &str) {
        let mut in_code = false;
        let lines = text.trim_end().lines().flat_map(|line| {
            let fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
            in_code ^= fence;
            if in_code || fence || line.starts_with("    ") {
                vec![harmless(line)]
            } else {
                wrapped(line, WIDTH - INDENT)
            }
        });
        self.rows.push((label, lines.collect()));
    }

    /// Adds a text that keeps its lines.
    fn lines(&mut self, label: &'static str, text: &str) {
        self.rows.push((label, text.trim_end().lines().map(harmless).collect()));
    }

    /// Adds what the catalog says about an entry.
    pub(super) fn facts(&mut self, catalog: &Catalog, entry: &Entry) {
        if let Some(guidance) = entry.guidance() {
            self.markdown("what to do", guidance);
        }
        match entry.life() {
            Life::Live => {}
            Life::Deprecated(notice) => self.row("deprecated", &notice_words(notice)),
            Life::Retired(notice) => self.row("retired", &notice_words(notice)),
        }
        let link = catalog.spec.docs_url(entry);
        self.lines("catalog", &format!("{}:{}", catalog.file.shown(), entry.line()));
        if let Some(link) = link {
            self.lines("docs", &link);
        }
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { heading, sentence, rows } = self;
        write!(f, "{BOLD}{heading}{BOLD:#}\n{sentence}")?;
        if !rows.is_empty() {
            writeln!(f)?;
        }
        rows.iter().try_for_each(|(label, lines)| {
            let mut lines = lines.iter().map(String::as_str).enumerate();
            lines.try_for_each(|(index, line)| match (index, line) {
                (0, line) => write!(f, "\n  {BOLD}{label:width$}{BOLD:#}{line}", width = INDENT - 2),
                (_, "") => writeln!(f),
                (_, line) => write!(f, "\n{:INDENT$}{line}", ""),
            })
        })
    }
}

fn notice_words(notice: &Notice) -> String {
    let since = notice.since().map(|since| format!("since {since}"));
    let instead = notice.instead().map(|instead| format!("use `{instead}`"));
    let parts: Vec<_> = [since, instead, notice.note().map(str::to_owned)].into_iter().flatten().collect();
    if parts.is_empty() { "yes".to_owned() } else { parts.join("; ") }
}

/// Breaks a text between words; one that is too long for a line stays whole.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let text = harmless(text);
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let count = lines.len();
        let line = &mut lines[count - 1];
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// A text without what a terminal would obey, and what reorders text.
pub(super) fn harmless(text: &str) -> String {
    let obeyed = |c: char| {
        c.is_control() && c != '\n' && c != '\t'
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{61C}')
    };
    text.chars().map(|c| if obeyed(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

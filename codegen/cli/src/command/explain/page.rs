//! What is known about an error → aligned lines for a terminal.

use std::fmt;

use errspec_codegen::retry_advice::advice;
use errspec_docs::describe_retry_at;
use errspec_spec::{CatalogEntry, Life, Notice};

use super::Catalog;
use super::text::{markdown, wrapped};
use crate::terminal::{BOLD, sanitize};

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
        Self { heading: sanitize(heading), sentence: wrapped(sentence, WIDTH).join("\n"), rows: Vec::new() }
    }

    /// The page of an entry, headed by its code and its variant with something before them.
    pub(super) fn headed(front: Option<&str>, catalog: &Catalog, entry: &CatalogEntry<'_>) -> Self {
        let title = [front, entry.data().code_text()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let variant = match entry.life() {
            Life::Retired(_) => "retired".to_owned(),
            _ => format!("{}ErrorKind::{}", catalog.spec.api().name(), entry.data().name()),
        };
        Self::new(&format!("{title}: {variant}"), entry.data().meaning())
    }

    /// The page of an entry at a status, else at the first that it has.
    pub(super) fn of(catalog: &Catalog, entry: &CatalogEntry<'_>, status: Option<u16>) -> Self {
        let status = status
            .map(|status| status.to_string())
            .or_else(|| entry.data().statuses().head().map(|head| head.to_string()));
        Self::headed(status.as_deref(), catalog, entry)
    }

    /// Adds a text, broken where it is long.
    pub(super) fn row(&mut self, label: &'static str, text: &str) {
        self.rows.push((label, wrapped(text, WIDTH - INDENT)));
    }

    /// Adds a text that keeps its lines.
    pub(super) fn lines(&mut self, label: &'static str, text: &str) {
        self.rows.push((label, text.trim_end().lines().map(sanitize).collect()));
    }

    /// Adds whether to retry after a status that came, else after any that the entry has.
    pub(super) fn retry(&mut self, catalog: &Catalog, entry: &CatalogEntry<'_>, status: Option<u16>) {
        let at = |status| describe_retry_at(&catalog.spec, Some(entry), status);
        self.row("retry", &status.map_or_else(|| advice(&catalog.spec, entry), at));
    }

    /// Adds what the catalog says about an entry.
    pub(super) fn facts(&mut self, catalog: &Catalog, entry: &CatalogEntry<'_>) {
        if let Some(guidance) = entry.data().guidance() {
            self.rows.push(("what to do", markdown(guidance, WIDTH - INDENT)));
        }
        match entry.life() {
            Life::Live => {}
            Life::Deprecated(notice) => self.row("deprecated", &notice_words(notice)),
            Life::Retired(notice) => self.row("retired", &notice_words(notice)),
        }
        self.lines("catalog", &format!("{}:{}", catalog.file.shown(), entry.line()));
        if let Some(link) = entry.data().docs_url() {
            self.lines("docs", link);
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
    let instead = notice.replacement().map(|instead| format!("use `{instead}`"));
    let parts: Vec<_> = [since, instead, notice.note().map(str::to_owned)].into_iter().flatten().collect();
    if parts.is_empty() { "yes".to_owned() } else { parts.join("; ") }
}

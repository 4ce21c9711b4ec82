//! Lays out what is known about an error as aligned lines for a terminal.

use std::fmt;

use errspec_codegen::retry_advice::write_advice;
use errspec_docs::describe_retry_at;
use errspec_spec::{CatalogEntry, Life, Notice};

use super::OpenCatalog;
use super::text::{wrap_markdown, wrap_text};
use crate::terminal::{BOLD, sanitize};

/// Texts are wrapped at this column.
const WIDTH: usize = 88;
/// The column at which the texts of rows start.
const INDENT: usize = 14;

/// A heading, a sentence, and labelled rows.
pub(super) struct TerminalPage {
    heading: String,
    sentence: String,
    rows: Vec<(&'static str, Vec<String>)>,
}

impl TerminalPage {
    pub(super) fn new(heading: &str, sentence: &str) -> Self {
        let sentence = wrap_text(sentence, WIDTH).join("\n");
        Self { heading: sanitize(heading), sentence, rows: Vec::new() }
    }

    /// Makes the page of an entry at a status, or else at the first that it has.
    pub(super) fn for_entry(catalog: &OpenCatalog, entry: &CatalogEntry<'_>, status: Option<u16>) -> Self {
        let listed = || entry.data().statuses().head().map(|head| head.to_string());
        let status = status.map(|status| status.to_string()).or_else(listed);
        Self::with_prefix(status.as_deref(), catalog, entry)
    }

    /// Makes the page of an entry whose heading has a text before the code and the variant.
    pub(super) fn with_prefix(prefix: Option<&str>, catalog: &OpenCatalog, entry: &CatalogEntry<'_>) -> Self {
        let title = [prefix, entry.data().code_text()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let variant = match entry.life() {
            Life::Retired(_) => "retired".to_owned(),
            _ => format!("{}ErrorKind::{}", catalog.spec.api().name(), entry.data().name()),
        };
        Self::new(&format!("{title}: {variant}"), entry.data().meaning())
    }

    /// Adds a row whose text is wrapped.
    pub(super) fn add_text(&mut self, label: &'static str, text: &str) {
        self.rows.push((label, wrap_text(text, WIDTH - INDENT)));
    }

    /// Adds a row whose text keeps its lines.
    pub(super) fn add_lines(&mut self, label: &'static str, text: &str) {
        self.rows.push((label, text.trim_end().lines().map(sanitize).collect()));
    }

    /// Adds why an entry happens, what to do, the deprecation and the links: `link` is the one that came.
    pub(super) fn add_facts(&mut self, catalog: &OpenCatalog, entry: &CatalogEntry<'_>, link: Option<&str>) {
        let data = entry.data();
        let causes: Vec<_> = data.causes().iter().map(|cause| format!("- {cause}")).collect();
        match data.causes() {
            [] => {}
            [only] => self.add_text("why", only),
            _ => self.rows.push(("why", wrap_markdown(&causes.join("\n"), WIDTH - INDENT))),
        }
        if let Some(guidance) = data.guidance() {
            self.rows.push(("what to do", wrap_markdown(guidance, WIDTH - INDENT)));
        }
        if let Some(text) = data.user_message() {
            self.add_text("tell users", text);
        }
        let codes: Vec<_> = data.codes().map(|code| format!("`{}`", code.text)).collect();
        if codes.len() > 1 {
            self.add_text("codes", &codes.join(", "));
        }
        match entry.life() {
            Life::Live => {}
            Life::Deprecated(notice) => self.add_text("deprecated", &describe_notice(notice)),
            Life::Retired(notice) => self.add_text("retired", &describe_notice(notice)),
        }
        self.add_lines("catalog", &format!("{}:{}", catalog.file.shown(), entry.line()));
        if let Some(link) = link.or(data.docs_url()) {
            self.add_lines("docs", link);
        }
    }
}

impl fmt::Display for TerminalPage {
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

/// Describes whether to retry after the status that came, or else after any that the entry has.
pub(super) fn describe_entry_retry(
    catalog: &OpenCatalog,
    entry: &CatalogEntry<'_>,
    status: Option<u16>,
) -> String {
    match status {
        Some(status) => describe_retry_at(&catalog.spec, Some(entry), status),
        None => write_advice(&catalog.spec, entry),
    }
}

/// Describes since when an entry is deprecated or retired, and what replaces it.
fn describe_notice(notice: &Notice) -> String {
    let since = notice.since().map(|since| format!("since {since}"));
    let instead = notice.replacement().map(|instead| format!("use `{instead}`"));
    let parts: Vec<_> = [since, instead, notice.note().map(str::to_owned)].into_iter().flatten().collect();
    if parts.is_empty() { "yes".to_owned() } else { parts.join("; ") }
}

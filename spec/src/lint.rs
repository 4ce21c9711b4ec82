//! Looks for what is allowed in a catalog and seldom meant.

use std::collections::BTreeMap;

use errspec_data::Entry;

use crate::entry::CatalogEntry;
use crate::lint_level::LintLevel;
use crate::parse::{ParsedCatalog, ParsedEntry};
use crate::problem::Problem;
use crate::span::Span;
use crate::vocabulary::{LINTS, names};

mod code;
mod reference;
mod retry;
mod text;

/// The lints, in the order of [`LINTS`].
const RULES: [Lint; LINTS.len()] = [
    retry::find_actions_without_guidance,
    retry::find_client_error_backoff,
    text::find_duplicate_meanings,
    text::find_empty_meanings,
    text::find_meanings_that_repeat_codes,
    code::find_mixed_code_styles,
    retry::find_server_error_never,
    retry::find_throttling_without_wait,
    text::find_todos,
    reference::find_unknown_replacements,
    reference::find_unknown_template_fields,
];

type Lint = fn(&LintInput<'_, '_>) -> Vec<Finding>;

/// What lints look at: a catalog without problems, and where its parts are written.
struct LintInput<'c, 'a> {
    parsed: &'c ParsedCatalog<'a>,
    entries: &'c [CatalogEntry<'a>],
}

/// What a lint found.
struct Finding {
    span: Span,
    message: String,
    help: String,
    /// Another place that it is about.
    also: Option<(Span, &'static str)>,
}

impl Finding {
    fn new(span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: help.into(), also: None }
    }
}

/// Runs every lint that isn't off.
pub(crate) fn run_lints(parsed: &ParsedCatalog<'_>, entries: &[CatalogEntry<'_>]) -> Vec<Problem> {
    let input = LintInput { parsed, entries };
    let lints = names(&LINTS).into_iter().zip(RULES);
    lints.flat_map(|(name, lint)| report_findings(name, lint, &input)).collect()
}

fn report_findings(name: &'static str, lint: Lint, input: &LintInput<'_, '_>) -> Vec<Problem> {
    let level = find_level(&input.parsed.lints, name);
    if level == LintLevel::Off {
        return Vec::new();
    }
    let problems = lint(input).into_iter().map(|Finding { span, message, help, also }| {
        let problem = Problem::finding(level, name, span, message).help(help);
        match also {
            Some((span, text)) => problem.also(span, text),
            None => problem,
        }
    });
    problems.collect()
}

fn find_level(levels: &BTreeMap<&'static str, LintLevel>, name: &str) -> LintLevel {
    levels.get(name).copied().unwrap_or(LintLevel::Warn)
}

impl<'c, 'a> LintInput<'c, 'a> {
    /// Iterates over all entries: how each was parsed and what it is.
    fn entries(&self) -> impl Iterator<Item = (&'c ParsedEntry<'a>, &'c Entry<'a>)> {
        self.parsed.entries.iter().zip(self.entries.iter().map(CatalogEntry::data))
    }

    fn live_entries(&self) -> impl Iterator<Item = (&'c ParsedEntry<'a>, &'c Entry<'a>)> {
        self.entries().filter(|(parsed, _)| parsed.life.is_live())
    }
}

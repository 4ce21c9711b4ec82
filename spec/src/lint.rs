//! Looks for what is allowed in a catalog and seldom meant.

use errspec_data::{Catalog, Entry, RetryHint, Statuses};

use crate::entry::CatalogEntry;
use crate::lint_level::LintLevel;
use crate::parse::{ParsedCatalog, ParsedEntry};
use crate::problem::Problem;
use crate::span::Span;
use crate::spec::Spec;

mod code;
mod placeholder;
mod reference;
mod response;
mod retry;
mod text;

/// The lints of each module, in the order of documentation.
const MODULES: [&[Lint]; 6] =
    [code::LINTS, placeholder::LINTS, reference::LINTS, response::LINTS, retry::LINTS, text::LINTS];

/// A rule about what is allowed and seldom meant.
#[derive(Clone, Copy, Debug)]
pub struct Lint {
    /// The name by which `lints` sets its level.
    pub name: &'static str,
    /// What it finds, as a sentence in Markdown.
    pub finds: &'static str,
    /// Why that is seldom meant, and what to write instead, as sentences in Markdown.
    pub reason: &'static str,
    /// A part of a catalog in which it finds something: entries, or keys of the top level.
    pub before: &'static str,
    /// The same part without it.
    pub after: &'static str,
    run: fn(&LintInput<'_, '_>) -> Vec<Finding>,
}

/// All lints, in the order of documentation.
pub(crate) const LINTS: [Lint; count_lints()] = {
    let mut lints = [text::LINTS[0]; count_lints()];
    let (mut module, mut first) = (0, 0);
    while module < MODULES.len() {
        let mut index = 0;
        while index < MODULES[module].len() {
            lints[first + index] = MODULES[module][index];
            index += 1;
        }
        first += index;
        module += 1;
    }
    lints
};

const fn count_lints() -> usize {
    let (mut module, mut count) = (0, 0);
    while module < MODULES.len() {
        count += MODULES[module].len();
        module += 1;
    }
    count
}

/// What lints look at: a catalog without problems, and where its parts are written.
struct LintInput<'c, 'a> {
    parsed: &'c ParsedCatalog<'a>,
    /// All entries, live and retired, in the order of the catalog.
    entries: Vec<&'c CatalogEntry<'a>>,
    /// The catalog that programs run on: the live entries alone.
    lowered: &'c Catalog<'a>,
    /// The hint of the table for each status: thousands of entries can list hundreds of them.
    table_hints: Vec<Option<RetryHint<'a>>>,
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
pub(crate) fn run_lints<'a>(
    parsed: &ParsedCatalog<'a>,
    spec: &Spec<'a>,
    lowered: &Catalog<'a>,
) -> Vec<Problem> {
    let find_table_hint = |status| parsed.retry.hint_in_force(None, Statuses::One(status), Some(status));
    let table_hints = (0..1000).map(find_table_hint).collect();
    let (mut live, mut retired) = (spec.entries.iter(), spec.retired.iter());
    let next_entry =
        |entry: &ParsedEntry<'a>| if entry.life.is_live() { live.next() } else { retired.next() };
    let entries = parsed.entries.iter().filter_map(next_entry).collect();
    let input = LintInput { parsed, entries, lowered, table_hints };
    LINTS.iter().flat_map(|lint| report_findings(lint, &input)).collect()
}

fn report_findings(lint: &Lint, input: &LintInput<'_, '_>) -> Vec<Problem> {
    let level = find_level(&input.parsed.lints, lint.name);
    if level == LintLevel::Off {
        return Vec::new();
    }
    let problems = (lint.run)(input).into_iter().map(|Finding { span, message, help, also }| {
        let problem = Problem::finding(level, lint.name, span, message).help(help);
        match also {
            Some((span, text)) => problem.also(span, text),
            None => problem,
        }
    });
    problems.collect()
}

fn find_level(levels: &[(&str, LintLevel)], name: &str) -> LintLevel {
    let level = levels.iter().find(|(other, _)| *other == name);
    level.map_or(LintLevel::Warn, |(_, level)| *level)
}

impl<'c, 'a> LintInput<'c, 'a> {
    /// Iterates over all entries: how each was parsed and what it is.
    fn entries(&self) -> impl Iterator<Item = (&'c ParsedEntry<'a>, &'c Entry<'a>)> {
        self.parsed.entries.iter().zip(self.entries.iter().map(|entry| entry.data()))
    }

    fn live_entries(&self) -> impl Iterator<Item = (&'c ParsedEntry<'a>, &'c Entry<'a>)> {
        self.entries().filter(|(parsed, _)| parsed.life.is_live())
    }
}

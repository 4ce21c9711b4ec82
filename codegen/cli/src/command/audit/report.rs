//! Prints what an audit found: text for people, JSON for programs, or annotations for GitHub.

mod json;

use std::collections::BTreeMap;

use errspec_data::Catalog;
use errspec_spec::Spec;

use super::finding::Finding;
use super::finding_kind::FindingKind;
use super::inspection::{ExchangeCounts, Inspection};
use super::message::{describe_finding, describe_occurrence, suggest_remedy};
use super::recording::RecordedPlace;
use crate::diagnostic::{Diagnostic, render_first_annotations, render_first_diagnostics};
use crate::exit::ExitKind;
use crate::file::File;
use crate::terminal::{PrintError, count_things, print_line, print_report, print_to_stderr, sanitize};

#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum AuditFormat {
    #[default]
    Human,
    Json,
    Github,
}

impl AuditFormat {
    /// Prints what kept an audit from its work, for programs.
    pub(super) fn print_failures(self, failures: &[Diagnostic]) -> Result<ExitKind, PrintError> {
        match self {
            Self::Json => print_report(&json::render_failures(failures))?,
            Self::Human | Self::Github => {
                render_first_annotations(failures).try_for_each(|failure| print_line(&failure))?;
            }
        }
        Ok(ExitKind::NotRun)
    }
}

/// What an audit found.
pub(super) struct AuditReport<'a> {
    file: &'a File,
    spec: &'a Spec<'static>,
    catalog: &'static Catalog<'static>,
    recordings: &'a [File],
    counts: ExchangeCounts,
    coverage: Vec<u64>,
    findings: Vec<Finding>,
    /// How often other things of a kind came than those that are kept.
    others: BTreeMap<FindingKind, u64>,
    allowed: &'a [FindingKind],
    /// Why recordings can't be read to their ends.
    broken: Vec<Diagnostic>,
}

impl<'a> AuditReport<'a> {
    pub(super) fn new(
        file: &'a File,
        spec: &'a Spec<'static>,
        recordings: &'a [File],
        inspection: Inspection<'_>,
        allowed: &'a [FindingKind],
        broken: Vec<Diagnostic>,
    ) -> Self {
        let catalog = inspection.catalog();
        let Inspection { counts, findings, coverage, .. } = inspection;
        let (findings, others) = findings.into_sorted();
        Self { file, spec, catalog, recordings, counts, coverage, findings, others, allowed, broken }
    }

    /// Returns how the command ends.
    pub(super) fn exit_kind(&self) -> ExitKind {
        if !self.broken.is_empty() {
            return ExitKind::NotRun;
        }
        let fails = self.findings.iter().any(|finding| self.is_failing(finding.thing.kind));
        if fails { ExitKind::Problems } else { ExitKind::Clean }
    }

    fn is_failing(&self, kind: FindingKind) -> bool {
        kind.is_unlisted() && !self.allowed.contains(&kind)
    }

    pub(super) fn print(&self, format: AuditFormat) -> Result<ExitKind, PrintError> {
        let exit = self.exit_kind();
        match format {
            AuditFormat::Human => {
                let diagnostics = self.list_diagnostics(Self::describe_in_recording);
                render_first_diagnostics(&diagnostics).for_each(|text| print_to_stderr(&text));
                if diagnostics.is_empty() {
                    print_line(&self.summarize())?;
                } else {
                    print_to_stderr(&self.summarize());
                }
                print_line(&self.render_coverage())?;
            }
            AuditFormat::Json => print_report(&json::render_report(self))?,
            AuditFormat::Github => {
                let diagnostics = self.list_diagnostics(Self::describe_in_catalog);
                render_first_annotations(&diagnostics).try_for_each(|annotation| print_line(&annotation))?;
                print_line(&self.summarize())?;
            }
        }
        Ok(exit)
    }

    /// Lists the findings, each described in its place, and what can't be read.
    fn list_diagnostics(&self, describe: fn(&Self, &Finding) -> Diagnostic) -> Vec<Diagnostic> {
        let findings = self.findings.iter().map(|finding| describe(self, finding));
        let others = self.others.iter().map(|(kind, count)| {
            let message = format!("{count} responses had still others than the first 1000 that are listed");
            let help = "if each has one of its own, see what the envelope takes it from";
            self.make_diagnostic(*kind, message).with_help(help)
        });
        // They come first: of many findings, only the first are shown to people.
        self.list_unreadable().into_iter().chain(others).chain(findings).collect()
    }

    /// Lists what can't be read.
    fn list_unreadable(&self) -> Vec<Diagnostic> {
        let unreadable = (self.counts.unreadable > 0).then(|| self.describe_unreadable());
        self.broken.iter().cloned().chain(unreadable).collect()
    }

    /// Prints what can't be read, and the numbers of what came, for a person who asked for a draft.
    pub(super) fn print_beside_draft(&self) {
        render_first_diagnostics(&self.list_unreadable()).for_each(|text| print_to_stderr(&text));
        print_to_stderr(&self.summarize());
    }

    fn make_diagnostic(&self, kind: FindingKind, message: String) -> Diagnostic {
        if self.is_failing(kind) {
            Diagnostic::problem(kind.name(), message)
        } else {
            Diagnostic::warning(kind.name(), message)
        }
    }

    fn describe(&self, finding: &Finding) -> Diagnostic {
        let mut lines = vec![describe_finding(self.catalog, finding)];
        lines.extend(describe_occurrence(self.catalog, finding));
        let kind = finding.thing.kind;
        self.make_diagnostic(kind, lines.join("\n")).with_help(suggest_remedy(kind))
    }

    /// Describes a finding, with the place of the example.
    fn describe_in_recording(&self, finding: &Finding) -> Diagnostic {
        let file = finding.example.file.as_str();
        let described = self.describe(finding);
        match finding.example.line {
            Some(line) => described.at_line(file, line),
            None => described.in_file(file),
        }
    }

    /// Describes a finding, with the place of the entry: a recording is no part of a repository.
    fn describe_in_catalog(&self, finding: &Finding) -> Diagnostic {
        let index = finding.thing.entry.map(|kind| usize::from(kind) - 1);
        let entry = index.and_then(|index| self.spec.entries().get(index));
        let described = self.describe(finding);
        match entry {
            Some(entry) => described.at_line(self.file.shown(), entry.line()),
            None => described.in_file(self.file.shown()),
        }
    }

    fn describe_unreadable(&self) -> Diagnostic {
        let first = match self.counts.first_unreadable {
            Some(RecordedPlace::Line(line)) => format!(", the first in line {line}"),
            Some(RecordedPlace::Entry(entry)) => format!(", the first in entry {entry}"),
            None => String::new(),
        };
        let message = format!("{} can't be read{first}", count_u64(self.counts.unreadable, "exchange"));
        Diagnostic::warning("unreadable-exchange", message)
    }

    /// Returns a line with the numbers of what came.
    fn summarize(&self) -> String {
        let ExchangeCounts { responses, errors, partial, unanswered, .. } = self.counts;
        let recordings: Vec<_> = self.recordings.iter().map(|file| sanitize(file.shown())).collect();
        let partial = (partial > 0).then(|| format!(", {partial} with failed items"));
        let unanswered =
            (unanswered > 0).then(|| format!(", {} without a response", count_u64(unanswered, "request")));
        let came = self.coverage.iter().filter(|count| **count > 0).count();
        let entries = match self.coverage.len() {
            1 => "1 entry".to_owned(),
            count => format!("{count} entries"),
        };
        format!(
            "{}: {}, {}{}{}; {came} of {entries} of {} came",
            recordings.join(", "),
            count_u64(responses, "response"),
            count_u64(errors, "error"),
            partial.unwrap_or_default(),
            unanswered.unwrap_or_default(),
            sanitize(self.file.shown()),
        )
    }

    /// Renders how often each entry came, and which never did.
    fn render_coverage(&self) -> String {
        const SHOWN: usize = 40;
        let entries = || self.catalog.entries().iter().zip(&self.coverage);
        let mut came: Vec<_> = entries().filter(|(_, count)| **count > 0).collect();
        came.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let mut lines: Vec<_> =
            came.iter().take(SHOWN).map(|(entry, count)| format!("{count:>9}  {}", entry.name())).collect();
        if came.len() > SHOWN {
            lines.push(format!("           … and {} more", came.len() - SHOWN));
        }
        let never: Vec<_> =
            entries().filter(|(_, count)| **count == 0).map(|(entry, _)| entry.name()).collect();
        if !never.is_empty() {
            let more = never.len().saturating_sub(SHOWN);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let shown = never.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
            lines.push(format!("    never  {shown}{more}"));
        }
        lines.join("\n")
    }

    /// Lists what to change in entries that are there, for a draft.
    pub(super) fn list_other_todos(&self) -> Vec<String> {
        let is_new = |finding: &&Finding| {
            let kind = finding.thing.kind;
            kind != FindingKind::UnlistedCode && kind != FindingKind::UnrecognizedResponse
        };
        let findings = self.findings.iter().filter(is_new);
        findings.map(|finding| describe_finding(self.catalog, finding)).collect()
    }
}

fn count_u64(count: u64, thing: &str) -> String {
    count_things(usize::try_from(count).unwrap_or(usize::MAX), thing)
}

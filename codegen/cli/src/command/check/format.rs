//! What `check` found → text for people, JSON for programs, or annotations on GitHub.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::finding::Finding;
use crate::report::{self, Failure, Outcome, counted};

use super::{Checked, State};

#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    #[default]
    Human,
    Json,
    Github,
}

impl Format {
    /// Prints what was found in catalogs, and what kept them from being found.
    pub(super) fn print(self, catalogs: &[Checked], failures: &[Finding]) -> Result<Outcome, Failure> {
        let outcomes = catalogs.iter().map(Checked::outcome);
        let worst = outcomes.chain(failures.iter().map(Finding::outcome)).max().unwrap_or(Outcome::Clean);
        match self {
            Self::Human => catalogs.iter().try_for_each(human)?,
            Self::Json => drop(report::line(&format!("{:#}", json(catalogs, failures, worst)))?),
            Self::Github => github(catalogs, failures)?,
        }
        Ok(worst)
    }
}

/// Snippets go to standard error; what is right is summed up on standard output.
fn human(checked: &Checked) -> Result<(), Failure> {
    checked.findings.iter().for_each(|finding| report::problem(&finding.rendered));
    let summary = summary(checked);
    if checked.outcome() == Outcome::Clean {
        return report::line(&summary.concat()).map(drop);
    }
    for line in summary {
        report::problem(&line);
    }
    Ok(())
}

/// The lines that close a catalog: one if all is well, else one for its problems and one for its outputs.
fn summary(checked: &Checked) -> Vec<String> {
    let Checked { file, errors, findings, outputs } = checked;
    let warnings = findings.iter().filter(|finding| finding.is_warning()).count();
    let stale = outputs.iter().filter(|(_, state)| matches!(state, State::Missing | State::Stale)).count();
    let invalid = findings.iter().filter(|finding| finding.outcome() == Outcome::Problems).count() - stale;
    let all = outputs.len();
    if let (Some(errors), Outcome::Clean) = (errors, checked.outcome()) {
        let found = if warnings == 0 { "no problems".to_owned() } else { counted(warnings, "warning") };
        let current = match all {
            0 => String::new(),
            all => format!(", {} up to date", counted(all, "output")),
        };
        return vec![format!("{file}: {}, {found}{current}", counted(*errors, "error"))];
    }
    let mut lines = Vec::new();
    let found = [(invalid, "problem"), (warnings, "warning")].into_iter().filter(|(count, _)| *count > 0);
    let found: Vec<_> = found.map(|(count, thing)| counted(count, thing)).collect();
    if !found.is_empty() {
        lines.push(format!("{} in {file}", found.join(", ")));
    }
    if stale > 0 {
        lines.push(format!("{stale} of {} of {file} out of date", counted(all, "output")));
    }
    lines
}

/// One object, whose members `FORMAT.md` describes.
fn json(catalogs: &[Checked], failures: &[Finding], outcome: Outcome) -> Value {
    let findings = failures.iter().chain(catalogs.iter().flat_map(|checked| &checked.findings));
    let outputs = catalogs.iter().flat_map(|checked| {
        let catalog = &checked.file;
        checked.outputs.iter().map(
            move |(file, state)| json!({ "file": file, "catalog": catalog, "state": state_name(*state) }),
        )
    });
    let catalogs = catalogs.iter().map(|checked| json!({ "file": checked.file, "errors": checked.errors }));
    json!({
        "format": 1,
        "outcome": outcome.name(),
        "catalogs": catalogs.collect::<Vec<_>>(),
        "problems": findings.map(Finding::json).collect::<Vec<_>>(),
        "outputs": outputs.collect::<Vec<_>>(),
    })
}

fn state_name(state: State) -> &'static str {
    match state {
        State::Current => "current",
        State::Missing => "missing",
        State::Stale => "stale",
        State::Unknown => "unknown",
    }
}

/// Workflow commands, each on a line, and the summaries for those who read the log.
fn github(catalogs: &[Checked], failures: &[Finding]) -> Result<(), Failure> {
    for finding in failures.iter().chain(catalogs.iter().flat_map(|checked| &checked.findings)) {
        report::line(&annotation(finding))?;
    }
    for line in catalogs.iter().flat_map(summary) {
        report::line(&line)?;
    }
    Ok(())
}

fn annotation(finding: &Finding) -> String {
    let file = finding.file.iter().map(|file| format!("file={}", property(&in_repository(file))));
    let position = finding.position.iter().map(|(line, column)| format!("line={line},col={column}"));
    let rule = finding.rule.map(|rule| format!(" {rule}")).unwrap_or_default();
    let title = std::iter::once(format!("title=errspec{}", property(&rule)));
    let properties: Vec<_> = file.chain(position).chain(title).collect();
    let related = finding.related.iter().map(|(line, _, text)| format!("\nline {line}: {text}"));
    let help = finding.help.iter().map(|help| format!("\nhelp: {help}"));
    let message: String = std::iter::once(finding.message.clone()).chain(related).chain(help).collect();
    format!("::{} {}::{}", finding.severity(), properties.join(","), data(&message))
}

/// The path as GitHub knows the file: from the top of the repository, wherever the command runs in it.
fn in_repository(shown: &str) -> String {
    let within = || {
        let workspace = PathBuf::from(std::env::var_os("GITHUB_WORKSPACE")?).canonicalize().ok()?;
        let path = std::path::absolute(shown).ok()?;
        let directory = path.parent()?.canonicalize().ok()?;
        let path = directory.join(path.file_name()?);
        Some(path.strip_prefix(workspace).ok()?.display().to_string().replace('\\', "/"))
    };
    within().unwrap_or_else(|| shown.to_owned())
}

/// Text that a workflow command ends with, escaped as GitHub's runner reads it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

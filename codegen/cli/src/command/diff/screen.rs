//! Changes → what people read in a terminal: those of one rule together, with what it means below them.

use errspec_codegen::{Bump, Change, Rule, Verdict};

use super::Comparison;
use crate::report::{self, BOLD, Failure, GREEN, RED, counted, harmless};

pub(super) fn print(comparison: &Comparison) -> Result<(), Failure> {
    let Comparison { old, new, changes } = comparison;
    if changes.is_empty() {
        return report::line(&format!("{old} → {new}: no changes")).map(drop);
    }
    report::line(&format!("{BOLD}{old} → {new}{BOLD:#}\n"))?;
    for of_rule in changes.chunk_by(|one, other| std::ptr::eq(one.rule(), other.rule())) {
        report::line(&group(of_rule[0].rule(), of_rule))?;
    }
    let count = counted(changes.len(), "change");
    let sum = match (comparison.verdict(), comparison.bump()) {
        (Verdict::Forbidden, _) => format!("{count}: no version makes this right"),
        (_, Bump::None) => format!("{count}: no new version is needed"),
        (_, bump) => format!("{count}: a {bump} version is needed"),
    };
    report::line(&format!("{BOLD}{sum}{BOLD:#}")).map(drop)
}

fn group(rule: &Rule, changes: &[Change]) -> String {
    let (label, style) = match (rule.verdict(), rule.bump()) {
        (Verdict::Forbidden, _) => ("error".to_owned(), RED),
        (_, Bump::Major) => ("major".to_owned(), RED),
        (_, Bump::Minor) => ("minor".to_owned(), GREEN),
        (_, bump) => (bump.to_string(), clap::builder::styling::Style::new()),
    };
    let lines = changes.iter().map(|change| match change.subject() {
        Some(subject) => format!("\n  {subject}: {}", change.message()),
        None => format!("\n  {}", change.message()),
    });
    let lines: String = lines.map(|line| harmless(&line)).collect();
    let (kind, decoding, sending) = (rule.kind(), rule.decoding(), rule.sending());
    format!(
        "{style}{label}{style:#} {BOLD}{kind}{BOLD:#}{lines}\n  {BOLD}decoding{BOLD:#}  {decoding}\n  \
         {BOLD}sending{BOLD:#}   {sending}\n"
    )
}

//! Changes → what people read in a terminal: those of one rule together, with what it means below them.

use errspec_diff::{Bump, Change, Rule, Verdict};

use super::comparison::Comparison;
use crate::report::{BOLD, GREEN, RED, counted, harmless};

pub(super) fn page(comparison: &Comparison) -> String {
    let Comparison { old, new, changes } = comparison;
    let versions = [old, new].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" → ");
    if changes.is_empty() {
        return format!("{versions}: no changes");
    }
    let of_rules = changes.chunk_by(|one, other| std::ptr::eq(one.rule(), other.rule()));
    let groups: String = of_rules.map(|of_rule| group(of_rule[0].rule(), of_rule)).collect();
    let count = counted(changes.len(), "change");
    let sum = match (comparison.verdict(), comparison.bump()) {
        (Verdict::Forbidden, _) => format!("{count}: no version makes this right"),
        (_, Bump::None) => format!("{count}: no new version is needed"),
        (_, bump) => format!("{count}: a {bump} version is needed"),
    };
    format!("{BOLD}{versions}{BOLD:#}\n\n{groups}{BOLD}{sum}{BOLD:#}")
}

fn group(rule: &Rule, changes: &[Change]) -> String {
    let (label, style) = match (rule.verdict(), rule.bump()) {
        (Verdict::Forbidden, _) => ("error", RED),
        (_, bump @ Bump::Major) => (bump.name(), RED),
        (_, bump @ Bump::Minor) => (bump.name(), GREEN),
        (_, bump) => (bump.name(), clap::builder::styling::Style::new()),
    };
    let lines = changes.iter().map(|change| match change.subject() {
        Some(subject) => format!("\n  {subject}: {}", change.message()),
        None => format!("\n  {}", change.message()),
    });
    let lines: String = lines.map(|line| harmless(&line)).collect();
    let (kind, decoding, sending) = (rule.kind(), rule.decoding(), rule.sending());
    format!(
        "{style}{label}{style:#} {BOLD}{kind}{BOLD:#}{lines}\n  {BOLD}decoding{BOLD:#}  {decoding}\n  \
         {BOLD}sending{BOLD:#}   {sending}\n\n"
    )
}

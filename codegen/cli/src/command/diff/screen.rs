//! Renders changes for a terminal: those of one rule together, with what they mean below them.

use errspec_diff::{Bump, Change, Rule, Verdict};

use super::comparison::Comparison;
use crate::terminal::{BOLD, GREEN, RED, count_things, sanitize};

pub(super) fn render_page(comparison: &Comparison) -> String {
    let Comparison { old, new, changes } = comparison;
    let versions =
        [old, new].into_iter().flatten().map(|name| sanitize(name)).collect::<Vec<_>>().join(" → ");
    if changes.is_empty() {
        return format!("{versions}: no changes");
    }
    let of_rules = changes.chunk_by(|one, other| one.rule().id() == other.rule().id());
    let groups: String = of_rules.map(|of_rule| render_group(of_rule[0].rule(), of_rule)).collect();
    let count = count_things(changes.len(), "change");
    let sum = match (comparison.worst_verdict(), comparison.largest_bump()) {
        (Verdict::Forbidden, _) => format!("{count}: no version makes this right"),
        (_, Bump::None) => format!("{count}: no new version is needed"),
        (_, bump) => format!("{count}: a {bump} version is needed"),
    };
    format!("{BOLD}{versions}{BOLD:#}\n\n{groups}{BOLD}{sum}{BOLD:#}")
}

fn render_group(rule: &Rule, changes: &[Change]) -> String {
    let (label, style) = match (rule.verdict(), rule.bump()) {
        (Verdict::Forbidden, _) => ("error", RED),
        (_, bump @ Bump::Major) => (bump.name(), RED),
        (_, bump @ Bump::Minor) => (bump.name(), GREEN),
        (_, bump) => (bump.name(), clap::builder::styling::Style::new()),
    };
    let lines = changes.iter().map(|change| match change.entry() {
        Some(entry) => format!("{entry}: {}", change.message()),
        None => change.message().to_owned(),
    });
    let lines: Vec<_> = lines.map(|line| format!("\n  {}", sanitize(&line))).collect();
    let lines = lines.concat();
    let (kind, decoding, sending) = (rule.kind(), rule.decoding(), rule.sending());
    format!(
        "{style}{label}{style:#} {BOLD}{kind}{BOLD:#}{lines}\n  {BOLD}decoding{BOLD:#}  {decoding}\n  \
         {BOLD}sending{BOLD:#}   {sending}\n\n"
    )
}

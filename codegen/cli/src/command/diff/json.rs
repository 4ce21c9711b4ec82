//! Changes, or why there are none → JSON for programs. The keys are documented in `FORMAT.md`.

use errspec_diff::{Bump, Change, Verdict};
use serde_json::{Value, json};

use super::comparison::Comparison;
use crate::finding::Finding;
use crate::report::Outcome;

pub(super) fn of(compared: &[Comparison], allow: Bump, outcome: Outcome, obstacles: &[Finding]) -> String {
    let bump = compared.iter().map(Comparison::bump).max().unwrap_or(Bump::None);
    let document = json!({
        "format": 1,
        "outcome": outcome.name(),
        "bump": (outcome != Outcome::NotRun).then(|| bump.name()),
        "allow": allow.name(),
        "allowed": outcome == Outcome::Clean,
        "catalogs": compared.iter().map(comparison).collect::<Vec<_>>(),
        "problems": obstacles.iter().map(Finding::json).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

fn comparison(comparison: &Comparison) -> Value {
    let Comparison { old, new, changes } = comparison;
    json!({
        "old": old,
        "new": new,
        "bump": comparison.bump().name(),
        "changes": changes.iter().map(change).collect::<Vec<_>>(),
    })
}

fn change(change: &Change) -> Value {
    let rule = change.rule();
    let entry = change.subject().map(|subject| {
        json!({
            "code": subject.code(),
            "status": subject.status(),
            "name": subject.name(),
            "old_line": subject.old_line(),
            "new_line": subject.new_line(),
        })
    });
    json!({
        "rule": rule.id(),
        "kind": rule.kind().to_string(),
        "bump": rule.bump().name(),
        "forbidden": rule.verdict() == Verdict::Forbidden,
        "entry": entry,
        "message": change.message(),
        "decoding": rule.decoding(),
        "sending": rule.sending(),
    })
}

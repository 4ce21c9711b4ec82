//! Changes → JSON for programs. The keys are documented in `FORMAT.md`.

use errspec_codegen::{Bump, Change, Verdict};
use serde_json::{Value, json};

use super::Comparison;

pub(super) fn of(compared: &[Comparison], bump: Bump, allow: Bump, verdict: Verdict) -> String {
    let document = json!({
        "bump": bump.to_string(),
        "allow": allow.to_string(),
        "allowed": verdict == Verdict::Allowed && bump <= allow,
        "catalogs": compared.iter().map(comparison).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

fn comparison(comparison: &Comparison) -> Value {
    let Comparison { old, new, changes } = comparison;
    json!({
        "old": old,
        "new": new,
        "bump": comparison.bump().to_string(),
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
        "bump": rule.bump().to_string(),
        "forbidden": rule.verdict() == Verdict::Forbidden,
        "entry": entry,
        "message": change.message(),
        "decoding": rule.decoding(),
        "sending": rule.sending(),
    })
}

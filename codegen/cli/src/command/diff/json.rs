//! Renders changes, or why there are none, for programs; `docs/diff.md` documents the members.

use errspec_diff::{Bump, Change, ChangedText, Verdict};
use serde_json::{Value, json};

use super::comparison::Comparison;
use crate::diagnostic::{Diagnostic, render_json};
use crate::exit::ExitKind;

pub(super) fn render_report(
    compared: &[Comparison],
    allow: Bump,
    exit: ExitKind,
    failures: &[Diagnostic],
) -> Value {
    let bump = compared.iter().map(Comparison::largest_bump).max().unwrap_or(Bump::None);
    json!({
        "format": 1,
        "outcome": exit.name(),
        "bump": (exit != ExitKind::NotRun).then(|| bump.name()),
        "allow": allow.name(),
        "allowed": exit == ExitKind::Clean,
        "catalogs": compared.iter().map(render_comparison).collect::<Vec<_>>(),
        "problems": failures.iter().map(render_json).collect::<Vec<_>>(),
    })
}

fn render_comparison(comparison: &Comparison) -> Value {
    let Comparison { old, new, changes } = comparison;
    json!({
        "old": old,
        "new": new,
        "bump": comparison.largest_bump().name(),
        "changes": changes.iter().map(render_json_change).collect::<Vec<_>>(),
    })
}

fn render_json_change(change: &Change) -> Value {
    let rule = change.rule();
    let entry = change.entry().map(|entry| {
        json!({
            "code": entry.code(),
            "status": entry.status(),
            "name": entry.name(),
            "old_line": entry.old_line(),
            "new_line": entry.new_line(),
        })
    });
    json!({
        "rule": rule.id(),
        "kind": rule.kind().to_string(),
        "bump": rule.bump().name(),
        "forbidden": rule.verdict() == Verdict::Forbidden,
        "entry": entry,
        "message": change.message(),
        "texts": change.texts().iter().map(render_text).collect::<Vec<_>>(),
        "decoding": rule.decoding(),
        "sending": rule.sending(),
    })
}

fn render_text(text: &ChangedText) -> Value {
    json!({ "name": text.name(), "old": text.old_text(), "new": text.new_text() })
}

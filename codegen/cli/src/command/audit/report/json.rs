//! Renders an audit for programs; `docs/audit.md` documents the members.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{AuditReport, ExitKind, Finding};
use crate::command::audit::finding::ResponseExample;
use crate::command::audit::message::describe_finding;
use crate::diagnostic::{Diagnostic, render_json};
use crate::file::File;

/// Renders what kept an audit from its work.
pub(super) fn render_failures(failures: &[Diagnostic]) -> Value {
    json!({
        "format": 1,
        "outcome": ExitKind::NotRun.name(),
        "problems": failures.iter().map(render_json).collect::<Vec<_>>(),
    })
}

/// Renders one object.
pub(super) fn render_report(report: &AuditReport<'_>) -> Value {
    let recordings: Vec<_> = report.recordings.iter().map(File::shown).collect();
    let entries = report.catalog.entries().iter().zip(&report.coverage);
    let coverage = entries
        .map(|(entry, count)| json!({ "name": entry.name(), "code": entry.code_text(), "count": count }));
    let others: BTreeMap<_, _> = report.others.iter().map(|(kind, count)| (kind.name(), count)).collect();
    json!({
        "format": 1,
        "outcome": report.exit_kind().name(),
        "catalog": report.file.shown(),
        "recordings": recordings,
        "counts": {
            "responses": report.counts.responses,
            "errors": report.counts.errors,
            "partial": report.counts.partial,
            "unanswered": report.counts.unanswered,
            "unreadable": report.counts.unreadable,
        },
        "findings": report.findings.iter().map(|finding| render_finding(report, finding)).collect::<Vec<_>>(),
        "others": others,
        "coverage": coverage.collect::<Vec<_>>(),
        "problems": report.broken.iter().map(render_json).collect::<Vec<_>>(),
    })
}

fn render_finding(report: &AuditReport<'_>, finding: &Finding) -> Value {
    let Finding { thing, count, statuses, period, example } = finding;
    let statuses: BTreeMap<_, _> =
        statuses.iter().map(|(status, count)| (status.to_string(), count)).collect();
    json!({
        "kind": thing.kind.name(),
        "severity": if report.is_failing(thing.kind) { "error" } else { "warning" },
        "in": thing.found_in.name(),
        "message": describe_finding(report.catalog, finding),
        "code": thing.code,
        "entry": thing.entry.map(|kind| report.catalog.name(kind)),
        "count": count,
        "statuses": statuses,
        "first": period.as_ref().map(|[first, _]| &first.1),
        "last": period.as_ref().map(|[_, last]| &last.1),
        "example": render_example(example),
    })
}

fn render_example(example: &ResponseExample) -> Value {
    let mut rendered = json!({
        "file": example.file,
        "line": example.line,
        "entry": example.entry,
        "request": example.request,
        "status": example.status,
        "message": example.message,
        "request_id": example.request_id,
    });
    if let (Some(shown), Some(members)) = (&example.shown, rendered.as_object_mut()) {
        let headers = shown.headers.iter().map(|(name, value)| json!([name, value])).collect();
        members.insert("headers".to_owned(), Value::Array(headers));
        members.insert("body".to_owned(), shown.body.as_str().into());
    }
    rendered
}

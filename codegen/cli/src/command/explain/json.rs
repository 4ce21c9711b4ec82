//! Renders what is explained for programs; `docs/command.md` documents the members.

use errspec::__private::make_response;
use errspec_codegen::retry_advice::write_advice;
use errspec_data::RetrySummary;
use errspec_docs::{describe_retry_at, render_sample};
use errspec_spec::{CatalogEntry, Life, Notice};
use serde::Serialize;
use serde_json::{Value, json};

use super::OpenCatalog;
use super::decoded::DecodedError;
use super::rule::ExplainedRule;
use crate::catalog::lower_catalog;
use crate::failure::CommandFailure;
use crate::terminal::print_report;

/// Prints errors, and failures inside a success, each with its target.
pub(super) fn print_errors(errors: &[Value], failures: &[Value]) -> Result<(), CommandFailure> {
    let document = json!({ "format": 1, "errors": errors, "failures": failures });
    Ok(print_report(&document)?)
}

/// Prints a rule and an example.
pub(super) fn print_rule(rule: &ExplainedRule) -> Result<(), CommandFailure> {
    let ExplainedRule { name, finds, reason, example, is_lint } = rule;
    let (before, after) = example.unzip();
    let rule = json!({
        "name": name, "finds": finds, "reason": reason, "before": before, "after": after, "is_lint": is_lint,
    });
    let document = json!({ "format": 1, "rule": rule });
    Ok(print_report(&document)?)
}

/// Renders an entry as an error of its kind, at the status that was asked for, or else the first that it has.
pub(super) fn render_entry(catalog: &OpenCatalog, entry: &CatalogEntry<'_>, asked: Option<u16>) -> Value {
    let lowered = lower_catalog(&catalog.spec);
    let kind = lowered.parse_kind(entry.data().name()).filter(|_| entry.life().is_live()).unwrap_or_default();
    let mut error = to_value(&make_response(lowered, kind, None, Vec::new()));
    let status = asked.or(entry.data().statuses().first());
    error["status"] = status.into();
    let hint = lowered.retry_hint(kind, status);
    error["retry"] = to_value(&RetrySummary { hint, asked: None });
    if !entry.life().is_live() {
        // What is retired has no kind.
        error["code"] = entry.data().code_text().into();
        (error["kind"], error["message"], error["retry"]) = (Value::Null, Value::Null, Value::Null);
    }
    error["example"] = entry.life().is_live().then(|| render_sample(lowered, entry, asked)).into();
    add_facts(&mut error, catalog, entry, status);
    error
}

/// Renders an error that came, with what the catalog says of it.
pub(super) fn render_decoded(decoded: &DecodedError<'_>) -> Value {
    let mut error = to_value(&decoded.response);
    error["status"] = decoded.status.into();
    match decoded.entry {
        Some(entry) => add_facts(&mut error, decoded.catalog, entry, decoded.status),
        None => error["catalog"] = decoded.catalog.file.shown().into(),
    }
    error
}

/// Renders a failure inside a success.
pub(super) fn render_failure(target: Option<&str>, decoded: &DecodedError<'_>) -> Value {
    json!({ "target": target, "error": render_decoded(decoded) })
}

/// Adds what the catalog says of an entry.
fn add_facts(error: &mut Value, catalog: &OpenCatalog, entry: &CatalogEntry<'_>, status: Option<u16>) {
    let data = entry.data();
    let advice = match (status, entry.life()) {
        (_, Life::Retired(_)) => None,
        (Some(status), _) => Some(describe_retry_at(&catalog.spec, Some(entry), status)),
        (None, _) => Some(write_advice(&catalog.spec, entry)),
    };
    let (deprecated, retired) = match entry.life() {
        Life::Live => (None, None),
        Life::Deprecated(notice) => (Some(render_notice(notice)), None),
        Life::Retired(notice) => (None, Some(render_notice(notice))),
    };
    error["meaning"] = data.meaning().into();
    error["causes"] = data.causes().into();
    error["guidance"] = data.guidance().into();
    error["user_message"] = data.user_message().into();
    error["advice"] = advice.into();
    error["deprecated"] = deprecated.into();
    error["retired"] = retired.into();
    error["catalog"] = format!("{}:{}", catalog.file.shown(), entry.line()).into();
}

fn render_notice(notice: &Notice<'_>) -> Value {
    json!({ "since": notice.since(), "note": notice.note(), "use": notice.replacement() })
}

/// Serializes what always can be.
fn to_value(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

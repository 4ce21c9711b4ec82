//! Renders a diagnostic for programs; `docs/command.md` documents the members.

use errspec_spec::SourceExcerpt;
use serde_json::{Value, json};

use super::Diagnostic;

/// Renders a diagnostic as a member of `problems`.
pub(crate) fn render_json(diagnostic: &Diagnostic) -> Value {
    let position = diagnostic.place.as_ref().and_then(|place| place.position);
    let related = diagnostic.place.iter().flat_map(|place| place.related());
    json!({
        "rule": diagnostic.rule,
        "severity": diagnostic.severity_name(),
        "message": diagnostic.message,
        "file": diagnostic.place.as_ref().map(|place| &place.file),
        "line": position.map(|(line, _)| line),
        "column": position.map(|(_, column)| column),
        "related": related.map(render_related).collect::<Vec<_>>(),
        "help": diagnostic.help,
    })
}

fn render_related(excerpt: &SourceExcerpt) -> Value {
    json!({ "line": excerpt.line(), "column": excerpt.column(), "message": excerpt.label() })
}

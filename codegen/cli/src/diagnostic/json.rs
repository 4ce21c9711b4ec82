//! Renders a diagnostic for programs; `FORMAT.md` documents the members.

use serde_json::{Value, json};

use super::{Diagnostic, FileNote};

/// Renders a diagnostic as a member of `problems`.
pub(crate) fn render_json(diagnostic: &Diagnostic) -> Value {
    let position = diagnostic.place.as_ref().and_then(|place| place.position);
    json!({
        "rule": diagnostic.rule,
        "severity": diagnostic.severity_name(),
        "message": diagnostic.message,
        "file": diagnostic.place.as_ref().map(|place| &place.file),
        "line": position.map(|(line, _)| line),
        "column": position.map(|(_, column)| column),
        "related": diagnostic.notes.iter().map(render_note).collect::<Vec<_>>(),
        "help": diagnostic.help,
    })
}

fn render_note(FileNote { line, column, message }: &FileNote) -> Value {
    json!({ "line": line, "column": column, "message": message })
}

//! Renders changes as Markdown for a pull request or a changelog.

use errspec_codegen::text;

use crate::change::Change;
use crate::rule::{Bump, Verdict};

/// Renders the changes of a catalog under a heading; `source` is the name of the catalog's file.
#[must_use]
pub fn render_changes(source: &str, changes: &[Change]) -> String {
    let source = text::format_code(source);
    let Some(bump) = changes.iter().map(|change| change.rule().bump()).max() else {
        return format!("## {source}: no changes\n");
    };
    let sections = changes.chunk_by(|one, other| name_section(one) == name_section(other));
    let sections = sections.map(|changes| {
        let items: String = changes.iter().map(render_change).collect();
        format!("\n### {}\n\n{items}", name_section(&changes[0]))
    });
    format!("## {source}: {bump}\n{}", sections.collect::<String>())
}

fn name_section(change: &Change) -> &'static str {
    match (change.rule().verdict(), change.rule().bump()) {
        (Verdict::Forbidden, _) => "Not allowed",
        (_, Bump::Major) => "Major",
        (_, Bump::Minor) => "Minor",
        (_, Bump::Patch) => "Patch",
        (_, Bump::None) => "No version",
    }
}

fn render_change(change: &Change) -> String {
    let rule = change.rule();
    let entry = change.entry().map(|entry| format!("**{}**: ", text::format_code(&entry.to_string())));
    let line = text::clean_line(&format!("{}{}", entry.unwrap_or_default(), change.message()));
    format!("- {line}\n  - Decoding: {}\n  - Sending: {}\n", rule.decoding(), rule.sending())
}

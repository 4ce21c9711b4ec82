//! Changes → Markdown for a pull request or a changelog.

use errspec_codegen::text;

use crate::{Bump, Change, Verdict};

/// Writes what changed in a catalog, those changes first that need most; `source` is the catalog's file.
#[must_use]
pub fn diff_markdown(source: &str, changes: &[Change]) -> String {
    let source = text::format_code(source);
    let Some(bump) = changes.iter().map(|change| change.rule.bump()).max() else {
        return format!("## {source}: no changes\n");
    };
    let sections = changes.chunk_by(|one, other| section(one) == section(other));
    let sections = sections.map(|changes| {
        let items: String = changes.iter().map(item).collect();
        format!("\n### {}\n\n{items}", section(&changes[0]))
    });
    format!("## {source}: {bump}\n{}", sections.collect::<String>())
}

fn section(change: &Change) -> &'static str {
    match (change.rule.verdict(), change.rule.bump()) {
        (Verdict::Forbidden, _) => "Not allowed",
        (_, Bump::Major) => "Major",
        (_, Bump::Minor) => "Minor",
        (_, Bump::Patch) => "Patch",
        (_, Bump::None) => "No version",
    }
}

fn item(change: &Change) -> String {
    let Change { rule, subject, message } = change;
    let subject =
        subject.as_ref().map(|subject| format!("**{}**: ", text::format_code(&subject.to_string())));
    let line = text::clean_line(&format!("{}{message}", subject.unwrap_or_default()));
    format!("- {line}\n  - Decoding: {}\n  - Sending: {}\n", rule.decoding(), rule.sending())
}

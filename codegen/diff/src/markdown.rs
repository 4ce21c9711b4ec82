//! Renders changes as Markdown for a pull request or a changelog.

use errspec_codegen::text;

use crate::change::{Change, ChangedText};
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
    let (decoding, sending) = (rule.decoding(), rule.sending());
    format!("- {line}\n  - Decoding: {decoding}\n  - Sending: {sending}\n{}", render_texts(change.texts()))
}

/// Renders texts as they were and as they are, as one block in the item of their change.
fn render_texts(texts: &[ChangedText]) -> String {
    if texts.is_empty() {
        return String::new();
    }
    let texts: String = texts.iter().map(render_text).collect();
    let block = text::format_code_block("diff", texts.trim_end());
    let lines = block.trim_end().lines().map(|line| format!("  {line}").trim_end().to_owned() + "\n");
    format!("\n{}", lines.collect::<String>())
}

fn render_text(text: &ChangedText) -> String {
    let sides = [('-', text.old_text()), ('+', text.new_text())];
    let lines = sides.into_iter().flat_map(|(mark, side)| {
        let lines = side.into_iter().flat_map(|side| side.trim_end().lines());
        lines.map(move |line| format!("{mark} {line}\n"))
    });
    format!("@@ {} @@\n{}", text.name(), lines.collect::<String>())
}

//! Finds placeholders in messages that are written as in other templates.

use errspec_data::{Entry, Field, Piece, template_pieces};

use super::{Finding, Lint, LintInput};
use crate::placeholder::list_placeholders;

pub(super) const LINTS: &[Lint] = &[Lint {
    name: "foreign-placeholder",
    finds: "A placeholder in `message` as other templates have it, such as `%s`, `${name}` or `{{name}}`.",
    reason: "It is sent as it stands. Write `{name}`, and the name among `fields`.",
    before: "- { code: gone, meaning: The pet was deleted., retry: never, message: \"No pet ${id}\", fields: { id: string } }",
    after: "- { code: gone, meaning: The pet was deleted., retry: never, message: \"No pet {id}\", fields: { id: string } }",
    run: find_foreign_placeholders,
}];

fn find_foreign_placeholders(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let findings = input.live_entries().filter_map(|(parsed, entry)| {
        let (message, help) = describe_placeholder(entry)?;
        Some(Finding::new(parsed.locate(&parsed.message), message, help))
    });
    findings.collect()
}

/// Describes the first placeholder of an entry's message, and what to write instead.
fn describe_placeholder(entry: &Entry<'_>) -> Option<(String, String)> {
    let pieces: Vec<_> = template_pieces(entry.message()?).collect();
    let after_dollar = pieces.windows(2).find_map(|pair| match pair {
        [Piece::Text(text), Piece::Field(name)] if text.ends_with('$') => Some(name),
        _ => None,
    });
    if let Some(name) = after_dollar {
        let help =
            format!("write `{{{name}}}`; an amount of money reads as well with the currency behind it");
        return Some((format!("`$` before `{{{name}}}` in `message` is sent as it stands"), help));
    }
    let has_fields = pieces.iter().any(|piece| matches!(piece, Piece::Field(_)));
    let sent: String =
        pieces.iter().map(|piece| if let Piece::Text(text) = piece { text } else { "\u{0}" }).collect();
    let found = list_placeholders(&sent).into_iter().find(|placeholder| {
        // Whoever writes one field as it should be may well mean braces by doubled ones.
        let is_literal = has_fields && placeholder.starts_with('{') && !placeholder.starts_with("{{");
        !is_literal || find_field(entry, placeholder).is_some()
    })?;
    let written = found.replace('{', "{{").replace('}', "}}");
    let help = match find_field(entry, found) {
        Some(field) => format!("write `{{{}}}`", field.name()),
        None => "write a field as `{name}`, and its name among `fields`".to_owned(),
    };
    let sent = if written == found { "it stands".to_owned() } else { format!("`{found}`") };
    Some((format!("`{written}` in `message` is sent as {sent}"), help))
}

/// Returns the field that a placeholder names.
fn find_field<'e>(entry: &Entry<'e>, placeholder: &str) -> Option<&'e Field<'e>> {
    let name = placeholder.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    entry.fields().iter().find(|field| field.name() == name)
}

//! A catalog or an entry → the front matter of its page, as Docusaurus reads it.
//!
//! The title is left to the heading: with one in both places, linters see two.

use errspec_spec::{Entry, Spec};

use super::phrase;
use crate::json::Json;
use crate::text;

pub(super) fn of_index(spec: &Spec) -> String {
    let title = text::plain(spec.api().title());
    let description = format!("Every error of {title}: when it occurs, whether to retry, and what to do.");
    fenced(&[("sidebar_label", format!("{title} errors").into()), ("description", description.into())])
}

pub(super) fn of_entry(entry: &Entry, position: usize) -> String {
    fenced(&[
        ("sidebar_label", text::plain(&phrase::title(entry)).into()),
        ("sidebar_position", Json::Literal(position.to_string())),
        ("description", text::plain(entry.meaning()).into()),
    ])
}

/// A JSON string is a YAML string, too.
fn fenced(members: &[(&str, Json)]) -> String {
    let lines: Vec<_> = members.iter().map(|(name, value)| format!("{name}: {}", value.pretty())).collect();
    format!("---\n{}\n---", lines.join("\n"))
}

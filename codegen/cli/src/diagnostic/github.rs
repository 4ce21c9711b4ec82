//! Renders a diagnostic as an annotation of GitHub: a workflow command on a line of its own.

use std::path::PathBuf;

use errspec_spec::MAX_SHOWN_PROBLEMS;

use super::{Diagnostic, FilePlace};

/// Renders the first diagnostics as workflow commands, and says how many there are more.
pub(crate) fn render_first_annotations(diagnostics: &[Diagnostic]) -> impl Iterator<Item = String> {
    let rest = Diagnostic::count_rest(diagnostics).map(|rest| render_annotation(&rest));
    diagnostics.iter().take(MAX_SHOWN_PROBLEMS).map(render_annotation).chain(rest)
}

fn render_annotation(diagnostic: &Diagnostic) -> String {
    let Diagnostic { rule, message, place, help, .. } = diagnostic;
    let mut properties = place.as_deref().map(list_properties).unwrap_or_default();
    let rule = rule.map(|rule| format!(" {rule}")).unwrap_or_default();
    properties.push(format!("title=errspec{}", escape_property(&rule)));
    let mut lines = vec![message.clone()];
    let related = place.iter().flat_map(|place| place.related());
    lines.extend(related.map(|excerpt| format!("line {}: {}", excerpt.line(), excerpt.label())));
    lines.extend(help.iter().map(|help| format!("help: {help}")));
    let severity = diagnostic.severity_name();
    format!("::{severity} {}::{}", properties.join(","), escape_data(&lines.join("\n")))
}

fn list_properties(FilePlace { file, position, .. }: &FilePlace) -> Vec<String> {
    let file = format!("file={}", escape_property(&find_in_repository(file)));
    let position = position.map(|(line, column)| format!("line={line},col={column}"));
    std::iter::once(file).chain(position).collect()
}

/// Returns the path as GitHub knows the file: from the top of the repository, wherever the command runs in it.
fn find_in_repository(shown: &str) -> String {
    let within = || {
        let workspace = PathBuf::from(std::env::var_os("GITHUB_WORKSPACE")?).canonicalize().ok()?;
        let path = std::path::absolute(shown).ok()?;
        let directory = path.parent()?.canonicalize().ok()?;
        let path = directory.join(path.file_name()?);
        Some(path.strip_prefix(workspace).ok()?.display().to_string().replace('\\', "/"))
    };
    within().unwrap_or_else(|| shown.to_owned())
}

/// Escapes the text that a workflow command ends with, as GitHub's runner reads it.
fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property of a workflow command.
fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}

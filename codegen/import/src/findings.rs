//! Adds what lints find in a draft, as comments for people.

use errspec_spec::{Arena, Spec};

use crate::row::write_todo;

/// Returns the text of a catalog with a `TODO` above each place at which a lint found something.
pub(crate) fn add_findings(text: String) -> String {
    let arena = Arena::new();
    let Ok(spec) = Spec::parse(&arena, "", text.as_bytes()) else { return text };
    let warnings = spec.warnings();
    let mut findings: Vec<_> = warnings
        .iter()
        .filter(|warning| warning.rule() != "todo")
        .map(|warning| {
            let (line, _) = warnings.position(warning);
            let said = format!("{} ({})", warning.message(), warning.rule());
            (line, [&[said], warning.suggestions()].concat().join("; "))
        })
        .collect();
    findings.sort_by_key(|(line, _)| *line);
    insert_comments(&text, &findings)
}

/// Inserts comments above the entries, or the keys of the top level, in which these lines are.
fn insert_comments(text: &str, findings: &[(usize, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut findings = findings.iter().peekable();
    let mut part = Vec::new();
    let mut write_part = |part: &mut Vec<&str>, end: usize| {
        let is_entry = part.first().is_some_and(|line: &&str| line.starts_with("  - "));
        while let Some((_, finding)) = findings.next_if(|(line, _)| *line <= end) {
            out.extend([if is_entry { "  " } else { "" }, &write_todo(finding), "\n"]);
        }
        part.drain(..).for_each(|line| out.extend([line, "\n"]));
    };
    for (index, line) in text.lines().enumerate() {
        if line.starts_with("  - ") || line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            write_part(&mut part, index);
        }
        part.push(line);
    }
    write_part(&mut part, usize::MAX);
    out
}

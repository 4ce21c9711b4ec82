//! A file that isn't what it should be → the problem that people read.

use std::time::Duration;

use similar::{Algorithm, TextDiff};

use crate::file::File;
use crate::plan::Output;
use crate::report::{GREEN, RED, title};

/// Bounds of what is shown of a difference.
const LINES: usize = 20;
const COLUMNS: usize = 110;
/// A diff that takes longer than this is finished with less care.
const TIMEOUT: Duration = Duration::from_millis(500);

/// How a file on disk differs from what is planned.
pub(crate) struct Difference<'a> {
    output: &'a Output<'a>,
    kind: Kind,
}

enum Kind {
    Missing,
    Binary,
    LineEnds,
    /// What is on disk, with LF.
    Text(String),
}

impl<'a> Difference<'a> {
    pub(super) fn between(bytes: Option<&[u8]>, output: &'a Output<'a>) -> Option<Self> {
        let kind = match bytes.map(str::from_utf8) {
            Some(Ok(text)) if text == output.text => return None,
            Some(Ok(text)) => match text.replace("\r\n", "\n") {
                text if text == output.text => Kind::LineEnds,
                text => Kind::Text(text),
            },
            Some(Err(_)) => Kind::Binary,
            None => Kind::Missing,
        };
        Some(Self { output, kind })
    }

    /// The problem, with the catalog that it comes from and what to do about it.
    pub(crate) fn render(&self, catalog: &File, remedy: &str) -> String {
        let (shown, catalog) = (self.output.file.shown(), catalog.shown());
        let (rule, message) = match self.kind {
            Kind::Missing => {
                ("missing-output", format!("`{shown}`, generated from `{catalog}`, doesn't exist"))
            }
            Kind::Binary => {
                ("stale-output", format!("`{shown}` is not valid UTF-8, and not what `{catalog}` generates"))
            }
            Kind::LineEnds => {
                ("line-ends", format!("`{shown}` has CRLF line ends, and generated files have LF"))
            }
            Kind::Text(_) => ("stale-output", format!("`{shown}` is not what `{catalog}` generates")),
        };
        let (line, excerpt) = match &self.kind {
            Kind::Text(text) => (first_difference(text, &self.output.text), excerpt(text, &self.output.text)),
            _ => (1, String::new()),
        };
        let remedy = match self.kind {
            Kind::LineEnds => {
                format!("{remedy}, and keep git from converting them: `* text=auto eol=lf` in .gitattributes")
            }
            _ => remedy.to_owned(),
        };
        let title = title(&format!("error[{rule}]"), &message);
        format!("{title}\n --> {shown}:{line}:1\n{excerpt}  = help: {remedy}")
    }
}

/// The number of the first line that differs.
fn first_difference(old: &str, new: &str) -> usize {
    old.lines().zip(new.lines()).take_while(|(old, new)| old == new).count() + 1
}

/// The start of a unified diff.
fn excerpt(old: &str, new: &str) -> String {
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).timeout(TIMEOUT).diff_lines(old, new);
    let diff = diff.unified_diff().context_radius(1).header("on disk", "generated").to_string();
    let shown: String = diff.lines().take(LINES).map(shown_line).collect();
    match diff.lines().count().saturating_sub(LINES) {
        0 => shown,
        left => format!("{shown}  … {left} more lines\n"),
    }
}

/// A line in the colour of what happened to it, cut short and without what a terminal would obey.
fn shown_line(line: &str) -> String {
    let harmless = |c: char| if c.is_control() && c != '\t' { char::REPLACEMENT_CHARACTER } else { c };
    let text: String = line.chars().map(harmless).take(COLUMNS).collect();
    let more = if line.chars().nth(COLUMNS).is_some() { "…" } else { "" };
    match line.as_bytes().first() {
        Some(b'+') => format!("{GREEN}{text}{more}{GREEN:#}\n"),
        Some(b'-') => format!("{RED}{text}{more}{RED:#}\n"),
        _ => format!("{text}{more}\n"),
    }
}

//! From rows to columns that fit into a terminal.

use std::fmt;

/// How wide a table gets at the most.
const WIDTH: usize = 120;

const HEADER: [&str; 4] = ["REQUEST", "ANSWER", "BECOMES", "THE CLIENT"];

/// Requests, their answers, what these become, and what the client does about it, step by step.
#[derive(Default)]
pub(super) struct ReportTable {
    rows: Vec<([String; 3], Vec<String>)>,
}

impl ReportTable {
    /// Adds a row.
    pub(super) fn add_row(&mut self, cells: [String; 3]) {
        self.rows.push((cells, Vec::new()));
    }

    /// Adds a step to what the client does about the last row.
    pub(super) fn add_step(&mut self, step: &str) {
        self.rows.last_mut().into_iter().for_each(|(_, steps)| steps.push(step.to_owned()));
    }

    /// Whether an answer became this.
    pub(super) fn has_kind(&self, becomes: &str) -> bool {
        self.rows.iter().any(|([.., became], _)| became == becomes)
    }
}

impl fmt::Display for ReportTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [header @ .., reaction] = HEADER.map(str::to_owned);
        let header = (header, vec![reaction]);
        let rows = || [&header].into_iter().chain(&self.rows);
        let widths = [0, 1, 2]
            .map(|column| rows().map(|(cells, _)| cells[column].chars().count()).max().unwrap_or_default());
        rows().try_for_each(|(cells, steps)| write_row(f, cells, steps, widths))
    }
}

/// Writes a row; what the client does takes as many lines as it needs.
fn write_row(
    f: &mut fmt::Formatter<'_>,
    [request, answer, becomes]: &[String; 3],
    steps: &[String],
    [a, b, c]: [usize; 3],
) -> fmt::Result {
    let indent = a + b + c + 6;
    let lines: Vec<_> = steps.iter().flat_map(|step| wrap_text(step, WIDTH.saturating_sub(indent))).collect();
    let reaction = lines.join(&format!("\n{:indent$}", ""));
    writeln!(f, "{request:a$}  {answer:b$}  {becomes:c$}  {reaction}")
}

/// Breaks a text into lines; all but the first are indented.
fn wrap_text(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::<String>::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) => lines.push(format!("  {word}")),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

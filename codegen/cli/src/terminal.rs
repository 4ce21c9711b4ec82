//! Prints to the terminal, and makes the texts of others safe for it.

use std::io::{self, ErrorKind, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use clap::builder::styling::{AnsiColor, Style};
use errspec_spec::make_single_line;

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const RED: Style = AnsiColor::Red.on_default();
pub(crate) const GREEN: Style = AnsiColor::Green.on_default();
pub(crate) const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
pub(crate) const HELP: Style = AnsiColor::BrightCyan.on_default().bold();

/// Returns a text as one line for a terminal: line breaks, controls and what reorders text become U+FFFD.
///
/// All that a catalog, a file name, another program or a server says goes through this function, so that none of it is
/// obeyed by a terminal or looks like a line of ours.
pub(crate) fn sanitize(text: &str) -> String {
    make_single_line(text)
}

/// Returns the lines of a text for a terminal, all but the first one indented.
pub(crate) fn sanitize_lines(text: &str, indent: usize) -> String {
    let indented = |(index, line): (usize, &str)| match sanitize(line) {
        line if index == 0 || line.is_empty() => line,
        line => format!("{:indent$}{line}", ""),
    };
    text.lines().enumerate().map(indented).collect::<Vec<_>>().join("\n")
}

/// Returns a number of things: `1 error`, `2 errors`.
pub(crate) fn count_things(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

/// Prints to standard error, in colour where that is wanted, with an empty line before all but the first text.
pub(crate) fn print_to_stderr(text: &str) {
    static FIRST: AtomicBool = AtomicBool::new(true);
    let gap = if FIRST.swap(false, Ordering::Relaxed) { "" } else { "\n" };
    // There is nowhere left to report that this failed.
    let _ = writeln!(anstream::stderr().lock(), "{gap}{text}");
}

/// Prints a line of result to standard output, in colour where that is wanted.
pub(crate) fn print_line(text: &str) -> Result<(), PrintError> {
    allow_broken_pipe(writeln!(anstream::stdout().lock(), "{text}"))
}

/// Prints what was generated to standard output, byte for byte.
pub(crate) fn print_generated(text: &str) -> Result<(), PrintError> {
    let mut out = io::stdout().lock();
    allow_broken_pipe(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Prints a report for programs, in which GitHub's runner finds no command: a string may hold `##[` anywhere.
pub(crate) fn print_report(report: &serde_json::Value) -> Result<(), PrintError> {
    print_generated(&format!("{report:#}\n").replace("##[", r"##\u005b"))
}

/// Why standard output could not be written.
#[derive(Debug)]
pub(crate) struct PrintError(pub(crate) io::Error);

/// Takes a reader that has seen enough, such as `head`, for no failure.
fn allow_broken_pipe(result: io::Result<()>) -> Result<(), PrintError> {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(PrintError(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_others_stay_on_their_line() {
        assert_eq!(sanitize("a\nerror: b\x1b[2J\u{202E}c\td"), "a\u{FFFD}error: b\u{FFFD}[2J\u{FFFD}c\td");
        assert_eq!(sanitize_lines("a\n\nb\r", 2), "a\n\n  b\u{FFFD}");
    }
}

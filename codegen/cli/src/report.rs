//! What a command found → the terminal and the exit code.

use std::io::{ErrorKind, Write};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::builder::styling::{AnsiColor, Style};

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const RED: Style = AnsiColor::Red.on_default();
pub(crate) const GREEN: Style = AnsiColor::Green.on_default();
const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
const HELP: Style = AnsiColor::BrightCyan.on_default().bold();

/// How a command ended, from good to bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    Clean,
    Problems,
    NotRun,
}

impl Outcome {
    /// As machines read it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Problems => "problems",
            Self::NotRun => "not-run",
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => Self::SUCCESS,
            Outcome::Problems => Self::from(1),
            Outcome::NotRun => Self::from(2),
        }
    }
}

/// Why something could not be done, and the way out.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    rule: Option<&'static str>,
    message: String,
    place: Option<String>,
    line: Option<usize>,
    help: Option<String>,
}

/// All reasons why a command could not run.
pub(crate) struct Failures(Vec<Failure>);

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { rule: None, message: message.into(), place: None, line: None, help: None }
    }

    /// Something that is wrong with a file on disk, by a rule and from a line on.
    pub(crate) fn of_file(rule: &'static str, message: impl Into<String>, shown: &str, line: usize) -> Self {
        Self { rule: Some(rule), place: Some(shown.to_owned()), line: Some(line), ..Self::new(message) }
    }

    /// Says in which file, where that is known.
    pub(crate) fn at(self, place: Option<&str>) -> Self {
        Self { place: place.map(str::to_owned), ..self }
    }

    /// Says what would mend it.
    pub(crate) fn help(self, text: impl Into<String>) -> Self {
        Self { help: Some(text.into()), ..self }
    }

    pub(crate) fn rule(&self) -> Option<&'static str> {
        self.rule
    }

    pub(crate) fn line(&self) -> Option<usize> {
        self.line
    }

    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    pub(crate) fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    pub(crate) fn suggestion(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The failure as people read it; what it repeats can be anything.
    pub(crate) fn render(&self) -> String {
        let Self { rule, message, place, line, help } = self;
        let kind = rule.map_or_else(|| "error".to_owned(), |rule| format!("error[{rule}]"));
        let mark = if rule.is_some() { "  = " } else { "" };
        let line = line.map(|line| format!(":{line}:1")).unwrap_or_default();
        let place = place.as_ref().map(|place| format!("\n --> {}{line}", harmless(place)));
        let help = help.as_ref().map(|help| format!("\n{mark}{HELP}help{HELP:#}: {}", harmless(help)));
        format!(
            "{}{}{}",
            title(&kind, &harmless(message)),
            place.unwrap_or_default(),
            help.unwrap_or_default()
        )
    }
}

impl Failures {
    /// How the command ended: what is wrong with files can be mended, and the command did run.
    pub(crate) fn outcome(&self) -> Outcome {
        let problems = self.0.iter().all(|failure| failure.rule.is_some());
        if problems { Outcome::Problems } else { Outcome::NotRun }
    }
}

impl From<Failure> for Failures {
    fn from(failure: Failure) -> Self {
        Self(vec![failure])
    }
}

impl IntoIterator for Failures {
    type Item = Failure;
    type IntoIter = std::vec::IntoIter<Failure>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl From<Vec<Failure>> for Failures {
    fn from(failures: Vec<Failure>) -> Self {
        Self(failures)
    }
}

/// Says why the command, or a part of it, could not run.
pub(crate) fn failures(failures: &Failures) {
    failures.0.iter().for_each(|failure| problem(&failure.render()));
}

/// A number of things: `1 error`, `2 errors`.
pub(crate) fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

/// A text without what a terminal would obey, and what reorders text.
pub(crate) fn harmless(text: &str) -> String {
    let obeyed = |c: char| match c {
        '\n' | '\t' => false,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        c => c.is_control(),
    };
    text.chars().map(|c| if obeyed(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// The first line of a problem, in rustc's colours.
pub(crate) fn title(kind: &str, message: &str) -> String {
    format!("{ERROR}{kind}{ERROR:#}{BOLD}: {message}{BOLD:#}")
}

/// Prints to standard error, in colour where that is wanted, and an empty line between it and what was printed before.
pub(crate) fn problem(text: &str) {
    static FIRST: AtomicBool = AtomicBool::new(true);
    let gap = if FIRST.swap(false, Ordering::Relaxed) { "" } else { "\n" };
    // There is nowhere left to report that this failed.
    let _ = writeln!(anstream::stderr().lock(), "{gap}{text}");
}

/// Prints a line of result to standard output.
pub(crate) fn line(text: &str) -> Result<Outcome, Failure> {
    printed(writeln!(anstream::stdout().lock(), "{text}"))
}

/// Prints what was generated, as it is.
pub(crate) fn text(text: &str) -> Result<Outcome, Failure> {
    let mut out = std::io::stdout().lock();
    printed(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// A reader that has seen enough, such as `head`, is no failure.
fn printed(result: std::io::Result<()>) -> Result<Outcome, Failure> {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("standard output can't be written: {error}")))
        }
        _ => Ok(Outcome::Clean),
    }
}

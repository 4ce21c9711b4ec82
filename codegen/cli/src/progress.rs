//! Says on the terminal what takes long, as long as it takes.

use std::io::{IsTerminal, Write};
use std::sync::LazyLock;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::terminal::sanitize;

/// A command that is done by then says nothing of its steps.
const PATIENCE: Duration = Duration::from_secs(1);

static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Does some work that prints nothing, and says what it is once the command has run for a second.
pub(crate) fn run_with_progress<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let patience = PATIENCE.saturating_sub(STARTED.elapsed());
    if !is_wanted() {
        return work();
    }
    let (working, done) = channel::<()>();
    std::thread::scope(|scope| {
        // Where there are no threads left, the work is done in silence.
        let _ = std::thread::Builder::new().spawn_scoped(scope, move || {
            if done.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
                replace_line(&format!("{} …", sanitize(what)));
                // Ends when `working` is dropped.
                let _ = done.recv();
                replace_line("");
            }
        });
        let result = work();
        drop(working);
        result
    })
}

/// Returns whether progress is shown: on a terminal, unless cargo's setting asks for something else.
fn is_wanted() -> bool {
    match std::env::var("CARGO_TERM_PROGRESS_WHEN").as_deref() {
        Ok("always") => true,
        Ok("never") => false,
        _ => std::io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
    }
}

/// Replaces the line, so that nothing of it stays.
fn replace_line(line: &str) {
    let mut terminal = std::io::stderr().lock();
    let _ = write!(terminal, "\r\x1b[K{line}").and_then(|()| terminal.flush());
}

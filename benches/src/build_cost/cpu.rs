//! The CPU time of a command and of all that it starts: of a build, more repeatable than the time on the clock.

use std::error::Error;
use std::process::{Command, Output};

/// Runs a command, and returns what it printed and the seconds that it took, those of the system included.
pub(crate) fn measure(command: &mut Command) -> Result<(Output, f64), Box<dyn Error>> {
    let before = read_children_time()?;
    let output = run(command)?;
    Ok((output, read_children_time()? - before))
}

/// Runs a command that has to succeed.
pub(crate) fn run(command: &mut Command) -> Result<Output, Box<dyn Error>> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(output);
    }
    Err(format!("{command:?} failed: {}", String::from_utf8_lossy(&output.stderr)).into())
}

/// Returns the seconds of all children that were waited for, and of theirs.
#[cfg(unix)]
fn read_children_time() -> Result<f64, Box<dyn Error>> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::{TimeVal, TimeValLike as _};

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let total: TimeVal = usage.user_time() + usage.system_time();
    #[expect(clippy::cast_precision_loss, reason = "2^53 microseconds are 285 years")]
    Ok(total.num_microseconds() as f64 / 1e6)
}

#[cfg(not(unix))]
fn read_children_time() -> Result<f64, Box<dyn Error>> {
    Err("the CPU time of a build is only measured on Unix".into())
}

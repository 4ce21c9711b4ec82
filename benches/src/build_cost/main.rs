//! Measures what the build of a consumer costs; README.md says what is built.

mod catalog;
mod consumers;
mod cpu;
mod doors;
mod package;
mod samples;

use std::error::Error;
use std::num::NonZero;

const USAGE: &str = "usage: build-cost [consumers | doors] [ROUNDS]";

fn main() -> Result<(), Box<dyn Error>> {
    let (mut table, mut rounds) = (None, 5);
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "consumers" | "doors" => table = Some(argument),
            number => rounds = number.parse::<NonZero<usize>>().map_err(|_| USAGE)?.get(),
        }
    }
    let directory = package::find_directory()?;
    if table.as_deref() != Some("doors") {
        consumers::measure(&directory.join("consumers"), rounds)?;
    }
    if table.as_deref() != Some("consumers") {
        doors::measure(&directory.join("doors"), rounds)?;
    }
    Ok(())
}

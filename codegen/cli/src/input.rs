//! A file, or standard input where it is `-` → its bytes.

use std::fs;
use std::io::{IsTerminal, Read, Result};

use crate::file::File;
use crate::report;

/// Far more than is ever meant to be read; some files have no end.
const LONGEST: u64 = 64 << 20;

/// Reads all of it; what a terminal should give is asked for.
pub(crate) fn read(file: &File, what: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if file.is_standard_input() {
        let input = std::io::stdin();
        if input.is_terminal() {
            report::problem(&format!("paste {what}, then press Ctrl-D on a line of its own"));
        }
        input.lock().take(LONGEST).read_to_end(&mut bytes)?;
    } else {
        fs::File::open(file.path())?.take(LONGEST).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

//! Standard input, which `-` stands for where a file is read → its bytes.

use std::io::{IsTerminal, Read};

use crate::report::{self, Failure};

/// More than a catalog may have, or than anybody pastes, is not read.
const LONGEST: u64 = 8 << 20;

/// Reads all of it; on a terminal, it is asked for.
pub(crate) fn read(what: &str) -> Result<Vec<u8>, Failure> {
    let input = std::io::stdin();
    if input.is_terminal() {
        report::problem(&format!("paste {what}, then press Ctrl-D on a line of its own"));
    }
    let mut bytes = Vec::new();
    let read = input.lock().take(LONGEST).read_to_end(&mut bytes);
    read.map_err(|error| Failure::new(format!("standard input can't be read: {error}")))?;
    Ok(bytes)
}

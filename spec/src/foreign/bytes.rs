//! Recognizes bytes that are no text, and texts in UTF-16.

use crate::problem::Problem;
use crate::span::Span;

/// How many bytes tell whether a file is text, as in git.
const SAMPLE: usize = 8000;

/// Explains bytes that aren't UTF-8 because the whole file is something else; returns what can be shown of it, too.
pub(crate) fn explain_foreign_bytes(bytes: &[u8]) -> Option<(String, Problem)> {
    if let Some(text) = decode_utf16(bytes) {
        let problem = Problem::error("encoding", Span::default(), "expected UTF-8, found UTF-16")
            .help("save the file as UTF-8, which `>` of Windows PowerShell does not");
        return Some((text, problem));
    }
    let is_binary = bytes[..bytes.len().min(SAMPLE)].contains(&0) || bytes.starts_with(b"%PDF-");
    is_binary.then(|| {
        let message = "expected a catalog, found a file that is not text";
        let help = "name the catalog instead; of a spreadsheet that is saved as CSV, \
                    `cargo errspec import csv FILE -o errors.yaml` makes one";
        (String::new(), Problem::error("not-a-catalog", Span::default(), message).help(help))
    })
}

/// Decodes UTF-16 that begins with a byte order mark, or with a character of ASCII.
fn decode_utf16(bytes: &[u8]) -> Option<String> {
    let (units, rest) = bytes.as_chunks::<2>();
    let from_bytes = match (units.first()?, rest) {
        ([0xFF, 0xFE] | [1..=0x7F, 0], []) => u16::from_le_bytes,
        ([0xFE, 0xFF] | [0, 1..=0x7F], []) => u16::from_be_bytes,
        _ => return None,
    };
    let text = char::decode_utf16(units.iter().map(|unit| from_bytes(*unit)));
    let text: String = text.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    Some(text.trim_start_matches('\u{FEFF}').to_owned())
}

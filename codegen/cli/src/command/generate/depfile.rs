//! Writes which outputs are made of which catalog as a rule in Make's syntax, which Ninja reads as well.

use crate::file::File;
use crate::output::Output;

/// Returns `OUTPUT…: INPUT…`, each as it was named on the command line.
pub(super) fn write_rule(outputs: &[Output<'_>], catalog: Option<&File>) -> String {
    let outputs: Vec<_> = outputs.iter().map(|output| escape_path(output.file.shown())).collect();
    let input = catalog
        .filter(|file| !file.is_standard_input())
        .map_or_else(String::new, |file| format!(" {}", escape_path(file.shown())));
    format!("{}:{input}\n", outputs.join(" "))
}

/// Escapes a path for Make: before a space, backslashes count as escapes, and elsewhere they don't.
fn escape_path(path: &str) -> String {
    let mut out = String::new();
    let mut backslashes = 0;
    for (index, c) in path.char_indices() {
        match c {
            ' ' | '\t' => out.push_str(&"\\".repeat(backslashes + 1)),
            '#' => out.push('\\'),
            // Behind one letter, it is a drive's.
            ':' if index != 1 => out.push('\\'),
            '$' => out.push('$'),
            _ => {}
        }
        backslashes = if c == '\\' { backslashes + 1 } else { 0 };
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_escaped_as_make_wants_it() {
        for (path, written) in [
            ("out/errors.rs", "out/errors.rs"),
            ("my file", r"my\ file"),
            (r"my\ file", r"my\\\ file"),
            ("a#b$c", r"a\#b$$c"),
            (r"C:\a:b", r"C:\a\:b"),
        ] {
            assert_eq!(escape_path(path), written);
        }
    }
}

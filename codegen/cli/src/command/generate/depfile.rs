//! Writes which outputs are made of which catalogs as a rule in Make's syntax, which Ninja reads as well.

use crate::diagnostic::Diagnostic;
use crate::file::File;
use crate::output::Output;

/// Characters that end a path for Ninja, or have a meaning for Make that Ninja knows no escape for.
const UNWRITABLE: &str = "\"'*?<>|;&^`%=";

/// Returns `OUTPUT…: INPUT…`, each as it was named on the command line.
pub(super) fn write_rule(outputs: &[Output<'_>], inputs: &[File]) -> Result<String, Diagnostic> {
    let outputs: Vec<_> = outputs.iter().map(|output| write_path(&output.file)).collect::<Result<_, _>>()?;
    let inputs = inputs.iter().filter(|file| !file.is_standard_input());
    let inputs: Vec<_> =
        inputs.map(|file| Ok(format!(" {}", write_path(file)?))).collect::<Result<_, Diagnostic>>()?;
    Ok(format!("{}:{}\n", outputs.join(" "), inputs.concat()))
}

fn write_path(file: &File) -> Result<String, Diagnostic> {
    let path = file.path().to_str().filter(|path| is_writable(path)).ok_or_else(|| {
        let message = format!("`{}` is a path that a depfile can't say to Make and Ninja", file.shown());
        Diagnostic::failure(message).with_help("rename the file, or leave out `--depfile`")
    })?;
    Ok(escape_path(path))
}

/// Returns whether both Make and Ninja read a path as it is, once it is escaped.
fn is_writable(path: &str) -> bool {
    let has_unwritable = path.contains(|c: char| c.is_control() || UNWRITABLE.contains(c));
    // How many backslashes there stand for one differs, or they escape what follows the path.
    let has_escape = ["\\#", "\\:", "\\$"].iter().any(|escape| path.contains(escape)) || path.ends_with('\\');
    !has_unwritable && !has_escape && !path.starts_with('~')
}

/// Escapes a path for Make: before a space, backslashes count as escapes, and elsewhere they don't.
fn escape_path(path: &str) -> String {
    let mut out = String::new();
    let mut backslashes = 0;
    for (index, c) in path.char_indices() {
        match c {
            ' ' => out.push_str(&"\\".repeat(backslashes + 1)),
            '#' => out.push('\\'),
            // Behind one letter and before a separator, it is a drive's.
            ':' if index != 1 || !path[2..].starts_with(['/', '\\']) => out.push('\\'),
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
    fn what_make_or_ninja_reads_otherwise_is_refused() {
        for path in
            ["a\nb", "a\tb", "a*", "a'b", "a;b", "a%b", "a=b", r"a\#b", r"a\:b", r"a\", "~a", "a\u{85}b"]
        {
            assert!(!is_writable(path), "{path}");
        }
        assert!(is_writable(r"C:\my files\[id] (1)#$,+@é.md"));
    }

    #[test]
    fn paths_are_escaped_as_make_wants_it() {
        for (path, written) in [
            ("out/errors.rs", "out/errors.rs"),
            ("my file", r"my\ file"),
            (r"my\ file", r"my\\\ file"),
            ("a#b$c", r"a\#b$$c"),
            (r"C:\a:b", r"C:\a\:b"),
            ("a:b", r"a\:b"),
        ] {
            assert_eq!(escape_path(path), written);
        }
    }
}

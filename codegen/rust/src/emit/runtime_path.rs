//! Parses the path of the runtime as people write it.

use std::fmt;

use proc_macro2::TokenStream;

/// What can't be a name in a path, of all editions.
pub(super) const KEYWORDS: &[&str] = &[
    "Self", "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self",
    "static", "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Why a text is not the path of the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuntimePathError(String);

impl fmt::Display for RuntimePathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.0.replace('-', "_");
        let example = if is_path(&name) { &name } else { "my_sdk::errspec" };
        write!(f, "`{}` is not the path of a crate or a module, as `{example}` is", self.0)
    }
}

impl std::error::Error for RuntimePathError {}

/// Parses a path: `crate::…` stays as it is, and any other path starts with the name of a crate.
pub(super) fn parse_runtime_path(path: &str) -> Result<TokenStream, RuntimePathError> {
    let names = path.strip_prefix("::").or_else(|| path.strip_prefix("crate::")).unwrap_or(path);
    let anchored = if path.starts_with("crate::") { path.to_owned() } else { format!("::{names}") };
    let tokens = is_path(names).then(|| anchored.parse().ok()).flatten();
    tokens.ok_or_else(|| RuntimePathError(path.to_owned()))
}

fn is_path(text: &str) -> bool {
    text.split("::").all(|name| {
        name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_alphanumeric() || c == '_')
            && !KEYWORDS.contains(&name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(path: &str) -> Result<String, String> {
        let tokens = parse_runtime_path(path).map_err(|error| error.to_string())?;
        Ok(tokens.to_string().replace(' ', ""))
    }

    #[test]
    fn the_name_of_a_crate_is_taken_from_the_root() {
        for (path, runtime) in [
            ("errspec", "::errspec"),
            ("::errspec", "::errspec"),
            ("my_sdk::errspec", "::my_sdk::errspec"),
            ("crate::errspec", "crate::errspec"),
        ] {
            assert_eq!(tokens(path), Ok(runtime.to_owned()));
        }
    }

    #[test]
    fn what_is_no_path_says_what_one_looks_like() {
        for path in [
            "",
            "::",
            "a::",
            "a:b",
            "a b",
            "crate",
            "super::a",
            "fn::a",
            "a<b>",
            "::crate::a",
            "1a",
            "\"",
            "é\0",
        ] {
            assert!(tokens(path).unwrap_err().ends_with("as `my_sdk::errspec` is"), "{path:?}");
        }
        assert!(tokens("my-sdk::errspec").unwrap_err().ends_with("as `my_sdk::errspec` is"));
        assert!(tokens("err-spec").unwrap_err().ends_with("as `err_spec` is"));
    }
}

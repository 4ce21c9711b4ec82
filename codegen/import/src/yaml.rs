//! Values and texts → YAML that is read as those very values.

use std::fmt::Write;

use crate::tree::Tree;

/// A value of a key with this indentation: a text in lines of its own if it has several, anything else on one line.
pub(crate) fn value(tree: &Tree, indent: usize) -> String {
    if let Tree::Text(words) = tree { text(words, indent) } else { inline(tree) }
}

/// A value that may stand between braces.
pub(crate) fn inline(tree: &Tree) -> String {
    match tree {
        Tree::Null => "null".to_owned(),
        Tree::Bool(value) => value.to_string(),
        Tree::Integer(number) => number.clone(),
        Tree::Fraction(number) => number.to_string(),
        Tree::Text(text) => flow(text),
        Tree::List(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Tree::Map(members) if members.is_empty() => "{}".to_owned(),
        Tree::Map(members) => {
            let members = members.iter().map(|(name, value)| format!("{}: {}", key(name), inline(value)));
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A key. One of digits is a status, and read as it is written.
pub(crate) fn key(text: &str) -> String {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.to_owned() } else { flow(text) }
}

/// A text in a comment, on one line.
pub(crate) fn comment(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().filter(|c| !c.is_control() && !is_invisible(*c)).collect()
}

/// A scalar on one line: plain where nobody could take it for anything else, else in double quotes.
fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// A scalar that may stand between braces and be a key.
fn flow(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || ['_', '-', '/', '.'].contains(&c);
    if is_plain(text) && text.chars().all(plain) { text.to_owned() } else { quoted(text) }
}

/// A scalar that is the value of a key with this indentation; several lines become a block.
fn text(text: &str, indent: usize) -> String {
    if !is_block(text) {
        return scalar(text);
    }
    let chomping = if text.ends_with('\n') { "" } else { "-" };
    let margin = " ".repeat(indent + 2);
    text.lines().fold(format!("|{chomping}"), |block, line| {
        let margin = if line.is_empty() { "" } else { &margin };
        format!("{block}\n{margin}{line}")
    })
}

/// Whether a text can stand without quotes, outside of braces, for any reader of YAML 1.1 or 1.2.
fn is_plain(text: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || "_/.,;!?$'\"()+-–—’“”…=<>`*&|@~%^".contains(c);
    let chars: Vec<_> = text.chars().collect();
    let (Some(first), Some(last)) = (chars.first(), chars.last()) else { return false };
    if is_amount(text) {
        return true;
    }
    (first.is_alphabetic() || ['_', '/'].contains(first))
        && *last != ' '
        && chars.iter().all(|c| word(*c) || *c == ' ' || *c == ':')
        && chars.windows(2).all(|pair| pair[0] != ':' || word(pair[1]) && pair[1] != '/')
        && *last != ':'
        && !is_special(text)
}

/// `5xx`, `60s`, `1h30m`: letters behind digits that make no number of them.
fn is_amount(text: &str) -> bool {
    text.starts_with(|c: char| ('1'..='9').contains(&c))
        && text.bytes().all(|byte| byte.is_ascii_digit() || b"dhmsx".contains(&byte))
        && text.ends_with(|c: char| !c.is_ascii_digit())
}

/// What some readers take for something other than text.
fn is_special(text: &str) -> bool {
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    words.iter().any(|word| text.eq_ignore_ascii_case(word)) || text.starts_with("---")
}

/// Whether a text has several lines that a literal block holds as they are.
fn is_block(text: &str) -> bool {
    let printable = |c: char| !c.is_control() && !is_invisible(c);
    let line = |line: &str| line == line.trim_end() && line.chars().all(printable);
    text.trim_end().contains('\n')
        && !text.ends_with("\n\n")
        && !text.contains('\r')
        && !text.starts_with([' ', '\n', '\t'])
        && text.lines().all(line)
}

/// Line separators, marks that turn the direction of text, and what isn't a character.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{A0}' | '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFF}')
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            // Writing into a string can't fail.
            c if c.is_control() || is_invisible(c) => drop(write!(out, "\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use errspec_spec::{Arena, Spec};

    use super::*;

    fn read(guidance: &str) -> Option<String> {
        let yaml = format!(
            "errspec: 1\napi: {{ name: A }}\nenvelope: {{ code: /code }}\nerrors:\n  - code: a\n    \
             guidance: {guidance}\n    meaning: It is.\n    retry: never\n"
        );
        let arena = Arena::new();
        let spec = Spec::parse(&arena, "a.yaml", yaml.as_bytes());
        let spec = spec.unwrap_or_else(|problems| panic!("{yaml}\n{problems}"));
        spec.entries()[0].data().guidance().map(str::to_owned)
    }

    #[test]
    fn whatever_is_written_is_read() {
        for hostile in [
            "plain",
            "no",
            "null",
            "~",
            "- a",
            "# a",
            "a # b",
            "a: b",
            "a:b",
            "a:",
            "{a}",
            "[a]",
            "*a",
            "&a",
            "!a",
            "|",
            ">",
            "%a",
            "@a",
            "`a`",
            "\"a\"",
            "'a'",
            "a\"b",
            "a\\b",
            "a, b",
            "?",
            "? a",
            "---",
            "a\tb",
            "a\nb",
            "a\nb\n",
            "a\n\n  b\n#c",
            "a\n b \nc",
            "1e3",
            "0x1F",
            "5xx",
            "60s",
            "0xd",
            "<<",
            "=",
            "é\u{2028}ü\u{202E}",
            "漢字 ✓",
            "http://a/b#c",
            "/a/b",
            "a\u{7f}b",
        ] {
            assert_eq!(read(&scalar(hostile)).as_deref().map(str::trim), Some(hostile.trim()), "{hostile:?}");
            assert_eq!(
                read(&text(hostile, 4)).as_deref().map(str::trim),
                Some(hostile.trim()),
                "{hostile:?}"
            );
        }
    }

    #[test]
    fn what_people_write_stays_as_it_is() {
        for plain in ["not_found", "/error/code", "The token has expired (see `exp`).", "urn:acme:gone"] {
            assert_eq!(scalar(plain), plain);
        }
        assert_eq!(text("One.\n\nTwo.", 4), "|-\n      One.\n\n      Two.");
    }
}

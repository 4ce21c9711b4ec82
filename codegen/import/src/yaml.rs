//! Writes values and texts as YAML that is read as those very values.

use std::fmt::Write;

use errspec_spec::{is_hostile, make_single_line};

use crate::tree::DataTree;

/// Writes the value of a key with this indentation: a text in lines of its own if it has several, all else on one line.
pub(crate) fn write_value(tree: &DataTree, indent: usize) -> String {
    if let DataTree::Text(words) = tree { write_yaml_text(words, indent) } else { write_inline(tree) }
}

/// Writes a value that may be between braces.
pub(crate) fn write_inline(tree: &DataTree) -> String {
    match tree {
        DataTree::Null => "null".to_owned(),
        DataTree::Bool(value) => value.to_string(),
        DataTree::Integer(number) => number.clone(),
        DataTree::Fraction(number) => number.to_string(),
        DataTree::Text(text) => write_flow_scalar(text),
        DataTree::List(items) => {
            format!("[{}]", items.iter().map(write_inline).collect::<Vec<_>>().join(", "))
        }
        DataTree::Map(members) if members.is_empty() => "{}".to_owned(),
        DataTree::Map(members) => {
            let members =
                members.iter().map(|(name, value)| format!("{}: {}", write_key(name), write_inline(value)));
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Writes a key. One of digits is a status, and read as it is written.
pub(crate) fn write_key(text: &str) -> String {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.to_owned() } else { write_flow_scalar(text) }
}

/// Writes a text in a comment, on one line.
pub(crate) fn write_comment(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    make_single_line(&line.chars().filter(|c| !needs_escape(*c)).collect::<String>())
}

/// Writes a scalar on one line: plain where nobody could take it for anything else, else in double quotes.
fn write_scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quote_text(text) }
}

/// Writes a scalar that may be between braces, and a key.
fn write_flow_scalar(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || ['_', '-', '/', '.'].contains(&c);
    if is_plain(text) && text.chars().all(plain) { text.to_owned() } else { quote_text(text) }
}

/// Writes a scalar that is the value of a key with this indentation; several lines become a block.
fn write_yaml_text(text: &str, indent: usize) -> String {
    if !is_block(text) {
        return write_scalar(text);
    }
    let chomping = if text.ends_with('\n') { "" } else { "-" };
    let margin = " ".repeat(indent + 2);
    text.lines().fold(format!("|{chomping}"), |block, line| {
        let margin = if line.is_empty() { "" } else { &margin };
        format!("{block}\n{margin}{line}")
    })
}

/// Returns whether a text can stand without quotes, outside of braces, for any reader of YAML 1.1 or 1.2.
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

/// Returns whether a text is like `5xx`, `60s` or `1h30m`: letters behind digits make no number of it.
fn is_amount(text: &str) -> bool {
    text.starts_with(|c: char| ('1'..='9').contains(&c))
        && text.bytes().all(|byte| byte.is_ascii_digit() || b"dhmsx".contains(&byte))
        && text.ends_with(|c: char| !c.is_ascii_digit())
}

/// Returns whether some readers take a text for something else.
fn is_special(text: &str) -> bool {
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    words.iter().any(|word| text.eq_ignore_ascii_case(word)) || text.starts_with("---")
}

/// Returns whether a text has several lines that a literal block holds as they are.
fn is_block(text: &str) -> bool {
    let line = |line: &str| line == line.trim_end() && !line.contains(needs_escape);
    text.trim_end().contains('\n')
        && !text.ends_with("\n\n")
        && !text.contains('\r')
        && !text.starts_with([' ', '\n', '\t'])
        && text.lines().all(line)
}

/// Returns whether people can't see a character: controls, what reorders text, and what has no width or looks like a
/// space.
fn needs_escape(c: char) -> bool {
    c.is_control()
        || is_hostile(c)
        || matches!(c, '\u{A0}' | '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{206F}')
        || matches!(c, '\u{FEFF}' | '\u{FFF0}'..='\u{FFFF}')
}

fn quote_text(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            // Writing into a string can't fail.
            c if needs_escape(c) => drop(write!(out, "\\u{:04X}", u32::from(c))),
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
            assert_eq!(
                read(&write_scalar(hostile)).as_deref().map(str::trim),
                Some(hostile.trim()),
                "{hostile:?}"
            );
            assert_eq!(
                read(&write_yaml_text(hostile, 4)).as_deref().map(str::trim),
                Some(hostile.trim()),
                "{hostile:?}"
            );
        }
    }

    #[test]
    fn what_people_write_stays_as_it_is() {
        for plain in ["not_found", "/error/code", "The token has expired (see `exp`).", "urn:acme:gone"] {
            assert_eq!(write_scalar(plain), plain);
        }
        assert_eq!(write_yaml_text("One.\n\nTwo.", 4), "|-\n      One.\n\n      Two.");
    }
}

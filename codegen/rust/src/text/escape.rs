//! Escapes what Markdown, HTML and MDX would act on.

use std::fmt::Write as _;

use errspec_spec::is_hostile;

/// Replaces characters that reorder, hide or break text by U+FFFD, and gives every line the same end.
pub(super) fn replace_hostile(text: &str) -> String {
    text.replace("\r\n", "\n").chars().map(|c| if is_hostile(c) { '\u{FFFD}' } else { c }).collect()
}

/// Writes text that has no line break. At the start of a line, it opens no block either.
pub(super) fn write_text(text: &str, at_line_start: bool, out: &mut String) {
    let marker = if at_line_start { find_block_marker(text) } else { None };
    let mut before = ' ';
    for (index, c) in text.char_indices() {
        let rest = &text[index + c.len_utf8()..];
        match c {
            '<' => out.push_str("&lt;"),
            '&' if is_entity(rest) => out.push_str("&amp;"),
            // Only `import` and `export` have letters for a marker, and no backslash escapes a letter.
            'i' if marker == Some(index) => out.push_str("&#105;"),
            'e' if marker == Some(index) => out.push_str("&#101;"),
            _ => {
                if marker == Some(index) || has_meaning(before, c, rest) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
        before = c;
    }
}

fn has_meaning(before: char, c: char, rest: &str) -> bool {
    match c {
        '_' => !(before.is_alphanumeric() && rest.starts_with(char::is_alphanumeric)),
        // At the end of a heading, it would close it.
        '#' => rest.is_empty(),
        _ => "\\`*[]{}|~$".contains(c),
    }
}

/// Returns whether an ampersand begins a character reference, given the text behind it.
fn is_entity(rest: &str) -> bool {
    let name = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.len() < rest.len() && name.starts_with(';')
}

/// Finds the character that makes a text at the start of a line a heading, a list, a quote, an underline, a definition,
/// a directive or a module statement of MDX.
fn find_block_marker(text: &str) -> Option<usize> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &text[digits..];
    let behind = rest.get(1..).unwrap_or_default();
    match rest.chars().next()? {
        '.' | ')' if digits > 0 && !behind.starts_with(char::is_alphanumeric) => Some(digits),
        _ if digits > 0 => None,
        '#' | '>' | '=' | ':' => Some(0),
        '-' | '+' if !behind.starts_with(char::is_alphanumeric) => Some(0),
        'i' | 'e' => ["import", "export"].iter().find_map(|word| {
            let after = rest.strip_prefix(word)?;
            (!after.starts_with(|c: char| c.is_alphanumeric() || c == '_')).then_some(0)
        }),
        _ => None,
    }
}

/// Percent-encodes a link's destination as far as it needs to be to stay within parentheses.
#[must_use]
pub fn encode_destination(url: &str) -> String {
    let mut out = String::new();
    for (index, byte) in url.bytes().enumerate() {
        match byte {
            b'&' if is_entity(&url[index + 1..]) => out.push_str("&amp;"),
            _ if byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'*+,;=%".contains(&byte) => {
                out.push(char::from(byte));
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

pub(super) fn format_code_span(text: &str) -> String {
    let text = disarm_code(&replace_hostile(text).replace(['\n', '\t'], " "));
    if text.is_empty() {
        return "` `".to_owned();
    }
    let ticks = "`".repeat(count_longest_run(&text) + 1);
    // A span loses a space at either end if it has one at both.
    let stripped = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
    let pad = if stripped || text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

/// Formats a code span for a table cell.
///
/// GitHub Flavored Markdown removes the backslash before a bar in a cell. A backslash that the code itself has before
/// a bar would be lost as well, so such a code is written as text.
pub(super) fn format_code_span_in_cell(code: &str) -> String {
    if code.contains("\\|") {
        let mut out = String::new();
        write_text(&replace_hostile(code).replace(['\n', '\t'], " "), true, &mut out);
        return out;
    }
    format_code_span(code).replace('|', "\\|")
}

/// Formats a fenced block with a language that [`find_language`] returned.
pub(super) fn format_fence(language: &str, text: &str) -> String {
    let text = disarm_lines(&disarm_code(&replace_hostile(text)));
    let ticks = "`".repeat(count_longest_run(&text).max(2) + 1);
    format!("{ticks}{language}\n{}\n{ticks}", text.trim_end_matches('\n'))
}

/// Returns the language of a fence's info string: its first word if that is a name, else `text`.
pub(super) fn find_language(info: &str) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_+#-".contains(c);
    let word: String = info.trim().chars().take_while(|c| is_part(*c)).collect();
    if word.starts_with(|c: char| c.is_ascii_alphanumeric()) { word } else { "text".to_owned() }
}

/// Returns a language that rustdoc neither tests nor checks.
///
/// What rustdoc would take for Rust, or for a misspelling of it, becomes `rs`: editors know that name, and rustdoc
/// doesn't.
#[must_use]
pub fn find_language_in_rustdoc(info: &str) -> String {
    const WORDS: [&str; 5] = ["norun", "shouldpanic", "compilefail", "testharness", "custom"];
    const PREFIXES: [&str; 4] = ["rust", "ignore", "standalone", "edition"];
    let language = find_language(info);
    let word = language.to_lowercase().replace(['_', '-'], "");
    let is_error = word.strip_prefix('e').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    let is_rust = WORDS.contains(&word.as_str()) || PREFIXES.iter().any(|prefix| word.starts_with(prefix));
    if is_rust || is_error { "rs".to_owned() } else { language }
}

/// Takes apart what tools act on even in code, where nothing can be escaped: the bounds of a generated region, the
/// directives of mdBook, which can put any file into a page, and commands of GitHub's runner, in whose logs pages may be.
fn disarm_code(code: &str) -> String {
    disarm_directives(&disarm_bounds(code)).replace("##[", "## [")
}

/// Takes apart the commands of GitHub's runner that begin a line, whatever space is before them.
fn disarm_lines(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    for line in code.split_inclusive('\n') {
        let text = line.trim_start();
        out.push_str(&line[..line.len() - text.len()]);
        match text.strip_prefix("::") {
            Some(rest) => out.extend([": :", rest]),
            None => out.push_str(text),
        }
    }
    out
}

fn disarm_directives(code: &str) -> String {
    let mut out = String::new();
    for c in code.chars() {
        if c == '#' && out.trim_end().ends_with("{{") {
            out.insert(out.trim_end().len() - 1, ' ');
        }
        out.push(c);
    }
    out
}

fn disarm_bounds(code: &str) -> String {
    let mut parts = code.split("<!--");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_marker = part.trim_start().to_ascii_lowercase().starts_with("errspec");
        out.push_str(if is_marker { "< !--" } else { "<!--" });
        out.push_str(part);
    }
    out
}

fn count_longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

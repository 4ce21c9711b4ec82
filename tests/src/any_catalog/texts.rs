//! Draws texts that people write, and that others write to be executed or obeyed.

use std::fmt::Write as _;

use super::Choices;

const TEXTS: &[&str] = &[
    "It failed.",
    "",
    " ",
    "a `b` *c* **d** [e](https://example.com/f) <g>",
    "a\n\n```rust\npanic!()\n```\n\n- b\n- c\n",
    "| a | b |\n|---|---|\n| c | d |",
    "<script>alert(1)</script>",
    "[a](javascript:alert(1)) ![b](https://evil.example/c.png)",
    "--> <!-- errspec:end --> */ \"# ]]> \\",
    "{alert(1)} {{x}} {one}",
    "import x from 'y'",
    "::error::a",
    "right \u{202E} to left \u{200B}\u{FEFF}\u{AD} and \u{2028} lines\r\nmore",
    "TODO: write this",
    "---\na: b\n---",
];

const MARKS: &[&str] = &["a", ": ", "#", "é", "\\", "'"];

impl Choices<'_> {
    /// Draws a text, in the quotes of YAML.
    pub(super) fn draw_text(&mut self) -> String {
        let drawn = if self.happens(4) { self.0.arbitrary::<&str>().unwrap_or_default() } else { "" };
        let cut = drawn.char_indices().nth(60).map_or(drawn, |(end, _)| &drawn[..end]);
        quote(if cut.is_empty() { self.pick(TEXTS) } else { cut })
    }

    /// Draws a list of texts.
    pub(super) fn draw_texts(&mut self) -> String {
        let texts: Vec<_> = (0..=self.roll(2)).map(|_| self.draw_text()).collect();
        // An empty one is an error.
        format!("[a cause, {}]", texts.join(", ")).replace(", \"\"", "")
    }

    /// Draws a text that isn't empty, in the quotes of YAML.
    pub(super) fn draw_mark(&mut self) -> String {
        quote(self.pick(MARKS))
    }
}

/// Returns a text in the quotes of YAML, whose escapes are those of JSON.
#[must_use]
pub fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            // Above U+FFFF nothing is a control character.
            c if c.is_control() || u32::from(c) > 0x7F && u32::from(c) <= 0xFFFF => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

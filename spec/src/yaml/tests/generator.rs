//! Writes random YAML in every style, the same for the same seed.

use std::fmt::Write as _;

/// Texts that are quoted wrongly now and then.
const TEXTS: [&str; 40] = [
    "a",
    "not_found",
    "no",
    "0042",
    "1e3",
    "0x1F",
    "12:30",
    "~",
    "null",
    "true",
    "",
    " ",
    "a b",
    "a: b",
    "a #b",
    "#a",
    "- a",
    "-1",
    "-",
    "?",
    "[x]",
    "{x}",
    "a, b",
    "*a",
    "&a",
    "!a",
    "%a",
    "@a",
    "`a`",
    "'",
    "\"",
    "\\n",
    "größe 😀",
    "a\nb",
    "a\n\nb\n",
    "  a\n b",
    "a\tb",
    "/a~1b/*",
    "urn:x:y",
    "...",
];

/// What damages a text.
const CHARACTERS: [char; 24] = [
    ' ', '\n', ':', '-', '#', '[', ']', '{', '}', ',', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '?',
    '\t', 'a', '\\', '~',
];

pub(super) struct Generator {
    state: u64,
    anchors: usize,
}

impl Generator {
    pub(super) fn new(seed: u64) -> Self {
        Self { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1, anchors: 0 }
    }

    /// Returns a number below a bound (xorshift64*).
    fn below(&mut self, bound: usize) -> usize {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        let number = self.state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(number).unwrap() % bound
    }

    fn choose<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    pub(super) fn write_document(&mut self) -> String {
        let start = self.choose(&["", "", "---\n", "# a comment\n", "\n\n"]);
        let body = self.write_block_map(0, 3);
        let text = format!("{start}{}\n", body.trim_start_matches('\n'));
        if self.below(5) == 0 { text.replace('\n', "\r\n") } else { text }
    }

    /// Writes a map with one text, and returns that text as well.
    pub(super) fn write_scalar_document(&mut self) -> (String, String) {
        let parts = 1 + self.below(3);
        let text: String = (0..parts).map(|_| self.choose(&TEXTS)).collect();
        let written = match self.below(3) {
            0 if !text.contains('\n') => format!(" '{}'", text.replace('\'', "''")),
            1 if !text.starts_with([' ', '\n', '\t']) && !text.is_empty() => write_literal(&text, 2),
            _ => format!(" {}", write_double_quoted(&text)),
        };
        (format!("key:{written}\nother: value\n"), text)
    }

    /// Inserts, removes or repeats a piece.
    pub(super) fn damage(&mut self, text: &str) -> String {
        let boundaries: Vec<_> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let at = self.choose(&boundaries);
        let end = self.choose(&boundaries).clamp(at, (at + 8).min(text.len()));
        let end = boundaries.iter().copied().find(|boundary| *boundary >= end).unwrap_or(at);
        match self.below(3) {
            0 => format!("{}{}{}", &text[..at], self.choose(&CHARACTERS), &text[at..]),
            1 => format!("{}{}", &text[..at], &text[end..]),
            _ => format!("{}{}", &text[..end], &text[at..]),
        }
    }

    /// Writes the members of a map, each on lines of its own, behind a line break.
    fn write_block_map(&mut self, indent: usize, depth: usize) -> String {
        let count = 1 + self.below(4);
        let mut out = String::new();
        for number in 0..count {
            let key = self.write_key(number);
            let value = self.write_block_value(indent, depth);
            write!(out, "\n{:indent$}{key}:{value}", "").unwrap();
        }
        out
    }

    fn write_block_list(&mut self, indent: usize, depth: usize) -> String {
        let count = 1 + self.below(4);
        let mut out = String::new();
        for _ in 0..count {
            let value = self.write_block_value(indent, depth);
            write!(out, "\n{:indent$}-{value}", "").unwrap();
        }
        out
    }

    /// Writes a value behind a key or a dash, with the space before it.
    fn write_block_value(&mut self, indent: usize, depth: usize) -> String {
        let inner = indent + 1 + self.below(3);
        if self.below(12) == 0 && self.anchors > 0 {
            return format!(" *a{}", self.below(self.anchors));
        }
        let choice = self.below(if depth == 0 { 4 } else { 8 });
        // What is nested gets none: an alias in it would contain itself.
        let anchor = if choice < 4 && self.below(4) == 0 { self.write_anchor() } else { String::new() };
        match choice {
            0 | 1 => format!("{anchor} {}{}", self.write_flow_scalar(inner), self.write_comment()),
            2 => {
                let text = self.choose(&["a\nb", "a", "a\n\nb", "a: b\n#c", "- x\n  y", "größe"]);
                let header = self.choose(&["|", "|-", "|+", ">", ">-", ">+"]);
                let lines = text.lines().map(|line| {
                    if line.is_empty() { "\n".to_owned() } else { format!("\n{:inner$}{line}", "") }
                });
                format!("{anchor} {header}{}", lines.collect::<String>())
            }
            3 => format!("{anchor} {}{}", self.write_flow(inner, 2), self.write_comment()),
            4 | 5 => format!("{}{}", self.write_comment(), self.write_block_list(inner, depth - 1)),
            _ => format!("{}{}", self.write_comment(), self.write_block_map(inner, depth - 1)),
        }
    }

    fn write_anchor(&mut self) -> String {
        self.anchors += 1;
        format!(" &a{}", self.anchors - 1)
    }

    fn write_comment(&mut self) -> String {
        self.choose(&["", "", "", "", " # a comment", "  #: [x"]).to_owned()
    }

    fn write_key(&mut self, number: usize) -> String {
        let key = self.choose(&["code", "4xx", "no", "/a/b", "header:x", "~", "größe", "a b"]);
        match self.below(4) {
            0 => format!("\"{key}{number}\""),
            1 => format!("'{key}{number}'"),
            _ => format!("{key}{number}"),
        }
    }

    fn write_flow(&mut self, indent: usize, depth: usize) -> String {
        let count = self.below(4);
        let gap = self.choose(&["", " ", " ", "\n"]);
        let gap = if gap == "\n" { format!("\n{:indent$}", "") } else { gap.to_owned() };
        let is_map = self.below(2) == 0;
        let mut items = Vec::new();
        for number in 0..count {
            let value = if depth > 0 && self.below(3) == 0 {
                self.write_flow(indent, depth - 1)
            } else {
                self.write_flow_scalar(indent)
            };
            let key = if is_map { format!("{}: ", self.write_key(number)) } else { String::new() };
            items.push(format!("{key}{value}"));
        }
        let items = items.join(&format!(",{gap}"));
        let (open, close) = if is_map { ('{', '}') } else { ('[', ']') };
        format!("{open}{gap}{items}{gap}{close}")
    }

    /// Writes a text on one line or, folded, on several, in a style that can have it.
    fn write_flow_scalar(&mut self, indent: usize) -> String {
        let text = self.choose(&TEXTS);
        match self.below(5) {
            0 | 1 if is_plain(text) => text.to_owned(),
            2 if is_plain(text) => text.replace(' ', &format!("\n{:indent$}", "")),
            3 if !text.contains('\n') => format!("'{}'", text.replace('\'', "''")),
            _ => write_double_quoted(text),
        }
    }
}

/// Returns whether a text needs no quotes, in brackets or out of them.
fn is_plain(text: &str) -> bool {
    let starts_well = text.starts_with(|c: char| c.is_alphanumeric() || c == '~' || c == '/');
    starts_well && !text.contains([':', '#', ',', '\n', '\t', '[', ']', '{', '}'])
}

fn write_double_quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
    format!("\"{escaped}\"")
}

/// Writes a text behind `|`, with the sign that keeps as many line breaks at its end as it has.
fn write_literal(text: &str, indent: usize) -> String {
    let body = text.trim_end_matches('\n');
    let breaks = text.len() - body.len();
    let sign = match breaks {
        0 => "-",
        1 => "",
        _ => "+",
    };
    let lines = body
        .split('\n')
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("\n{:indent$}{line}", "") });
    format!(" |{sign}{}{}", lines.collect::<String>(), "\n".repeat(breaks.saturating_sub(1)))
}

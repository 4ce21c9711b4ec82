//! A file or standard input → its text, and what to type where it can't be imported.

use std::io::{IsTerminal, Read};
use std::path::Path;

use crate::catalog::{self, Kind};
use crate::file::File;
use crate::report::{self, Failure};

use super::{Format, Refusal};

/// What is imported.
pub(super) struct Input {
    pub(super) text: String,
    /// What people call it.
    pub(super) source: String,
    /// None for standard input.
    file: Option<File>,
}

/// Reads a file, or standard input where it is `-`.
pub(super) fn read(path: &Path, format: Format) -> Result<Input, Failure> {
    let file = Some(File::given(path)).filter(|_| path != "-");
    let bytes = match &file {
        None => standard_input()?,
        Some(file) => {
            std::fs::read(path).map_err(|error| catalog::unreadable(file, &format.kind(), &error))?
        }
    };
    let source = file.as_ref().map_or_else(|| "standard input".to_owned(), File::name);
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::new(format!("{} is not valid UTF-8", shown(file.as_ref()))).help("save the file as UTF-8")
    })?;
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
    Ok(Input { text, source, file })
}

fn standard_input() -> Result<Vec<u8>, Failure> {
    let input = std::io::stdin();
    if input.is_terminal() {
        report::problem("paste what there is, then press Ctrl-D on a line of its own");
    }
    let mut bytes = Vec::new();
    let read = input.lock().read_to_end(&mut bytes);
    read.map_err(|error| Failure::new(format!("standard input can't be read: {error}")))?;
    Ok(bytes)
}

fn shown(file: Option<&File>) -> String {
    file.map_or_else(|| "standard input".to_owned(), |file| format!("`{}`", file.shown()))
}

impl Format {
    fn kind(self) -> Kind {
        match self {
            Self::Openapi => Kind { what: "an OpenAPI document", extensions: &["yaml", "yml", "json"] },
            Self::Markdown => Kind { what: "a page", extensions: &["md", "markdown", "mdx", "txt"] },
            Self::Csv => Kind { what: "a table", extensions: &["csv", "tsv"] },
            Self::Json => Kind { what: "a JSON document", extensions: &["json"] },
        }
    }
}

impl Input {
    /// Why nothing was imported, and what to type instead.
    pub(super) fn wrong(&self, format: Format, Refusal { message, help }: Refusal) -> Failure {
        let read = shown(self.file.as_ref());
        let failure = Failure::new(format!("{read} can't be imported as {}: {message}", format.name()));
        let path = self.file.as_ref().map_or("-", File::shown);
        match (self.likely().filter(|likely| *likely != format), help) {
            (Some(likely), _) => failure.help(format!("try `cargo errspec import {} {path}`", likely.name())),
            (None, Some(help)) => failure.help(help),
            (None, None) => failure,
        }
    }

    /// The format that it probably has.
    fn likely(&self) -> Option<Format> {
        if is_openapi(&self.text) {
            return Some(Format::Openapi);
        }
        let path = self.file.as_ref()?.path();
        match path.extension()?.to_str()? {
            "md" | "markdown" | "mdx" | "txt" => Some(Format::Markdown),
            "csv" | "tsv" => Some(Format::Csv),
            "json" => Some(Format::Json),
            _ => None,
        }
    }
}

/// Whether `openapi` is a key at the top: at the start of a line, or of the whole.
fn is_openapi(text: &str) -> bool {
    let is_key = |line: &str| {
        let rest = line.trim_start_matches([' ', '{', '"']).strip_prefix("openapi");
        rest.is_some_and(|rest| rest.trim_start_matches('"').trim_start().starts_with(':'))
    };
    text.lines().take(50).any(|line| line.split(',').take(50).any(is_key))
}

//! A file or standard input → its text, and what to type where it can't be imported.

use std::path::Path;

use errspec_import::Refusal;

use crate::catalog::{self, Kind};
use crate::file::File;
use crate::input;
use crate::report::Failure;

use super::Format;

/// What is imported.
pub(super) struct Input {
    pub(super) text: String,
    file: File,
}

/// Reads a file, or standard input where it is `-`.
pub(super) fn read(path: &Path, format: Format) -> Result<Input, Failure> {
    let file = File::input(path);
    let bytes = input::read(&file, "what there is")
        .map_err(|error| catalog::unreadable(&file, &format.kind(), &error))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::new(format!("`{}` is not valid UTF-8", file.shown())).help("save the file as UTF-8")
    })?;
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
    Ok(Input { text, file })
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
    pub(super) fn wrong(&self, format: Format, refusal: &Refusal) -> Failure {
        let shown = self.file.shown();
        let failure = Failure::new(format!("`{shown}` can't be imported as {}: {refusal}", format.name()));
        let path = if self.file.is_standard_input() { "-" } else { shown };
        match (self.likely().filter(|likely| *likely != format), refusal.help()) {
            (Some(likely), _) => failure.help(format!("try `cargo errspec import {} {path}`", likely.name())),
            (None, Some(help)) => failure.help(help),
            (None, None) => failure,
        }
    }

    /// What people call it.
    pub(super) fn source(&self) -> String {
        self.file.name()
    }

    /// The format that it probably has.
    fn likely(&self) -> Option<Format> {
        if is_openapi(&self.text) {
            return Some(Format::Openapi);
        }
        match self.file.path().extension()?.to_str()? {
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

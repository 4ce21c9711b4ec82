//! Says why no draft is made of a text.

use std::error::Error;
use std::fmt;

/// Why no draft is made of a text, with advice where there is some.
#[derive(Clone, Debug)]
pub struct Refusal {
    message: String,
    help: Option<&'static str>,
}

impl Refusal {
    pub(crate) fn with_help(message: impl Into<String>, help: &'static str) -> Self {
        Self { message: message.into(), help: Some(help) }
    }

    /// Returns what to write or do instead, if that is known.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        self.help
    }
}

impl From<String> for Refusal {
    fn from(message: String) -> Self {
        Self { message, help: None }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for Refusal {}

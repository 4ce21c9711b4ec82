//! One error of the API, as the catalog states it.

use super::{Condition, Hint, Locator};

/// One error of the API.
#[derive(Clone, Debug)]
pub struct Entry {
    pub(crate) code: Option<Code>,
    pub(crate) statuses: Statuses,
    pub(crate) name: String,
    pub(crate) anchor: String,
    pub(crate) meaning: String,
    pub(crate) retry: Option<Hint>,
    pub(crate) guidance: Option<String>,
    pub(crate) message: Option<Template>,
    pub(crate) fields: Vec<Field>,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) group: Option<usize>,
    pub(crate) docs: Option<String>,
    pub(crate) since: Option<String>,
    pub(crate) life: Life,
    pub(crate) line: usize,
}

impl Entry {
    /// The code as text, if the API sends one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_ref().map(|code| code.text.as_str())
    }

    /// Whether the code was written as an integer, so that a server sends it as one.
    #[must_use]
    pub fn code_is_integer(&self) -> bool {
        self.code.as_ref().is_some_and(|code| code.integer)
    }

    /// The statuses that it comes with.
    #[must_use]
    pub fn statuses(&self) -> &Statuses {
        &self.statuses
    }

    /// The Rust variant, unique in the catalog.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The anchor of its section in the documentation: lower case, unique in the catalog.
    #[must_use]
    pub fn anchor(&self) -> &str {
        &self.anchor
    }

    /// When it occurs, in Markdown, without line breaks.
    #[must_use]
    pub fn meaning(&self) -> &str {
        &self.meaning
    }

    /// Its own retry hint; [`Spec::hint`](crate::Spec::hint) gives the one in force.
    #[must_use]
    pub fn own_hint(&self) -> Option<&Hint> {
        self.retry.as_ref()
    }

    /// What to do about it, in Markdown.
    #[must_use]
    pub fn guidance(&self) -> Option<&str> {
        self.guidance.as_deref()
    }

    /// The message for when the server sends none.
    #[must_use]
    pub fn message(&self) -> Option<&Template> {
        self.message.as_ref()
    }

    /// Its typed members, in catalog order.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// What else a response has to hold to be this error.
    #[must_use]
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// The index of its group in [`Spec::groups`](crate::Spec::groups).
    #[must_use]
    pub fn group(&self) -> Option<usize> {
        self.group
    }

    /// Its own link, which replaces the template's.
    #[must_use]
    pub fn own_docs(&self) -> Option<&str> {
        self.docs.as_deref()
    }

    /// The version that introduced it, free text.
    #[must_use]
    pub fn since(&self) -> Option<&str> {
        self.since.as_deref()
    }

    /// Whether it is in use, on its way out, or gone.
    #[must_use]
    pub fn life(&self) -> &Life {
        &self.life
    }

    /// The notice of a deprecated entry.
    #[must_use]
    pub fn deprecated(&self) -> Option<&Notice> {
        match &self.life {
            Life::Deprecated(notice) => Some(notice),
            _ => None,
        }
    }

    /// The line of the file where it starts, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }
}

/// A code as text, and how it was written.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    pub(crate) text: String,
    pub(crate) integer: bool,
}

/// The statuses that an entry comes with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Statuses {
    /// Any: the code stands alone.
    #[default]
    Any,
    /// These, in catalog order, at least one, from 100 to 599.
    Listed(Vec<u16>),
    /// All that start with this digit, from 1 to 5.
    Class(u8),
}

impl Statuses {
    /// The first status that is listed.
    #[must_use]
    pub fn first(&self) -> Option<u16> {
        match self {
            Self::Listed(list) => list.first().copied(),
            _ => None,
        }
    }

    /// The first status or the class as text.
    #[must_use]
    pub fn first_text(&self) -> Option<String> {
        match self {
            Self::Any => None,
            Self::Listed(list) => list.first().map(u16::to_string),
            Self::Class(class) => Some(format!("{class}xx")),
        }
    }
}

/// A text with the names of fields in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pub(crate) pieces: Vec<Piece>,
}

impl Template {
    /// The pieces in order.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text as it stands.
    Text(String),
    /// The value of the field of this name.
    Field(String),
}

/// A typed member of an error's body.
#[derive(Clone, Debug)]
pub struct Field {
    pub(crate) name: String,
    pub(crate) ident: String,
    pub(crate) kind: FieldType,
    pub(crate) at: Locator,
    pub(crate) meaning: Option<String>,
    pub(crate) sensitive: bool,
}

impl Field {
    /// The name as it was written.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name in `snake_case`, unique in the entry; it can be a keyword.
    #[must_use]
    pub fn ident(&self) -> &str {
        &self.ident
    }

    /// The type of its value.
    #[must_use]
    pub fn kind(&self) -> FieldType {
        self.kind
    }

    /// Where its value is.
    #[must_use]
    pub fn at(&self) -> &Locator {
        &self.at
    }

    /// What it means, in Markdown.
    #[must_use]
    pub fn meaning(&self) -> Option<&str> {
        self.meaning.as_deref()
    }

    /// Whether it must not be printed.
    #[must_use]
    pub fn is_sensitive(&self) -> bool {
        self.sensitive
    }
}

/// The type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// A string.
    String,
    /// An integer that fits `i64`.
    Integer,
    /// An integer that fits `u64`.
    Unsigned,
    /// A number, `f64`.
    Number,
    /// A boolean.
    Boolean,
    /// Any JSON value.
    Json,
}

impl FieldType {
    /// What a catalog calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Unsigned => "unsigned",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Json => "json",
        }
    }
}

/// Whether an entry is in use.
#[derive(Clone, Debug)]
pub enum Life {
    /// In use.
    Live,
    /// In use, and to be avoided.
    Deprecated(Notice),
    /// No longer sent.
    Retired(Notice),
}

/// Why and since when an entry is on its way out.
#[derive(Clone, Debug, Default)]
pub struct Notice {
    pub(crate) since: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) instead: Option<String>,
}

impl Notice {
    /// The version since when, free text.
    #[must_use]
    pub fn since(&self) -> Option<&str> {
        self.since.as_deref()
    }

    /// Why, in Markdown.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// What to use in its place: the code or name of another entry.
    #[must_use]
    pub fn instead(&self) -> Option<&str> {
        self.instead.as_deref()
    }
}

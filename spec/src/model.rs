//! The checked catalog: what every emitter reads, and what can't be wrong any more.

use std::collections::BTreeMap;

use crate::problem::Problems;

mod entry;
mod envelope;
mod retry;

pub(crate) use entry::Code;
pub use entry::{Entry, Field, FieldType, Life, Notice, Piece, Statuses, Template};
pub use envelope::{Condition, Envelope, Expected, Locator, Partial, Place, Pointer, Preset, Unit};
pub use retry::{Hint, Processed, RetryTable, Strategy};

/// A checked catalog of an API's errors, made by [`Spec::parse`].
#[derive(Clone, Debug)]
pub struct Spec {
    pub(crate) api: Api,
    pub(crate) envelope: Envelope,
    pub(crate) retry: RetryTable,
    pub(crate) partial: Option<Partial>,
    pub(crate) groups: Vec<Group>,
    pub(crate) lints: BTreeMap<String, LintLevel>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) retired: Vec<Entry>,
    pub(crate) warnings: Problems,
}

impl Spec {
    /// What the API is called and where its documentation is.
    #[must_use]
    pub fn api(&self) -> &Api {
        &self.api
    }

    /// Where a response keeps the parts of an error.
    #[must_use]
    pub fn envelope(&self) -> &Envelope {
        &self.envelope
    }

    /// The retry hints that aren't an entry's own.
    #[must_use]
    pub fn retry(&self) -> &RetryTable {
        &self.retry
    }

    /// Where a successful response keeps failures of its items.
    #[must_use]
    pub fn partial(&self) -> Option<&Partial> {
        self.partial.as_ref()
    }

    /// The sections of the documentation, in order.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The levels that the catalog gives to lints, by rule name.
    #[must_use]
    pub fn lints(&self) -> &BTreeMap<String, LintLevel> {
        &self.lints
    }

    /// The live entries, deprecated ones included, in catalog order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The retired entries, in catalog order: they have no variant, and their codes stay taken.
    #[must_use]
    pub fn retired(&self) -> &[Entry] {
        &self.retired
    }

    /// What lints found, in the order of the places. A lint that the catalog denies gives an error, and the catalog
    /// is right all the same.
    #[must_use]
    pub fn warnings(&self) -> &Problems {
        &self.warnings
    }

    /// The hint of an entry: its own, else the table's for its first status.
    #[must_use]
    pub fn hint<'a>(&'a self, entry: &'a Entry) -> &'a Hint {
        const NEVER: &Hint = &Hint { strategy: Strategy::Never, processed: None, throttled: None };
        entry.retry.as_ref().or_else(|| self.retry.for_statuses(&entry.statuses)).unwrap_or(NEVER)
    }

    /// The link to an entry's documentation: its own, else the API's template filled in.
    #[must_use]
    pub fn docs_url(&self, entry: &Entry) -> Option<String> {
        entry.docs.clone().or_else(|| Some(self.api.docs.as_ref()?.expand(entry)))
    }
}

/// What the API is called and where its documentation is.
#[derive(Clone, Debug)]
pub struct Api {
    pub(crate) name: String,
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) docs: Option<UrlTemplate>,
}

impl Api {
    /// The name in `UpperCamelCase`, from which the Rust types are named.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The title that people read; the name where there is none.
    #[must_use]
    pub fn title(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.name)
    }

    /// What the API is, in Markdown.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// The API's version, free text.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// The template of the links to the API's documentation.
    #[must_use]
    pub fn docs(&self) -> Option<&UrlTemplate> {
        self.docs.as_ref()
    }

    /// The page that the links of all errors lead to, if it is one.
    #[must_use]
    pub fn docs_page(&self) -> Option<&str> {
        let page = self.docs()?.as_str().split('#').next().unwrap_or_default();
        (!page.is_empty() && !page.contains('{')).then_some(page)
    }
}

/// A URL with `{code}`, `{status}`, `{name}` and `{anchor}` in it.
#[derive(Clone, Debug)]
pub struct UrlTemplate(pub(crate) String);

impl UrlTemplate {
    /// The template as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn expand(&self, entry: &Entry) -> String {
        let status = entry.statuses.first_text().unwrap_or_default();
        self.0
            .replace("{code}", &percent_encode(entry.code().unwrap_or_default()))
            .replace("{status}", &status)
            .replace("{name}", &entry.name)
            .replace("{anchor}", &entry.anchor)
    }
}

/// Keeps the unreserved characters of RFC 3986, section 2.3, and encodes the rest.
fn percent_encode(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

/// A section of the documentation.
#[derive(Clone, Debug)]
pub struct Group {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) description: Option<String>,
}

impl Group {
    /// The id by which entries name it.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The heading.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What the errors of the group have in common, in Markdown.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }
}

/// What a lint does when it finds something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LintLevel {
    /// Nothing.
    Off,
    /// It is reported.
    Warn,
    /// It is reported and fails the check.
    Deny,
}

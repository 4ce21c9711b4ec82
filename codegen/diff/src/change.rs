//! Defines one change between two versions of a catalog, and the entry that it concerns.

use std::fmt;

use errspec_spec::CatalogEntry;

use crate::rule::{CATALOG_ADDED, CATALOG_REMOVED, Rule};

/// The rule that a change falls under, and what changed, before it is known where.
pub(crate) type FoundChange = (&'static Rule, String);

/// One change between two versions of a catalog.
#[derive(Clone, Debug)]
pub struct Change {
    rule: &'static Rule,
    entry: Option<ChangedEntry>,
    message: String,
    texts: Vec<ChangedText>,
}

/// A text that people read, as it was and as it is.
#[derive(Clone, Debug)]
pub struct ChangedText {
    pub(crate) name: &'static str,
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
}

/// The entry that a change concerns, named as in the newer version if that has it.
#[derive(Clone, Debug)]
pub struct ChangedEntry {
    code: Option<String>,
    status: Option<String>,
    name: Option<String>,
    old: Option<EntryPlace>,
    new: Option<EntryPlace>,
}

/// Where an entry is in a version of the catalog.
#[derive(Clone, Debug)]
struct EntryPlace {
    line: usize,
    anchor: String,
}

impl Change {
    /// Returns the change of a catalog that has no older version.
    #[must_use]
    pub fn catalog_added() -> Self {
        Self::in_catalog(&CATALOG_ADDED, "the catalog is new")
    }

    /// Returns the change of a catalog that has no newer version.
    #[must_use]
    pub fn catalog_removed() -> Self {
        Self::in_catalog(&CATALOG_REMOVED, "the catalog is no longer configured")
    }

    pub(crate) fn in_catalog(rule: &'static Rule, message: impl Into<String>) -> Self {
        Self { rule, entry: None, message: message.into(), texts: Vec::new() }
    }

    pub(crate) fn in_entry(rule: &'static Rule, entry: ChangedEntry, message: String) -> Self {
        Self { rule, entry: Some(entry), message, texts: Vec::new() }
    }

    pub(crate) fn with_texts(self, texts: Vec<ChangedText>) -> Self {
        Self { texts, ..self }
    }

    /// Returns the rule that the change falls under, which knows its kind, its effects and the version that it needs.
    #[must_use]
    pub fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// Returns the entry that changed, or `None` for a change that concerns the whole catalog.
    #[must_use]
    pub fn entry(&self) -> Option<&ChangedEntry> {
        self.entry.as_ref()
    }

    /// Returns what changed, from what to what, in plain text with code between backticks.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns the texts that people read of the entry and that changed, as the catalogs have them.
    #[must_use]
    pub fn texts(&self) -> &[ChangedText] {
        &self.texts
    }
}

impl ChangedText {
    /// Returns the key of the text, or what it is a text of.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Returns what it was.
    #[must_use]
    pub fn old_text(&self) -> Option<&str> {
        self.old.as_deref()
    }

    /// Returns what it is.
    #[must_use]
    pub fn new_text(&self) -> Option<&str> {
        self.new.as_deref()
    }
}

impl ChangedEntry {
    pub(crate) fn kept(old: &CatalogEntry<'_>, new: &CatalogEntry<'_>) -> Self {
        let (old, new) = (Self::removed(old), Self::added(new));
        Self { old: old.old, name: new.name.or(old.name), ..new }
    }

    pub(crate) fn added(new: &CatalogEntry<'_>) -> Self {
        let named = Self::removed(new);
        Self { new: named.old, old: None, ..named }
    }

    pub(crate) fn removed(old: &CatalogEntry<'_>) -> Self {
        Self {
            code: old.data().code_text().map(str::to_owned),
            status: old.data().statuses().head().map(|head| head.to_string()),
            name: old.life().is_live().then(|| old.data().name().to_owned()),
            old: Some(EntryPlace { line: old.line(), anchor: old.anchor().to_owned() }),
            new: None,
        }
    }

    /// Returns the code.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Returns the first status or the class, as text.
    #[must_use]
    pub fn status(&self) -> Option<&str> {
        self.status.as_deref()
    }

    /// Returns the name of the variant, or `None` for an entry that is retired in each version that has it.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Returns the line on which the entry starts in the older version, from 1.
    #[must_use]
    pub fn old_line(&self) -> Option<usize> {
        self.old.as_ref().map(|place| place.line)
    }

    /// Returns the line on which the entry starts in the newer version, from 1.
    #[must_use]
    pub fn new_line(&self) -> Option<usize> {
        self.new.as_ref().map(|place| place.line)
    }

    /// Returns the anchor of the entry in the older version.
    #[must_use]
    pub fn old_anchor(&self) -> Option<&str> {
        self.old.as_ref().map(|place| place.anchor.as_str())
    }

    /// Returns the anchor of the entry in the newer version.
    #[must_use]
    pub fn new_anchor(&self) -> Option<&str> {
        self.new.as_ref().map(|place| place.anchor.as_str())
    }
}

/// Writes the status and the code, as documentation shows them: `401 invalid_token`.
impl fmt::Display for ChangedEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.status, &self.code) {
            (Some(status), Some(code)) => write!(f, "{status} {code}"),
            (Some(one), None) | (None, Some(one)) => f.write_str(one),
            (None, None) => f.write_str(self.name().unwrap_or_default()),
        }
    }
}

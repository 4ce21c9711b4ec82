//! Compares two versions of a catalog: what changed, what that means for those who decode errors and those who send
//! them, and which part of the version number the change needs.
//!
//! Nothing here reads a file, the environment or a clock, and nothing fails: both catalogs were checked when they were
//! read.

use std::fmt;

use errspec_spec::{CatalogEntry, Spec};

mod catalog;
mod entry;
mod markdown;
mod notation;
mod pairs;
mod retry;
mod rule;

pub use markdown::diff_markdown;
pub use rule::{Bump, ChangeKind, RULES, Rule, Verdict};

use rule::{CATALOG_ADDED, CATALOG_REMOVED};

/// Compares two versions of a catalog: every change, in the order of [`RULES`], so that those that need most are first.
#[must_use]
pub fn diff(old: &Spec<'_>, new: &Spec<'_>) -> Vec<Change> {
    let mut changes = catalog::changes(old, new);
    changes.extend(entry::changes(old, new));
    changes.sort_by_key(|change| RULES.iter().position(|rule| rule.id() == change.rule.id()));
    changes
}

/// One difference between two versions of a catalog.
#[derive(Clone, Debug)]
pub struct Change {
    rule: &'static Rule,
    subject: Option<Subject>,
    message: String,
}

/// The entry that changed, named as in the newer version that has it.
#[derive(Clone, Debug)]
pub struct Subject {
    code: Option<String>,
    status: Option<String>,
    name: Option<String>,
    old_line: Option<usize>,
    new_line: Option<usize>,
}

impl Change {
    /// A catalog that there was not before.
    #[must_use]
    pub fn catalog_added() -> Self {
        Self::of_catalog(&CATALOG_ADDED, "the catalog is new")
    }

    /// A catalog from which nothing is made any more.
    #[must_use]
    pub fn catalog_removed() -> Self {
        Self::of_catalog(&CATALOG_REMOVED, "the catalog is no longer configured")
    }

    fn of_catalog(rule: &'static Rule, message: impl Into<String>) -> Self {
        Self { rule, subject: None, message: message.into() }
    }

    fn of_entry(rule: &'static Rule, subject: Subject, message: String) -> Self {
        Self { rule, subject: Some(subject), message }
    }

    /// The rule that it falls under, which knows its kind, its effects and the version that it needs.
    #[must_use]
    pub fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// The entry that changed; none if it is a part of the catalog that concerns all of them.
    #[must_use]
    pub fn subject(&self) -> Option<&Subject> {
        self.subject.as_ref()
    }

    /// What changed, from what to what, in plain text with code between backticks.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl Subject {
    fn kept(old: &CatalogEntry<'_>, new: &CatalogEntry<'_>) -> Self {
        let (was, is) = (Self::removed(old), Self::added(new));
        Self { old_line: was.old_line, name: is.name.or(was.name), ..is }
    }

    fn added(new: &CatalogEntry<'_>) -> Self {
        Self { new_line: Some(new.line()), old_line: None, ..Self::removed(new) }
    }

    fn removed(old: &CatalogEntry<'_>) -> Self {
        Self {
            code: old.data().code_text().map(str::to_owned),
            status: old.data().statuses().head().map(|head| head.to_string()),
            name: old.life().is_live().then(|| old.data().name().to_owned()),
            old_line: Some(old.line()),
            new_line: None,
        }
    }

    /// Its code.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Its first status or its class, as text.
    #[must_use]
    pub fn status(&self) -> Option<&str> {
        self.status.as_deref()
    }

    /// Its variant; none if it is retired in all versions that have it.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The line where it starts in the older version, from 1.
    #[must_use]
    pub fn old_line(&self) -> Option<usize> {
        self.old_line
    }

    /// The line where it starts in the newer version, from 1.
    #[must_use]
    pub fn new_line(&self) -> Option<usize> {
        self.new_line
    }
}

/// The status and the code, as documentation shows them: `401 invalid_token`.
impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.status, &self.code) {
            (Some(status), Some(code)) => write!(f, "{status} {code}"),
            (Some(one), None) | (None, Some(one)) => f.write_str(one),
            (None, None) => f.write_str(self.name().unwrap_or_default()),
        }
    }
}

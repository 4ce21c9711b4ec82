//! Holds one error of an API: what programs know of it, and what only its documentation says.

use errspec_data::Entry;

/// One error of an API, as its catalog states it.
///
/// ```
/// use errspec_spec::{Arena, Spec};
///
/// let yaml = b"
/// errspec: 1
/// api: { name: Acme }
/// envelope: { code: /code }
/// errors:
///   - { code: gone, status: 410, meaning: The resource was deleted., retry: never }
/// ";
/// let arena = Arena::new();
/// let spec = Spec::parse(&arena, "errors.yaml", yaml)?;
/// let entry = &spec.entries()[0];
/// assert_eq!((entry.data().name(), entry.anchor()), ("Gone", "gone"));
/// assert!(entry.life().is_live());
/// # Ok::<(), errspec_spec::Problems>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CatalogEntry<'a> {
    pub(crate) data: Entry<'a>,
    pub(crate) anchor: &'a str,
    pub(crate) group: Option<usize>,
    pub(crate) own_docs: Option<&'a str>,
    pub(crate) since: Option<&'a str>,
    pub(crate) life: Life<'a>,
    pub(crate) line: usize,
}

impl<'a> CatalogEntry<'a> {
    /// Returns what programs know of it.
    ///
    /// Names of live entries are unique. A retired entry has the name that its variant had or would have, else its
    /// code. Places have no slot yet.
    #[must_use]
    pub fn data(&self) -> &Entry<'a> {
        &self.data
    }

    /// Returns the anchor of its section in the documentation: in kebab-case, unique in the catalog.
    #[must_use]
    pub fn anchor(&self) -> &'a str {
        self.anchor
    }

    /// Returns the index of its group in [`Spec::groups`](crate::Spec::groups).
    #[must_use]
    pub fn group(&self) -> Option<usize> {
        self.group
    }

    /// Returns its own link, which replaces the one from the template of the API.
    #[must_use]
    pub fn own_docs(&self) -> Option<&'a str> {
        self.own_docs
    }

    /// Returns the version that introduced it, free text.
    #[must_use]
    pub fn since(&self) -> Option<&'a str> {
        self.since
    }

    /// Returns whether it is in use, deprecated or retired.
    #[must_use]
    pub fn life(&self) -> &Life<'a> {
        &self.life
    }

    /// Returns the notice of a deprecated entry.
    #[must_use]
    pub fn deprecated(&self) -> Option<&Notice<'a>> {
        match &self.life {
            Life::Deprecated(notice) => Some(notice),
            Life::Live | Life::Retired(_) => None,
        }
    }

    /// Returns the line of the file on which it starts, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }
}

/// Whether an entry is in use.
#[derive(Clone, Copy, Debug)]
pub enum Life<'a> {
    /// The error is sent.
    Live,
    /// The error is sent, and will be given up.
    Deprecated(Notice<'a>),
    /// The error is no longer sent.
    Retired(Notice<'a>),
}

impl Life<'_> {
    /// Returns whether the error is still sent.
    #[must_use]
    pub fn is_live(&self) -> bool {
        !matches!(self, Self::Retired(_))
    }
}

/// Why and since when an entry is deprecated or retired.
#[derive(Clone, Copy, Debug, Default)]
pub struct Notice<'a> {
    pub(crate) since: Option<&'a str>,
    pub(crate) note: Option<&'a str>,
    pub(crate) replacement: Option<&'a str>,
}

impl<'a> Notice<'a> {
    /// Returns the version since when, free text.
    #[must_use]
    pub fn since(&self) -> Option<&'a str> {
        self.since
    }

    /// Returns the reason, in Markdown.
    #[must_use]
    pub fn note(&self) -> Option<&'a str> {
        self.note
    }

    /// Returns what to use in its place: the code or the name of another entry.
    #[must_use]
    pub fn replacement(&self) -> Option<&'a str> {
        self.replacement
    }
}

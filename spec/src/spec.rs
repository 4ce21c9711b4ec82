//! Defines the checked catalog that every generator reads.

use errspec_data::{Envelope, Items, RetryHint, RetryTable};

use crate::entry::CatalogEntry;
use crate::lint_level::LintLevel;
use crate::problem::Problems;

/// A checked catalog of an API's errors, made by [`Spec::parse`].
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
/// assert_eq!(spec.api().name(), "Acme");
/// assert_eq!(spec.entries().len(), 1);
/// # Ok::<(), errspec_spec::Problems>(())
/// ```
#[derive(Clone, Debug)]
pub struct Spec<'a> {
    pub(crate) api: Api<'a>,
    pub(crate) envelope: Envelope<'a>,
    pub(crate) retry: RetryTable<'a>,
    pub(crate) partial: Option<Items<'a>>,
    pub(crate) groups: Vec<Group<'a>>,
    pub(crate) lints: Vec<(&'static str, LintLevel)>,
    pub(crate) entries: Vec<CatalogEntry<'a>>,
    pub(crate) retired: Vec<CatalogEntry<'a>>,
    pub(crate) warnings: Problems,
}

impl<'a> Spec<'a> {
    /// Returns what the API is called and where its documentation is.
    #[must_use]
    pub fn api(&self) -> &Api<'a> {
        &self.api
    }

    /// Returns where a response keeps the parts of an error.
    #[must_use]
    pub fn envelope(&self) -> &Envelope<'a> {
        &self.envelope
    }

    /// Returns the retry hints that aren't an entry's own.
    #[must_use]
    pub fn retry(&self) -> &RetryTable<'a> {
        &self.retry
    }

    /// Returns where a successful response keeps failures of its items.
    #[must_use]
    pub fn partial(&self) -> Option<&Items<'a>> {
        self.partial.as_ref()
    }

    /// Returns the sections of the documentation, in order.
    #[must_use]
    pub fn groups(&self) -> &[Group<'a>] {
        &self.groups
    }

    /// Returns the levels that the catalog gives to lints, sorted by the names of the lints.
    #[must_use]
    pub fn lints(&self) -> &[(&'static str, LintLevel)] {
        &self.lints
    }

    /// Returns the live entries, deprecated ones included, in the order of the catalog.
    #[must_use]
    pub fn entries(&self) -> &[CatalogEntry<'a>] {
        &self.entries
    }

    /// Returns the retired entries, in the order of the catalog. They have no variant, and their codes can't be used
    /// again.
    #[must_use]
    pub fn retired(&self) -> &[CatalogEntry<'a>] {
        &self.retired
    }

    /// Returns the findings of lints, in the order of their places.
    ///
    /// A lint that the catalog denies gives errors, although the catalog is valid. Without the feature `lints` no lint
    /// runs, and nothing is found.
    #[must_use]
    pub fn warnings(&self) -> &Problems {
        &self.warnings
    }

    /// Returns the retry hint in force for an entry, given the status that came, if one did.
    #[must_use]
    pub fn retry_hint(&self, entry: &CatalogEntry<'a>, came: Option<u16>) -> RetryHint<'a> {
        let data = entry.data();
        self.retry.hint_in_force_or_never(data.own_retry(), data.statuses(), came)
    }
}

/// What an API is called and where its documentation is.
#[derive(Clone, Copy, Debug)]
pub struct Api<'a> {
    pub(crate) name: &'a str,
    pub(crate) title: Option<&'a str>,
    pub(crate) description: Option<&'a str>,
    pub(crate) version: Option<&'a str>,
    pub(crate) docs: Option<UrlTemplate<'a>>,
}

impl<'a> Api<'a> {
    /// Returns the name in `UpperCamelCase`, from which the Rust types are named.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// Returns the title that people read, which is the name unless the catalog states another.
    #[must_use]
    pub fn title(&self) -> &'a str {
        self.title.unwrap_or(self.name)
    }

    /// Returns the description of the API, in Markdown.
    #[must_use]
    pub fn description(&self) -> Option<&'a str> {
        self.description
    }

    /// Returns the version of the API, free text.
    #[must_use]
    pub fn version(&self) -> Option<&'a str> {
        self.version
    }

    /// Returns the template of the links to the API's documentation.
    #[must_use]
    pub fn docs(&self) -> Option<UrlTemplate<'a>> {
        self.docs
    }

    /// Returns the page that the links of all errors lead to, if it is one page.
    #[must_use]
    pub fn docs_page(&self) -> Option<&'a str> {
        let page = self.docs?.as_str().split('#').next().unwrap_or_default();
        (!page.is_empty() && !page.contains('{')).then_some(page)
    }
}

/// A URL with the placeholders `{code}`, `{status}`, `{name}` and `{anchor}`.
#[derive(Clone, Copy, Debug)]
pub struct UrlTemplate<'a>(pub(crate) &'a str);

impl<'a> UrlTemplate<'a> {
    /// Returns the template as it was written.
    #[must_use]
    pub fn as_str(self) -> &'a str {
        self.0
    }
}

/// A section of the documentation.
#[derive(Clone, Copy, Debug)]
pub struct Group<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) description: Option<&'a str>,
}

impl<'a> Group<'a> {
    /// Returns the id by which entries name the group.
    #[must_use]
    pub fn id(&self) -> &'a str {
        self.id
    }

    /// Returns the heading.
    #[must_use]
    pub fn title(&self) -> &'a str {
        self.title
    }

    /// Returns what the errors of the group have in common, in Markdown.
    #[must_use]
    pub fn description(&self) -> Option<&'a str> {
        self.description
    }
}

//! Holds how the pages of a catalog are rendered.

use errspec_spec::Spec;

/// How the pages of a catalog are rendered.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct MarkdownOptions<'a> {
    pub(super) source: Option<String>,
    pub(super) front_matter: bool,
    pub(super) omits_rust: bool,
    /// The destinations of links to other files that are generated from the catalog.
    pub(super) links: Vec<(PageLink, String)>,
    pub(super) previous: Option<&'a Spec<'a>>,
}

/// Another file that is generated from the catalog, to which a page links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageLink {
    /// The neutral JSON.
    Json,
    /// The OpenAPI document.
    OpenApi,
    /// The JSON Schema of catalogs.
    JsonSchema,
}

impl<'a> MarkdownOptions<'a> {
    /// Sets the name of the catalog's file, for the note that the page is generated from it.
    #[must_use]
    pub fn source(mut self, name: impl Into<String>) -> Self {
        self.source = Some(name.into());
        self
    }

    /// Puts front matter at the top of each page, as Docusaurus reads it.
    #[must_use]
    pub fn front_matter(mut self) -> Self {
        self.front_matter = true;
        self
    }

    /// Leaves out how Rust matches each error, and how the command explains a response.
    #[must_use]
    pub fn without_rust(mut self) -> Self {
        self.omits_rust = true;
        self
    }

    /// Links another generated file; `path` leads there from the page, or from the index of several pages.
    #[must_use]
    pub fn link(mut self, to: PageLink, path: impl Into<String>) -> Self {
        self.links.push((to, path.into()));
        self
    }

    /// Adds a section on what changed since an earlier version of the catalog.
    #[must_use]
    pub fn previous(mut self, previous: &'a Spec<'a>) -> Self {
        self.previous = Some(previous);
        self
    }
}

impl PageLink {
    /// Says what the file is for.
    pub(super) fn purpose(self) -> &'static str {
        match self {
            Self::Json => "has what this page says, for programs in any language.",
            Self::OpenApi => "has the error responses as OpenAPI components, with their schemas.",
            Self::JsonSchema => {
                "is the JSON Schema with which editors check and complete the catalog itself."
            }
        }
    }
}

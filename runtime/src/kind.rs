//! The kind of an error: a number in a catalog, and the facts that the catalog states for it.

use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::str::FromStr;

use crate::catalog::Catalog;
use crate::hint::{NoResponse, RetryHint};

/// What every generated enum of kinds implements: static facts of an error, without a response.
///
/// The generated enums have these methods of their own, as `const fn`; the trait is for generic code.
///
/// ```
/// use errspec::ErrorKind;
///
/// /// Prints what an API can fail with.
/// fn print<K: ErrorKind>() {
///     for kind in K::ALL {
///         println!("{kind}: {}", kind.meaning());
///     }
/// }
/// ```
pub trait ErrorKind:
    Copy + Eq + Ord + Hash + Debug + Display + FromStr<Err = UnknownKind> + Send + Sync + 'static
{
    /// Every kind in the order of the catalog, without `Unrecognized`.
    const ALL: &'static [Self];

    #[doc(hidden)]
    const CATALOG: &'static Catalog;

    #[doc(hidden)]
    fn index(self) -> u16;

    #[doc(hidden)]
    fn from_index(index: u16) -> Self;

    /// The code that the API sends.
    fn code(self) -> Option<&'static str> {
        Self::CATALOG.code(self.index())
    }

    /// The first status that it comes with; none for a class and for a code that stands alone.
    fn status(self) -> Option<u16> {
        Self::CATALOG.status(self.index())
    }

    /// Whether it comes with a status; one without a status comes with any.
    fn matches_status(self, status: u16) -> bool {
        Self::CATALOG.matches_status(self.index(), status)
    }

    /// The name of the variant.
    fn name(self) -> &'static str {
        Self::CATALOG.name(self.index())
    }

    /// When it occurs.
    fn meaning(self) -> &'static str {
        Self::CATALOG.meaning(self.index())
    }

    /// What to do about it, in Markdown.
    fn guidance(self) -> Option<&'static str> {
        Self::CATALOG.guidance(self.index())
    }

    /// Whether and when to send the request again, going by the first status.
    fn retry(self) -> RetryHint {
        Self::CATALOG.retry(self.index())
    }

    /// The link to its documentation.
    fn docs_url(self) -> Option<&'static str> {
        Self::CATALOG.docs_url(self.index())
    }

    /// Whether and when to send a request again that got no response.
    #[must_use]
    fn retry_without_response(why: NoResponse) -> RetryHint {
        Self::CATALOG.retry_without_response(why)
    }
}

/// A text that is neither the name of a kind nor the code of exactly one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKind {
    text: Box<str>,
}

impl UnknownKind {
    #[doc(hidden)]
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { text: text.into() }
    }
}

impl Display for UnknownKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}` is neither the name of a kind nor the code of exactly one", self.text)
    }
}

impl std::error::Error for UnknownKind {}

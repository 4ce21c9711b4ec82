//! Defines the kind of an error: a number in a catalog, with what the catalog states about it.

use std::fmt::{self, Debug, Display};
use std::hash::Hash;
use std::str::FromStr;

use errspec_data::TransportFailure;

use crate::RetryHint;
use crate::private::DescribeKind;

/// What every generated enum of kinds implements: the static facts of an error, without a response.
///
/// The generated enums have these methods of their own, as `const fn`; the trait is for generic code. It is sealed:
/// only generated code implements it.
///
/// ```
/// use errspec::ErrorKind;
///
/// /// Prints what an API can fail with.
/// fn print<K: ErrorKind>() {
///     for kind in K::KNOWN {
///         println!("{kind}: {}", kind.meaning());
///     }
/// }
/// ```
pub trait ErrorKind:
    DescribeKind + Copy + Eq + Ord + Hash + Debug + Display + FromStr<Err = UnknownKind> + Send + Sync + 'static
{
    /// Every live entry in the order of the catalog, without `Unrecognized`.
    const KNOWN: &'static [Self];

    /// Returns the code that the API sends.
    fn code(self) -> Option<&'static str> {
        Self::CATALOG.code(self.number())
    }

    /// Iterates over all its codes; the first is the one that the API sends.
    fn codes(self) -> impl Iterator<Item = &'static str> {
        Self::CATALOG.codes_of(self.number())
    }

    /// Returns the first status that it comes with; none for a class and for a code without a status.
    fn status(self) -> Option<u16> {
        Self::CATALOG.status(self.number())
    }

    /// Returns whether it comes with a status; one without a status comes with any.
    fn matches_status(self, status: u16) -> bool {
        Self::CATALOG.matches_status(self.number(), status)
    }

    /// Returns the name of the variant.
    fn name(self) -> &'static str {
        Self::CATALOG.name(self.number())
    }

    /// Returns when it occurs, in Markdown.
    fn meaning(self) -> &'static str {
        Self::CATALOG.meaning(self.number())
    }

    /// Returns what to do about it, in Markdown.
    fn guidance(self) -> Option<&'static str> {
        Self::CATALOG.guidance(self.number())
    }

    /// Iterates over why it happens, each cause in Markdown.
    fn causes(self) -> impl Iterator<Item = &'static str> {
        Self::CATALOG.causes(self.number()).iter().copied()
    }

    /// Returns what an application may tell its end user, in plain text.
    fn user_message(self) -> Option<&'static str> {
        Self::CATALOG.user_message(self.number())
    }

    /// Returns whether and when to send the request again, going by the first status.
    fn retry_hint(self) -> RetryHint {
        Self::CATALOG.retry_hint(self.number(), None)
    }

    /// Returns the link to its documentation.
    fn docs_url(self) -> Option<&'static str> {
        Self::CATALOG.docs_url(self.number())
    }

    /// Returns whether the catalog lists it: whether it is not `Unrecognized`.
    fn is_recognized(self) -> bool {
        self.number() != 0
    }

    /// Returns whether and when to send a request again that got no response.
    #[must_use]
    fn retry_hint_for(failure: TransportFailure) -> RetryHint {
        Self::CATALOG.retry_hint_for(failure)
    }
}

/// The error of parsing a kind: a text that is neither the name of a variant nor the code of exactly one.
///
/// ```
/// use errspec::{ErrorKind, UnknownKind};
///
/// /// Reads the name of a variant, or a code that only one error has.
/// fn parse<K: ErrorKind>(text: &str) -> Result<K, UnknownKind> {
///     text.parse()
/// }
/// ```
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
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is neither the name of a kind nor the code of exactly one", self.text)
    }
}

impl std::error::Error for UnknownKind {}

//! Defines what a rule says about a sort of change, and lists all rules.

use std::fmt;

mod table;

pub use table::RULES;
pub(crate) use table::*;

/// The part of a version number that a change increments, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bump {
    /// No part: nothing that is published differs.
    None,
    /// The third number: the interface stays as it is, but texts or timing differ.
    Patch,
    /// The second number: something is new, and what worked still works.
    Minor,
    /// The first number: what worked may no longer work.
    Major,
}

impl Bump {
    /// Returns the name, as in semantic versioning.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Whether a change can be released at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The change can be released under the version that it needs.
    Allowed,
    /// The change can't be released under any version.
    Forbidden,
}

/// The part of the catalog that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChangeKind {
    /// An entry or a catalog is new.
    Added,
    /// An entry or a catalog is gone.
    Removed,
    /// An entry is retired, or the list of retired entries differs.
    Retired,
    /// A retired code is in use again.
    Reused,
    /// An entry is deprecated, or no longer.
    Deprecated,
    /// The statuses of an entry differ.
    Status,
    /// The codes of an entry differ.
    Code,
    /// The variant name of an entry differs.
    Name,
    /// The retry hint in force differs.
    Retry,
    /// The fields of an entry differ.
    Fields,
    /// The conditions of an entry differ, or the order of any conditions.
    Match,
    /// The envelope differs.
    Envelope,
    /// The place of an error's details differs.
    Details,
    /// The place of failures inside a success differs.
    Partial,
    /// The sections of the documentation differ.
    Groups,
    /// The texts of an entry differ.
    Texts,
    /// The order of the entries differs.
    Order,
    /// The name of the API or the texts about it differ.
    Api,
    /// The levels of lints differ.
    Lints,
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Retired => "retired",
            Self::Reused => "reused",
            Self::Deprecated => "deprecated",
            Self::Status => "status",
            Self::Code => "code",
            Self::Name => "name",
            Self::Retry => "retry",
            Self::Fields => "fields",
            Self::Match => "match",
            Self::Envelope => "envelope",
            Self::Details => "details",
            Self::Partial => "partial",
            Self::Groups => "groups",
            Self::Texts => "texts",
            Self::Order => "order",
            Self::Api => "api",
            Self::Lints => "lints",
        })
    }
}

/// What a sort of change means, and the version that it needs: a row of the table in `docs/diff.md`.
#[derive(Debug)]
pub struct Rule {
    id: &'static str,
    kind: ChangeKind,
    bump: Bump,
    verdict: Verdict,
    decoding: &'static str,
    sending: &'static str,
}

impl Rule {
    /// Returns the name of the rule, in kebab-case.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// Returns the part of the catalog that the rule is about.
    #[must_use]
    pub fn kind(&self) -> ChangeKind {
        self.kind
    }

    /// Returns the version that such a change needs.
    #[must_use]
    pub fn bump(&self) -> Bump {
        self.bump
    }

    /// Returns whether such a change can be released at all.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// Returns what such a change means for programs that decode responses.
    #[must_use]
    pub fn decoding(&self) -> &'static str {
        self.decoding
    }

    /// Returns what such a change means for programs that send errors.
    #[must_use]
    pub fn sending(&self) -> &'static str {
        self.sending
    }
}

//! Defines the HTTP statuses that an entry comes with.

use core::fmt;

/// The HTTP statuses that an entry comes with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Statuses<'a> {
    /// Any status: only the code tells the error.
    #[default]
    Any,
    /// One status, from 100 to 999.
    One(u16),
    /// Several statuses in the order of the catalog, at least two.
    Several(&'a [u16]),
    /// All statuses that start with this digit, from 1 to 9.
    Class(u8),
}

impl<'a> Statuses<'a> {
    /// Returns the first status that is listed; none for a class and for any.
    #[must_use]
    pub const fn first(self) -> Option<u16> {
        match self {
            Self::One(status) => Some(status),
            Self::Several([first, ..]) => Some(*first),
            Self::Any | Self::Class(_) | Self::Several([]) => None,
        }
    }

    /// Returns the status that decides where none came: the first one that is listed, or that a class starts with.
    #[must_use]
    pub const fn representative(self) -> Option<u16> {
        match self {
            Self::Class(class) => Some(class as u16 * 100),
            _ => self.first(),
        }
    }

    /// Returns whether a status is one of these.
    #[must_use]
    #[inline]
    pub const fn contains(self, status: u16) -> bool {
        match self {
            Self::Any => true,
            Self::One(only) => only == status,
            Self::Class(class) => status / 100 == class as u16,
            Self::Several(statuses) => is_among(statuses, status),
        }
    }

    /// Returns whether a status is listed by itself.
    #[must_use]
    pub const fn lists(self, status: u16) -> bool {
        self.is_listed() && self.contains(status)
    }

    /// Returns whether statuses are listed one by one.
    #[must_use]
    pub const fn is_listed(self) -> bool {
        self.first().is_some()
    }

    /// Iterates over the statuses that are listed one by one.
    pub fn listed(self) -> impl Iterator<Item = u16> + 'a {
        let (one, several) = match self {
            Self::One(status) => (Some(status), &[][..]),
            Self::Several(statuses) => (None, statuses),
            Self::Any | Self::Class(_) => (None, &[][..]),
        };
        one.into_iter().chain(several.iter().copied())
    }

    /// Returns the first status or the class, as people write it: `404`, `5xx`.
    #[must_use]
    pub fn head(self) -> Option<impl fmt::Display> {
        match self {
            Self::Class(class) => Some(Head { number: u16::from(class), suffix: "xx" }),
            _ => self.first().map(|number| Head { number, suffix: "" }),
        }
    }
}

const fn is_among(statuses: &[u16], status: u16) -> bool {
    match statuses {
        [] => false,
        [first, rest @ ..] => *first == status || is_among(rest, status),
    }
}

struct Head {
    number: u16,
    suffix: &'static str,
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.number, self.suffix)
    }
}

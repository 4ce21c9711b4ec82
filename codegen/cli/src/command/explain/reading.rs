//! Reads what was written as a name, a status, or both.

use std::fmt;

use errspec_data::Statuses;
use errspec_spec::CatalogEntry;
use errspec_spec::notation::parse_class;

/// One way to read what was written.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    /// The status before the name, if one was written.
    pub(super) asked: Option<AskedStatus>,
    pub(super) name: &'a str,
    /// A status before the name that the entry need not have, since gateways rewrite statuses.
    pub(super) rewritten: Option<AskedStatus>,
}

/// Joins the words of the command line: one alone, or a status and a name. Returns none for anything else.
///
/// `is_listed` returns whether something has a name, by which a second status is told from a code in digits.
pub(super) fn join_words(words: &[String], is_listed: impl Fn(&str) -> bool) -> Option<String> {
    match words {
        [only] => Some(only.clone()),
        [status, name] => {
            AskedStatus::parse(status)?;
            let is_name = name != "-" && (AskedStatus::parse(name).is_none() || is_listed(name));
            is_name.then(|| format!("{status} {name}"))
        }
        _ => None,
    }
}

/// Lists the ways to read a text, the most literal first.
///
/// The others are what errspec prints: `401 gone`, `It is gone (401 gone)`, `AcmeError::Gone(_)`, `…#gone`.
pub(super) fn list_readings(what: &str) -> impl Iterator<Item = Reading<'_>> {
    let bare = what.trim_matches('`');
    let in_parentheses = bare.strip_suffix(')').and_then(|text| Some(text.rsplit_once('(')?.1));
    let title = in_parentheses.unwrap_or(bare);
    let with_status = title.split_once(' ').and_then(|(status, name)| {
        Some(Reading { asked: Some(AskedStatus::parse(status)?), name: name.trim(), rewritten: None })
    });
    let variant = bare.split_once('(').map(|(variant, _)| variant);
    let anchor = bare.rsplit_once('#').map(|(_, anchor)| anchor);
    let rewritten = with_status.and_then(|reading| reading.asked);
    let last_word = title.rsplit_once(' ').map(|(_, name)| Reading { asked: None, name, rewritten });
    let as_name = |name| Reading { asked: None, name, rewritten: None };
    let literal = [what, bare, title].into_iter().map(as_name).chain(with_status);
    literal.chain([variant, anchor].into_iter().flatten().map(as_name)).chain(last_word)
}

/// A status that was asked for, or a class of statuses.
#[derive(Clone, Copy)]
pub(super) enum AskedStatus {
    Single(u16),
    Class(u16),
}

impl AskedStatus {
    /// Parses `404` or `4xx`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Some(class) = parse_class(text) {
            return Some(Self::Class(u16::from(class)));
        }
        text.parse().ok().filter(|status| (100..=999).contains(status)).map(Self::Single)
    }

    /// Returns the status, unless a class was asked for.
    pub(super) fn single(self) -> Option<u16> {
        match self {
            Self::Single(status) => Some(status),
            Self::Class(_) => None,
        }
    }

    /// Returns whether an entry states the status or the class. An entry without a status states none.
    pub(super) fn is_listed_by(self, entry: &CatalogEntry<'_>) -> bool {
        match (entry.data().statuses(), self) {
            (Statuses::Any, _) => false,
            (statuses, Self::Single(status)) => statuses.contains(status),
            (Statuses::Class(class), Self::Class(asked)) => u16::from(class) == asked,
            (statuses, Self::Class(asked)) => statuses.listed().any(|status| status / 100 == asked),
        }
    }
}

/// Writes `404` or `4xx`.
impl fmt::Display for AskedStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Single(status) => status.fmt(f),
            Self::Class(class) => write!(f, "{class}xx"),
        }
    }
}

//! Holds a catalog as it was parsed: every part that can be read, and where it is written.

use errspec_data::{Code, Condition, Envelope, Field, Items, RetryHint, RetryTable, Statuses};

use crate::entry::Life;
use crate::lint_level::LintLevel;
use crate::span::{Span, Spanned};
use crate::spec::{Group, UrlTemplate};

/// A catalog whose parts may not fit together. Parts that are missing or can't be read were reported.
pub(crate) struct ParsedCatalog<'a> {
    pub(crate) api: Option<ParsedApi<'a>>,
    pub(crate) envelope: Option<Envelope<'a>>,
    /// Where the envelope's locators of waits are written.
    pub(crate) waits: Option<Span>,
    pub(crate) retry: RetryTable<'a>,
    /// Whether `retry` has all hints that are written; else what lacks one isn't reported.
    pub(crate) is_retry_readable: bool,
    pub(crate) partial: Option<Items<'a>>,
    pub(crate) groups: Vec<Spanned<Group<'a>>>,
    /// Whether `groups` has all groups that are written; else those that aren't there are not reported.
    pub(crate) are_groups_readable: bool,
    pub(crate) lints: Vec<(&'static str, LintLevel)>,
    pub(crate) entries: Vec<ParsedEntry<'a>>,
    /// The comments that say TODO.
    pub(crate) todos: Vec<Span>,
    /// The anchors that no alias names.
    pub(crate) unused_anchors: Vec<Span>,
    /// The texts without quotes that are followed by a comment on the same line.
    pub(crate) texts_before_comments: Vec<CommentedText<'a>>,
    /// The conditions that YAML 1.1 takes for booleans, and JSON doesn't.
    pub(crate) odd_booleans: Vec<Spanned<OddBoolean<'a>>>,
    pub(crate) odd_pointers: Vec<Spanned<OddPointer<'a>>>,
}

/// A text such as `No`, and the boolean that is probably meant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OddBoolean<'a> {
    pub(crate) text: &'a str,
    pub(crate) meant: bool,
}

/// A JSON Pointer with a part of another notation, and the one that is probably meant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OddPointer<'a> {
    pub(crate) text: &'a str,
    pub(crate) meant: &'a str,
}

/// A text without quotes, and the comment behind it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CommentedText<'a> {
    pub(crate) text: &'a str,
    /// With its `#`.
    pub(crate) comment: &'a str,
    pub(crate) span: Span,
}

pub(crate) struct ParsedApi<'a> {
    pub(crate) name: Option<&'a str>,
    pub(crate) title: Option<&'a str>,
    pub(crate) description: Option<&'a str>,
    pub(crate) version: Option<&'a str>,
    pub(crate) docs: Option<UrlTemplate<'a>>,
}

pub(crate) struct ParsedEntry<'a> {
    pub(crate) span: Span,
    pub(crate) line: usize,
    pub(crate) code: Part<Code<'a>>,
    pub(crate) other_codes: &'a [Spanned<Code<'a>>],
    pub(crate) statuses: Part<Statuses<'a>>,
    pub(crate) name: Part<&'a str>,
    pub(crate) meaning: Part<&'a str>,
    pub(crate) retry: Part<RetryHint<'a>>,
    pub(crate) message: Part<&'a str>,
    pub(crate) group: Part<&'a str>,
    /// The key `use` of `deprecated` or `retired`.
    pub(crate) replacement: Part<&'a str>,
    pub(crate) causes: &'a [&'a str],
    pub(crate) guidance: Option<&'a str>,
    pub(crate) user_message: Option<&'a str>,
    pub(crate) docs: Option<&'a str>,
    pub(crate) since: Option<&'a str>,
    pub(crate) life: Life<'a>,
    /// Whether it is known if the entry is live.
    pub(crate) is_life_readable: bool,
    pub(crate) conditions: &'a [Condition<'a>],
    /// Whether `conditions` has all that are written.
    pub(crate) is_match_readable: bool,
    pub(crate) fields: &'a [Field<'a>],
}

/// A part of an entry.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part<T> {
    Absent,
    /// It is written and was reported: what depends on it isn't reported again.
    Unreadable,
    Read(Spanned<T>),
}

impl<T: Copy> Part<T> {
    pub(crate) fn value(&self) -> Option<T> {
        match self {
            Self::Read(spanned) => Some(spanned.value),
            Self::Absent | Self::Unreadable => None,
        }
    }

    pub(crate) fn span(&self) -> Option<Span> {
        match self {
            Self::Read(spanned) => Some(spanned.span),
            Self::Absent | Self::Unreadable => None,
        }
    }

    pub(crate) fn is_unreadable(&self) -> bool {
        matches!(self, Self::Unreadable)
    }
}

impl<'a> ParsedEntry<'a> {
    /// Returns whether everything was read that other parts depend on.
    pub(crate) fn is_readable(&self) -> bool {
        let unreadable = [
            self.code.is_unreadable(),
            self.statuses.is_unreadable(),
            self.name.is_unreadable(),
            self.retry.is_unreadable(),
        ];
        self.is_match_readable && self.is_life_readable && !unreadable.contains(&true)
    }

    pub(crate) fn code_text(&self) -> Option<&'a str> {
        self.code.value().map(|code| code.text)
    }

    /// Iterates over the codes, each with its place.
    pub(crate) fn codes(&self) -> impl Iterator<Item = Spanned<Code<'a>>> + use<'a> {
        let first = match self.code {
            Part::Read(code) => Some(code),
            Part::Absent | Part::Unreadable => None,
        };
        first.into_iter().chain(self.other_codes.iter().copied())
    }

    /// Iterates over the texts of the codes, or over none once where there is no code.
    pub(crate) fn codes_or_none(&self) -> impl Iterator<Item = Option<&'a str>> + use<'a> {
        let none = self.code_text().is_none().then_some(None);
        none.into_iter().chain(self.codes().map(|code| Some(code.value.text)))
    }

    pub(crate) fn statuses(&self) -> Statuses<'a> {
        self.statuses.value().unwrap_or_default()
    }

    /// Returns where a part is written, else the start of the entry: nobody wants to see all of it underlined.
    pub(crate) fn locate<T: Copy>(&self, part: &Part<T>) -> Span {
        part.span().unwrap_or(Span::new(self.span.start, self.span.start + 1))
    }

    /// Describes the entry for messages: ``code `unauthorized` at status 401``.
    pub(crate) fn describe(&self) -> String {
        match (self.code_text(), self.statuses().head()) {
            (Some(code), Some(status)) => format!("code `{code}` at status {status}"),
            (Some(code), None) => format!("code `{code}`"),
            (None, Some(status)) => format!("status {status} without a code"),
            (None, None) => "an entry without a code".to_owned(),
        }
    }
}

//! Keeps what was found in a response: texts by where they lie in its body, so that they aren't copied.

use std::borrow::Cow;
use std::ops::Range;
use std::time::Duration;

/// What was found in a response.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    /// The code, if it isn't the kind's.
    pub(crate) other_code: Option<Text>,
    pub(crate) message: Option<Text>,
    pub(crate) request_id: Option<Text>,
    /// What few errors have. It is behind a pointer, so that the others don't pay for it.
    pub(crate) about: Option<Box<About>>,
}

/// What an error says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct About {
    /// How long to wait.
    pub(crate) retry_after: Option<Duration>,
    /// The server's own verdict whether to send the request again.
    pub(crate) should_retry: Option<bool>,
    /// The link to the documentation.
    pub(crate) docs: Option<Text>,
    /// What the error is about.
    pub(crate) target: Option<Text>,
}

/// A text that is a part of the body, or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Text {
    InBody { start: usize, end: usize },
    Owned(Box<str>),
}

impl Found {
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        self.about.as_ref()?.retry_after
    }

    pub(crate) fn should_retry(&self) -> Option<bool> {
        self.about.as_ref()?.should_retry
    }
}

impl Text {
    /// Returns the text, given the body that it was kept for.
    pub(crate) fn get<'t>(&'t self, body: &'t [u8]) -> Option<&'t str> {
        match self {
            Self::InBody { start, end } => std::str::from_utf8(body.get(*start..*end)?).ok(),
            Self::Owned(text) => Some(text),
        }
    }

    /// Keeps a text that may lie in the body, which then isn't copied.
    #[inline]
    pub(crate) fn keep(text: &str, body: &[u8]) -> Self {
        match locate_part(text.as_bytes(), body) {
            Some(Range { start, end }) => Self::InBody { start, end },
            None => Self::Owned(text.into()),
        }
    }

    /// Keeps a text that may be a part of the body, or a new one.
    #[inline]
    pub(crate) fn keep_cow(text: Cow<'_, str>, body: &[u8]) -> Self {
        match text {
            Cow::Borrowed(text) => Self::keep(text, body),
            Cow::Owned(text) => Self::Owned(text.into()),
        }
    }
}

/// Returns where in a body a part of it is; none if it is no part of it.
#[inline]
pub(crate) fn locate_part(part: &[u8], body: &[u8]) -> Option<Range<usize>> {
    let start = part.as_ptr().addr().checked_sub(body.as_ptr().addr())?;
    let end = start.checked_add(part.len())?;
    (end <= body.len()).then_some(start..end)
}

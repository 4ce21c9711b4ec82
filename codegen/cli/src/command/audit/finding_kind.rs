//! Names the kinds of findings, and explains them.

/// What can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, clap::ValueEnum)]
pub(crate) enum FindingKind {
    /// A code that no entry has.
    UnlistedCode,
    /// A code that is retired.
    RetiredCode,
    /// A code at a status that its entries don't list.
    UnlistedStatus,
    /// A code of which no entry fits.
    UnmatchedCode,
    /// An error without a code, which no entry fits.
    UnrecognizedResponse,
    /// A success that looks like a failure.
    HiddenFailure,
    /// A field of another type.
    FieldMismatch,
    /// A wait or a verdict of the server that contradicts the retry hint.
    RetryMismatch,
    /// A body that can't be read.
    UnreadBody,
}

impl FindingKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::UnlistedCode => "unlisted-code",
            Self::RetiredCode => "retired-code",
            Self::UnlistedStatus => "unlisted-status",
            Self::UnmatchedCode => "unmatched-code",
            Self::UnrecognizedResponse => "unrecognized-response",
            Self::HiddenFailure => "hidden-failure",
            Self::FieldMismatch => "field-mismatch",
            Self::RetryMismatch => "retry-mismatch",
            Self::UnreadBody => "unread-body",
        }
    }

    /// Returns what is found and what to do about it, each as sentences.
    pub(crate) fn explain(self) -> (&'static str, &'static str) {
        match self {
            Self::UnlistedCode => (
                "A code that came, and that no entry has.",
                "Add an entry; `cargo errspec audit --draft` prints one.",
            ),
            Self::RetiredCode => (
                "A code that came, and that the catalog calls retired.",
                "Remove `retired` from the entry, or have the API stop sending it.",
            ),
            Self::UnlistedStatus => (
                "A listed code that came at another status.",
                "Add the status to the entry, if the API means it.",
            ),
            Self::UnmatchedCode => (
                "A listed code that came where the `match` of no entry holds.",
                "Correct a `match`, or add an entry for the rest.",
            ),
            Self::UnrecognizedResponse => (
                "An error that came without a code, and that no entry fits.",
                "Correct the places of the envelope, or add an entry for the status.",
            ),
            Self::HiddenFailure => (
                "A success that looks like a failure.",
                "Say in `failed_2xx` when a success is an error, or in `partial` where it lists failures.",
            ),
            Self::FieldMismatch => (
                "A field that came with a value of another type.",
                "Correct the type, or have the API send what the catalog says.",
            ),
            Self::RetryMismatch => (
                "A wait or a verdict of the server that contradicts the retry hint.",
                "Correct the hint, which is in force where the server says nothing.",
            ),
            Self::UnreadBody => (
                "An error whose body is encoded otherwise, or was left out of the recording.",
                "Record the bodies of responses, without compression or in gzip or deflate.",
            ),
        }
    }

    /// Returns whether it is something that the catalog doesn't list, which fails an audit.
    pub(super) fn is_unlisted(self) -> bool {
        match self {
            Self::UnlistedCode
            | Self::RetiredCode
            | Self::UnlistedStatus
            | Self::UnmatchedCode
            | Self::UnrecognizedResponse => true,
            Self::HiddenFailure | Self::FieldMismatch | Self::RetryMismatch | Self::UnreadBody => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;

    const PAGE: &str = include_str!("../../../../../docs/audit.md");

    #[test]
    fn kinds_have_one_name_and_a_row_in_the_documentation() {
        for kind in FindingKind::value_variants() {
            let value = kind.to_possible_value().unwrap();
            assert_eq!(value.get_name(), kind.name());
            let row = PAGE.lines().find(|line| line.starts_with(&format!("| `{}` |", kind.name()))).unwrap();
            assert_eq!(row.ends_with("| yes |"), kind.is_unlisted(), "{row}");
        }
    }
}

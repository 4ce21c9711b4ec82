//! Defines how a command can end, for machines and as an exit code.

use std::process::ExitCode;

/// How a command ended, from good to bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ExitKind {
    /// All is well; warnings are allowed.
    Clean,
    /// The command did its work, and found problems.
    Problems,
    /// The command could not do its work.
    NotRun,
}

impl ExitKind {
    /// Returns the name that machines read.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Problems => "problems",
            Self::NotRun => "not-run",
        }
    }
}

impl From<ExitKind> for ExitCode {
    fn from(exit: ExitKind) -> Self {
        match exit {
            ExitKind::Clean => Self::SUCCESS,
            ExitKind::Problems => Self::from(1),
            ExitKind::NotRun => Self::from(2),
        }
    }
}

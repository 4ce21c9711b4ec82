//! Stands for the module `diagnostic` of the command, in targets that compile other modules of it.

/// What the command says instead of a result.
#[derive(Debug)]
pub(crate) struct Diagnostic(String);

impl Diagnostic {
    pub(crate) fn failure(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    pub(crate) fn with_help(self, _: impl Into<String>) -> Self {
        self
    }
}

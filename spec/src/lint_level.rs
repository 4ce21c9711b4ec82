//! Defines what lints do when they find something.

/// What a lint does when it finds something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LintLevel {
    /// The lint doesn't run.
    Off,
    /// The finding is a warning.
    Warn,
    /// The finding is an error, which fails the check.
    Deny,
}

impl LintLevel {
    /// Every level.
    pub const ALL: [Self; 3] = [Self::Off, Self::Warn, Self::Deny];

    /// Returns the name by which catalogs call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }
}

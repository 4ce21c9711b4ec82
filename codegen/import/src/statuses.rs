//! Holds the statuses of an error that is being drafted.

use errspec_data::Statuses;

/// The statuses of an error that is being drafted: those of a catalog's entry, in a list that can grow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum DraftStatuses {
    /// Any status, or none that is known.
    #[default]
    Any,
    /// These, at least one.
    Listed(Vec<u16>),
    /// All that start with this digit.
    Class(u8),
}

impl DraftStatuses {
    pub(crate) fn first(&self) -> Option<u16> {
        self.as_data().first()
    }

    /// Makes the name of the variant that a catalog's entry with these statuses has.
    pub(crate) fn make_variant_name(&self, code: Option<&str>) -> Option<String> {
        errspec_spec::make_variant_name(code, self.as_data())
    }

    fn as_data(&self) -> Statuses<'_> {
        match self {
            Self::Any => Statuses::Any,
            Self::Listed(list) => Statuses::Several(list),
            Self::Class(class) => Statuses::Class(*class),
        }
    }
}

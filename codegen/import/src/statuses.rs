//! Holds the statuses of an error that is being drafted.

use errspec_data::Statuses;
use errspec_spec::notation::format_class;

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

    /// Writes the statuses as the cell of a table has them.
    pub(crate) fn write(&self) -> String {
        match self {
            Self::Any => "any".to_owned(),
            Self::Listed(list) => list.iter().map(u16::to_string).collect::<Vec<_>>().join(", "),
            Self::Class(class) => format_class(*class),
        }
    }

    /// Returns whether all listed statuses are below this one.
    pub(crate) fn is_below(&self, limit: u16) -> bool {
        matches!(self, Self::Listed(list) if list.iter().all(|status| *status < limit))
    }

    /// Makes the name of the variant that a catalog's entry with these statuses has.
    pub(crate) fn make_variant_name(&self, code: Option<&str>) -> Option<String> {
        errspec_spec::make_variant_name(code, self.as_data())
    }

    /// Returns the reason phrases of the listed statuses, as names.
    pub(crate) fn list_names(&self) -> impl Iterator<Item = String> {
        let list = if let Self::Listed(list) = self { list.as_slice() } else { &[] };
        list.iter().filter_map(|status| errspec_spec::make_variant_name(None, Statuses::One(*status)))
    }

    fn as_data(&self) -> Statuses<'_> {
        match self {
            Self::Any => Statuses::Any,
            Self::Listed(list) => Statuses::Several(list),
            Self::Class(class) => Statuses::Class(*class),
        }
    }
}

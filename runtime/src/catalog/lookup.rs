//! From a name or a code to the entries that have it.

use super::Catalog;

impl Catalog {
    /// The number of the variant of this name, else of the only entry that has this code.
    #[must_use]
    pub fn parse(&self, text: &str) -> Option<u16> {
        let named = self.names.candidate(text).filter(|&kind| self.name(kind) == text);
        let coded = || self.first_with_code(text).filter(|&kind| self.next(kind).is_none());
        named.or_else(coded)
    }

    /// The first entry to try for a code.
    pub(crate) fn first_with_code(&self, code: &str) -> Option<u16> {
        let kind = self.entry(self.codes.candidate(code)?)?;
        (self.code_bytes(kind) == code.as_bytes()).then_some(kind)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{FLAT, NO_RETRY, catalog, entry};

    #[test]
    fn a_name_comes_before_a_code() {
        let catalog = catalog(&[entry("Kind1", &[400]), entry("b", &[404])], FLAT, NO_RETRY);
        assert_eq!(["Kind0", "Kind1", "b"].map(|text| catalog.parse(text)), [Some(0), Some(1), Some(1)]);
    }

    #[test]
    fn unrecognized_is_a_name() {
        let catalog = catalog(&[entry("a", &[400])], FLAT, NO_RETRY);
        assert_eq!(
            ["Unrecognized", "unrecognized", ""].map(|text| catalog.parse(text)),
            [Some(1), None, None]
        );
    }
}

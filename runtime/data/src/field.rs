//! Defines a typed member of an error's body.

use crate::field_type::FieldType;
use crate::locator::Locator;

/// A typed member of an error's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    name: &'a str,
    value_type: FieldType,
    at: Locator<'a>,
    meaning: Option<&'a str>,
    is_sensitive: bool,
}

impl<'a> Field<'a> {
    /// States a field: its name in the catalog, its type, and where its value is.
    #[must_use]
    pub const fn new(name: &'a str, value_type: FieldType, at: Locator<'a>) -> Self {
        Self { name, value_type, at, meaning: None, is_sensitive: false }
    }

    /// States what it means, in Markdown.
    #[must_use]
    pub const fn with_meaning(self, meaning: &'a str) -> Self {
        Self { meaning: Some(meaning), ..self }
    }

    /// States that its value must not be printed.
    #[must_use]
    pub const fn hide_value(self) -> Self {
        Self { is_sensitive: true, ..self }
    }

    /// Moves it to a locator of a tree.
    #[must_use]
    pub const fn with_locator(self, at: Locator<'a>) -> Self {
        Self { at, ..self }
    }

    /// Returns the name in the catalog.
    #[must_use]
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// Returns the type of the value.
    #[must_use]
    pub const fn value_type(&self) -> FieldType {
        self.value_type
    }

    /// Returns where the value is.
    #[must_use]
    pub const fn at(&self) -> Locator<'a> {
        self.at
    }

    /// Returns what it means, in Markdown.
    #[must_use]
    pub const fn meaning(&self) -> Option<&'a str> {
        self.meaning
    }

    /// Returns whether the value must not be printed.
    #[must_use]
    pub const fn is_sensitive(&self) -> bool {
        self.is_sensitive
    }
}

//! Lists the vocabulary of the format: the keys of every map and the names that values can have.
//!
//! Each is listed once. The reader goes by these lists, the JSON Schema is made from them, and the tables of
//! `FORMAT.md` are checked against them.

mod keys;
mod names;
mod rules;
#[cfg(test)]
mod tests;

pub use keys::{
    API, CATALOG, DEPRECATED, DETAILS, ENTRY, ENVELOPE, FIELD, GROUP, HINT, LOCATOR, PARTIAL, REFINEMENTS,
    RETIRED, RETRY, TEST,
};
pub use names::{FORMATS, LEVELS, LINT_NAMES, PLACEHOLDERS, PRESETS, PROCESSED, STRATEGIES, TYPES, UNITS};
pub use rules::{CATALOG_RULES, CatalogRule};

pub use crate::lint::Lint;

/// All lints, in the order of documentation.
#[cfg(feature = "lints")]
pub const LINTS: [Lint; LINT_NAMES.len()] = crate::lint::LINTS;

/// A name that a value can have, and what it means, as a sentence in Markdown.
pub type Word = (&'static str, &'static str);

/// Returns the names of words.
#[must_use]
pub const fn list_names<const N: usize>(words: &[Word; N]) -> [&'static str; N] {
    let mut names = [""; N];
    let mut index = 0;
    while index < N {
        names[index] = words[index].0;
        index += 1;
    }
    names
}

/// A kind of map: which keys it has, what messages call it, and how it looks.
#[derive(Clone, Copy, Debug)]
pub struct KeyList {
    /// What messages call the map: `` `envelope` ``, `an entry`.
    pub subject: &'static str,
    /// A short example of the map.
    pub example: &'static str,
    /// The keys, in the order in which people write them.
    pub keys: &'static [Key],
}

impl KeyList {
    /// Iterates over the names of the keys.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().map(|key| key.name)
    }

    /// Returns whether a key has this name.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }
}

/// A key of a map.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The name.
    pub name: &'static str,
    /// What its value can be.
    pub value: ValueType,
    /// What it is for, as sentences in Markdown.
    pub summary: &'static str,
    /// The key with a value, if the map needs the key.
    required_example: Option<&'static str>,
}

impl Key {
    const fn required(
        name: &'static str,
        value: ValueType,
        example: &'static str,
        summary: &'static str,
    ) -> Self {
        Self { name, value, summary, required_example: Some(example) }
    }

    const fn optional(name: &'static str, value: ValueType, summary: &'static str) -> Self {
        Self { name, value, summary, required_example: None }
    }

    /// Returns whether the map needs the key.
    #[must_use]
    pub const fn is_required(&self) -> bool {
        self.required_example.is_some()
    }

    /// Returns the key with a value, for a map that lacks it; only keys that a map needs have one.
    #[must_use]
    pub const fn example(&self) -> Option<&'static str> {
        self.required_example
    }
}

/// What the value of a key can be.
#[derive(Clone, Copy, Debug)]
pub enum ValueType {
    /// The version of the format.
    Version,
    /// Any scalar, as its text.
    Text,
    /// A scalar whose text isn't empty.
    NonEmptyText,
    /// The name of a Rust type or variant, in `UpperCamelCase`.
    TypeName,
    /// `true` or `false`.
    Boolean,
    /// `true`.
    True,
    /// An integer from 1 to 4,294,967,295.
    Count,
    /// A duration with units, such as `1m30s`.
    Duration,
    /// A link that can be shown in a page.
    Link,
    /// A link with placeholders.
    LinkTemplate,
    /// A status, a list of them, or a class.
    Statuses,
    /// A JSON Pointer.
    Pointer,
    /// A JSON Pointer or a header field.
    Place,
    /// A place, or a place with what is cut off.
    Locator,
    /// A locator or a list of them.
    Locators,
    /// A map from places to what has to be there.
    Conditions,
    /// What a condition asks for: a scalar, null, a list of both, or a map of `prefix` or `contains`.
    Expected,
    /// Conditions, a place that has a value, or a list of these.
    Alternatives,
    /// Alternatives whose places are those of an item.
    ItemAlternatives,
    /// A list of two marks, of which the second may be null.
    Between,
    /// Locators, or `key`.
    Targets,
    /// The name of a format, or a list of them.
    Formats,
    /// A code or a list of codes.
    Codes,
    /// A list of texts.
    Texts,
    /// One of these names.
    Choice(&'static [Word]),
    /// A map.
    Map(&'static KeyList),
    /// The envelope: the name of a preset or a map.
    Envelope,
    /// Retry hints by status, by class and for the rest.
    RetryTable,
    /// A retry hint, short or long.
    RetryHint,
    /// A map from the names of fields to their types.
    Fields,
    /// A list of groups.
    Groups,
    /// A map from the names of lints to levels.
    Lints,
    /// A list of entries.
    Entries,
}

impl ValueType {
    /// Returns whether it is a text that people write as they like.
    #[must_use]
    pub const fn is_text(&self) -> bool {
        matches!(self, Self::Text | Self::NonEmptyText)
    }
}

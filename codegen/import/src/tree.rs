//! Holds a JSON or YAML document as a tree whose members keep their order.

use std::collections::HashSet;
use std::fmt;

use errspec_data::Pointer;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

/// The members of a map, in order.
pub(crate) type Members = Vec<(String, DataTree)>;

/// A value; integers are kept as text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum DataTree {
    Null,
    Bool(bool),
    Integer(String),
    Fraction(f64),
    Text(String),
    List(Vec<DataTree>),
    Map(Members),
}

impl DataTree {
    /// Returns a member of a map.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.members().iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Returns the members of a map; none of anything else.
    pub(crate) fn members(&self) -> &[(String, Self)] {
        if let Self::Map(members) = self { members } else { &[] }
    }

    /// Returns the items of a list; none of anything else.
    pub(crate) fn items(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { &[] }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// Returns the text of a member.
    pub(crate) fn text_of(&self, key: &str) -> Option<&str> {
        self.get(key)?.text().map(str::trim).filter(|text| !text.is_empty())
    }

    /// Returns any scalar but null, as text.
    pub(crate) fn scalar(&self) -> Option<String> {
        match self {
            Self::Bool(value) => Some(value.to_string()),
            Self::Fraction(value) => Some(value.to_string()),
            Self::Integer(text) | Self::Text(text) => Some(text.clone()),
            Self::Null | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// Returns whether a text that isn't known is anywhere in it.
    pub(crate) fn has_text_besides(&self, known: &HashSet<String>) -> bool {
        match self {
            Self::Text(text) => !text.trim().is_empty() && !known.contains(text.trim()),
            Self::Map(members) => members.iter().any(|(_, member)| member.has_text_besides(known)),
            tree => tree.items().iter().any(|item| item.has_text_besides(known)),
        }
    }

    /// Returns what a JSON Pointer points at.
    pub(crate) fn pointer(&self, pointer: &str) -> Option<&Self> {
        Pointer::new(pointer).tokens().try_fold(self, |tree, token| match tree {
            Self::List(items) => items.get(token.parse::<usize>().ok()?),
            tree => tree.get(&token),
        })
    }
}

/// Writes a key as it is in a JSON Pointer.
pub(crate) fn escape_token(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

impl<'de> Deserialize<'de> for DataTree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Grower)
    }
}

struct Grower;

impl<'de> Visitor<'de> for Grower {
    type Value = DataTree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<DataTree, E> {
        Ok(DataTree::Null)
    }

    fn visit_none<E>(self) -> Result<DataTree, E> {
        Ok(DataTree::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<DataTree, D::Error> {
        DataTree::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<DataTree, E> {
        Ok(DataTree::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<DataTree, E> {
        Ok(DataTree::Integer(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<DataTree, E> {
        Ok(DataTree::Integer(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<DataTree, E> {
        Ok(DataTree::Integer(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<DataTree, E> {
        Ok(DataTree::Integer(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<DataTree, E> {
        Ok(DataTree::Fraction(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<DataTree, E> {
        Ok(DataTree::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<DataTree, E> {
        Ok(DataTree::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<DataTree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(DataTree::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<DataTree, A::Error> {
        let mut members = Vec::new();
        while let Some((MapKey(key), value)) = map.next_entry()? {
            members.push((key, value));
        }
        Ok(DataTree::Map(members))
    }
}

/// A key, which in YAML may be a number: `404:`.
struct MapKey(String);

impl<'de> Deserialize<'de> for MapKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(DataTree::deserialize(deserializer)?.scalar().unwrap_or_default()))
    }
}

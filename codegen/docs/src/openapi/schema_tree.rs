//! Collects the schemas of values at places into the schema of the whole body.

use errspec_data::{Pointer, parse_array_index};

use crate::json_value::Json;
use crate::schema_keywords::{make_any_of, make_typed, merge_schemas};

/// The schema of a value, while places are being named.
#[derive(Clone, Debug, Default)]
pub(super) struct SchemaTree {
    /// What the value is where no place leads into it.
    leaf: Option<Json>,
    members: Vec<(String, SchemaTree)>,
    item: Option<Box<SchemaTree>>,
    is_required: bool,
    can_be_null: bool,
}

impl SchemaTree {
    /// States the schema of a place. Of two that are stated for one place, the first counts.
    pub(super) fn put_schema(&mut self, pointer: Pointer<'_>, schema: Json) {
        let mut tree = self;
        for token in pointer.tokens() {
            tree = tree.find_child(&token);
        }
        tree.leaf.get_or_insert(schema);
    }

    /// States that a place always has a value.
    pub(super) fn require_value(&mut self, pointer: Pointer<'_>) {
        let mut tree = self;
        for token in pointer.tokens() {
            tree = tree.find_child(&token);
            tree.is_required = true;
        }
    }

    /// Returns the tree of a member, or of the elements where the token is an index.
    fn find_child(&mut self, token: &str) -> &mut Self {
        let Some(index) = parse_array_index(token) else { return self.find_member(token) };
        let item = self.item.get_or_insert_default();
        // A service fills up the elements before the one that it sends.
        item.can_be_null |= index > 0;
        item
    }

    fn find_member(&mut self, name: &str) -> &mut Self {
        let known = self.members.iter().position(|(other, _)| other == name);
        let position = known.unwrap_or_else(|| {
            self.members.push((name.to_owned(), Self::default()));
            self.members.len() - 1
        });
        &mut self.members[position].1
    }

    /// Returns the schema: of a value that can be of several kinds, any of them.
    pub(super) fn to_schema(&self) -> Json {
        let mut kinds = Vec::new();
        if !self.members.is_empty() {
            kinds.push(self.to_object_schema());
        }
        if let Some(item) = &self.item {
            kinds.push(make_array_schema(item.to_schema()));
        }
        kinds.extend(self.leaf.clone());
        match (kinds.len(), self.can_be_null) {
            (0, _) => Json::object([]),
            (1, false) => kinds.remove(0),
            (_, false) => make_any_of(kinds),
            (_, true) => make_any_of(kinds.into_iter().chain([make_typed("null")])),
        }
    }

    fn to_object_schema(&self) -> Json {
        let properties = self.members.iter().map(|(name, member)| (name.clone(), member.to_schema()));
        let properties = Json::object([("properties", Json::map(properties))]);
        let object = merge_schemas(make_typed("object"), properties);
        let required: Vec<_> = self.members.iter().filter(|(_, member)| member.is_required).collect();
        if required.is_empty() {
            return object;
        }
        let required = required.iter().map(|(name, _)| name.as_str()).collect();
        merge_schemas(object, Json::object([("required", required)]))
    }
}

pub(super) fn make_array_schema(items: Json) -> Json {
    merge_schemas(make_typed("array"), Json::object([("items", items)]))
}

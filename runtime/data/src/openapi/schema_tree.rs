//! Collects the schemas of values at places into the schema of the whole body.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::value::{
    OpenApiValue, make_any_of, make_array, make_array_schema, make_object, make_text, make_typed,
    make_untyped, merge_schemas,
};
use crate::draft::parse_array_index;
use crate::locator::Pointer;

/// The schema of a value, while places are being named.
#[derive(Clone, Debug, Default)]
pub(super) struct SchemaTree {
    /// What the value can be where no place leads into it.
    leaves: Vec<OpenApiValue>,
    /// The members in the order in which they were named.
    members: Vec<(String, SchemaTree)>,
    /// Where in the list each is: a catalog may name thousands.
    indexes: BTreeMap<String, usize>,
    /// What the elements are, of an array or of an object whose members have any names.
    element: Option<Box<SchemaTree>>,
    /// What the elements are in, each once.
    containers: Vec<Container>,
    is_required: bool,
    can_be_null: bool,
}

/// What elements are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// An array.
    Array,
    /// An object whose members have any names.
    Map,
}

impl SchemaTree {
    /// States the schema of a place. Of two that are stated for one place, the first counts.
    pub(super) fn put_schema(&mut self, pointer: Pointer<'_>, schema: OpenApiValue) {
        let leaves = &mut self.find_place(pointer).leaves;
        if leaves.is_empty() {
            leaves.push(schema);
        }
    }

    /// States what else can be at a place.
    pub(super) fn add_schema(&mut self, pointer: Pointer<'_>, schema: OpenApiValue) {
        let leaves = &mut self.find_place(pointer).leaves;
        if !leaves.contains(&schema) {
            leaves.push(schema);
        }
    }

    /// States that a place always has a value.
    pub(super) fn require_value(&mut self, pointer: Pointer<'_>) {
        let mut tree = self;
        for token in pointer.tokens() {
            tree = tree.find_child(&token);
            tree.is_required = true;
        }
    }

    /// Returns the tree of a place.
    pub(super) fn find_place(&mut self, pointer: Pointer<'_>) -> &mut Self {
        let mut tree = self;
        for token in pointer.tokens() {
            tree = tree.find_child(&token);
        }
        tree
    }

    /// Returns the tree of the elements of a container.
    pub(super) fn find_element(&mut self, container: Container) -> &mut Self {
        if !self.containers.contains(&container) {
            self.containers.push(container);
        }
        self.element.get_or_insert_default()
    }

    /// Returns the tree of a member, or of the elements where the token is an index or stands for all of them.
    ///
    /// They are taken for those of an array, as nearly always: a schema for objects besides would double at each `*`.
    fn find_child(&mut self, token: &str) -> &mut Self {
        if token == Pointer::EACH {
            return self.find_element(Container::Array);
        }
        let Some(index) = parse_array_index(token) else { return self.find_member(token) };
        let element = self.find_element(Container::Array);
        // A service fills up the elements before the one that it sends.
        element.can_be_null |= index > 0;
        element
    }

    fn find_member(&mut self, name: &str) -> &mut Self {
        let next = self.members.len();
        let index = *self.indexes.entry(name.to_owned()).or_insert(next);
        if index == next {
            self.members.push((name.to_owned(), Self::default()));
        }
        &mut self.members[index].1
    }

    /// Returns the schema: of a value that can be of several kinds, any of them.
    pub(super) fn to_schema(&self) -> OpenApiValue {
        let mut kinds = Vec::new();
        let element = self.element.as_ref().map(|element| element.to_schema());
        let is_map = self.containers.contains(&Container::Map);
        if !self.members.is_empty() || is_map {
            kinds.push(self.to_object_schema(element.clone().filter(|_| is_map)));
        }
        let is_array = self.containers.contains(&Container::Array);
        kinds.extend(element.filter(|_| is_array).map(make_array_schema));
        kinds.extend(self.leaves.iter().cloned());
        match (kinds.len(), self.can_be_null) {
            (0, _) => make_untyped(),
            (_, false) => make_any_of(kinds),
            (_, true) => make_any_of(kinds.into_iter().chain([make_typed("null")])),
        }
    }

    /// Makes the schema of an object; its further members are elements, if it has any.
    fn to_object_schema(&self, element: Option<OpenApiValue>) -> OpenApiValue {
        let mut object = make_typed("object");
        if !self.members.is_empty() {
            let properties = self.members.iter().map(|(name, member)| (name.clone(), member.to_schema()));
            object = merge_schemas(object, make_object([("properties", make_object(properties))]));
        }
        if let Some(element) = element {
            object = merge_schemas(object, make_object([("additionalProperties", element)]));
        }
        let required: Vec<_> = self.members.iter().filter(|(_, member)| member.is_required).collect();
        if required.is_empty() {
            return object;
        }
        let required = make_array(required.iter().map(|(name, _)| make_text(name.as_str())));
        merge_schemas(object, make_object([("required", required)]))
    }
}

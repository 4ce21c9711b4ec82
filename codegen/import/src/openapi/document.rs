//! Follows the references of an OpenAPI document, and knows where each of its parts is.

use std::cell::RefCell;
use std::collections::HashSet;

use crate::tree::{DataTree, escape_token};

/// References to references to …
const HOPS: usize = 16;

const NULL: DataTree = DataTree::Null;

/// A document whose parts refer to each other.
pub(super) struct OpenApiDocument<'a> {
    root: &'a DataTree,
    /// References that were asked for and lead to nothing here, in order.
    unresolved: RefCell<Vec<String>>,
}

/// A part of a document, and where it is.
#[derive(Clone, Debug)]
pub(super) struct DocumentPart<'a> {
    pub(super) tree: &'a DataTree,
    /// A JSON Pointer.
    pub(super) place: String,
}

impl<'a> DocumentPart<'a> {
    /// Returns a member of a map.
    pub(super) fn find(&self, key: &str) -> Option<Self> {
        Some(Self { tree: self.tree.get(key)?, place: self.place_of(key) })
    }

    pub(super) fn list_members(&self) -> impl Iterator<Item = (&'a str, Self)> + use<'a> {
        let place = self.place.clone();
        self.tree.members().iter().map(move |(key, tree)| {
            (key.as_str(), Self { tree, place: format!("{place}/{}", escape_token(key)) })
        })
    }

    pub(super) fn list_items(&self) -> impl Iterator<Item = Self> + use<'a> {
        let place = self.place.clone();
        let items = self.tree.items().iter().enumerate();
        items.map(move |(index, tree)| Self { tree, place: format!("{place}/{index}") })
    }

    fn place_of(&self, key: &str) -> String {
        format!("{}/{}", self.place, escape_token(key))
    }
}

impl<'a> OpenApiDocument<'a> {
    pub(super) fn new(root: &'a DataTree) -> Self {
        Self { root, unresolved: RefCell::default() }
    }

    pub(super) fn root(&self) -> DocumentPart<'a> {
        DocumentPart { tree: self.root, place: String::new() }
    }

    /// Returns the references into other documents that were asked for.
    pub(super) fn list_elsewhere(&self) -> Vec<String> {
        self.unresolved.borrow().iter().filter(|target| !target.starts_with('#')).cloned().collect()
    }

    /// Returns the references into this document that lead to nothing.
    pub(super) fn list_broken(&self) -> Vec<String> {
        self.unresolved.borrow().iter().filter(|target| target.starts_with('#')).cloned().collect()
    }

    /// Follows a `$ref` into this document. Other documents aren't read.
    pub(super) fn resolve(&self, part: DocumentPart<'a>) -> DocumentPart<'a> {
        let mut part = part;
        for _ in 0..HOPS {
            let Some(target) = part.tree.text_of("$ref") else { break };
            let Some(pointer) = target.strip_prefix('#') else {
                self.add_unresolved(target);
                break;
            };
            let place = pointer.replace("%7B", "{").replace("%7D", "}").replace("%20", " ");
            let found = self.root.pointer(&place);
            if found.is_none() {
                self.add_unresolved(target);
            }
            part = DocumentPart { tree: found.unwrap_or(const { &NULL }), place };
        }
        part
    }

    /// Follows a `$ref` where it doesn't matter what is where.
    pub(super) fn resolve_tree(&self, tree: &'a DataTree) -> &'a DataTree {
        self.resolve(DocumentPart { tree, place: String::new() }).tree
    }

    /// Lists all references of the document.
    pub(super) fn list_references(&self) -> HashSet<&'a str> {
        let (mut references, mut rest) = (HashSet::new(), vec![self.root]);
        while let Some(tree) = rest.pop() {
            references.extend(tree.text_of("$ref"));
            rest.extend(tree.members().iter().map(|(_, tree)| tree).chain(tree.items()));
        }
        references
    }

    fn add_unresolved(&self, target: &str) {
        let mut unresolved = self.unresolved.borrow_mut();
        if !unresolved.iter().any(|known| known == target) {
            unresolved.push(target.to_owned());
        }
    }
}

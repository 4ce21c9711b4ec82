//! Follows the references of an OpenAPI document, and knows where each of its parts is.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use errspec_data::Pointer;

use crate::tree::{DataTree, escape_token};

/// References to references to …
const HOPS: usize = 16;

const NULL: DataTree = DataTree::Null;

/// A document whose parts refer to each other.
pub(super) struct OpenApiDocument<'a> {
    root: &'a DataTree,
    /// Where references lead that were asked for.
    targets: RefCell<HashMap<&'a str, Option<&'a DataTree>>>,
    /// Those of them that lead to nothing here, in order.
    unresolved: RefCell<Vec<&'a str>>,
    /// The members of maps that references lead through, since thousands may lead through one.
    members: RefCell<HashMap<*const DataTree, MembersByName<'a>>>,
}

type MembersByName<'a> = HashMap<&'a str, &'a DataTree>;

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
        let (targets, unresolved, members) = Default::default();
        Self { root, targets, unresolved, members }
    }

    pub(super) fn root(&self) -> DocumentPart<'a> {
        DocumentPart { tree: self.root, place: String::new() }
    }

    /// Returns the references into other documents that were asked for.
    pub(super) fn list_elsewhere(&self) -> Vec<String> {
        self.list_unresolved(|target| !target.starts_with('#'))
    }

    /// Returns the references into this document that lead to nothing.
    pub(super) fn list_broken(&self) -> Vec<String> {
        self.list_unresolved(|target| target.starts_with('#'))
    }

    fn list_unresolved(&self, is_listed: fn(&str) -> bool) -> Vec<String> {
        let unresolved = self.unresolved.borrow();
        unresolved.iter().filter(|target| is_listed(target)).map(|target| (*target).to_owned()).collect()
    }

    /// Follows a `$ref` into this document. Other documents aren't read.
    pub(super) fn resolve(&self, part: DocumentPart<'a>) -> DocumentPart<'a> {
        let mut part = part;
        for _ in 0..HOPS {
            let Some(target) = part.tree.text_of("$ref") else { break };
            let pointer = target.strip_prefix('#');
            let place =
                pointer.map(|place| place.replace("%7B", "{").replace("%7D", "}").replace("%20", " "));
            let found = self.find_target(target, place.as_deref());
            let Some(place) = place else { break };
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

    /// Finds where a reference leads, by its pointer if it leads into this document.
    fn find_target(&self, target: &'a str, pointer: Option<&str>) -> Option<&'a DataTree> {
        if let Some(found) = self.targets.borrow().get(target) {
            return *found;
        }
        let found = pointer.and_then(|pointer| self.find_at(pointer));
        self.targets.borrow_mut().insert(target, found);
        if found.is_none() {
            self.unresolved.borrow_mut().push(target);
        }
        found
    }

    fn find_at(&self, pointer: &str) -> Option<&'a DataTree> {
        let mut members = self.members.borrow_mut();
        Pointer::new(pointer).tokens().try_fold(self.root, |tree, token| match tree {
            DataTree::Map(list) => {
                // Of equal names, the first counts.
                let by_name = || list.iter().rev().map(|(name, member)| (name.as_str(), member)).collect();
                members.entry(tree).or_insert_with(by_name).get(&*token).copied()
            }
            tree => tree.items().get(token.parse::<usize>().ok()?),
        })
    }
}

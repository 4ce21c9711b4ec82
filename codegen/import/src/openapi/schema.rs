//! The references and schemas of an OpenAPI document.

use std::cell::RefCell;

use super::Listed;
use crate::row::Code;
use crate::tree::Tree;

/// Schemas may contain themselves; what is deeper is left out.
const DEPTH: usize = 8;
/// How many schemas are looked at for one body: each may be made of many, over and over.
const STEPS: usize = 5_000;
/// References to references to …
const HOPS: usize = 16;

const NULL: Tree = Tree::Null;

/// A document whose parts refer to each other.
pub(super) struct Document<'a> {
    root: &'a Tree,
    /// References into other documents that were asked for.
    elsewhere: RefCell<Vec<String>>,
}

impl<'a> Document<'a> {
    pub(super) fn of(root: &'a Tree) -> Self {
        Self { root, elsewhere: RefCell::default() }
    }

    pub(super) fn pointer(&self, pointer: &str) -> Option<&'a Tree> {
        self.root.pointer(pointer)
    }

    /// What was asked for and is in other documents, in order.
    pub(super) fn elsewhere(&self) -> Vec<String> {
        self.elsewhere.borrow().clone()
    }

    pub(super) fn member(&self, key: &str) -> Option<&'a Tree> {
        self.root.get(key)
    }

    /// What a `$ref` into this document stands for. Other documents aren't read.
    pub(super) fn resolve(&self, tree: &'a Tree) -> &'a Tree {
        let mut tree = tree;
        for _ in 0..HOPS {
            let Some(target) = tree.text_of("$ref") else { break };
            let Some(target) = target.strip_prefix('#') else {
                let mut elsewhere = self.elsewhere.borrow_mut();
                if !elsewhere.iter().any(|known| known == target) {
                    elsewhere.push(target.to_owned());
                }
                break;
            };
            let target = target.replace("%7B", "{").replace("%7D", "}").replace("%20", " ");
            tree = self.root.pointer(&target).unwrap_or(const { &NULL });
        }
        tree
    }

    /// A body with every property that a schema names.
    pub(super) fn sample(&self, schema: &'a Tree) -> Tree {
        self.sample_at(schema, 0, &mut { STEPS })
    }

    fn sample_at(&self, schema: &'a Tree, depth: usize, left: &mut usize) -> Tree {
        let schema = self.resolve(schema);
        if depth > DEPTH || *left == 0 {
            return Tree::Null;
        }
        *left -= 1;
        let mut members = Vec::<(String, Tree)>::new();
        for part in parts(schema) {
            if let Tree::Map(more) = self.sample_at(part, depth + 1, left) {
                let is_new = |name: &String| !members.iter().any(|(known, _)| known == name);
                let more: Vec<_> = more.into_iter().filter(|(name, _)| is_new(name)).collect();
                members.extend(more);
            }
        }
        for (name, property) in schema.get("properties").map(Tree::members).unwrap_or_default() {
            members.push((name.clone(), self.sample_at(property, depth + 1, left)));
        }
        if !members.is_empty() {
            return Tree::Map(members);
        }
        if let Some(items) = schema.get("items") {
            return Tree::List(vec![self.sample_at(items, depth + 1, left)]);
        }
        match type_of(schema) {
            Some("string") => Tree::Text(String::new()),
            Some("integer" | "number") => Tree::Integer("0".to_owned()),
            Some(_) => Tree::Null,
            None if schema.get("enum").is_some() || schema.get("const").is_some() => {
                Tree::Text(String::new())
            }
            None => {
                parts(schema).map(|part| self.sample_at(part, depth + 1, left)).next().unwrap_or(Tree::Null)
            }
        }
    }

    /// The values that a schema lists for what a pointer points at. Where a part of it says which one it is, that one.
    pub(super) fn values(&self, schema: &'a Tree, pointer: &str) -> Vec<Listed> {
        let tokens: Vec<_> = pointer.split('/').skip(1).collect();
        let mut lists = Vec::new();
        self.collect(schema, &tokens, 0, &mut { STEPS }, &mut lists);
        if lists.iter().any(|list| list.len() == 1) {
            lists.retain(|list| list.len() == 1);
        }
        let mut values = Vec::<Listed>::new();
        for value in lists.into_iter().flatten() {
            if !values.iter().any(|(code, _)| *code == value.0) {
                values.push(value);
            }
        }
        values
    }

    fn collect(
        &self,
        schema: &'a Tree,
        tokens: &[&str],
        depth: usize,
        left: &mut usize,
        lists: &mut Vec<Vec<Listed>>,
    ) {
        let schema = self.resolve(schema);
        if depth > DEPTH || *left == 0 {
            return;
        }
        *left -= 1;
        for part in parts(schema) {
            self.collect(part, tokens, depth + 1, left, lists);
        }
        match tokens {
            [] => lists.extend(Some(listed(schema)).filter(|list| !list.is_empty())),
            [token, rest @ ..] => {
                let property = schema.get("properties").and_then(|properties| properties.get(token));
                let property = property.or_else(|| schema.get("items").filter(|_| *token == "0"));
                if let Some(property) = property {
                    self.collect(property, rest, depth + 1, left, lists);
                }
            }
        }
    }
}

/// The schemas that a schema is made of.
fn parts(schema: &Tree) -> impl Iterator<Item = &Tree> {
    ["allOf", "oneOf", "anyOf"].iter().filter_map(|key| schema.get(key)).flat_map(Tree::items)
}

/// The type of a schema; of several, as OpenAPI 3.1 allows, the first that isn't null.
fn type_of(schema: &Tree) -> Option<&str> {
    let types = schema.get("type")?;
    types.text().or_else(|| types.items().iter().filter_map(Tree::text).find(|name| *name != "null"))
}

fn listed(schema: &Tree) -> Vec<Listed> {
    let constant = schema.get("const").and_then(Code::of);
    let described = schema.text_of("description").filter(|_| constant.is_some()).map(str::to_owned);
    let values = schema.get("enum").map(Tree::items).unwrap_or_default().iter().filter_map(Code::of);
    let said = |index: usize, code: &Code| {
        let keys = ["x-enum-descriptions", "x-enumDescriptions", "x-enum-description"];
        let texts = keys.iter().find_map(|key| schema.get(key))?;
        texts
            .items()
            .get(index)
            .and_then(Tree::text)
            .or_else(|| texts.text_of(code.as_str()))
            .map(str::to_owned)
    };
    let values =
        values.enumerate().map(|(index, code)| (said(index, &code), code)).map(|(said, code)| (code, said));
    constant.map(|code| (code, described)).into_iter().chain(values).collect()
}

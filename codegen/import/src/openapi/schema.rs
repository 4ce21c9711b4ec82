//! Reads the schemas of an OpenAPI document.

use std::borrow::Cow;

use errspec_data::Pointer;

use super::document::OpenApiDocument;
use crate::row::RowCode;
use crate::tree::DataTree;

/// Schemas may contain themselves; what is deeper is left out.
const DEPTH: usize = 8;
/// How many schemas are looked at for one body: each may be made of many, over and over.
const STEPS: usize = 5_000;

/// A code that a schema lists, with its description.
pub(super) type ListedCode = (RowCode, Option<String>);

impl<'a> OpenApiDocument<'a> {
    /// Makes a body with every property that a schema names.
    pub(super) fn make_sample(&self, schema: &'a DataTree) -> DataTree {
        self.make_sample_at(schema, 0, &mut { STEPS })
    }

    fn make_sample_at(&self, schema: &'a DataTree, depth: usize, left: &mut usize) -> DataTree {
        let schema = self.resolve_tree(schema);
        if depth > DEPTH || *left == 0 {
            return DataTree::Null;
        }
        *left -= 1;
        let mut members = Vec::<(String, DataTree)>::new();
        for part in list_parts(schema) {
            if let DataTree::Map(more) = self.make_sample_at(part, depth + 1, left) {
                let is_new = |name: &String| !members.iter().any(|(known, _)| known == name);
                let more: Vec<_> = more.into_iter().filter(|(name, _)| is_new(name)).collect();
                members.extend(more);
            }
        }
        for (name, property) in schema.get("properties").map(DataTree::members).unwrap_or_default() {
            members.push((name.clone(), self.make_sample_at(property, depth + 1, left)));
        }
        if !members.is_empty() {
            return DataTree::Map(members);
        }
        if let Some(items) = schema.get("items") {
            return DataTree::List(vec![self.make_sample_at(items, depth + 1, left)]);
        }
        match find_type(schema) {
            Some("string") => DataTree::Text(String::new()),
            Some("integer" | "number") => DataTree::Integer("0".to_owned()),
            Some(_) => DataTree::Null,
            None if schema.get("enum").is_some() || schema.get("const").is_some() => {
                DataTree::Text(String::new())
            }
            None => list_parts(schema)
                .map(|part| self.make_sample_at(part, depth + 1, left))
                .next()
                .unwrap_or(DataTree::Null),
        }
    }

    /// Returns whether a schema says something in words that is not about one of its codes.
    pub(super) fn has_descriptions(&self, schema: &'a DataTree) -> bool {
        self.has_descriptions_at(schema, 0, &mut { STEPS })
    }

    fn has_descriptions_at(&self, schema: &'a DataTree, depth: usize, left: &mut usize) -> bool {
        let schema = self.resolve_tree(schema);
        if depth > DEPTH || *left == 0 {
            return false;
        }
        *left -= 1;
        let is_of_codes =
            |key: &str| key.starts_with("x-enum") || key == "description" && schema.get("const").is_some();
        let is_text = |key: &str| ["description", "title"].contains(&key) || key.starts_with("x-");
        let is_said = schema.members().iter().any(|(key, _)| is_text(key) && !is_of_codes(key));
        let properties = schema.get("properties").map(DataTree::members).unwrap_or_default();
        let properties = properties.iter().map(|(_, property)| property);
        let mut parts = list_parts(schema).chain(properties).chain(schema.get("items"));
        is_said || parts.any(|part| self.has_descriptions_at(part, depth + 1, left))
    }

    /// Lists the values that a schema has for what a pointer points at. Where a part of it says which one it is, that
    /// one.
    pub(super) fn list_values(&self, schema: &'a DataTree, pointer: &str) -> Vec<ListedCode> {
        let tokens: Vec<_> = Pointer::new(pointer).tokens().collect();
        let mut lists = Vec::new();
        self.collect_lists(schema, &tokens, 0, &mut { STEPS }, &mut lists);
        if lists.iter().any(|list| list.len() == 1) {
            lists.retain(|list| list.len() == 1);
        }
        let mut values = Vec::<ListedCode>::new();
        for value in lists.into_iter().flatten() {
            if !values.iter().any(|(code, _)| *code == value.0) {
                values.push(value);
            }
        }
        values
    }

    fn collect_lists(
        &self,
        schema: &'a DataTree,
        tokens: &[Cow<'_, str>],
        depth: usize,
        left: &mut usize,
        lists: &mut Vec<Vec<ListedCode>>,
    ) {
        let schema = self.resolve_tree(schema);
        if depth > DEPTH || *left == 0 {
            return;
        }
        *left -= 1;
        for part in list_parts(schema) {
            self.collect_lists(part, tokens, depth + 1, left, lists);
        }
        match tokens {
            [] => lists.extend(Some(list_codes(schema)).filter(|list| !list.is_empty())),
            [token, rest @ ..] => {
                let property = schema.get("properties").and_then(|properties| properties.get(token));
                let property = property.or_else(|| schema.get("items").filter(|_| *token == "0"));
                if let Some(property) = property {
                    self.collect_lists(property, rest, depth + 1, left, lists);
                }
            }
        }
    }
}

/// Lists the schemas that a schema is made of.
fn list_parts(schema: &DataTree) -> impl Iterator<Item = &DataTree> {
    ["allOf", "oneOf", "anyOf"].iter().filter_map(|key| schema.get(key)).flat_map(DataTree::items)
}

/// Returns the type of a schema; of several, as OpenAPI 3.1 allows, the first that isn't null.
fn find_type(schema: &DataTree) -> Option<&str> {
    let types = schema.get("type")?;
    types.text().or_else(|| types.items().iter().filter_map(DataTree::text).find(|name| *name != "null"))
}

fn list_codes(schema: &DataTree) -> Vec<ListedCode> {
    let constant = schema.get("const").and_then(RowCode::from_tree);
    let described = schema.text_of("description").filter(|_| constant.is_some()).map(str::to_owned);
    let values =
        schema.get("enum").map(DataTree::items).unwrap_or_default().iter().filter_map(RowCode::from_tree);
    let said = |index: usize, code: &RowCode| {
        let keys = ["x-enum-descriptions", "x-enumDescriptions", "x-enum-description"];
        let texts = keys.iter().find_map(|key| schema.get(key))?;
        texts
            .items()
            .get(index)
            .and_then(DataTree::text)
            .or_else(|| texts.text_of(code.as_str()))
            .map(str::to_owned)
    };
    let values =
        values.enumerate().map(|(index, code)| (said(index, &code), code)).map(|(said, code)| (code, said));
    constant.map(|code| (code, described)).into_iter().chain(values).collect()
}

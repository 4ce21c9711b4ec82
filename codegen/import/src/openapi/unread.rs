//! Describes what an OpenAPI document says about errors and no entry has.

use std::cell::RefCell;
use std::collections::HashSet;

use super::document::{DocumentPart, OpenApiDocument};
use super::find_code;
use super::response::{
    OpenApiExample, OpenApiResponse, guess_component_statuses, is_read_media, is_success_name,
    list_components, list_operations,
};
use crate::envelope::DraftEnvelope;
use crate::row::Row;
use crate::table_cell;

/// How many places of examples are listed; more are counted.
const MOST_PLACES: usize = 20;

/// What the entries have, so that all else can be told from it.
pub(super) struct Unread<'d, 'a> {
    document: &'d OpenApiDocument<'a>,
    envelope: &'d DraftEnvelope,
    /// The texts that are in an entry or in a remark.
    told: RefCell<HashSet<String>>,
}

impl<'d, 'a> Unread<'d, 'a> {
    pub(super) fn new(document: &'d OpenApiDocument<'a>, envelope: &'d DraftEnvelope, rows: &[Row]) -> Self {
        let codes = rows.iter().filter_map(Row::code).map(str::to_owned);
        let told = codes.chain(rows.iter().filter_map(|row| row.meaning.clone())).collect();
        Self { document, envelope, told: RefCell::new(told) }
    }

    /// Describes all that is left out, each text once.
    pub(super) fn describe_all(&self, responses: &[OpenApiResponse<'a>]) -> Vec<String> {
        let mut seen = HashSet::new();
        let responses = responses.iter().filter(|response| seen.insert(response.part.place.as_str()));
        let responses: Vec<_> = responses.collect();
        let mut todos: Vec<_> = responses.iter().flat_map(|of| self.describe_response(of)).collect();
        todos.extend(self.describe_schemas(&responses));
        todos.extend(self.describe_components());
        todos.extend(self.describe_extensions());
        todos.extend(self.describe_samples(&responses));
        todos
    }

    fn describe_response(&self, response: &OpenApiResponse<'a>) -> Vec<String> {
        let said = response.description.unwrap_or_default();
        let is_reason = table_cell::find_words_beside_status(said, &response.statuses).is_none();
        let mut parts = Vec::new();
        for (key, part) in response.part.list_members() {
            match key {
                "description" if is_reason => {}
                "$ref" => {}
                "headers" | "links" => parts.extend(part.list_members().map(|(_, part)| part)),
                "content" => parts.extend(self.list_unread_media(&part)),
                _ => parts.push(part),
            }
        }
        let without_code =
            response.examples.iter().filter(|of| find_code(of.body.tree, self.envelope).is_none());
        parts.extend(without_code.map(|example| example.body.clone()));
        parts.iter().filter_map(|part| self.describe_part(part)).collect()
    }

    /// Lists what isn't read of the bodies of a response.
    fn list_unread_media(&self, content: &DocumentPart<'a>) -> Vec<DocumentPart<'a>> {
        let mut parts = Vec::new();
        for (name, media) in content.list_members() {
            if !is_read_media(name) {
                parts.push(media);
                continue;
            }
            for (key, part) in self.document.resolve(media).list_members() {
                match key {
                    "schema" | "example" => {}
                    "examples" => {
                        parts.extend(
                            part.list_members().flat_map(|(_, example)| self.list_unread_example(example)),
                        );
                    }
                    _ => parts.push(part),
                }
            }
        }
        parts
    }

    fn list_unread_example(&self, example: DocumentPart<'a>) -> Vec<DocumentPart<'a>> {
        let members = self.document.resolve(example).list_members();
        members.filter(|(key, _)| *key != "value").map(|(_, part)| part).collect()
    }

    /// Describes a part, unless what it says has been said.
    fn describe_part(&self, part: &DocumentPart<'a>) -> Option<String> {
        let tree = self.document.resolve(part.clone()).tree;
        let said = ["description", "summary", "title", "message"].iter().find_map(|key| tree.text_of(key));
        let said = said.map(str::to_owned).or_else(|| tree.scalar()).map(|text| text.trim().to_owned());
        let key = match (&said, tree.scalar()) {
            (Some(said), Some(_)) => said.clone(),
            _ => format!("{} {tree:?}", part.place.rsplit('/').next().unwrap_or_default()),
        };
        let said = said.filter(|said| !said.is_empty()).map(|said| format!(": {said}")).unwrap_or_default();
        self.told.borrow_mut().insert(key).then(|| format!("`{}` isn't taken{said}", part.place))
    }

    /// Describes the examples that have a code, and other texts that no entry has.
    fn describe_samples(&self, responses: &[&OpenApiResponse<'a>]) -> Option<String> {
        let examples = responses.iter().flat_map(|response| &response.examples);
        let mut seen = HashSet::new();
        let is_more = |example: &&OpenApiExample<'_>| {
            let has_code = find_code(example.body.tree, self.envelope).is_some();
            has_code && example.body.tree.has_text_besides(&self.told.borrow())
        };
        let places = examples.filter(is_more).map(|example| format!("`{}`", example.body.place));
        let places: Vec<_> = places.filter(|place| seen.insert(place.clone())).collect();
        let told = "examples tell where the code is, and what else they show isn't taken";
        let more = places.len().saturating_sub(MOST_PLACES);
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        let shown = places.iter().take(MOST_PLACES).cloned().collect::<Vec<_>>().join(", ");
        (!places.is_empty()).then(|| format!("{told}: {shown}{more}"))
    }

    /// Describes the members of bodies, and what is said about them, that schemas have besides codes.
    fn describe_schemas(&self, responses: &[&OpenApiResponse<'a>]) -> Vec<String> {
        let mut seen = HashSet::new();
        let schemas = responses.iter().flat_map(|response| &response.schemas);
        let schemas = schemas.map(|schema| self.document.resolve(schema.clone()));
        let schemas = schemas.filter(|schema| seen.insert(schema.place.clone()));
        let describe = |schema: DocumentPart<'a>| {
            let parts = self.envelope.list_other_members(&self.document.make_sample(schema.tree));
            let mut parts: Vec<_> = parts.into_iter().map(|part| format!("`{part}`")).collect();
            parts.extend(self.document.has_descriptions(schema.tree).then(|| "the descriptions".to_owned()));
            let key = format!("{parts:?}");
            let is_new = !parts.is_empty() && self.told.borrow_mut().insert(key);
            is_new.then(|| format!("`{}`: not taken of this schema: {}", schema.place, parts.join(", ")))
        };
        schemas.filter_map(describe).collect()
    }

    /// Describes what nothing refers to and may be about errors.
    fn describe_components(&self) -> Vec<String> {
        let used = self.document.list_references();
        let Some(components) = self.document.root().find("components") else { return Vec::new() };
        let free = |key: &str| {
            let parts = components.find(key).map(|parts| parts.list_members().collect()).unwrap_or_default();
            let parts: Vec<(&str, DocumentPart<'a>)> = parts;
            parts.into_iter().filter(|(_, part)| !used.contains(format!("#{}", part.place).as_str()))
        };
        let is_error = |name: &str| {
            let name = name.to_lowercase();
            ["error", "problem", "exception", "fault"].iter().any(|word| name.contains(word))
        };
        let is_unknown = |name: &str| guess_component_statuses(name).is_none() && !is_success_name(name);
        let responses = list_components(self.document).into_iter();
        let responses = responses
            .filter(|(name, part)| is_unknown(name) && !used.contains(format!("#{}", part.place).as_str()));
        let schemas = free("schemas").filter(|(name, _)| is_error(name));
        let examples = free("examples").filter(|(name, example)| {
            is_error(name)
                || example.tree.get("value").is_some_and(|body| find_code(body, self.envelope).is_some())
        });
        let parts = responses.chain(schemas).chain(examples);
        parts.filter_map(|(_, part)| self.describe_part(&part)).collect()
    }

    /// Describes the extensions of the document, and those of operations that are about errors.
    fn describe_extensions(&self) -> Vec<String> {
        let of_document = self.document.root().list_members();
        let of_operations = list_operations(self.document).into_iter().flat_map(|of| of.list_members());
        let of_operations = of_operations.filter(|(key, _)| key.to_lowercase().contains("error"));
        let extensions = of_document.chain(of_operations);
        let extensions = extensions.filter(|(key, _)| key.starts_with("x-") && *key != "x-errspec");
        extensions.filter_map(|(_, part)| self.describe_part(&part)).collect()
    }
}

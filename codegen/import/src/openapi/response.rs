//! Finds the responses of an OpenAPI document that are errors.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use errspec_data::Statuses;
use errspec_spec::make_variant_name;

use super::document::{DocumentPart, OpenApiDocument};
use crate::statuses::DraftStatuses;
use crate::table_cell;
use crate::tree::DataTree;

const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// An error response of one operation, or of any.
pub(super) struct OpenApiResponse<'a> {
    pub(super) statuses: DraftStatuses,
    /// What the document says of it.
    pub(super) part: DocumentPart<'a>,
    pub(super) description: Option<&'a str>,
    pub(super) examples: Vec<OpenApiExample<'a>>,
    pub(super) schemas: Vec<DocumentPart<'a>>,
    /// The entries of a catalog that it was made from.
    pub(super) own: &'a [DataTree],
}

/// A body that a document shows.
pub(super) struct OpenApiExample<'a> {
    /// What the document says of it.
    pub(super) said: Option<&'a str>,
    pub(super) body: DocumentPart<'a>,
}

/// Finds the responses of operations and webhooks, and those that wait for operations to refer to them.
pub(super) fn find_error_responses<'a>(document: &OpenApiDocument<'a>) -> Vec<OpenApiResponse<'a>> {
    let operations = list_operations(document).into_iter();
    let responses = operations.filter_map(|operation| operation.find("responses"));
    let responses = responses.flat_map(|responses| document.resolve(responses).list_members());
    let responses: Vec<_> = responses.collect();
    let used: HashSet<_> =
        responses.iter().filter_map(|(_, response)| response.tree.text_of("$ref")).collect();
    let components = list_components(document);
    let is_free = |(name, _): &(&str, _)| !used.contains(format!("#/components/responses/{name}").as_str());
    let operations =
        responses.iter().filter_map(|(key, of)| read_response(document, read_status_key(key), of));
    let components = components.into_iter().filter(is_free);
    let components =
        components.filter_map(|(name, of)| read_response(document, guess_component_statuses(name), &of));
    operations.chain(components).collect()
}

/// Lists the operations of paths and webhooks.
pub(super) fn list_operations<'a>(document: &OpenApiDocument<'a>) -> Vec<DocumentPart<'a>> {
    let items = ["paths", "webhooks"].into_iter().filter_map(|key| document.root().find(key));
    let items = items.flat_map(|items| items.list_members()).map(|(_, item)| document.resolve(item));
    let operations = items.flat_map(|item| item.list_members());
    let operations = operations.filter(|(method, _)| METHODS.contains(method));
    operations.map(|(_, operation)| document.resolve(operation)).collect()
}

/// Lists the responses of `components`, by their names.
pub(super) fn list_components<'a>(document: &OpenApiDocument<'a>) -> Vec<(&'a str, DocumentPart<'a>)> {
    let components = document.root().find("components").and_then(|components| components.find("responses"));
    components.map(|responses| responses.list_members().collect()).unwrap_or_default()
}

/// Reads the key of a response; none for what is not an error.
fn read_status_key(key: &str) -> Option<DraftStatuses> {
    match table_cell::read_status_cell(key).statuses {
        DraftStatuses::Listed(list) if list.iter().all(|status| *status >= 400) => {
            Some(DraftStatuses::Listed(list))
        }
        DraftStatuses::Class(class) if class >= 4 => Some(DraftStatuses::Class(class)),
        _ => (key == "default").then_some(DraftStatuses::Any),
    }
}

/// Guesses the statuses of a component: its name is a key, or the reason phrase of a status, such as `NotFound`.
pub(super) fn guess_component_statuses(name: &str) -> Option<DraftStatuses> {
    read_status_key(name).or_else(|| find_status_by_name(name, 400..600))
}

/// Returns whether a component is named by a status below those of errors: `Created`, `200`.
pub(super) fn is_success_name(name: &str) -> bool {
    let status = table_cell::read_status_cell(name).statuses;
    status.is_below(400)
        || matches!(status, DraftStatuses::Class(1..4))
        || find_status_by_name(name, 100..400).is_some()
}

fn find_status_by_name(name: &str, statuses: Range<u16>) -> Option<DraftStatuses> {
    let name = make_variant_name(Some(name), Statuses::Any)?;
    let name = ["Response", "Error"].into_iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    let status = STATUSES.get(name).filter(|status| statuses.contains(status))?;
    Some(DraftStatuses::Listed(vec![*status]))
}

/// The statuses that have a name.
static STATUSES: LazyLock<HashMap<String, u16>> = LazyLock::new(|| {
    let name_of = |status| DraftStatuses::Listed(vec![status]).make_variant_name(None);
    (100..600).filter_map(|status| Some((name_of(status)?, status))).collect()
});

/// Reads a response, if it is one of errors.
fn read_response<'a>(
    document: &OpenApiDocument<'a>,
    statuses: Option<DraftStatuses>,
    response: &DocumentPart<'a>,
) -> Option<OpenApiResponse<'a>> {
    let part = document.resolve(response.clone());
    let own = part.tree.pointer("/x-errspec/errors").map(DataTree::items).unwrap_or_default();
    let mut found = OpenApiResponse {
        statuses: statuses.or_else(|| (!own.is_empty()).then_some(DraftStatuses::Any))?,
        description: part.tree.text_of("description"),
        examples: Vec::new(),
        schemas: Vec::new(),
        own,
        part,
    };
    let content = found.part.find("content");
    for (name, media) in content.iter().flat_map(DocumentPart::list_members) {
        if is_read_media(name) {
            found.add_media(document, &document.resolve(media));
        }
    }
    Some(found)
}

/// Returns whether bodies of a media type are JSON.
pub(super) fn is_read_media(name: &str) -> bool {
    name.contains("json") || name.contains("*/*")
}

impl<'a> OpenApiResponse<'a> {
    /// Adds what one media type says of the body.
    fn add_media(&mut self, document: &OpenApiDocument<'a>, media: &DocumentPart<'a>) {
        self.examples.extend(media.find("example").map(|body| OpenApiExample { said: None, body }));
        for (_, example) in media.find("examples").iter().flat_map(DocumentPart::list_members) {
            let example = document.resolve(example);
            let tree = example.tree;
            let said = tree.text_of("summary").or_else(|| tree.text_of("description"));
            self.examples.extend(example.find("value").map(|body| OpenApiExample { said, body }));
        }
        if let Some(schema) = media.find("schema") {
            let resolved = document.resolve(schema.clone());
            let more = resolved.find("examples");
            let more = more.iter().flat_map(DocumentPart::list_items);
            let bodies = resolved.find("example").into_iter().chain(more);
            self.examples.extend(bodies.map(|body| OpenApiExample { said: None, body }));
            self.schemas.push(schema);
        }
    }
}

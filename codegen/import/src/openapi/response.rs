//! Finds the responses of an OpenAPI document that are errors.

use std::collections::HashSet;

use errspec_data::Statuses;
use errspec_spec::make_variant_name;

use super::schema::OpenApiDocument;
use crate::statuses::DraftStatuses;
use crate::table_cell;
use crate::tree::DataTree;

const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// An error response of one operation, or of any.
pub(super) struct OpenApiResponse<'a> {
    pub(super) statuses: DraftStatuses,
    pub(super) description: Option<&'a str>,
    /// Bodies that the document shows, each with what it says about them.
    pub(super) examples: Vec<(Option<&'a str>, &'a DataTree)>,
    pub(super) schemas: Vec<&'a DataTree>,
    /// The types of its content that aren't JSON.
    pub(super) unread: Vec<&'a str>,
    /// The entries of a catalog that it was made from.
    pub(super) own: &'a [DataTree],
}

/// Finds the responses of operations and webhooks, and those that wait for operations to refer to them.
pub(super) fn find_error_responses<'a>(document: &OpenApiDocument<'a>) -> Vec<OpenApiResponse<'a>> {
    let items = ["paths", "webhooks"].into_iter().filter_map(|key| document.member(key));
    let items = items.flat_map(DataTree::members).map(|(_, item)| document.resolve(item));
    let operations =
        items.flat_map(DataTree::members).filter(|(method, _)| METHODS.contains(&method.as_str()));
    let responses = operations.filter_map(|(_, operation)| document.resolve(operation).get("responses"));
    let responses = responses.flat_map(|responses| document.resolve(responses).members());
    let responses: Vec<_> = responses.collect();
    let used: HashSet<_> = responses.iter().filter_map(|(_, response)| response.text_of("$ref")).collect();
    let components = document.pointer("/components/responses").map(DataTree::members).unwrap_or_default();
    let is_free =
        |(name, _): &&(String, DataTree)| !used.contains(format!("#/components/responses/{name}").as_str());
    let operations =
        responses.iter().filter_map(|(key, of)| read_response(document, read_status_key(key), of));
    let components = components.iter().filter(is_free);
    let components =
        components.filter_map(|(name, of)| read_response(document, guess_component_statuses(name), of));
    operations.chain(components).collect()
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
fn guess_component_statuses(name: &str) -> Option<DraftStatuses> {
    read_status_key(name).or_else(|| {
        let name = make_variant_name(Some(name), Statuses::Any)?;
        let name = ["Response", "Error"].into_iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
        let statuses = (400..600).map(|status| DraftStatuses::Listed(vec![status]));
        statuses.into_iter().find(|status| status.make_variant_name(None).as_deref() == Some(name))
    })
}

/// Reads a response, if it is one of errors.
fn read_response<'a>(
    document: &OpenApiDocument<'a>,
    statuses: Option<DraftStatuses>,
    response: &'a DataTree,
) -> Option<OpenApiResponse<'a>> {
    let response = document.resolve(response);
    let own = response.pointer("/x-errspec/errors").map(DataTree::items).unwrap_or_default();
    let mut found = OpenApiResponse {
        statuses: statuses.or_else(|| (!own.is_empty()).then_some(DraftStatuses::Any))?,
        description: response.text_of("description"),
        examples: Vec::new(),
        schemas: Vec::new(),
        unread: Vec::new(),
        own,
    };
    let media = response.get("content").map(DataTree::members).unwrap_or_default();
    for (name, media) in media {
        if name.contains("json") || name.contains("*/*") {
            found.add_media(document, document.resolve(media));
        } else {
            found.unread.push(name);
        }
    }
    found.examples.retain(|(_, body)| !body.members().is_empty());
    Some(found)
}

impl<'a> OpenApiResponse<'a> {
    /// Adds what one media type says of the body.
    fn add_media(&mut self, document: &OpenApiDocument<'a>, media: &'a DataTree) {
        self.examples.extend(media.get("example").map(|body| (None, body)));
        for (_, example) in media.get("examples").map(DataTree::members).unwrap_or_default() {
            let example = document.resolve(example);
            let said = example.text_of("summary").or_else(|| example.text_of("description"));
            self.examples.extend(example.get("value").map(|body| (said, body)));
        }
        if let Some(schema) = media.get("schema") {
            let resolved = document.resolve(schema);
            let more = resolved.get("examples").map(DataTree::items).unwrap_or_default();
            self.examples.extend(resolved.get("example").into_iter().chain(more).map(|body| (None, body)));
            self.schemas.push(schema);
        }
    }
}

//! Makes a response for each status, with an example of each error that it can be.

use std::collections::{BTreeMap, HashSet};

use errspec_codegen::{retry_advice, text};
use errspec_data::openapi::{
    ResponseKey, describe_response, list_media_types, make_object, make_response_headers,
};
use errspec_data::{Catalog, Entry};
use errspec_spec::{CatalogEntry, Spec};

use super::STYLE;
use super::schemas::refer_to_schemas;
use crate::json_value::Json;
use crate::neutral_json::encode_entry;
use crate::sample::make_sample_at;

/// The errors that a response can be.
#[derive(Default)]
struct ResponseEntries<'s> {
    all: Vec<&'s CatalogEntry<'s>>,
    /// Those that are described here in full, and not by name alone.
    full: Vec<&'s CatalogEntry<'s>>,
}

/// An entry in more responses than this is described in full in the first one alone: a catalog of a few MiB would become a
/// document of some GiB.
const MAX_FULL: usize = 50;

/// Makes the component `responses`.
pub(super) fn make_responses(spec: &Spec<'_>, catalog: &Catalog<'_>) -> Json {
    let mut entries_by_key = BTreeMap::<_, ResponseEntries<'_>>::new();
    for entry in spec.entries() {
        let keys = ResponseKey::list_keys(entry.data());
        for (index, key) in keys.iter().enumerate() {
            let entries = entries_by_key.entry(*key).or_default();
            entries.all.push(entry);
            entries.full.extend((index == 0 || keys.len() <= MAX_FULL).then_some(entry));
        }
    }
    let responses = entries_by_key.iter().map(|(key, entries)| {
        let response = make_response_component(spec, catalog, *key, entries);
        (key.to_string(), response)
    });
    Json::map(responses)
}

fn make_response_component(
    spec: &Spec<'_>,
    catalog: &Catalog<'_>,
    key: ResponseKey,
    entries: &ResponseEntries<'_>,
) -> Json {
    let data: Vec<_> = entries.all.iter().map(|entry| entry.data()).collect();
    let deprecated = entries.all.iter().filter(|entry| entry.deprecated().is_some());
    let deprecated: HashSet<_> = deprecated.map(|entry| entry.data().name()).collect();
    let note = |entry: &Entry<'_>| if deprecated.contains(entry.name()) { " (deprecated)" } else { "" };
    let headers = make_response_headers(catalog, key, &data, STYLE);
    let headers = (!headers.is_empty()).then(|| Json::from_draft(make_object(headers)));
    let members = [
        ("description", Some(describe_response(key, &data, STYLE, note).into())),
        ("headers", headers),
        ("content", make_content(spec, catalog, key, entries)),
        ("x-errspec", Some(Json::object([("errors", encode_entries(spec, entries))]))),
    ];
    Json::map(members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))))
}

fn encode_entries(spec: &Spec<'_>, entries: &ResponseEntries<'_>) -> Json {
    let full: HashSet<_> = entries.full.iter().map(|entry| entry.data().name()).collect();
    let encoded = entries.all.iter().map(|entry| match entry.data().name() {
        name if full.contains(name) => encode_entry(spec, entry).without_empty_members(),
        name => Json::object([("name", name.into())]),
    });
    encoded.collect()
}

/// Makes the content of a response; none if header fields alone identify its errors.
fn make_content(
    spec: &Spec<'_>,
    catalog: &Catalog<'_>,
    key: ResponseKey,
    entries: &ResponseEntries<'_>,
) -> Option<Json> {
    let examples = entries.full.iter().filter_map(|entry| {
        let value = make_sample_at(catalog, entry, key).example()?;
        Some((entry.data().name().to_owned(), make_example(spec, entry, value)))
    });
    let examples: Vec<_> = examples.collect();
    let examples = (!examples.is_empty()).then(|| Json::map(examples));
    let types = list_media_types(catalog, &refer_to_schemas(spec, &entries.all), examples, Json::from_draft);
    let content = types.into_iter().map(|(name, members)| {
        let members = members.into_iter().map(|(name, value)| (name.to_owned(), value));
        (name.to_owned(), Json::map(members))
    });
    let content: Vec<_> = content.collect();
    (!content.is_empty()).then(|| Json::map(content))
}

fn make_example(spec: &Spec<'_>, entry: &CatalogEntry<'_>, value: Json) -> Json {
    let advice = text::clean_line(&retry_advice::write_advice(spec, entry));
    let data = entry.data();
    let mut blocks = Vec::new();
    if !data.causes().is_empty() {
        let causes = data.causes().iter().map(|cause| format!("\n- {}", text::clean_line(cause)));
        blocks.push(format!("**Why it happens:**\n{}", causes.collect::<String>()));
    }
    blocks.push(format!("**Retry:** {advice}"));
    blocks.extend(data.guidance().map(text::clean_block));
    blocks.extend(data.user_message().map(|text| format!("**Tell users:** {}", text::escape_line(text))));
    blocks.extend(data.docs_url().map(|url| format!("**See also:** {}", text::format_web_link(url))));
    let summary = text::strip_markup(entry.data().meaning());
    let summary = (!summary.is_empty()).then(|| summary.into());
    let members =
        [("summary", summary), ("description", Some(blocks.join("\n\n").into())), ("value", Some(value))];
    Json::map(members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))))
}

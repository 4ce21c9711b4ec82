//! Makes a response for each status, with an example of each error that it can be.

use std::collections::BTreeMap;

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

/// Makes the component `responses`.
pub(super) fn make_responses(spec: &Spec<'_>, catalog: &Catalog<'_>) -> Json {
    let mut entries_by_key = BTreeMap::<_, Vec<&CatalogEntry<'_>>>::new();
    for entry in spec.entries() {
        for key in ResponseKey::list_keys(entry.data()) {
            entries_by_key.entry(key).or_default().push(entry);
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
    entries: &[&CatalogEntry<'_>],
) -> Json {
    let data: Vec<_> = entries.iter().map(|entry| entry.data()).collect();
    let is_deprecated = |data: &Entry<'_>| {
        entries.iter().any(|entry| entry.deprecated().is_some() && entry.data().name() == data.name())
    };
    let note = |entry: &Entry<'_>| if is_deprecated(entry) { " (deprecated)" } else { "" };
    let headers = make_response_headers(catalog, key, &data, STYLE);
    let headers = (!headers.is_empty()).then(|| Json::from_draft(make_object(headers)));
    let encoded = entries.iter().map(|entry| encode_entry(spec, entry).without_empty_members());
    let members = [
        ("description", Some(describe_response(key, &data, STYLE, note).into())),
        ("headers", headers),
        ("content", make_content(spec, catalog, key, entries)),
        ("x-errspec", Some(Json::object([("errors", encoded.collect())]))),
    ];
    Json::map(members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))))
}

/// Makes the content of a response; none if header fields alone identify its errors.
fn make_content(
    spec: &Spec<'_>,
    catalog: &Catalog<'_>,
    key: ResponseKey,
    entries: &[&CatalogEntry<'_>],
) -> Option<Json> {
    let examples = entries.iter().filter_map(|entry| {
        let value = make_sample_at(catalog, entry, key).example()?;
        Some((entry.data().name().to_owned(), make_example(spec, entry, value)))
    });
    let examples: Vec<_> = examples.collect();
    let examples = (!examples.is_empty()).then(|| Json::map(examples));
    let types = list_media_types(catalog, &refer_to_schemas(spec, entries), examples, Json::from_draft);
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

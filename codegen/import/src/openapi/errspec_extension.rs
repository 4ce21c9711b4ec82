//! Reads `x-errspec`, in which `generate openapi` keeps the catalog that a document was made from.

use std::collections::{HashMap, HashSet};

use super::response::OpenApiResponse;
use crate::draft::CatalogDraft;
use crate::neutral_json;
use crate::row::Row;
use crate::tree::DataTree;

/// Reads the entries behind the responses, and the retired ones.
pub(super) fn read_extension_rows(root: &DataTree, responses: &[OpenApiResponse<'_>]) -> Vec<Row> {
    let mut seen = HashSet::new();
    let live = responses.iter().flat_map(|response| response.own);
    // An entry with several statuses is in several responses.
    let live = live.filter(|entry| seen.insert(entry.text_of("name")));
    let retired = root.pointer("/x-errspec/retired").map(DataTree::items).unwrap_or_default();
    let mut live: Vec<_> = live.collect();
    let order = root.pointer("/x-errspec/order").map(DataTree::items).unwrap_or_default();
    let places: HashMap<_, _> = order.iter().enumerate().map(|(place, name)| (name.text(), place)).collect();
    live.sort_by_key(|entry| places.get(&entry.text_of("name")).copied().unwrap_or(usize::MAX));
    live.into_iter().chain(retired).map(|entry| read_extension_row(root, entry)).collect()
}

fn read_extension_row(root: &DataTree, entry: &DataTree) -> Row {
    let mut row = neutral_json::read_neutral_row(entry);
    if root.get("x-errspec").is_none() {
        // The table that a hint may be from isn't there, and neither are the groups and the template of links.
        let hint = entry.get("retry").map(neutral_json::read_hint);
        row.retry = row.retry.or(hint);
        row.more.retain(|(key, _)| key != "group");
        let link = entry.get("docs_url").filter(|_| entry.get("docs").is_none());
        row.more.extend(link.map(|link| ("docs".to_owned(), link.clone())));
    }
    row
}

/// Returns the draft with what the document says about all errors, where it was made from a catalog.
pub(super) fn add_surroundings(root: &DataTree, draft: CatalogDraft) -> CatalogDraft {
    match root.get("x-errspec").filter(|of| of.get("envelope").is_some()) {
        Some(surroundings) => CatalogDraft {
            rows: draft.rows,
            todos: draft.todos,
            ..neutral_json::read_surroundings(surroundings)
        },
        None => draft,
    }
}

//! What `generate openapi` says in `x-errspec` → the catalog that it was made from, as far as it is there.

use std::collections::HashSet;

use super::response::Response;
use crate::draft::Draft;
use crate::neutral;
use crate::row::Row;
use crate::tree::Tree;

/// The entries behind the responses, and the retired ones.
pub(super) fn rows(root: &Tree, responses: &[Response<'_>]) -> Vec<Row> {
    let mut seen = HashSet::new();
    let live = responses.iter().flat_map(|response| response.own);
    // An entry with several statuses is in several responses.
    let live = live.filter(|entry| seen.insert(entry.text_of("name")));
    let retired = root.pointer("/x-errspec/retired").map(Tree::items).unwrap_or_default();
    live.chain(retired).map(|entry| row(root, entry)).collect()
}

fn row(root: &Tree, entry: &Tree) -> Row {
    let mut row = neutral::row(entry);
    if root.get("x-errspec").is_none() {
        // The table that a hint may be from isn't there, and neither are the groups and the template of links.
        let hint = entry.get("retry").map(neutral::hint);
        row.retry = row.retry.or(hint);
        row.more.retain(|(key, _)| key != "group");
        let link = entry.get("docs_url").filter(|_| entry.get("docs").is_none());
        row.more.extend(link.map(|link| ("docs".to_owned(), link.clone())));
    }
    row
}

/// The draft with what the document says about all errors, where it was made from a catalog.
pub(super) fn surround(root: &Tree, draft: Draft) -> Draft {
    match root.get("x-errspec").filter(|of| of.get("envelope").is_some()) {
        Some(surroundings) => {
            Draft { rows: draft.rows, todos: draft.todos, ..neutral::surroundings(surroundings) }
        }
        None => draft,
    }
}

//! What `generate openapi` says in `x-errspec` → the catalog that it was made from, as far as it is there.

use std::collections::HashSet;

use super::super::draft::Draft;
use super::super::neutral;
use super::super::row::Row;
use super::super::tree::{Members, Tree};
use super::response::Response;

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
    let surroundings = root.get("x-errspec");
    if surroundings.is_none() {
        // The table that a hint may be from isn't there, and neither are the groups.
        let hint = entry.get("retry").map(neutral::hint);
        row.retry = row.retry.or(hint);
        row.more.retain(|(key, _)| key != "group");
    }
    // The template of links isn't there.
    if let Some(link) = entry.get("docs_url").filter(|_| entry.get("docs").is_none()) {
        row.more.push(("docs".to_owned(), link.clone()));
    }
    row
}

/// The draft with what the document says about all errors, where it was made from a catalog.
pub(super) fn surround(root: &Tree, draft: Draft) -> Draft {
    let Some(surroundings) = root.get("x-errspec").filter(|of| of.get("envelope").is_some()) else {
        return draft;
    };
    Draft {
        api: api(root, draft.api),
        rows: draft.rows,
        todos: draft.todos,
        ..neutral::surroundings(surroundings)
    }
}

/// The texts of `info` as they were, and the name, which is in that of the first schema.
fn api(root: &Tree, info: Members) -> Members {
    let schema = root.pointer("/components/schemas").and_then(|schemas| schemas.members().first());
    let name = schema.and_then(|(name, _)| name.strip_suffix("Error"));
    let was = |(key, value): (String, Tree)| {
        let text = value.text()?;
        let text = if key == "title" { text.strip_suffix(" errors").unwrap_or(text) } else { text };
        let is_made = key == "version" && text == "unversioned" || key == "title" && Some(text) == name;
        (!is_made).then(|| (key, Tree::Text(text.to_owned())))
    };
    let name = name.map(|name| ("name".to_owned(), Tree::Text(name.to_owned())));
    name.into_iter().chain(info.into_iter().filter_map(was)).collect()
}

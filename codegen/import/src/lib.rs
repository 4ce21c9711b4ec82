//! Drafts a catalog of API errors from what an API already has: tables on a page, CSV, JSON, an OpenAPI document,
//! or the errors that came.
//!
//! Each function takes the text of a document and returns a [`CatalogDraft`], which is written as the text of an
//! `errors.yaml`. What the document doesn't tell is left to people in `TODO` comments. The text is expected without a
//! byte order mark and with lines that end in `\n`. Nothing here reads a file, the environment or a clock.

mod columns;
mod csv;
mod deduplicate;
mod draft;
mod envelope;
mod error_heading;
mod findings;
mod foreign_tables;
mod found;
mod found_error;
mod groups;
mod headings;
mod joined_lines;
mod json;
mod list_item;
mod markdown;
mod merge;
mod name;
mod neutral_json;
mod openapi;
mod page;
mod page_lines;
mod pasted;
mod record;
mod refusal;
mod row;
mod samples;
mod sections;
mod statuses;
mod success;
mod table;
mod table_cell;
mod traffic;
mod tree;
mod yaml;

pub use draft::CatalogDraft;
pub use refusal::Refusal;
pub use traffic::{ObservedError, TrafficDraft};

use envelope::DraftEnvelope;
use foreign_tables::TableNotation;
use tree::DataTree;

pub(crate) const TABLE: &str =
    "a table has headings such as `HTTP`, `Code` and `When it occurs`, and a row an error";
const LIST: &str =
    "write `{ \"not_found\": { \"status\": 404, \"message\": \"…\" } }`, or a list of such objects";

/// Drafts a catalog from an OpenAPI document, 3.0 or 3.1, in YAML or JSON.
///
/// # Errors
///
/// Returns an error if the text is not such a document, or documents no errors.
pub fn draft_from_openapi(text: &str) -> Result<CatalogDraft, Refusal> {
    require_text(text)?;
    require_errors(openapi::draft_errors(text)?)
}

/// Drafts a catalog from the tables of a page: in Markdown, or copied from a browser.
///
/// # Errors
///
/// If no table lists errors.
///
/// # Examples
///
/// ```
/// let page = "| HTTP | Code | When it occurs |\n|---|---|---|\n| 404 | gone | The pet is gone. |\n";
/// let catalog = errspec_import::draft_from_markdown(page)?.write(Some("Pets"), "errors.md");
/// assert!(catalog.contains("- code: gone\n    status: 404\n    meaning: The pet is gone.\n"));
/// # Ok::<(), errspec_import::Refusal>(())
/// ```
pub fn draft_from_markdown(text: &str) -> Result<CatalogDraft, Refusal> {
    require_text(text)?;
    require_errors(page::draft_page(text)?)
}

/// Drafts a catalog from a table in CSV, whose first line has the headings; comments and titles may be above it.
///
/// # Errors
///
/// If the table lists no errors.
pub fn draft_from_csv(text: &str) -> Result<CatalogDraft, Refusal> {
    require_text(text)?;
    let csv::CsvTable { table, todos } = csv::read_table(text)?;
    let tables = [table];
    let found = table::read_table_errors(&tables);
    if found.rows.is_empty() {
        return Err(Refusal::with_help(table::describe_no_errors(&tables), TABLE));
    }
    let mut draft = CatalogDraft::from_rows(found.rows, DraftEnvelope::Unknown);
    draft.todos.extend(todos.into_iter().chain(found.todos));
    require_errors(draft)
}

/// Drafts a catalog from JSON: an object or a list of errors, or the neutral JSON that errspec generates.
///
/// # Errors
///
/// Returns an error if the text is not JSON, or lists no errors.
pub fn draft_from_json(text: &str) -> Result<CatalogDraft, Refusal> {
    require_text(text)?;
    let document: DataTree =
        serde_json::from_str(text).map_err(|error| format!("it is not JSON: {error}"))?;
    if neutral_json::is_neutral(&document)? {
        return require_errors(neutral_json::read_draft(&document));
    }
    if document.get("openapi").or(document.get("swagger")).is_some() {
        openapi::require_openapi(&document)?;
        return Err("it is an OpenAPI document".to_owned().into());
    }
    let found = json::read_json_errors(&document)
        .ok_or_else(|| Refusal::with_help("nothing in it lists errors by their codes", LIST))?;
    let title = document.text_of("name").map(|name| ("title".to_owned(), DataTree::Text(name.to_owned())));
    let mut draft = CatalogDraft {
        api: title.into_iter().collect(),
        ..CatalogDraft::from_rows(found.rows, DraftEnvelope::Unknown)
    };
    draft.todos.extend(found.todos);
    require_errors(draft)
}

fn require_text(text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err("it is empty".to_owned().into());
    }
    let start: String = text.trim_start().chars().take(14).collect();
    let start = start.to_ascii_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return Err(Refusal::with_help("it is HTML, which isn't read", TableNotation::Html.help()));
    }
    Ok(())
}

fn require_errors(draft: CatalogDraft) -> Result<CatalogDraft, Refusal> {
    if draft.rows.is_empty() { Err("nothing in it is an error".to_owned().into()) } else { Ok(draft) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_of_something_else_is_a_remark() {
        let page = "| Status | Code | Meaning |\n|---|---|---|\n| 404 | gone | It is gone. |\n\n\
                    | Name | Description |\n|---|---|\n| id | The pet. |\n";
        let draft = draft_from_markdown(page).unwrap();
        let remark = "lines 5–7: left out a table that may be about something else: `Name | Description`";
        assert_eq!(draft.remarks().collect::<Vec<_>>(), [remark]);
        assert!(draft.write(None, "errors.md").contains(&format!("# TODO: {remark}")));
    }

    #[test]
    fn document_in_another_format_is_refused() {
        let refusal = draft_from_json("{ \"openapi\": \"3.1.0\" }").unwrap_err();
        assert_eq!(refusal.to_string(), "it is an OpenAPI document");
        assert_eq!(refusal.help(), None);
    }
}

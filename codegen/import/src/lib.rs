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
mod json;
mod markdown;
mod name;
mod neutral_json;
mod openapi;
mod pasted;
mod refusal;
mod row;
mod samples;
mod statuses;
mod table;
mod table_cell;
mod traffic;
mod tree;
mod yaml;

pub use draft::CatalogDraft;
pub use refusal::Refusal;
pub use traffic::{ObservedError, TrafficDraft};

use envelope::DraftEnvelope;
use row::Row;
use tree::DataTree;

const TABLE: &str = "a table has headings such as `HTTP`, `Code` and `When it occurs`, and a row an error";
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
    let has_html_table = markdown::has_html_table(text);
    let (rows, mut todos) =
        table::read_table_errors(&markdown::find_page_tables(text)).map_err(|message| {
            if has_html_table {
                let help = "open the page in a browser, and import what you copy of it";
                return Refusal::with_help("its table is in HTML, which isn't read", help);
            }
            Refusal::with_help(message, TABLE)
        })?;
    todos.extend(has_html_table.then(|| "a table in HTML isn't read".to_owned()));
    require_errors(draft_of_tables((rows, todos), DraftEnvelope::guess_on_page(&samples::find_samples(text))))
}

/// Drafts a catalog from a table in CSV, whose first line has the headings.
///
/// # Errors
///
/// If the table lists no errors.
pub fn draft_from_csv(text: &str) -> Result<CatalogDraft, Refusal> {
    require_text(text)?;
    let found = table::read_table_errors(&[csv::read_table(text)?])
        .map_err(|message| Refusal::with_help(message, TABLE))?;
    require_errors(draft_of_tables(found, DraftEnvelope::Unknown))
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
    let rows = json::read_json_errors(&document)
        .ok_or_else(|| Refusal::with_help("nothing in it lists errors by their codes", LIST))?;
    let title = document.text_of("name").map(|name| ("title".to_owned(), DataTree::Text(name.to_owned())));
    require_errors(CatalogDraft {
        api: title.into_iter().collect(),
        ..CatalogDraft::from_rows(rows, DraftEnvelope::Unknown)
    })
}

fn require_text(text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() { Err("it is empty".to_owned().into()) } else { Ok(()) }
}

fn require_errors(draft: CatalogDraft) -> Result<CatalogDraft, Refusal> {
    if draft.rows.is_empty() { Err("nothing in it is an error".to_owned().into()) } else { Ok(draft) }
}

fn draft_of_tables((rows, todos): (Vec<Row>, Vec<String>), envelope: DraftEnvelope) -> CatalogDraft {
    let mut draft = CatalogDraft::from_rows(rows, envelope);
    draft.todos.extend(todos);
    draft
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_of_something_else_is_a_remark() {
        let page = "| Status | Code | Meaning |\n|---|---|---|\n| 404 | gone | It is gone. |\n\n\
                    | Name | Description |\n|---|---|\n| id | The pet. |\n";
        let draft = draft_from_markdown(page).unwrap();
        let remark = "left out a table that may be about something else: `Name | Description`";
        assert_eq!(draft.remarks(), [remark]);
        assert!(draft.write(None, "errors.md").contains(&format!("# TODO: {remark}")));
    }

    #[test]
    fn document_in_another_format_is_refused() {
        let refusal = draft_from_json("{ \"openapi\": \"3.1.0\" }").unwrap_err();
        assert_eq!(refusal.to_string(), "it is an OpenAPI document");
        assert_eq!(refusal.help(), None);
    }
}

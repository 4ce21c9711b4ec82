//! JSON that lists errors in one of the usual ways → a table.

use super::draft::Status;
use super::table::{Table, status};
use super::tree::Tree;

/// Members that hold the list, if it isn't the document itself.
const LISTS: [&str; 6] = ["errors", "error_codes", "errorCodes", "codes", "items", "data"];

/// A table with a row an error; None if nothing in the document lists any.
pub(super) fn table(document: &Tree) -> Option<Table> {
    let list = LISTS.iter().find_map(|name| document.get(name)).unwrap_or(document);
    match list {
        Tree::List(items) if items.iter().any(|item| !item.members().is_empty()) => {
            Some(of_rows(&items.iter().map(cells).collect::<Vec<_>>()))
        }
        Tree::Map(members) if !members.is_empty() => {
            let rows: Vec<_> = members.iter().filter_map(|(code, value)| keyed(code, value)).collect();
            (!rows.is_empty()).then(|| of_rows(&rows))
        }
        _ => None,
    }
}

type Cells = Vec<(String, String)>;

/// The scalars of an object; a list of them becomes one text.
fn cells(object: &Tree) -> Cells {
    let cell = |value: &Tree| match value {
        Tree::List(items) => Some(items.iter().filter_map(Tree::scalar).collect::<Vec<_>>().join(", ")),
        value => value.scalar(),
    };
    object.members().iter().filter_map(|(key, value)| Some((key.clone(), cell(value)?))).collect()
}

/// `code: { status, message }`, `code: message` or `code: status`.
fn keyed(code: &str, value: &Tree) -> Option<Cells> {
    let code = ("errorcode".to_owned(), code.to_owned());
    let rest = match value {
        Tree::Map(_) => with_status(cells(value)),
        Tree::Integer(status) => vec![("status".to_owned(), status.clone())],
        Tree::Text(message) => vec![("message".to_owned(), message.clone())],
        _ => return None,
    };
    Some(std::iter::once(code).chain(rest).collect())
}

/// Beside a code that is the key, a `code` that could be a status is one.
fn with_status(mut cells: Cells) -> Cells {
    let has_status = cells.iter().any(|(key, _)| key == "status");
    let code = cells.iter_mut().find(|(key, value)| key == "code" && status(value) != Status::Unknown);
    if let Some((key, _)) = code.filter(|_| !has_status) {
        "status".clone_into(key);
    }
    cells
}

/// Rows with cells by name → rows with a cell a heading.
fn of_rows(rows: &[Cells]) -> Table {
    let mut headings = Vec::<String>::new();
    for (key, _) in rows.iter().flatten() {
        if !headings.contains(key) {
            headings.push(key.clone());
        }
    }
    let cell = |row: &Cells, heading: &String| {
        row.iter().find(|(key, _)| key == heading).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let rows = rows.iter().map(|row| headings.iter().map(|heading| cell(row, heading)).collect()).collect();
    Table { headings, rows }
}

//! Reads JSON that lists errors in one of the usual ways.

use std::collections::HashMap;

use errspec_data::Statuses;
use errspec_spec::{is_usable_name, make_variant_name};

use crate::columns::{CODE, Column, Columns};
use crate::row::{Row, RowCode};
use crate::statuses::DraftStatuses;
use crate::tree::{DataTree, Members};

/// Members that hold the list, if it isn't the document itself.
const LISTS: [&str; 6] = ["errors", "error_codes", "errorCodes", "codes", "items", "data"];

/// Reads the errors; none if nothing in the document lists any.
pub(crate) fn read_json_errors(document: &DataTree) -> Option<Vec<Row>> {
    let list = LISTS.iter().find_map(|name| document.get(name)).unwrap_or(document);
    let objects: Vec<_> = match list {
        DataTree::List(items) => items.iter().map(|item| Object::new(None, item)).collect::<Option<_>>()?,
        DataTree::Map(members) => {
            members.iter().map(|(key, value)| Object::new(Some(key), value)).collect::<Option<_>>()?
        }
        _ => return None,
    };
    let rows = read_object_rows(&objects);
    let is_known = rows.iter().any(|row| row.code.is_some() || row.statuses != DraftStatuses::Any);
    // A map of anything else has members that tell nothing.
    let is_told = |(object, row): (&Object<'_>, &Row)| object.is_empty() || is_telling(row);
    (is_known && objects.iter().zip(&rows).all(is_told)).then_some(rows)
}

fn is_telling(row: &Row) -> bool {
    row.meaning.is_some() || row.statuses != DraftStatuses::Any || row.name.is_some() || !row.todos.is_empty()
}

/// An object that describes an error, and the key that it is under.
struct Object<'a> {
    key: Option<&'a str>,
    value: &'a DataTree,
    /// Its scalars as text; a list of them becomes one text.
    cells: Vec<(&'a str, String)>,
}

impl<'a> Object<'a> {
    /// Returns none for what can't be an error; under a key, a text or a status alone can.
    fn new(key: Option<&'a str>, value: &'a DataTree) -> Option<Self> {
        let cells = match value {
            DataTree::Map(members) => list_cells(members),
            DataTree::Text(text) if key.is_some() => vec![("message", text.clone())],
            DataTree::Integer(status) if key.is_some() => vec![("httpstatus", status.clone())],
            _ => return None,
        };
        Some(Self { key, value, cells })
    }

    /// Returns whether nothing was meant to be said but the key.
    fn is_empty(&self) -> bool {
        self.key.is_none() || *self.value == DataTree::Map(Vec::new())
    }

    fn list_names(&self) -> Vec<&'a str> {
        self.cells.iter().map(|(name, _)| *name).collect()
    }

    fn read_row(&self, columns: &Columns, code: fn(&str) -> RowCode) -> Row {
        let row = columns.read_row(|column| self.cells.get(column).map(|(_, text)| text.as_str()));
        let inner = columns.code.and_then(|column| self.cells.get(column));
        let inner = inner.and_then(|(name, _)| RowCode::from_tree(self.value.get(name)?));
        match (self.key, inner) {
            (None, inner) => Row { code: inner, ..row },
            (Some(key), None) => Row { code: Some(code(key)).filter(|_| !key.trim().is_empty()), ..row },
            // The key is what the code is called in a program.
            (Some(key), inner) => {
                let name = make_variant_name(Some(key), Statuses::Any).filter(|name| is_usable_name(name));
                Row { code: inner, name, ..row }
            }
        }
    }
}

fn list_cells(members: &Members) -> Vec<(&str, String)> {
    let cell = |value: &DataTree| match value {
        DataTree::List(items) => {
            Some(items.iter().filter_map(DataTree::scalar).collect::<Vec<_>>().join(", "))
        }
        value => value.scalar(),
    };
    members.iter().filter_map(|(key, value)| Some((key.as_str(), cell(value)?))).collect()
}

/// Reads objects as rows. Those with the same members have the same columns, and a heading means one thing in all of
/// them.
fn read_object_rows(objects: &[Object<'_>]) -> Vec<Row> {
    let mut below = HashMap::<&str, Vec<&str>>::new();
    for (name, text) in objects.iter().flat_map(|object| &object.cells) {
        below.entry(*name).or_default().push(text);
    }
    let keys: Vec<_> = objects.iter().filter_map(|object| object.key).collect();
    let code = RowCode::guess(keys.into_iter());
    let mut known = HashMap::new();
    let rows = objects.iter().map(|object| {
        let names = object.list_names();
        let columns = known.entry(names.clone()).or_insert_with(|| {
            let cells = |name: &&str| below.get(*name).into_iter().flatten().copied();
            let columns: Vec<_> = names.iter().map(|name| Column::new(name, cells(name))).collect();
            if object.key.is_some() {
                Columns::assign_with_codes(&columns, CODE)
            } else {
                Columns::assign(&columns)
            }
        });
        object.read_row(columns, code)
    });
    rows.collect()
}

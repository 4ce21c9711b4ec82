//! JSON that lists errors in one of the usual ways → the errors.

use std::collections::HashMap;

use errspec_spec::errspec_data::Statuses;
use errspec_spec::make_variant_name;

use crate::columns::{CODE, Column, Columns};
use crate::name;
use crate::row::{Code, Row};
use crate::statuses::DraftStatuses;
use crate::tree::{Members, Tree};

/// Members that hold the list, if it isn't the document itself.
const LISTS: [&str; 6] = ["errors", "error_codes", "errorCodes", "codes", "items", "data"];

/// The errors; None if nothing in the document lists any.
pub(crate) fn errors(document: &Tree) -> Option<Vec<Row>> {
    let list = LISTS.iter().find_map(|name| document.get(name)).unwrap_or(document);
    let objects: Vec<_> = match list {
        Tree::List(items) => items.iter().map(|item| Object::new(None, item)).collect::<Option<_>>()?,
        Tree::Map(members) => {
            members.iter().map(|(key, value)| Object::new(Some(key), value)).collect::<Option<_>>()?
        }
        _ => return None,
    };
    let rows = rows(&objects);
    let is_known = rows.iter().any(|row| row.code.is_some() || row.statuses != DraftStatuses::Any);
    // A map of anything else has members that tell nothing.
    let is_told = |(object, row): (&Object<'_>, &Row)| object.is_empty() || tells(row);
    (is_known && objects.iter().zip(&rows).all(is_told)).then_some(rows)
}

fn tells(row: &Row) -> bool {
    row.meaning.is_some() || row.statuses != DraftStatuses::Any || row.name.is_some() || !row.todos.is_empty()
}

/// An object that tells of an error, and the key that it stands under.
struct Object<'a> {
    key: Option<&'a str>,
    value: &'a Tree,
    /// Its scalars as text; a list of them becomes one text.
    cells: Vec<(&'a str, String)>,
}

impl<'a> Object<'a> {
    /// None of what can't be an error: under a key, that can be a text or a status alone.
    fn new(key: Option<&'a str>, value: &'a Tree) -> Option<Self> {
        let cells = match value {
            Tree::Map(members) => cells(members),
            Tree::Text(text) if key.is_some() => vec![("message", text.clone())],
            Tree::Integer(status) if key.is_some() => vec![("httpstatus", status.clone())],
            _ => return None,
        };
        Some(Self { key, value, cells })
    }

    /// Whether nothing was meant to be said but the key.
    fn is_empty(&self) -> bool {
        self.key.is_none() || *self.value == Tree::Map(Vec::new())
    }

    fn names(&self) -> Vec<&'a str> {
        self.cells.iter().map(|(name, _)| *name).collect()
    }

    fn row(&self, columns: &Columns, code: fn(&str) -> Code) -> Row {
        let row = columns.row(|column| self.cells.get(column).map(|(_, text)| text.as_str()));
        let inner = columns.code.and_then(|column| self.cells.get(column));
        let inner = inner.and_then(|(name, _)| Code::of(self.value.get(name)?));
        match (self.key, inner) {
            (None, inner) => Row { code: inner, ..row },
            (Some(key), None) => Row { code: Some(code(key)).filter(|_| !key.trim().is_empty()), ..row },
            // The key is what the code is called in a program.
            (Some(key), inner) => {
                let name = make_variant_name(Some(key), Statuses::Any).filter(|name| name::is_name(name));
                Row { code: inner, name, ..row }
            }
        }
    }
}

fn cells(members: &Members) -> Vec<(&str, String)> {
    let cell = |value: &Tree| match value {
        Tree::List(items) => Some(items.iter().filter_map(Tree::scalar).collect::<Vec<_>>().join(", ")),
        value => value.scalar(),
    };
    members.iter().filter_map(|(key, value)| Some((key.as_str(), cell(value)?))).collect()
}

/// Objects with the same members have the same columns; a heading that can be of two things is of one in all of them.
fn rows(objects: &[Object<'_>]) -> Vec<Row> {
    let mut below = HashMap::<&str, Vec<&str>>::new();
    for (name, text) in objects.iter().flat_map(|object| &object.cells) {
        below.entry(*name).or_default().push(text);
    }
    let keys: Vec<_> = objects.iter().filter_map(|object| object.key).collect();
    let code = Code::guess(keys.into_iter());
    let mut known = HashMap::new();
    let rows = objects.iter().map(|object| {
        let names = object.names();
        let columns = known.entry(names.clone()).or_insert_with(|| {
            let cells = |name: &&str| below.get(*name).into_iter().flatten().copied();
            let columns: Vec<_> = names.iter().map(|name| Column::new(name, cells(name))).collect();
            if object.key.is_some() { Columns::with_codes(&columns, CODE) } else { Columns::of(&columns) }
        });
        object.row(columns, code)
    });
    rows.collect()
}

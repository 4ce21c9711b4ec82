//! Reads JSON that lists errors in one of the usual ways.

use std::collections::HashMap;

use errspec_data::Statuses;
use errspec_spec::{is_usable_name, make_variant_name};

use crate::columns::{Column, Columns};
use crate::found::{FoundCell, FoundRow};
use crate::headings::{CODE, HTTP, Purpose, RETRY, STATUS, is_heading, normalize_heading};
use crate::row::{Row, RowCode};
use crate::statuses::DraftStatuses;
use crate::tree::{DataTree, escape_token};

/// Members that hold the list, if it isn't the document itself.
const LISTS: [&str; 6] = ["errors", "error_codes", "errorCodes", "codes", "items", "data"];

/// What was found in a document.
pub(crate) struct JsonErrors {
    pub(crate) rows: Vec<Row>,
    /// Remarks on members that aren't read.
    pub(crate) todos: Vec<String>,
}

/// Reads the errors; none if nothing in the document lists any.
pub(crate) fn read_json_errors(document: &DataTree) -> Option<JsonErrors> {
    let member = LISTS.iter().find(|name| document.get(name).is_some()).copied();
    let list = member.and_then(|name| document.get(name)).unwrap_or(document);
    let place = member.map_or_else(String::new, |name| format!("/{name}"));
    let at = |token: &str| format!("{place}/{}", escape_token(token));
    let objects: Vec<_> = match list {
        DataTree::List(items) => {
            let items = items.iter().enumerate();
            items
                .map(|(index, item)| Object::new(None, item, at(&index.to_string())))
                .collect::<Option<_>>()?
        }
        DataTree::Map(members) => {
            let members = members.iter();
            members.map(|(key, value)| Object::new(Some(key), value, at(key))).collect::<Option<_>>()?
        }
        _ => return None,
    };
    let rows = read_object_rows(&objects);
    let is_known = rows.iter().any(|row| row.code.is_some() || row.statuses != DraftStatuses::Any);
    // A map of anything else has members that tell nothing.
    let is_told = |(object, row): (&Object<'_>, &Row)| object.is_empty() || object.is_telling(row);
    let others = document.members().iter().filter(|(name, _)| member.is_some_and(|member| name != member));
    let others = others.filter(|(name, value)| name != "name" || value.text().is_none());
    let todos = others.map(|(name, _)| format!("`/{}` isn't read", escape_token(name))).collect();
    let is_list = is_known && objects.iter().zip(&rows).all(is_told);
    is_list.then_some(JsonErrors { rows, todos })
}

/// An object that describes an error, and the key that it is under.
struct Object<'a> {
    key: Option<&'a str>,
    value: &'a DataTree,
    /// Its scalars as text, each with the pointer to it; a list of them becomes one text.
    cells: Vec<(String, FoundCell)>,
    /// A JSON Pointer.
    place: String,
}

impl<'a> Object<'a> {
    /// Returns none for what can't be an error; under a key, a text or a status alone can.
    fn new(key: Option<&'a str>, value: &'a DataTree, place: String) -> Option<Self> {
        let cells = match value {
            DataTree::Map(members) => list_cells(members, ""),
            DataTree::Text(text) if key.is_some() => {
                vec![("message".to_owned(), FoundCell::plain(text.as_str()))]
            }
            DataTree::Integer(status) if key.is_some() => {
                vec![("httpstatus".to_owned(), FoundCell::plain(status.as_str()))]
            }
            _ => return None,
        };
        Some(Self { key, value, cells, place })
    }

    /// Returns whether nothing was meant to be said but the key.
    fn is_empty(&self) -> bool {
        self.key.is_none() || *self.value == DataTree::Map(Vec::new())
    }

    /// Returns whether something is said of the error.
    fn is_telling(&self, row: &Row) -> bool {
        let is_hint = |(name, _): &(String, FoundCell)| {
            let name = normalize_heading(name);
            [HTTP, STATUS, RETRY].into_iter().flatten().any(|known| is_heading(&name, known))
        };
        let is_said = row.meaning.is_some() || row.name.is_some() || row.statuses != DraftStatuses::Any;
        // What is deeper may be about anything.
        let is_shallow = self.cells.iter().any(|(name, _)| !name.contains('/'));
        is_shallow && (is_said || self.cells.iter().any(is_hint))
    }

    fn list_names(&self) -> Vec<&str> {
        self.cells.iter().map(|(name, _)| name.as_str()).collect()
    }

    fn read_row(&self, columns: &Columns, code: fn(&str) -> RowCode) -> Row {
        let cells = self.cells.iter().map(|(_, cell)| cell.clone()).collect();
        let mut row = columns.read_row(&FoundRow { place: format!("`{}`", self.place), cells });
        let unread = list_unread(self.value.members(), &self.place);
        row.todos.extend(unread.into_iter().map(|place| format!("`{place}` isn't read")));
        let inner = columns.find(Purpose::Code).and_then(|column| self.cells.get(column));
        if let Some((name, cell)) = inner.filter(|(_, cell)| !cell.is_none()) {
            row.read_code(self.value.pointer(&format!("/{name}")), &cell.text);
        }
        match self.key {
            None => {}
            Some(key) if row.code.is_none() => row.code = Some(code(key)).filter(|_| !key.trim().is_empty()),
            // The key is what the code is called in a program.
            Some(key) => {
                let name = make_variant_name(Some(key), Statuses::Any).filter(|name| is_usable_name(name));
                if name.is_none() || row.name.as_ref().is_some_and(|known| name.as_ref() != Some(known)) {
                    row.remark(&format!("its key is `{key}`"));
                }
                row.name = row.name.or(name);
            }
        }
        row
    }
}

impl Row {
    /// Reads a code, or a list of them.
    fn read_code(&mut self, value: Option<&DataTree>, text: &str) {
        let codes = match value {
            Some(DataTree::List(items)) => items.iter().filter_map(RowCode::from_tree).collect(),
            value => Vec::from_iter(value.and_then(RowCode::from_tree)),
        };
        let mut codes = codes.into_iter();
        self.code = codes.next();
        self.other_codes = codes.collect();
        if self.code.is_none() {
            self.remark(&format!("its code is said to be `{text}`"));
        }
    }
}

/// Lists the pointers to the members, also of members, that aren't cells.
fn list_unread(members: &[(String, DataTree)], place: &str) -> Vec<String> {
    let unread = members.iter().filter(|(_, value)| write_cell(value).is_none()).flat_map(|(key, value)| {
        let place = format!("{place}/{}", escape_token(key));
        match value {
            DataTree::Map(members) => list_unread(members, &place),
            _ => vec![place],
        }
    });
    unread.collect()
}

/// Lists the cells of an object, and those of the objects in it.
fn list_cells(members: &[(String, DataTree)], place: &str) -> Vec<(String, FoundCell)> {
    let mut cells = Vec::new();
    for (key, value) in members {
        let place = format!("{place}{}", escape_token(key));
        if let DataTree::Map(members) = value {
            cells.extend(list_cells(members, &format!("{place}/")));
            continue;
        }
        // Sentences stand alone, and codes or statuses together.
        let is_prose = value.items().iter().any(|item| item.text().is_some_and(|text| text.contains(' ')));
        let values = if is_prose { value.items() } else { std::slice::from_ref(value) };
        let texts = values.iter().filter_map(write_cell);
        cells.extend(texts.map(|text| (place.clone(), FoundCell::plain(text))));
    }
    cells
}

/// Writes a value as the cell of a table has it; none for what has members.
fn write_cell(value: &DataTree) -> Option<String> {
    match value {
        DataTree::Null => Some(String::new()),
        DataTree::List(items) => {
            let texts = items.iter().map(DataTree::scalar).collect::<Option<Vec<_>>>()?;
            Some(texts.join(", "))
        }
        value => value.scalar(),
    }
}

/// Reads objects as rows. Those with the same members have the same columns, and a heading means one thing in all of
/// them.
fn read_object_rows(objects: &[Object<'_>]) -> Vec<Row> {
    let mut below = HashMap::<&str, Vec<&FoundCell>>::new();
    for (name, cell) in objects.iter().flat_map(|object| &object.cells) {
        below.entry(name).or_default().push(cell);
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
                Columns::assign_with_codes(&columns, &[CODE])
            } else {
                Columns::assign(&columns)
            }
        });
        object.read_row(columns, code)
    });
    rows.collect()
}

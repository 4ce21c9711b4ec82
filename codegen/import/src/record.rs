//! Reads the error in the cells of a row.

use std::borrow::Cow;

use errspec_data::Statuses;
use errspec_spec::{is_usable_name, list_placeholders, make_variant_name};

use crate::columns::Columns;
use crate::found::{FoundCell, FoundRow};
use crate::headings::{MESSAGE, Purpose, ends_with, is_heading, list_endings, normalize_heading};
use crate::row::Row;
use crate::table_cell;
use crate::tree::DataTree;

/// How much of a cell is in a remark.
const LONGEST_REMARK: usize = 160;

impl Columns {
    /// Reads the error in the cells of a row; its code is left to the caller. What no key of the entry has becomes a
    /// remark.
    pub(crate) fn read_row(&self, found: &FoundRow) -> Row {
        let mut row = Row { place: found.place.clone(), ..Row::default() };
        let mut rest = Vec::new();
        for (column, cell) in found.cells.iter().enumerate().filter(|(_, cell)| !cell.is_none()) {
            match self.purpose(column) {
                Some(purpose) => row.read_cell(purpose, cell),
                None => rest.push((self.title(column), cell)),
            }
        }
        rest.retain(|(_, cell)| !row.is_reason_phrase(&cell.text));
        let rest: Vec<_> = rest.into_iter().map(|(title, cell)| describe_cell(title, cell)).collect();
        if !rest.is_empty() {
            row.remark(&rest.join("; "));
        }
        if row.meaning.is_none() {
            row.meaning = row.message.take();
        }
        self.remark_placeholders(&mut row, found);
        // In a template, a brace alone is the start of a field.
        row.message = row.message.map(|message| message.replace('{', "{{").replace('}', "}}"));
        row.source = found.join_cells().into();
        row
    }
}

impl Columns {
    /// Makes a remark on placeholders in a meaning that is a message of the API: meanings are no templates.
    fn remark_placeholders(&self, row: &mut Row, found: &FoundRow) {
        let is_message = |column: usize| {
            let title = self.title(column).unwrap_or_default();
            let (heading, endings) = (normalize_heading(title), list_endings(title));
            MESSAGE.iter().any(|known| is_heading(&heading, known) || ends_with(&endings, known))
        };
        let Some(meaning) = row.meaning.as_deref() else { return };
        let cells = found.cells.iter().enumerate().filter(|(column, _)| is_message(*column));
        if !cells.into_iter().any(|(_, cell)| cell.prose.trim() == meaning || cell.text.trim() == meaning) {
            return;
        }
        let placeholders = list_placeholders(meaning);
        if let Some(first) = placeholders.first() {
            let told = "is a placeholder in the meaning: write a sentence there, and `{name}` in `message`";
            row.remark(&format!("`{first}` {told}, with `name` among `fields`"));
        }
    }
}

impl FoundRow {
    /// Returns all that it says, on one line.
    pub(crate) fn join_cells(&self) -> String {
        let cells = self.cells.iter().filter(|cell| !cell.is_none()).map(|cell| cell.prose.trim());
        cells.collect::<Vec<_>>().join(" | ")
    }
}

fn describe_cell(title: Option<&str>, cell: &FoundCell) -> String {
    let said = shorten_text(cell.prose.trim());
    match title {
        Some("") | None => format!("a cell without a heading says `{said}`"),
        Some(title) => format!("`{title}` is `{said}`"),
    }
}

impl Row {
    /// Returns whether a text is what a status of the error is called.
    fn is_reason_phrase(&self, text: &str) -> bool {
        let text = normalize_heading(text);
        !text.is_empty() && self.statuses.list_names().any(|name| normalize_heading(&name) == text)
    }

    fn read_cell(&mut self, purpose: Purpose, cell: &FoundCell) {
        let (text, prose) = (cell.text.trim(), cell.prose.trim().to_owned());
        match purpose {
            Purpose::Meaning => return self.meaning = Some(prose),
            Purpose::Causes => return self.causes.extend(split_list(&prose)),
            Purpose::Guidance => return self.guidance.push(prose),
            Purpose::Docs => return self.read_docs(cell),
            Purpose::Code => {}
            Purpose::Status => self.read_status(text),
            Purpose::Name => self.read_name(text),
            Purpose::UserMessage => self.user_message = Some(text.to_owned()),
            Purpose::Message => self.message = Some(text.to_owned()),
            Purpose::Group => self.group = Some(text.trim_matches('`').to_owned()),
            Purpose::Retry => {
                self.retry = table_cell::read_retry(text);
                if self.retry.is_none() {
                    self.remark(&format!("whether to send it again is said to be `{text}`"));
                }
            }
            Purpose::Retired => {
                let note = DataTree::Map(vec![("note".to_owned(), DataTree::Text(text.to_owned()))]);
                self.more.push(("retired".to_owned(), note));
            }
        }
        cell.links.iter().for_each(|link| self.add_link(link));
    }

    /// Takes a text as the name, unless it can't be one or there is another.
    pub(crate) fn read_name(&mut self, text: &str) {
        let name = make_variant_name(Some(text.trim_matches('`')), Statuses::Any);
        let name = name.filter(|name| is_usable_name(name));
        if name.is_none() || self.name.as_ref().is_some_and(|known| name.as_ref() != Some(known)) {
            self.remark(&format!("its name is said to be `{text}`"));
        }
        self.name = self.name.take().or(name);
    }

    fn read_status(&mut self, said: &str) {
        let status = table_cell::read_status_cell(said);
        let rest = table_cell::find_words_beside_status(said, &status.statuses);
        self.statuses = status.statuses;
        if status.is_odd || rest.is_some() {
            self.remark(&format!("its status is said to be `{said}`"));
        }
    }

    fn read_docs(&mut self, cell: &FoundCell) {
        let text = cell.text.trim();
        let is_link_alone =
            cell.links.len() == 1 && cell.prose.trim().starts_with('[') && cell.prose.trim().ends_with(')');
        if cell.links.is_empty() && is_link(text) && text.contains('/') {
            return self.add_link(text);
        }
        cell.links.iter().for_each(|link| self.add_link(link));
        if !is_link_alone {
            self.remark(&format!("its documentation is said to be `{text}`"));
        }
    }

    /// Adds a link as that of the error. One within the page leads to what is read anyway.
    pub(crate) fn add_link(&mut self, link: &str) {
        match &self.docs {
            _ if link.starts_with('#') => {}
            Some(known) if known == link => {}
            None if is_link(link) => self.docs = Some(link.to_owned()),
            _ => self.remark(&format!("it also has the link <{link}>")),
        }
    }
}

/// Returns the items of a list that is all of a text, else the text.
fn split_list(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let items = lines.map(|line| line.strip_prefix(['*', '-', '•'])?.strip_prefix([' ', '\t']));
    let items: Option<Vec<_>> = items.map(|item| item.map(|item| item.trim().to_owned())).collect();
    items.unwrap_or_else(|| vec![text.to_owned()])
}

/// Shortens what would fill a screen; it is in the source as it was.
fn shorten_text(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST_REMARK) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

/// Returns whether a text is a link that a catalog can have.
fn is_link(text: &str) -> bool {
    let scheme =
        text.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains(['/', '#', '?']));
    let is_odd = |c: char| {
        c.is_whitespace() || c.is_control() || "<>\"`\\|^".contains(c) || errspec_spec::is_hostile(c)
    };
    !text.is_empty()
        && scheme.is_none_or(|scheme| ["http", "https"].contains(&scheme))
        && !text.contains(is_odd)
}

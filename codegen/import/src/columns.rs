//! Finds out by its heading and its cells what a column says.

use std::collections::HashSet;

use crate::found::FoundCell;
use crate::headings::{
    self, CAUSES, CODE, CODE_PARTS, DOCS, GROUP, GUIDANCE, HTTP, MAYBE_CODE, MAYBE_GROUP, MEANING, MESSAGE,
    NAME, OF_MEMBERS, Purpose, RETIRED, RETRY, STATUS, STATUS_OR_CODE, USER_MESSAGE,
};
use crate::statuses::DraftStatuses;
use crate::table_cell;

/// A heading and the cells below it.
pub(crate) struct Column<'a> {
    title: &'a str,
    heading: String,
    /// What its heading ends with.
    endings: Vec<String>,
    /// Those that say something.
    cells: Vec<&'a str>,
}

/// Which column says what.
#[derive(Default)]
pub(crate) struct Columns {
    titles: Vec<String>,
    purposes: Vec<Option<Purpose>>,
    /// Whether a heading says that this is about errors.
    pub(crate) is_clear: bool,
}

impl<'a> Column<'a> {
    pub(crate) fn new(title: &'a str, cells: impl Iterator<Item = &'a FoundCell>) -> Self {
        let cells = cells.filter(|cell| !cell.is_none()).map(|cell| cell.text.trim());
        let heading = headings::normalize_heading(title);
        Self { title, heading, endings: headings::list_endings(title), cells: cells.collect() }
    }

    fn is(&self, known: &str) -> bool {
        headings::is_heading(&self.heading, known)
    }

    /// Returns whether most cells are statuses.
    fn has_statuses(&self) -> bool {
        let is_status = |cell: &&&str| {
            let status = table_cell::read_status_cell(cell);
            status.statuses != DraftStatuses::Any && !status.is_odd
        };
        self.cells.iter().filter(is_status).count() * 2 >= self.cells.len()
    }

    /// Returns whether all cells are statuses, and not numbers that look like some.
    fn is_of_statuses(&self) -> bool {
        let statuses: Vec<_> = self.cells.iter().map(|cell| table_cell::read_status_cell(cell)).collect();
        let first = |status: &table_cell::Status| status.statuses.first().filter(|_| !status.is_odd);
        let is_status = |status: &table_cell::Status| first(status).is_some_and(|first| first < 600);
        let errors = statuses.iter().filter(|status| first(status) >= Some(400)).count();
        !statuses.is_empty() && statuses.iter().all(is_status) && errors * 2 >= statuses.len()
    }

    /// Returns whether it tells endpoints apart, and not errors.
    fn has_methods(&self) -> bool {
        let is_method = |cell: &&str| ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"].contains(cell);
        self.cells.iter().any(is_method)
    }

    /// Returns whether most of it is written as codes are: in one word.
    fn has_codes(&self) -> bool {
        let is_word = |cell: &&&str| table_cell::read_codes(cell).list.iter().all(|code| !code.contains(' '));
        let words = self.cells.iter().filter(is_word).count();
        if self.heading.is_empty() {
            return words > 0 && words == self.cells.len();
        }
        let most = if self.is_surely_code() { 2 } else { 3 };
        words * most >= self.cells.len() * (most - 1)
    }

    /// Returns whether it has more than one cause of each error.
    fn lists_causes(&self) -> bool {
        ["causes", "reasons"].iter().any(|plural| self.heading.ends_with(plural))
    }

    /// Returns how long the texts are of a column without a heading.
    fn measure_unnamed(&self) -> Option<usize> {
        self.heading.is_empty().then(|| self.cells.iter().map(|cell| cell.len()).sum())
    }

    /// Returns whether errors could be told apart by it.
    fn is_telling(&self) -> bool {
        self.cells.iter().collect::<HashSet<_>>().len() * 2 > self.cells.len()
    }

    fn is_surely_code(&self) -> bool {
        CODE.iter().any(|known| self.is(known)) || CODE_PARTS.iter().any(|known| self.heading.contains(known))
    }

    /// Returns whether its cells are names that a program could have.
    fn has_names(&self) -> bool {
        let is_name = |cell: &&str| {
            let word = cell.trim_matches('`');
            word.starts_with(|c: char| c.is_ascii_alphabetic())
                && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        self.cells.iter().all(is_name) && self.is_telling()
    }
}

/// The columns that have no purpose yet.
struct FreeColumns<'a, 'c> {
    columns: &'a [Column<'c>],
    purposes: Vec<Option<Purpose>>,
}

impl<'c> FreeColumns<'_, 'c> {
    /// Gives a purpose to the first column that fits, by the order of the headings; then by the ends of longer ones.
    fn take(
        &mut self,
        purpose: Purpose,
        list: &[&str],
        ends: &[&str],
        fits: impl Fn(&Column<'c>) -> bool,
    ) -> bool {
        let free = |index: &usize, is: &dyn Fn(&Column<'c>) -> bool| {
            self.purposes[*index].is_none() && is(&self.columns[*index]) && fits(&self.columns[*index])
        };
        let find = |is: &dyn Fn(&Column<'c>) -> bool| (0..self.columns.len()).find(|index| free(index, is));
        let by_end = |known: &&str| find(&|column| headings::ends_with(&column.endings, known));
        let found = list
            .iter()
            .find_map(|known| find(&|column| column.is(known)))
            .or_else(|| ends.iter().find_map(by_end))
            .or_else(|| find(&|column| purpose == Purpose::Code && column.is_surely_code()));
        if let Some(index) = found {
            self.purposes[index] = Some(purpose);
        }
        found.is_some()
    }

    /// Gives a purpose to all columns that fit.
    fn take_all(&mut self, purpose: Purpose, list: &[&str]) {
        for (column, of) in self.columns.iter().zip(&mut self.purposes) {
            let fits = |known: &&str| column.is(known) || headings::ends_with(&column.endings, known);
            if of.is_none() && list.iter().any(fits) {
                *of = Some(purpose);
            }
        }
    }

    fn take_prose(&mut self, purpose: Purpose, list: &[&str]) -> bool {
        self.take(purpose, list, list, |_| true)
    }
}

impl Columns {
    /// Assigns the columns of a table, or of objects with these members.
    pub(crate) fn assign(columns: &[Column<'_>]) -> Self {
        Self::assign_with_codes(columns, &[CODE, MAYBE_CODE])
    }

    /// Assigns the columns, where codes have one of these headings.
    pub(crate) fn assign_with_codes(columns: &[Column<'_>], codes: &[&[&str]]) -> Self {
        let mut free = FreeColumns { columns, purposes: vec![None; columns.len()] };
        // `Code` alone is often the status.
        let has_status = free.take(Purpose::Status, HTTP, HTTP, |column| !column.has_methods())
            || free.take(Purpose::Status, STATUS, &[], Column::has_statuses)
            || free.take(Purpose::Status, STATUS_OR_CODE, CODE_PARTS, Column::is_of_statuses);
        let has_code = codes.iter().any(|list| {
            free.take(Purpose::Code, list, CODE_PARTS, |column| column.has_codes() && column.is_telling())
                || free.take(Purpose::Code, list, CODE_PARTS, Column::has_codes)
        });
        let names = if has_code { NAME } else { &["conditionname"] };
        free.take(Purpose::Name, names, &["conditionname"], Column::has_names);
        free.take_prose(Purpose::UserMessage, USER_MESSAGE);
        free.take(Purpose::Docs, DOCS, &[], |_| true);
        // Several causes are the meaning only where nothing else says it, and so are names of statuses.
        let longest = columns.iter().filter_map(Column::measure_unnamed).max();
        let says_most = |column: &Column<'_>| column.measure_unnamed().is_none_or(|of| Some(of) == longest);
        let is_meaning = |column: &Column<'_>| !column.lists_causes() && says_most(column);
        let _ = free.take(Purpose::Meaning, MEANING, MEANING, is_meaning)
            || free.take_prose(Purpose::Meaning, MEANING);
        free.take_all(Purpose::Causes, CAUSES);
        free.take_all(Purpose::Guidance, GUIDANCE);
        free.take(Purpose::Retry, RETRY, &[], |_| true);
        free.take_prose(Purpose::Message, MESSAGE);
        free.take(Purpose::Retired, RETIRED, &[], |_| true);
        let _ = free.take(Purpose::Group, GROUP, &[], |_| true)
            || free.take(Purpose::Group, MAYBE_GROUP, &[], |column| !column.is_telling());
        let is_code = |(column, purpose): (&Column<'_>, &Option<Purpose>)| {
            *purpose == Some(Purpose::Code) && column.is_surely_code()
        };
        let is_clear = has_status || columns.iter().zip(&free.purposes).any(is_code);
        let titles = columns.iter().map(|column| column.title.trim().to_owned()).collect();
        Self { titles, purposes: free.purposes, is_clear }
    }

    /// Returns whether errors can have these columns. What has parameters or methods is about those, unless it says
    /// otherwise.
    pub(crate) fn has_errors(&self, columns: &[Column<'_>]) -> bool {
        let is_of_others = columns
            .iter()
            .any(|column| OF_MEMBERS.iter().any(|known| column.is(known)) || column.has_methods());
        let has = |purpose: Purpose| self.find(purpose).is_some();
        (has(Purpose::Code) || has(Purpose::Status) && has(Purpose::Meaning))
            && (self.is_clear || !is_of_others)
    }

    /// Returns the first column with a purpose.
    pub(crate) fn find(&self, purpose: Purpose) -> Option<usize> {
        self.purposes.iter().position(|of| *of == Some(purpose))
    }

    /// Returns what a column is for.
    pub(crate) fn purpose(&self, column: usize) -> Option<Purpose> {
        self.purposes.get(column).copied().flatten()
    }

    pub(crate) fn title(&self, column: usize) -> Option<&str> {
        self.titles.get(column).map(String::as_str)
    }
}

//! Finds out by its heading and its cells what a column says.

use crate::row::Row;
use crate::statuses::DraftStatuses;
use crate::table_cell::{self, is_none};
use crate::tree::DataTree;

/// Headings in the words of their authors, without spaces and case, the clearest first. These are believed.
const HTTP: &[&str] = &[
    "httpstatuscode",
    "httpstatus",
    "httpcode",
    "http",
    "httperrorcode",
    "httpresponsecode",
    "httpresponse",
    "httperror",
    "statuscode",
];
/// Of these, most cells have to be statuses.
const STATUS: &[&str] = &["status", "responsecode", "responsestatus"];
/// These are statuses where all cells are.
const STATUS_OR_CODE: &[&str] = &["code", "errorcode", "error"];
/// Headings of nothing but codes.
pub(crate) const CODE: &[&str] = &["errorcode", "code", "errcode", "errorid", "errortype", "errorname"];
/// Headings of codes in some tables, and of other things in others.
const MAYBE_CODE: &[&str] =
    &["identifier", "key", "slug", "type", "id", "error", "reason", "exception", "name", "title"];
/// Headings of what a request or a body has.
const OF_MEMBERS: &[&str] =
    &["field", "parameter", "param", "property", "attribute", "argument", "header", "member"];
const MEANING: &[&str] = &[
    "whenitoccurs",
    "meaning",
    "when",
    "description",
    "desc",
    "whatitmeans",
    "whatitmeant",
    "explanation",
    "details",
    "detail",
    "cause",
    "causes",
    "reason",
    "summary",
    "message",
    "errormessage",
    "text",
    "title",
    "error",
    "notes",
    "note",
    "comment",
    "comments",
    "msg",
    "name",
];
const GUIDANCE: &[&str] = &[
    "guidance",
    "solution",
    "solutions",
    "resolution",
    "howtofix",
    "howtoresolve",
    "whattodo",
    "action",
    "actions",
    "fix",
    "remedy",
    "suggestedaction",
    "recommendedaction",
    "handling",
    "howtohandle",
    "nextsteps",
    "notes",
];
const RETRY: &[&str] = &["retry", "retryable", "retriable", "isretryable", "canretry", "shouldretry"];
const MESSAGE: &[&str] = &["message", "errormessage", "defaultmessage", "msg"];
/// What our own pages say of retired entries.
const RETIRED: &[&str] = &["whyitwasretired", "whyitisgone"];

/// A heading and the cells below it.
pub(crate) struct Column<'a> {
    heading: String,
    /// Those that say something.
    cells: Vec<&'a str>,
}

/// Where errors keep what.
#[derive(Default)]
pub(crate) struct Columns {
    pub(crate) status: Option<usize>,
    pub(crate) code: Option<usize>,
    pub(crate) meaning: Option<usize>,
    guidance: Option<usize>,
    retry: Option<usize>,
    message: Option<usize>,
    retired: Option<usize>,
    /// Whether a heading says that this is about errors.
    pub(crate) is_clear: bool,
}

impl<'a> Column<'a> {
    pub(crate) fn new(heading: &str, cells: impl Iterator<Item = &'a str>) -> Self {
        let heading = heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
        let cells = cells.map(str::trim).filter(|cell| !is_none(cell));
        Self { heading: heading.collect(), cells: cells.collect() }
    }

    fn is(&self, headings: &[&str]) -> bool {
        headings.contains(&self.heading.as_str())
    }

    /// Counts the cells that are statuses.
    fn count_statuses(&self) -> usize {
        let is_status = |cell: &&&str| {
            let status = table_cell::read_status_cell(cell);
            status.statuses != DraftStatuses::Any && !status.is_odd
        };
        self.cells.iter().filter(is_status).count()
    }

    /// Returns whether it tells endpoints apart, and not errors.
    fn has_methods(&self) -> bool {
        let is_method = |cell: &&str| ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"].contains(cell);
        self.cells.iter().any(is_method)
    }

    /// Returns whether most of it is written as codes are: in one word.
    fn has_codes(&self) -> bool {
        let is_word = |cell: &&&str| table_cell::read_codes(cell).list.iter().all(|code| !code.contains(' '));
        self.cells.iter().filter(is_word).count() * 2 >= self.cells.len()
    }
}

impl Columns {
    /// Assigns the columns of a table, or of objects with these members.
    pub(crate) fn assign(columns: &[Column<'_>]) -> Self {
        Self::assign_with_codes(columns, &[CODE, MAYBE_CODE].concat())
    }

    /// Assigns the columns, where codes have one of these headings.
    pub(crate) fn assign_with_codes(columns: &[Column<'_>], codes: &[&str]) -> Self {
        let mut free: Vec<_> = columns.iter().map(Some).collect();
        let mut take = |headings: &[&str], fits: &dyn Fn(&Column<'_>) -> bool| {
            let column = headings.iter().find_map(|heading| {
                free.iter()
                    .position(|column| column.is_some_and(|column| column.is(&[heading]) && fits(column)))
            })?;
            free[column] = None;
            Some(column)
        };
        // `Code` alone is often the status.
        let status = take(HTTP, &|column| !column.has_methods())
            .or_else(|| take(STATUS, &|column| column.count_statuses() * 2 >= column.cells.len()))
            .or_else(|| take(STATUS_OR_CODE, &|column| column.count_statuses() == column.cells.len()));
        let code = take(codes, &|column| column.has_codes());
        let is_clear = status.or(code.filter(|code| columns[*code].is(CODE))).is_some();
        let any = |_: &Column<'_>| true;
        Self {
            status,
            code,
            meaning: take(MEANING, &any),
            guidance: take(GUIDANCE, &any),
            retry: take(RETRY, &any),
            message: take(MESSAGE, &any),
            retired: take(RETIRED, &any),
            is_clear,
        }
    }

    /// Returns whether errors can have these columns. What has parameters or methods is about those, unless it says
    /// otherwise.
    pub(crate) fn has_errors(&self, columns: &[Column<'_>]) -> bool {
        let is_of_others = columns.iter().any(|column| column.is(OF_MEMBERS) || column.has_methods());
        (self.code.is_some() || self.status.is_some() && self.meaning.is_some())
            && (self.is_clear || !is_of_others)
    }

    /// Reads the error in the cells of a row; its code is left to the caller.
    pub(crate) fn read_row<'a>(&self, cell: impl Fn(usize) -> Option<&'a str>) -> Row {
        let cell =
            |column: Option<usize>| column.and_then(&cell).map(str::trim).filter(|cell| !is_none(cell));
        let (meaning, message) = match (cell(self.meaning), cell(self.message)) {
            (None, message) => (message, None),
            both => both,
        };
        let mut row = Row {
            meaning: meaning.map(str::to_owned),
            guidance: cell(self.guidance).map(str::to_owned).into_iter().collect(),
            // In a template, a brace alone is the start of a field.
            message: message.map(|message| message.replace('{', "{{").replace('}', "}}")),
            ..Row::default()
        };
        if let Some(said) = cell(self.status) {
            let status = table_cell::read_status_cell(said);
            row.statuses = status.statuses;
            row.todos.extend(status.is_odd.then(|| format!("its status is said to be `{said}`")));
        }
        if let Some(said) = cell(self.retry) {
            row.retry = table_cell::read_retry(said);
            let is_lost = row.retry.is_none();
            row.todos.extend(is_lost.then(|| format!("whether to send it again is said to be `{said}`")));
        }
        if let Some(said) = cell(self.retired) {
            let note = DataTree::Map(vec![("note".to_owned(), DataTree::Text(said.to_owned()))]);
            row.more.push(("retired".to_owned(), note));
        }
        row
    }
}

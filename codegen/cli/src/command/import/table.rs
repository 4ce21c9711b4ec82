//! A table with headings that people chose → the errors in its rows.

use super::draft::{Code, Row, Status};

/// A table as it was found; rows may be shorter or longer than the headings.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

/// Headings in the words of their authors, without spaces and case, the clearest first.
const STATUS: &[&str] = &[
    "httpstatuscode",
    "httpstatus",
    "httpcode",
    "http",
    "httperrorcode",
    "httpresponsecode",
    "statuscode",
    "status",
    "responsecode",
    "responsestatus",
    "httpresponse",
    "httperror",
];
const CODE: &[&str] = &[
    "errorcode",
    "code",
    "errcode",
    "errorid",
    "errortype",
    "errorname",
    "identifier",
    "key",
    "slug",
    "type",
    "id",
    "error",
    "reason",
    "exception",
    "name",
    "title",
];
const MEANING: &[&str] = &[
    "whenitoccurs",
    "meaning",
    "when",
    "description",
    "desc",
    "whatitmeans",
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

/// Where a table keeps what.
#[derive(Default)]
struct Columns {
    status: Option<usize>,
    code: Option<usize>,
    meaning: Option<usize>,
    guidance: Option<usize>,
    retry: Option<usize>,
    message: Option<usize>,
}

impl Table {
    /// The errors; None if no heading tells where the codes or the statuses are.
    pub(super) fn errors(&self) -> Option<Vec<Row>> {
        let columns = self.columns();
        (columns.code.is_some() || columns.status.is_some() && columns.meaning.is_some())
            .then(|| self.rows.iter().flat_map(|row| errors(row, &columns)).collect())
    }

    fn columns(&self) -> Columns {
        let mut free: Vec<_> = self.headings.iter().map(|heading| Some(letters(heading))).collect();
        let mut take = |names: &[&str], fits: &dyn Fn(usize) -> bool| {
            let column = names.iter().find_map(|name| {
                (0..free.len()).find(|column| free[*column].as_deref() == Some(*name) && fits(*column))
            })?;
            free[column] = None;
            Some(column)
        };
        // `Code` alone is often the status.
        let status = take(STATUS, &|column| self.has_statuses(column))
            .or_else(|| take(&["code", "errorcode", "error"], &|column| self.has_statuses(column)));
        let code = take(CODE, &|column| self.has_codes(column));
        let meaning = take(MEANING, &|_| true);
        Columns {
            status,
            code,
            meaning,
            guidance: take(GUIDANCE, &|_| true),
            retry: take(RETRY, &|_| true),
            message: take(MESSAGE, &|_| true),
        }
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows
            .iter()
            .filter_map(move |row| row.get(column))
            .map(|cell| cell.trim())
            .filter(|cell| !is_none(cell))
    }

    fn has_statuses(&self, column: usize) -> bool {
        self.cells(column).all(|cell| status(cell) != Status::Unknown)
    }

    /// Whether most of a column is written as codes are: in one word.
    fn has_codes(&self, column: usize) -> bool {
        let words =
            self.cells(column).filter(|cell| codes(cell).iter().all(|code| !code.contains(' '))).count();
        words * 2 >= self.cells(column).count()
    }
}

/// The error of a row, or several that share what is said about them.
fn errors(row: &[String], columns: &Columns) -> Vec<Row> {
    let cell = |column: Option<usize>| {
        column.and_then(|column| row.get(column)).map(|cell| cell.trim()).filter(|cell| !is_none(cell))
    };
    let (meaning, message) = match (cell(columns.meaning), cell(columns.message)) {
        (None, message) => (message, None),
        both => both,
    };
    let error = Row {
        status: cell(columns.status).map(status).unwrap_or_default(),
        meaning: meaning.map(str::to_owned),
        guidance: cell(columns.guidance).map(str::to_owned).into_iter().collect(),
        retry: cell(columns.retry).and_then(retry),
        message: message.map(str::to_owned),
        ..Row::default()
    };
    match cell(columns.code).map(codes) {
        None => vec![error],
        Some(codes) => {
            codes.iter().map(|code| Row { code: Some(Code::guess(code)), ..error.clone() }).collect()
        }
    }
}

/// A heading without spaces, case and punctuation.
fn letters(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a cell says that there is nothing to say.
fn is_none(cell: &str) -> bool {
    ["", "-", "–", "—", "−", "n/a", "none", "null", "*"].iter().any(|none| cell.eq_ignore_ascii_case(none))
}

/// The codes in a cell: one, or several words with commas, slashes or `or` between them.
fn codes(cell: &str) -> Vec<&str> {
    for separator in [", ", " / ", " or ", "\n"] {
        let parts: Vec<_> = cell.split(separator).map(bare).collect();
        if parts.len() > 1 && parts.iter().all(|part| !part.is_empty() && !part.contains(char::is_whitespace))
        {
            return parts;
        }
    }
    vec![bare(cell)]
}

/// A code without the quotes around it.
fn bare(code: &str) -> &str {
    code.trim().trim_matches(['`', '"', '\''])
}

/// The statuses in a cell, such as `400`, `404 Not Found`, `401, 403` or `5xx`.
pub(super) fn status(cell: &str) -> Status {
    let words: Vec<_> =
        cell.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let statuses = words.iter().filter(|word| word.len() == 3).filter_map(|word| word.parse().ok());
    let statuses: Vec<u16> = statuses.filter(|status| (100..600).contains(status)).collect();
    let class = words.iter().find_map(|word| class(word));
    match (class, statuses.is_empty()) {
        (Some(class), true) => Status::Class(class),
        (_, false) => Status::Listed(statuses),
        (None, true) => Status::Unknown,
    }
}

/// `4xx` and its like.
fn class(word: &str) -> Option<u8> {
    let class = word.strip_suffix("xx").or_else(|| word.strip_suffix("XX"))?;
    class.parse().ok().filter(|class| (1..=5).contains(class))
}

/// A hint, or yes and no.
fn retry(cell: &str) -> Option<String> {
    let cell = cell.trim_matches('`').to_lowercase();
    match cell.as_str() {
        "yes" | "true" | "y" | "✓" | "✅" => Some("backoff 1s".to_owned()),
        "no" | "false" | "n" | "never" | "✗" | "❌" => Some("never".to_owned()),
        "once" => Some(cell),
        _ => {
            let (strategy, delay) = cell.split_once(' ')?;
            let (number, unit) = delay.split_at(delay.find(|c: char| !c.is_ascii_digit())?);
            let is_hint = ["after", "backoff"].contains(&strategy) && ["ms", "s", "m", "h"].contains(&unit);
            (is_hint && (1..=6).contains(&number.len())).then_some(cell)
        }
    }
}

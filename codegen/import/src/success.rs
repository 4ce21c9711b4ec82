//! Tells what is no error from errors, as `0 Success` and `200 OK`.

use crate::headings::normalize_heading;
use crate::row::Row;
use crate::statuses::DraftStatuses;

/// Words that codes, names and meanings of successes consist of.
const SUCCESS: [&str; 8] =
    ["ok", "success", "successful", "successfulcompletion", "noerror", "none", "nerr", "noerrors"];

/// Returns whether a row says what a success looks like. An API can send failures with 200, and redirections are
/// errors of clients that don't follow them; both have a code.
pub(crate) fn is_success(row: &Row) -> bool {
    let is_word = |text: &str| SUCCESS.contains(&normalize_heading(text).as_str());
    let code = row.code();
    let is_zero = code.is_some_and(|code| code.bytes().all(|byte| byte == b'0'));
    let said = [row.name.as_deref(), row.meaning.as_deref()];
    let is_said =
        said.into_iter().flatten().any(|text| is_word(text) || text.to_lowercase().contains("success"));
    let may_be_success = match &row.statuses {
        DraftStatuses::Any => {
            return code.is_some_and(is_word) || is_zero && (is_said || said == [None, None]);
        }
        DraftStatuses::Class(class) => *class < 4,
        DraftStatuses::Listed(list) => list.iter().all(|status| *status < 400),
    };
    let is_reason = |code: &str| {
        let is_name = |name: String| normalize_heading(&name) == normalize_heading(code);
        row.statuses.is_below(300) && (row.statuses.write() == code || row.statuses.list_names().any(is_name))
    };
    may_be_success && code.is_none_or(|code| is_word(code) || is_zero || is_reason(code))
}

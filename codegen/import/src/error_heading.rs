//! Reads the headings, and the beginnings of list items, that name an error.

use crate::headings::normalize_heading;
use crate::statuses::DraftStatuses;
use crate::table_cell;

/// What the heading of an error says, such as `` `rate_limited` (429) ``.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ErrorHeading {
    pub(crate) statuses: Option<DraftStatuses>,
    /// As the cell of a table has it.
    pub(crate) code: String,
    /// The name or the title beside the code or the status.
    pub(crate) title: String,
    /// Whether it can't be the heading of anything else.
    pub(crate) is_sure: bool,
}

impl ErrorHeading {
    /// Returns whether the title says nothing but what a status is called.
    pub(crate) fn is_title_told(&self) -> bool {
        let is_reason = |name: String| normalize_heading(&name) == normalize_heading(&self.title);
        self.title.is_empty()
            || self.statuses.as_ref().is_some_and(|statuses| statuses.list_names().any(is_reason))
    }

    /// Takes the statuses that errors share, where it has a code and none of its own.
    pub(crate) fn with_shared_statuses(self, shared: Option<&DraftStatuses>) -> Self {
        let statuses = self.statuses.or_else(|| shared.cloned());
        Self { statuses, ..self }
    }
}

/// Words before a code or a status that say what it is.
const LEADS: [&str; 6] = ["error", "http", "status", "code", "errno", "exception"];

/// Reads a heading, or what is before the text of a list item.
pub(crate) fn read_error_heading(text: &str) -> Option<ErrorHeading> {
    let text = skip_leads(text.trim());
    if text.is_empty() || text.len() > 200 {
        return None;
    }
    let (before, behind) = split_statuses(text);
    let (text, statuses) = match before {
        Some(statuses) => (behind.trim_start_matches(is_separator), Some(statuses)),
        None => (text, None),
    };
    let (text, behind) = split_status_behind(text);
    let had_status = statuses.is_some();
    let statuses = statuses.or(behind);
    if text.is_empty() {
        return statuses.map(|statuses| ErrorHeading {
            statuses: Some(statuses),
            is_sure: had_status,
            ..ErrorHeading::default()
        });
    }
    if let Some((code, title)) = split_code(text) {
        let is_number = code.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit());
        return Some(ErrorHeading {
            is_sure: statuses.is_some() || is_number,
            statuses,
            code: code.to_owned(),
            title: title.to_owned(),
        });
    }
    let is_title = text.len() < 60 && text.starts_with(char::is_uppercase);
    let statuses = statuses.filter(|_| had_status && is_title)?;
    Some(ErrorHeading {
        statuses: Some(statuses),
        title: text.to_owned(),
        is_sure: true,
        ..ErrorHeading::default()
    })
}

fn skip_leads(text: &str) -> &str {
    let mut text = text.trim_matches(['*', '#', ' ', '}']);
    while let Some((word, rest)) = text.split_once([' ', ':']) {
        if !LEADS.contains(&word.to_lowercase().as_str()) || rest.trim().is_empty() {
            break;
        }
        text = rest.trim_start();
    }
    text
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || [':', '-', '–', '—', '|', '·', ','].contains(&c)
}

/// Splits the statuses of errors off the beginning: `429, 503`.
fn split_statuses(text: &str) -> (Option<DraftStatuses>, &str) {
    let is_of_status = |c: char| c.is_ascii_digit() || [',', '/', 'x', 'X', '–', ' '].contains(&c);
    let mut end = text.find(|c| !is_of_status(c)).unwrap_or(text.len());
    if text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '_') && !text[..end].ends_with(' ') {
        end = 0;
    }
    let (statuses, rest) = text.split_at(end);
    (read_error_statuses(statuses), rest)
}

/// Splits statuses in parentheses off the end: `(HTTP 429)`.
fn split_status_behind(text: &str) -> (&str, Option<DraftStatuses>) {
    let text = text.trim().trim_end_matches(':').trim_end();
    let split = text.strip_suffix([')', ']']).and_then(|text| text.rsplit_once(['(', '[']));
    match split.and_then(|(before, inside)| Some((before.trim(), read_error_statuses(skip_leads(inside))?))) {
        Some((before, statuses)) => (before, Some(statuses)),
        None => (text, None),
    }
}

/// Reads a text of nothing but statuses of errors.
fn read_error_statuses(text: &str) -> Option<DraftStatuses> {
    let status = table_cell::read_status_cell(text);
    let is_alone = table_cell::find_words_beside_status(text, &status.statuses).is_none();
    match status.statuses {
        DraftStatuses::Listed(list) if is_alone && !status.is_odd => {
            let is_error = list.iter().all(|status| (400..600).contains(status));
            is_error.then_some(DraftStatuses::Listed(list))
        }
        DraftStatuses::Class(class @ 4..=5) if is_alone => Some(DraftStatuses::Class(class)),
        _ => None,
    }
}

/// Splits a text that begins with a code into it and the name or title behind it.
fn split_code(text: &str) -> Option<(&str, &str)> {
    if text.starts_with('`') {
        let end = text.rfind('`').filter(|end| *end > 0)? + 1;
        let (code, title) = text.split_at(end);
        let separated = title.is_empty() || title.trim_start().starts_with(is_separator);
        let is_word =
            table_cell::read_codes(code).list.iter().all(|code| !code.contains(char::is_whitespace));
        return (separated && is_word).then(|| (code, title.trim_matches(is_separator)));
    }
    let end = text.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(text.len());
    let (code, title) = text.split_at(end);
    let separated = title.trim_start().starts_with([':', '-', '–', '—']);
    let title = title.trim_matches(is_separator);
    let digits = code.strip_prefix('-').unwrap_or(code);
    let is_fine = if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let is_name = is_code_word(title) && !title.is_empty();
        is_name || (digits.len() > 2 || code.starts_with('-')) && separated && !title.is_empty()
    } else {
        is_code_word(code) && (title.is_empty() || separated)
    };
    is_fine.then_some((code, title))
}

/// Returns whether a word is written as codes are, and as nothing else in prose is.
pub(crate) fn is_code_word(word: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || ['_', '-', '.'].contains(&c);
    let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
    let is_screaming = capitals > 4 && !word.bytes().any(|byte| byte.is_ascii_lowercase());
    let is_camel = capitals > 1 && word.len() > 5 && !is_screaming && word.starts_with(char::is_uppercase);
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.ends_with(|c: char| c.is_ascii_alphanumeric())
        && word.chars().all(is_word)
        && (word.contains('_') || is_screaming || is_camel)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        read_error_heading(text).map_or_else(
            || "-".to_owned(),
            |heading| {
                let statuses = match &heading.statuses {
                    Some(DraftStatuses::Listed(list)) => format!("{list:?}"),
                    Some(DraftStatuses::Class(class)) => format!("{class}xx"),
                    _ => String::new(),
                };
                let sure = if heading.is_sure { "" } else { "?" };
                format!("{statuses}|{}|{}{sure}", heading.code, heading.title)
            },
        )
    }

    #[test]
    fn headings_of_errors_are_told_from_others() {
        for (heading, shown) in [
            ("-1003 TOO_MANY_REQUESTS", "|-1003|TOO_MANY_REQUESTS"),
            ("`rate_limited` (429)", "[429]|`rate_limited`|"),
            ("rate_limited (HTTP 429)", "[429]|rate_limited|"),
            ("429, 503 `busy`", "[429, 503]|`busy`|"),
            ("401 — Unauthorized", "[401]||Unauthorized"),
            ("404 Not Found", "[404]||Not Found"),
            ("401 invalid_token", "[401]|invalid_token|"),
            ("HTTP 500", "[500]||"),
            ("Error 20003: Permission denied", "|20003|Permission denied"),
            ("4 DEADLINE_EXCEEDED", "|4|DEADLINE_EXCEEDED"),
            ("5xx", "5xx||"),
            ("`rate_limited`", "|`rate_limited`|?"),
            ("INVALID_CREDENTIALS", "|INVALID_CREDENTIALS|?"),
            ("AccessDenied", "|AccessDenied|?"),
            ("Errors", "-"),
            ("Error codes", "-"),
            ("1. Introduction", "-"),
            ("2024-01-05 Changes", "-"),
            ("2 Retries", "-"),
            ("400 users joined", "-"),
            ("The `limit` parameter", "-"),
            ("API", "-"),
        ] {
            assert_eq!(show(heading), shown, "{heading}");
        }
    }
}

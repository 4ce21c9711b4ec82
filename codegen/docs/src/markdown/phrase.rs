//! Puts statuses and codes into words.

use errspec_codegen::text;
use errspec_data::Statuses;
use errspec_spec::CatalogEntry;
use errspec_spec::notation::format_class;

use crate::http_names::find_reason;

/// Formats a code span: [`text::format_code`] or, in tables, [`text::format_code_cell`].
pub(super) type FormatSpan = fn(&str) -> String;

/// How many characters of a code a table shows.
const MAX_CODE: usize = 48;

/// Formats statuses for a table: `401`, `401, 403`, `5xx`, `any`.
pub(super) fn format_statuses(statuses: Statuses<'_>) -> String {
    match statuses {
        Statuses::Any => "any".to_owned(),
        Statuses::Class(class) => format_class(class),
        listed => {
            let texts: Vec<_> = listed.listed().map(|status| status.to_string()).collect();
            texts.join(", ")
        }
    }
}

/// Formats the heading of an entry: ``401 `invalid_token` ``, `500 Internal Server Error`.
///
/// It has the name of an entry with conditions, which can have everything else in common with others.
pub(super) fn format_entry_title(entry: &CatalogEntry<'_>) -> String {
    let (data, statuses) = (entry.data(), entry.data().statuses());
    let has_conditions = !data.conditions().is_empty();
    match (data.code_text(), statuses) {
        (Some(code), _) if has_conditions => format!("{} ({})", format_coded(code, statuses), data.name()),
        (None, _) if has_conditions => format!("{} {}", format_statuses(statuses), data.name()),
        (Some(code), _) => format_coded(code, statuses),
        (None, Statuses::One(status)) => match find_reason(status) {
            Some(reason) => format!("{status} {reason}"),
            None => format!("{status} without a code"),
        },
        (None, _) => format!("{} without a code", format_statuses(statuses)),
    }
}

/// Formats the code of an entry for a table, without the middle of a long one.
pub(super) fn format_short_code(entry: &CatalogEntry<'_>, format_span: FormatSpan) -> String {
    match entry.data().code_text() {
        Some(code) => format_span(&shorten_code(code)),
        None => "*none*".to_owned(),
    }
}

/// Leaves out the middle of a long code.
pub(super) fn shorten_code(code: &str) -> String {
    let chars: Vec<_> = code.chars().collect();
    if chars.len() <= MAX_CODE {
        return code.to_owned();
    }
    let (front, back) = (&chars[..MAX_CODE / 2], &chars[chars.len() - MAX_CODE / 2..]);
    front.iter().chain(&['…']).chain(back).collect()
}

fn format_coded(code: &str, statuses: Statuses<'_>) -> String {
    match statuses {
        Statuses::Any => text::format_code(code),
        _ => format!("{} {}", format_statuses(statuses), text::format_code(code)),
    }
}

/// Joins the items of a list in a sentence: `a, b and c`.
pub(super) fn join_with_and(items: &[String]) -> String {
    join_with("and", items)
}

/// Joins alternatives in a sentence: `a, b or c`.
pub(super) fn join_with_or(items: &[String]) -> String {
    join_with("or", items)
}

fn join_with(word: &str, items: &[String]) -> String {
    match items {
        [front @ .., last] if !front.is_empty() => format!("{} {word} {last}", front.join(", ")),
        _ => items.concat(),
    }
}

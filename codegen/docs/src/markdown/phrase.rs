//! Puts statuses, places and conditions into words.

use errspec_codegen::text;
use errspec_data::{Condition, Expected, Locator, Place, Statuses, Unit};
use errspec_spec::CatalogEntry;
use errspec_spec::notation::format_class;

use crate::http_names::{find_reason, format_header_name};

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
    let Some(code) = entry.data().code_text() else { return "*none*".to_owned() };
    let chars: Vec<_> = code.chars().collect();
    if chars.len() <= MAX_CODE {
        return format_span(code);
    }
    let (front, back) = (&chars[..MAX_CODE / 2], &chars[chars.len() - MAX_CODE / 2..]);
    format_span(&front.iter().chain(&['…']).chain(back).collect::<String>())
}

fn format_coded(code: &str, statuses: Statuses<'_>) -> String {
    match statuses {
        Statuses::Any => text::format_code(code),
        _ => format!("{} {}", format_statuses(statuses), text::format_code(code)),
    }
}

/// Describes places in the order in which they are read: `` `/code`, else `X-Error-Code` header ``.
pub(super) fn describe_locators(locators: &[Locator<'_>], format_span: FormatSpan) -> String {
    let described: Vec<_> = locators.iter().map(|at| describe_locator(at, format_span)).collect();
    described.join(", else ")
}

/// Describes a place and what is taken of its value.
pub(super) fn describe_locator(locator: &Locator<'_>, format_span: FormatSpan) -> String {
    let mut notes = Vec::new();
    notes.extend(locator.after().map(|mark| format!("after {}", format_span(mark))));
    notes.extend(locator.before().map(|mark| format!("before {}", format_span(mark))));
    match locator.unit() {
        Unit::Seconds => {}
        Unit::Milliseconds => notes.push("milliseconds".to_owned()),
        Unit::Epoch => notes.push("Unix time".to_owned()),
    }
    notes.extend(locator.ignored().map(|value| format!("unless {}", format_span(value))));
    let place = describe_place(locator.place(), format_span);
    if notes.is_empty() { place } else { format!("{place} ({})", notes.join(", ")) }
}

fn describe_place(place: Place<'_>, format_span: FormatSpan) -> String {
    match place {
        Place::Body { pointer, .. } if pointer.as_str().is_empty() => "whole body".to_owned(),
        Place::Body { pointer, .. } => format_span(pointer.as_str()),
        Place::Header(name) => format!("{} header", format_span(&format_header_name(name))),
    }
}

/// Describes a place as the subject of a sentence, with an article if it needs one.
pub(super) fn describe_subject(place: Place<'_>, format_span: FormatSpan) -> String {
    let described = describe_place(place, format_span);
    match place {
        Place::Body { pointer, .. } if !pointer.as_str().is_empty() => described,
        _ => format!("the {described}"),
    }
}

/// Describes conditions as a clause: `` `/ok` is `false` and `/error` is missing or null ``.
pub(super) fn describe_conditions(conditions: &[Condition<'_>], format_span: FormatSpan) -> String {
    let clauses: Vec<_> = conditions.iter().map(|held| describe_condition(held, format_span)).collect();
    clauses.join(" and ")
}

fn describe_condition(condition: &Condition<'_>, format_span: FormatSpan) -> String {
    let subject = describe_subject(condition.place(), format_span);
    match condition.expected() {
        Expected::Text("") => format!("{subject} is an empty string"),
        Expected::Text(text) => format!("{subject} is {}", format_span(text)),
        Expected::Null => format!("{subject} is missing or null"),
        Expected::Present => format!("{subject} is present and not null"),
    }
}

/// Joins the items of a list in a sentence: `a, b and c`.
pub(super) fn join_with_and(items: &[String]) -> String {
    match items {
        [front @ .., last] if !front.is_empty() => format!("{} and {last}", front.join(", ")),
        _ => items.concat(),
    }
}

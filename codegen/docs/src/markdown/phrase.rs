//! Statuses, places and conditions → the words for them.

use errspec_codegen::notation::format_class;
use errspec_codegen::text;
use errspec_data::{Condition, Expected, Locator, Place, Statuses, Unit};
use errspec_spec::CatalogEntry;

use crate::reason::{header, reason};

/// Writes a code span: [`text::format_code`] or, in tables, [`text::format_code_cell`].
pub(super) type Span = fn(&str) -> String;

/// Longer codes would leave no room for what stands beside them.
const MAX_CODE: usize = 48;

/// `401`, `401, 403`, `5xx`, `any`.
pub(super) fn statuses(statuses: Statuses<'_>) -> String {
    match statuses {
        Statuses::Any => "any".to_owned(),
        Statuses::Class(class) => format_class(class),
        listed => listed.listed().map(|status| status.to_string()).collect::<Vec<_>>().join(", "),
    }
}

/// What an entry is called on the page: ``401 `invalid_token` ``, `500 Internal Server Error`.
pub(super) fn title(entry: &CatalogEntry) -> String {
    let name = entry.data().name();
    match (entry.data().code_text(), entry.data().statuses()) {
        // Conditions part entries that have all else in common.
        (Some(code), status) if !entry.data().conditions().is_empty() => {
            format!("{} ({name})", coded(code, status))
        }
        (None, status) if !entry.data().conditions().is_empty() => format!("{} {name}", statuses(status)),
        (Some(code), status) => coded(code, status),
        (None, Statuses::One(status)) => match reason(status) {
            Some(reason) => format!("{status} {reason}"),
            None => format!("{status} without a code"),
        },
        (None, status) => format!("{} without a code", statuses(status)),
    }
}

/// The code of an entry where there is room for a line at most: the middle of a long one is left out.
pub(super) fn code(entry: &CatalogEntry, span: Span) -> String {
    let Some(code) = entry.data().code_text() else { return "*none*".to_owned() };
    let chars: Vec<_> = code.chars().collect();
    if chars.len() <= MAX_CODE {
        return span(code);
    }
    let (front, back) = (&chars[..MAX_CODE / 2], &chars[chars.len() - MAX_CODE / 2..]);
    span(&front.iter().chain(&['…']).chain(back).collect::<String>())
}

fn coded(code: &str, status: Statuses<'_>) -> String {
    match status {
        Statuses::Any => text::format_code(code),
        _ => format!("{} {}", statuses(status), text::format_code(code)),
    }
}

/// Places in the order in which they are asked: `` `/code`, else `X-Error-Code` header ``.
pub(super) fn places(locators: &[Locator], span: Span) -> String {
    locators.iter().map(|at| locator(at, span)).collect::<Vec<_>>().join(", else ")
}

pub(super) fn locator(locator: &Locator, span: Span) -> String {
    let place = place(locator.place(), span);
    let cut = |word: &str, mark: Option<&str>| mark.map(|mark| format!("{word} {}", span(mark)));
    let unit = match locator.unit() {
        Unit::Seconds => None,
        Unit::Milliseconds => Some("milliseconds".to_owned()),
        Unit::Epoch => Some("Unix time".to_owned()),
    };
    let ignore = locator.ignored().map(|value| format!("unless {}", span(value)));
    let notes = [cut("after", locator.after()), cut("before", locator.before()), unit, ignore];
    let notes: Vec<_> = notes.into_iter().flatten().collect();
    if notes.is_empty() { place } else { format!("{place} ({})", notes.join(", ")) }
}

pub(super) fn place(place: Place<'_>, span: Span) -> String {
    match place {
        Place::Body { pointer, .. } if pointer.as_str().is_empty() => "whole body".to_owned(),
        Place::Body { pointer, .. } => span(pointer.as_str()),
        Place::Header(name) => format!("{} header", span(&header(name))),
    }
}

/// A place as the subject of a sentence.
pub(super) fn the(at: Place<'_>, span: Span) -> String {
    match at {
        Place::Body { pointer, .. } if !pointer.as_str().is_empty() => place(at, span),
        _ => format!("the {}", place(at, span)),
    }
}

/// Conditions as a clause: `` `/ok` is `false` and `/error` is missing or null ``.
pub(super) fn conditions(conditions: &[Condition], span: Span) -> String {
    conditions.iter().map(|held| condition(held, span)).collect::<Vec<_>>().join(" and ")
}

fn condition(condition: &Condition, span: Span) -> String {
    let place = the(condition.place(), span);
    match condition.expected() {
        Expected::Text("") => format!("{place} is an empty text"),
        Expected::Text(text) => format!("{place} is {}", span(text)),
        Expected::Null => format!("{place} is missing or null"),
        Expected::Present => format!("{place} is there and not null"),
    }
}

/// A list in a sentence: `a, b and c`.
pub(super) fn and(words: &[String]) -> String {
    match words {
        [front @ .., last] if !front.is_empty() => format!("{} and {last}", front.join(", ")),
        _ => words.concat(),
    }
}

//! Puts places and locators into words.

use errspec_data::openapi::format_header_name;
use errspec_data::{Locator, Place, Pointer, Unit};

use super::condition::{Absence, describe_conditions};
use super::phrase::FormatSpan;

/// How a sentence speaks of the elements for which a `*` stands.
#[derive(Clone, Copy)]
pub(super) enum Quantity {
    /// All of them, one after the other.
    Each,
    /// At least one of them.
    Any,
    /// None of them.
    No,
}

/// Describes places in the order in which they are read: `` `/code`, else `X-Error-Code` header ``.
pub(super) fn describe_locators(locators: &[Locator<'_>], format_span: FormatSpan) -> String {
    let described: Vec<_> = locators.iter().map(|at| describe_locator(at, format_span)).collect();
    described.join(", else ")
}

/// Describes a place and what is taken of its value.
pub(super) fn describe_locator(locator: &Locator<'_>, format_span: FormatSpan) -> String {
    let mut notes = Vec::new();
    notes.extend(locator.between().map(|marks| describe_marks(marks, format_span)));
    notes.extend(locator.after().map(|mark| format!("after {}", format_span(mark))));
    notes.extend(locator.before().map(|mark| format!("before {}", format_span(mark))));
    match locator.unit() {
        Unit::Seconds => {}
        Unit::Milliseconds => notes.push("milliseconds".to_owned()),
        Unit::Epoch => notes.push("Unix time".to_owned()),
    }
    notes.extend(locator.ignored().map(|value| format!("unless {}", format_span(value))));
    if !locator.when().is_empty() {
        let conditions = describe_conditions(locator.when(), Absence::Counts, format_span);
        notes.push(format!("if {conditions}"));
    }
    let place = describe_place(locator.place(), Quantity::Each, format_span);
    if notes.is_empty() { place } else { format!("{place} ({})", notes.join(", ")) }
}

fn describe_marks((start, end): (&str, Option<&str>), format_span: FormatSpan) -> String {
    match end {
        Some(end) => format!("only what is between {} and {}", format_span(start), format_span(end)),
        None => format!("only what follows {}", format_span(start)),
    }
}

/// Describes a place as the subject of a sentence, with an article if it needs one.
pub(super) fn describe_subject(place: Place<'_>, quantity: Quantity, format_span: FormatSpan) -> String {
    let described = describe_place(place, quantity, format_span);
    match place {
        Place::Body { pointer, .. } if !pointer.as_str().is_empty() => described,
        _ => format!("the {described}"),
    }
}

fn describe_place(place: Place<'_>, quantity: Quantity, format_span: FormatSpan) -> String {
    match place {
        Place::Body { pointer, .. } if pointer.as_str().is_empty() => "whole body".to_owned(),
        Place::Body { pointer, .. } => describe_pointer(pointer, quantity, format_span),
        Place::Header(name) => format!("{} header", format_span(&format_header_name(name))),
        Place::Text => "plain-text body".to_owned(),
        Place::Key => "name of the member".to_owned(),
    }
}

/// Describes a pointer from its end: `` `/code` in each element of `/errors` ``.
fn describe_pointer(pointer: Pointer<'_>, quantity: Quantity, format_span: FormatSpan) -> String {
    let mut parts = vec![String::new()];
    for token in pointer.as_str().split('/').skip(1) {
        if token == Pointer::EACH {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.extend(["/", token]);
        }
    }
    // Of lists in lists, the innermost tells how many elements are meant.
    let outer = if matches!(quantity, Quantity::No) { Quantity::Any } else { quantity };
    let quantities = std::iter::once(quantity).chain(std::iter::repeat(outer));
    let mut described = parts.pop().filter(|part| !part.is_empty()).map(|part| format_span(&part));
    for (list, quantity) in parts.iter().rev().zip(quantities) {
        let element = match quantity {
            Quantity::Each => "each element",
            Quantity::Any => "any element",
            Quantity::No => "no element",
        };
        let inner = described.map_or_else(String::new, |inner| format!("{inner} in "));
        // Between two `*`, or before the first, nothing may be named.
        let list = if list.is_empty() { String::new() } else { format!(" of {}", format_span(list)) };
        described = Some(format!("{inner}{element}{list}"));
    }
    described.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use errspec_codegen::text::format_code;

    use super::*;

    #[test]
    fn pointer_is_described_from_its_end() {
        let describe = |pointer, quantity| describe_pointer(Pointer::new(pointer), quantity, format_code);
        for (pointer, words) in [
            ("/error/code", "`/error/code`"),
            ("/errors/*/code", "`/code` in each element of `/errors`"),
            ("/errors/*", "each element of `/errors`"),
            ("/*/code", "`/code` in each element"),
            ("/a/*/b/0/*/c", "`/c` in each element of `/b/0` in each element of `/a`"),
            ("/a/*/*", "each element in each element of `/a`"),
        ] {
            assert_eq!(describe(pointer, Quantity::Each), words);
        }
        let nowhere = "`/c` in no element of `/b` in any element of `/a`";
        assert_eq!(describe("/a/*/b/*/c", Quantity::No), nowhere);
    }
}

//! Writes parts of a catalog as a catalog does, for messages that show how they changed.

use errspec_codegen::text::format_code;
use errspec_data::{
    Alternatives, Condition, Entry, Expected, Format, Locator, Place, RetryHint, Statuses, Strategy, Unit,
};
use errspec_spec::notation::{format_class, format_duration};

/// What is written where a catalog states nothing.
pub(crate) const NONE: &str = "none";

/// Writes what was and what is, each as code, whatever is in it.
pub(crate) fn from_to(old: &str, new: &str) -> String {
    format!("{} → {}", format_code(old), format_code(new))
}

pub(crate) fn write_statuses(statuses: Statuses<'_>) -> String {
    match statuses {
        Statuses::Any => "any".to_owned(),
        Statuses::Class(class) => format_class(class),
        Statuses::One(status) => status.to_string(),
        Statuses::Several(list) => write_list(list.iter().map(u16::to_string)),
    }
}

pub(crate) fn write_locators(locators: &[Locator<'_>]) -> String {
    match locators {
        [] => NONE.to_owned(),
        [one] => write_locator(one),
        several => write_list(several.iter().map(write_locator)),
    }
}

/// Writes a locator with all that it states: locators that differ have different texts.
pub(crate) fn write_locator(locator: &Locator<'_>) -> String {
    let place = write_place(locator.place());
    let mut further = Vec::new();
    let marks = [("after", locator.after()), ("before", locator.before()), ("ignored", locator.ignored())];
    further.extend(marks.into_iter().filter_map(|(key, mark)| Some(format!("{key}: {:?}", mark?))));
    if let Some((start, end)) = locator.between() {
        let end = end.map_or_else(|| "null".to_owned(), |end| format!("{end:?}"));
        further.push(format!("between: [{start:?}, {end}]"));
    }
    if locator.unit() != Unit::default() {
        further.push(format!("unit: {}", locator.unit().name()));
    }
    if !locator.when().is_empty() {
        further.push(format!("when: {}", write_conditions(locator.when())));
    }
    if further.is_empty() { place } else { format!("{{ at: {place}, {} }}", further.join(", ")) }
}

/// Writes conditions of which one alternative has to hold.
pub(crate) fn write_alternatives(alternatives: Alternatives<'_>) -> String {
    match alternatives {
        [] => NONE.to_owned(),
        [one] => write_conditions(one),
        several => write_list(several.iter().map(|conditions| write_conditions(conditions))),
    }
}

pub(crate) fn write_conditions(conditions: &[Condition<'_>]) -> String {
    match conditions {
        [] => NONE.to_owned(),
        // A place that has a value is written without a map.
        [one] if is_place_alone(one) => write_place(one.place()),
        several => format!("{{ {} }}", several.iter().map(write_condition).collect::<Vec<_>>().join(", ")),
    }
}

/// Writes a condition: conditions that differ have different texts.
pub(crate) fn write_condition(condition: &Condition<'_>) -> String {
    let place = write_place(condition.place());
    if is_place_alone(condition) {
        return place;
    }
    let expected = write_expected(condition.expected());
    if condition.is_negated() {
        format!("{place}: {{ not: {expected} }}")
    } else {
        format!("{place}: {expected}")
    }
}

fn is_place_alone(condition: &Condition<'_>) -> bool {
    condition.expected() == Expected::Present && !condition.is_negated()
}

fn write_expected(expected: Expected<'_>) -> String {
    match expected {
        Expected::Text("null") => "\"null\"".to_owned(),
        Expected::Text(text) => write_scalar(text),
        Expected::Null => "null".to_owned(),
        // No catalog states that a value is there and negates it.
        Expected::Present => "{ not: null }".to_owned(),
        Expected::OneOf(several) => write_list(several.iter().map(|one| write_expected(*one))),
        Expected::Prefix(text) => format!("{{ prefix: {text:?} }}"),
        Expected::Contains(text) => format!("{{ contains: {text:?} }}"),
    }
}

fn write_place(place: Place<'_>) -> String {
    match place {
        Place::Header(_) => place.to_string(),
        Place::Body { .. } | Place::Text | Place::Key => write_scalar(&place.to_string()),
    }
}

/// Writes a scalar, in quotes where it could be taken for something else.
fn write_scalar(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_-./:*~+#@%=&?!$".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) { text.to_owned() } else { format!("{text:?}") }
}

/// Writes the codes of an entry as the texts that they are compared by.
pub(crate) fn write_codes(entry: &Entry<'_>) -> String {
    let codes: Vec<_> = entry.codes().map(|code| code.text).collect();
    match codes[..] {
        [] => NONE.to_owned(),
        // A code alone is read best as it is, if it doesn't look like a list or like none.
        [one] if one == NONE || one.starts_with(['[', '"']) => format!("{one:?}"),
        [one] => one.to_owned(),
        _ => write_list(codes.into_iter().map(write_scalar)),
    }
}

pub(crate) fn write_formats(formats: &[Format]) -> String {
    match formats {
        [one] => one.name().to_owned(),
        several => write_list(several.iter().map(|format| format.name().to_owned())),
    }
}

fn write_strategy(strategy: Strategy<'_>) -> String {
    let name = strategy.name();
    let Some(wait) = strategy.wait().map(format_duration) else { return name.to_owned() };
    match (strategy.max(), strategy.retries()) {
        (None, None | Some(RetryHint::DEFAULT_RETRIES)) => format!("{name} {wait}"),
        (max, retries) => {
            let max = max.map(|max| format!(", max: {}", format_duration(max)));
            let retries = retries.map(|retries| format!(", retries: {retries}"));
            format!("{{ {name}: {wait}{}{} }}", max.unwrap_or_default(), retries.unwrap_or_default())
        }
    }
}

/// Writes a hint, with `processed` where it isn't what the status says.
pub(crate) fn write_hint(hint: Option<RetryHint<'_>>, status: Option<u16>) -> String {
    let Some(hint) = hint else { return NONE.to_owned() };
    let default = RetryHint::never().resolve_for_status(status).processed();
    let strategy = write_strategy(hint.strategy());
    match hint.stated_processed().filter(|processed| *processed != default) {
        Some(processed) => format!("{strategy}, processed: {}", processed.name()),
        None => strategy,
    }
}

fn write_list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

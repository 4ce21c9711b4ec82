//! Writes parts of a catalog as a catalog does, for messages that show how they changed.

use errspec_codegen::text::format_code;
use errspec_data::{Condition, Expected, Locator, RetryHint, Statuses, Strategy, Unit};
use errspec_spec::notation::format_class;
use errspec_spec::notation::format_duration;

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
        [] => "none".to_owned(),
        [one] => write_locator(one),
        several => write_list(several.iter().map(write_locator)),
    }
}

pub(crate) fn write_locator(locator: &Locator<'_>) -> String {
    let unit = match locator.unit() {
        Unit::Seconds => None,
        unit => Some(format!("unit: {}", unit.name())),
    };
    let marks = [("after", locator.after()), ("before", locator.before())];
    let marks = marks.into_iter().filter_map(|(key, mark)| Some(format!("{key}: {:?}", mark?)));
    let further: Vec<_> = marks.chain(unit).collect();
    let place = locator.place().to_string();
    if further.is_empty() { place } else { format!("{{ at: {place}, {} }}", further.join(", ")) }
}

pub(crate) fn write_conditions(conditions: &[Condition<'_>]) -> String {
    match conditions {
        [] => "none".to_owned(),
        several => format!("{{ {} }}", several.iter().map(write_condition).collect::<Vec<_>>().join(", ")),
    }
}

pub(crate) fn write_condition(condition: &Condition<'_>) -> String {
    let place = condition.place();
    match condition.expected() {
        Expected::Text(text) => format!("{place}: {text}"),
        Expected::Null => format!("{place}: null"),
        Expected::Present => place.to_string(),
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
    let Some(hint) = hint else { return "none".to_owned() };
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

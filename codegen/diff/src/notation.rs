//! Parts of a catalog → the way a catalog writes them, and how a message shows that they changed.

use errspec_codegen::text::format_code;
use errspec_spec::{Condition, Expected, Hint, Locator, Processed, Statuses, Strategy, Unit, human};

/// What was and what is, as code whatever is in them.
pub(crate) fn from_to(was: &str, is: &str) -> String {
    format!("{} → {}", format_code(was), format_code(is))
}

pub(crate) fn statuses(statuses: &Statuses) -> String {
    match statuses {
        Statuses::Any => "any".to_owned(),
        Statuses::Class(class) => format!("{class}xx"),
        Statuses::Listed(list) if list.len() == 1 => list[0].to_string(),
        Statuses::Listed(list) => list_of(list.iter().map(u16::to_string)),
    }
}

pub(crate) fn locators(locators: &[Locator]) -> String {
    match locators {
        [] => "none".to_owned(),
        [one] => locator(one),
        several => list_of(several.iter().map(locator)),
    }
}

pub(crate) fn locator(locator: &Locator) -> String {
    let unit = match locator.unit() {
        Unit::Seconds => None,
        Unit::Milliseconds => Some("unit: ms".to_owned()),
        Unit::Epoch => Some("unit: epoch".to_owned()),
    };
    let marks = [("after", locator.after()), ("before", locator.before())];
    let marks = marks.into_iter().filter_map(|(key, mark)| Some(format!("{key}: {:?}", mark?)));
    let further: Vec<_> = marks.chain(unit).collect();
    let place = locator.place().to_string();
    if further.is_empty() { place } else { format!("{{ at: {place}, {} }}", further.join(", ")) }
}

pub(crate) fn conditions(conditions: &[Condition]) -> String {
    match conditions {
        [] => "none".to_owned(),
        several => format!("{{ {} }}", several.iter().map(condition).collect::<Vec<_>>().join(", ")),
    }
}

pub(crate) fn condition(condition: &Condition) -> String {
    let place = condition.place();
    match condition.expected() {
        Expected::Text(text) => format!("{place}: {text}"),
        Expected::Null => format!("{place}: null"),
        Expected::Present => place.to_string(),
    }
}

pub(crate) fn strategy(strategy: &Strategy) -> String {
    match strategy {
        Strategy::Never => "never".to_owned(),
        Strategy::Once => "once".to_owned(),
        Strategy::After { delay, attempts: None } => format!("after {}", human(*delay)),
        Strategy::After { delay, attempts: Some(attempts) } => {
            format!("{{ after: {}, attempts: {attempts} }}", human(*delay))
        }
        Strategy::Backoff { initial, max, attempts } => {
            format!("{{ backoff: {}, max: {}, attempts: {attempts} }}", human(*initial), human(*max))
        }
        Strategy::Action { .. } => "action".to_owned(),
    }
}

pub(crate) fn hint(hint: Option<&Hint>) -> String {
    let Some(hint) = hint else { return "none".to_owned() };
    let processed = hint.processed().map(|processed| match processed {
        Processed::No => ", processed: no",
        Processed::Maybe => ", processed: maybe",
    });
    strategy(hint.strategy()) + processed.unwrap_or_default()
}

fn list_of(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

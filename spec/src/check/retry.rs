//! Checks that every entry has a retry hint at each of its statuses.

use errspec_data::{RetryTable, Statuses};

use super::RuleInput;
use crate::notation::format_class;
use crate::problem::Problem;
use crate::span::Span;

pub(super) fn check_retry_hints(input: &RuleInput<'_, '_>, problems: &mut Vec<Problem>) {
    if !input.catalog.is_retry_readable {
        return;
    }
    let table = &input.catalog.retry;
    let is_class_covered: [bool; 10] = std::array::from_fn(|class| covers_class(table, class));
    for entry in input.live_entries().filter(|entry| entry.is_readable() && entry.retry.value().is_none()) {
        let statuses = entry.statuses();
        let key = match statuses {
            Statuses::Any => {
                table.hint_in_force(None, statuses, None).is_none().then(|| "default".to_owned())
            }
            Statuses::Class(class) => (!is_class_covered[usize::from(class)]).then(|| format_class(class)),
            _ => statuses.listed().find(|status| table.status_hint(*status).is_none()).map(|s| s.to_string()),
        };
        if let Some(key) = key {
            let message = format!("missing retry hint for {}", entry.describe());
            let help = format!("add `retry:` to it, or `{key}:` to the `retry` at the top");
            problems.push(Problem::error("missing-key", Span::at(entry.span.start), message).help(help));
        }
    }
}

/// Returns whether a table has a hint for every status of a class.
fn covers_class(table: &RetryTable<'_>, class: usize) -> bool {
    let statuses = class * 100..class * 100 + 100;
    statuses.filter_map(|status| u16::try_from(status).ok()).all(|status| table.status_hint(status).is_some())
}

//! Checks that every entry has a retry hint at each of its statuses.

use errspec_data::Statuses;

use super::RuleInput;
use crate::notation::format_class;
use crate::problem::Problem;
use crate::span::Span;

pub(super) fn check_retry_hints(input: &RuleInput<'_, '_>, problems: &mut Vec<Problem>) {
    if !input.catalog.is_retry_readable {
        return;
    }
    let table = &input.catalog.retry;
    // Thousands of entries can list hundreds of statuses.
    let is_covered: Vec<_> = (0..1000).map(|status| table.status_hint(status).is_some()).collect();
    let lacks_hint = |status: u16| !is_covered.get(usize::from(status)).is_some_and(|covered| *covered);
    for entry in input.live_entries().filter(|entry| entry.is_readable() && entry.retry.value().is_none()) {
        let statuses = entry.statuses();
        let key = match statuses {
            Statuses::Any => {
                table.hint_in_force(None, statuses, None).is_none().then(|| "default".to_owned())
            }
            Statuses::Class(class) => {
                let first = u16::from(class) * 100;
                (first..first + 100).any(lacks_hint).then(|| format_class(class))
            }
            _ => statuses.listed().find(|status| lacks_hint(*status)).map(|status| status.to_string()),
        };
        if let Some(key) = key {
            let message = format!("missing retry hint for {}", entry.describe());
            let help = format!("add `retry:` to it, or `{key}:` to the `retry` at the top");
            problems.push(Problem::error("missing-key", Span::at(entry.span.start), message).help(help));
        }
    }
}

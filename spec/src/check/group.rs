//! Checks that groups have ids of their own, and that entries name groups that exist.

use std::collections::{HashMap, HashSet};

use super::RuleInput;
use crate::problem::Problem;
use crate::span::Span;
use crate::suggestion::SuggestionBudget;

pub(super) fn check_group_ids(input: &RuleInput<'_, '_>, problems: &mut Vec<Problem>) {
    let mut seen = HashMap::<&str, Span>::new();
    for group in &input.catalog.groups {
        let id = group.value.id;
        match seen.get(id) {
            Some(first) => problems.push(
                Problem::error("duplicate-group", group.span, format!("duplicate group `{id}`"))
                    .also(*first, "first defined here")
                    .help("give one of them another `id`, or remove it"),
            ),
            None => drop(seen.insert(id, group.span)),
        }
    }
}

pub(super) fn check_group_references(input: &RuleInput<'_, '_>, problems: &mut Vec<Problem>) {
    if !input.catalog.are_groups_readable {
        return;
    }
    let ids: Vec<_> = input.catalog.groups.iter().map(|group| group.value.id).collect();
    let known: HashSet<_> = ids.iter().copied().collect();
    let mut suggestions = SuggestionBudget::new();
    for entry in input.entries() {
        let Some((id, span)) = entry.group.value().zip(entry.group.span()) else { continue };
        if !known.contains(id) {
            let help =
                suggestions.suggest(id, &ids, || format!("add it to `groups`: `- {{ id: {id}, title: … }}`"));
            problems.push(Problem::error("unknown-group", span, format!("unknown group `{id}`")).help(help));
        }
    }
}

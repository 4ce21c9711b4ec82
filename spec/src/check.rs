//! Runs the rules that concern several parts of a catalog.

use crate::parse::{ParsedCatalog, ParsedEntry};
use crate::problem::Problem;

mod ambiguity;
mod entry_set;
mod group;
mod name;
mod place;
mod retired;
mod retry;
mod template;

pub(crate) use name::choose_names;

/// Every rule. Each reports all that breaks it.
const RULES: [CheckRule; 10] = [
    // Entries refer to groups by id, and an id that is missing or there twice would scatter a page.
    group::check_group_ids,
    group::check_group_references,
    // Every variant needs a name of its own: two entries in one variant could not be told apart.
    name::check_made_names,
    name::check_reserved_names,
    name::check_unique_names,
    // A response has to become one error, whatever the order of the file.
    ambiguity::check_ambiguity,
    // An old client takes a code for what it meant before.
    retired::check_retired_codes,
    // A client asks every error whether to try again, so that every error needs an answer.
    retry::check_retry_hints,
    // Places in a body are numbered in 16 bits.
    place::check_place_count,
    // Messages are printed, and what is sensitive must not be.
    template::check_sensitive_fields,
];

type CheckRule = fn(&RuleInput<'_, '_>, &mut Vec<Problem>);

/// What rules look at.
struct RuleInput<'c, 'a> {
    catalog: &'c ParsedCatalog<'a>,
    /// The name of each entry, if it has one.
    names: &'c [Option<&'a str>],
}

/// Reports everything that breaks a rule.
pub(crate) fn check_catalog<'a>(
    catalog: &ParsedCatalog<'a>,
    names: &[Option<&'a str>],
    problems: &mut Vec<Problem>,
) {
    let input = RuleInput { catalog, names };
    for rule in RULES {
        rule(&input, problems);
    }
}

impl<'c, 'a> RuleInput<'c, 'a> {
    fn entries(&self) -> &'c [ParsedEntry<'a>] {
        &self.catalog.entries
    }

    fn live_entries(&self) -> impl Iterator<Item = &'c ParsedEntry<'a>> {
        self.entries().iter().filter(|entry| entry.life.is_live())
    }

    /// Iterates over the live entries that have a name.
    fn named_entries(&self) -> impl Iterator<Item = (&'a str, &'c ParsedEntry<'a>)> {
        let pairs = self.names.iter().zip(self.entries());
        pairs.filter(|(_, entry)| entry.life.is_live()).filter_map(|(name, entry)| Some(((*name)?, entry)))
    }
}

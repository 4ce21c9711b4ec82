//! A catalog looks at a bounded number of places in a body.

use std::collections::HashSet;

use errspec_data::{Condition, Envelope, EnvelopePart, Place, Pointer};

use super::RuleInput;
use crate::problem::Problem;
use crate::span::Span;

/// The limit, which `FORMAT.md` states: places are numbered in 16 bits.
const MAX_PLACES: usize = 65_535;

pub(super) fn check_place_count(input: &RuleInput<'_, '_>, problems: &mut Vec<Problem>) {
    let mut places: HashSet<_> = input.catalog.envelope.iter().flat_map(list_body_places).collect();
    for entry in input.live_entries() {
        places.extend(entry.conditions.iter().map(Condition::place).filter_map(Place::pointer));
        let fields: HashSet<_> =
            entry.fields.iter().filter_map(|field| field.at().place().pointer()).collect();
        if places.len() > MAX_PLACES || fields.len() > MAX_PLACES {
            let message = format!("too many places in a body: the limit is {MAX_PLACES}");
            let problem = Problem::error("limit", Span::at(entry.span.start), message);
            problems.push(problem.help("look at fewer places in `match` and `fields`, or split the catalog"));
            return;
        }
    }
}

fn list_body_places<'a>(envelope: &Envelope<'a>) -> impl Iterator<Item = Pointer<'a>> {
    let locators = EnvelopePart::ALL.into_iter().flat_map(|part| envelope.locators(part));
    let places = locators.flat_map(|at| at.when().iter().map(Condition::place).chain([at.place()]));
    let failed = envelope.failed_2xx().iter().copied().flatten().map(Condition::place);
    places.chain(failed).filter_map(Place::pointer)
}

//! A catalog looks at a bounded number of places in a body.

use std::collections::HashSet;

use errspec_data::{Condition, Envelope, EnvelopePart, Place, Pointer};

use super::RuleInput;
use crate::problem::Problem;
use crate::span::Span;

/// The limit, which `FORMAT.md` states: places are numbered in 16 bits.
const MAX_PLACES: usize = 65_535;

pub(super) fn check_place_count(input: &RuleInput<'_, '_>, problems: &mut Vec<Problem>) {
    let mut places = input.catalog.envelope.as_ref().map(collect_body_places).unwrap_or_default();
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

fn collect_body_places<'a>(envelope: &Envelope<'a>) -> HashSet<Pointer<'a>> {
    let mut places = HashSet::new();
    let mut collect = |place: Place<'a>| places.extend(place.pointer());
    for at in EnvelopePart::ALL.into_iter().flat_map(|part| envelope.locators(part)) {
        collect(at.place());
        at.when().iter().for_each(|condition| collect(condition.place()));
    }
    for conditions in envelope.failed_2xx() {
        conditions.iter().for_each(|condition| collect(condition.place()));
    }
    places
}

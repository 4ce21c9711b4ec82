//! A catalog looks at a bounded number of places in a body.

use std::collections::HashSet;

use errspec_data::{Condition, Envelope, EnvelopePart, ItemPart, Items, Locator, Place, Pointer};

use super::RuleInput;
use crate::parse::ParsedCatalog;
use crate::problem::Problem;
use crate::span::Span;

/// The limit, which `FORMAT.md` states: places are numbered in 16 bits.
const MAX_PLACES: usize = 65_535;

/// Checks each tree of places by itself: that of a response, those of the fields of entries, and those of items.
pub(super) fn check_place_count(input: &RuleInput<'_, '_>, problems: &mut Vec<Problem>) {
    let ParsedCatalog { envelope, partial, .. } = input.catalog;
    let mut places = envelope.as_ref().map(Places::of_envelope).unwrap_or_default();
    let mut items = partial.iter().chain(envelope.iter().filter_map(Envelope::details));
    if places.are_too_many() || items.any(|items| Places::of_items(items).are_too_many()) {
        problems.push(report_too_many(Span::at(0)));
        return;
    }
    for entry in input.live_entries() {
        places.add_conditions(entry.conditions);
        let mut fields = Places::default();
        entry.fields.iter().for_each(|field| fields.add_locator(&field.at()));
        if places.are_too_many() || fields.are_too_many() {
            problems.push(report_too_many(Span::at(entry.span.start)));
            return;
        }
    }
}

fn report_too_many(span: Span) -> Problem {
    let message = format!("too many places in a body: the limit is {MAX_PLACES}");
    Problem::error("limit", span, message).help("look at fewer places, or split the catalog")
}

/// Places in one body.
#[derive(Default)]
struct Places<'a>(HashSet<Pointer<'a>>);

impl<'a> Places<'a> {
    fn of_envelope(envelope: &Envelope<'a>) -> Self {
        let mut places = Self::default();
        for part in EnvelopePart::ALL {
            envelope.locators(part).iter().for_each(|at| places.add_locator(at));
        }
        envelope.failed_2xx().iter().for_each(|conditions| places.add_conditions(conditions));
        places
    }

    fn of_items(items: &Items<'a>) -> Self {
        let mut places = Self::default();
        for part in ItemPart::ALL {
            items.locators(part).iter().for_each(|at| places.add_locator(at));
        }
        items.failed().iter().for_each(|conditions| places.add_conditions(conditions));
        places
    }

    fn add_locator(&mut self, at: &Locator<'a>) {
        self.0.extend(at.place().pointer());
        self.add_conditions(at.when());
    }

    fn add_conditions(&mut self, conditions: &[Condition<'a>]) {
        self.0.extend(conditions.iter().map(Condition::place).filter_map(Place::pointer));
    }

    fn are_too_many(&self) -> bool {
        self.0.len() > MAX_PLACES
    }
}

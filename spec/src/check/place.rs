//! A catalog looks at a bounded number of places in a body.

use std::collections::HashSet;

use errspec_data::{
    Alternatives, Condition, Envelope, EnvelopePart, ItemPart, Items, Locator, Place, Pointer,
};

use super::RuleInput;
use crate::parse::ParsedCatalog;
use crate::problem::Problem;
use crate::span::Span;

/// The limit, which `FORMAT.md` states: places are numbered in 16 bits.
const MAX_PLACES: usize = 65_535;

/// Checks each tree of places by itself: that of a response, those of the fields of entries, and those of items.
pub(super) fn check_place_count(input: &RuleInput<'_, '_>, problems: &mut Vec<Problem>) {
    let ParsedCatalog { envelope, partial, .. } = input.catalog;
    let mut places: HashSet<_> = envelope.iter().flat_map(list_envelope_places).collect();
    let items = partial.iter().chain(envelope.iter().filter_map(Envelope::details));
    if is_too_many(&places) || items.map(list_item_places).any(|places| is_too_many(&places)) {
        problems.push(report_too_many(Span::at(0)));
        return;
    }
    for entry in input.live_entries() {
        places.extend(list_condition_places(entry.conditions));
        let fields = entry.fields.iter().flat_map(|field| list_locator_places(&field.at())).collect();
        if is_too_many(&places) || is_too_many(&fields) {
            problems.push(report_too_many(Span::at(entry.span.start)));
            return;
        }
    }
}

fn is_too_many(places: &HashSet<Pointer<'_>>) -> bool {
    places.len() > MAX_PLACES
}

fn report_too_many(span: Span) -> Problem {
    let message = format!("too many places in a body: the limit is {MAX_PLACES}");
    Problem::error("limit", span, message).help("look at fewer places, or split the catalog")
}

fn list_envelope_places<'a>(envelope: &Envelope<'a>) -> HashSet<Pointer<'a>> {
    let locators = EnvelopePart::ALL.into_iter().flat_map(|part| envelope.locators(part));
    list_places(locators, envelope.failed_2xx())
}

fn list_item_places<'a>(items: &Items<'a>) -> HashSet<Pointer<'a>> {
    list_places(ItemPart::ALL.into_iter().flat_map(|part| items.locators(part)), items.failed())
}

fn list_places<'l, 'a: 'l>(
    locators: impl Iterator<Item = &'l Locator<'a>>,
    failed: Alternatives<'a>,
) -> HashSet<Pointer<'a>> {
    let failed = failed.iter().flat_map(|conditions| list_condition_places(conditions));
    locators.flat_map(list_locator_places).chain(failed).collect()
}

fn list_locator_places<'a>(at: &Locator<'a>) -> impl Iterator<Item = Pointer<'a>> + use<'a> {
    at.place().pointer().into_iter().chain(list_condition_places(at.when()))
}

fn list_condition_places<'a>(conditions: &'a [Condition<'a>]) -> impl Iterator<Item = Pointer<'a>> {
    conditions.iter().map(Condition::place).filter_map(Place::pointer)
}

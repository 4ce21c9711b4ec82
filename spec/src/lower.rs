//! Lowers a catalog as people write it to the catalog that programs run on, which generated code states.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::{Arena, CatalogEntry, Spec};
use errspec_data::{
    Alternatives, BuiltHash, Catalog, Condition, Entry, Envelope, EnvelopePart, Field, ItemPart, Items,
    Locator, OtherCode, PerfectHash, Place, Pointer, Sending, SendingPlan, Tree, TreeBuilder,
};

/// Lowers a catalog: every place in a body gets its slot, every code the order in which its entries are tried, and
/// every entry the way in which a service sends it.
#[must_use]
pub fn lower<'a>(arena: &'a Arena, spec: &Spec<'a>) -> Catalog<'a> {
    let mut allocator = PlaceAllocator::new(arena);
    let order = TryOrder::find(spec);
    let entries: Vec<_> = spec
        .entries()
        .iter()
        .zip(1..)
        .map(|(entry, kind)| place_entry(entry.data(), kind, &order, &mut allocator))
        .collect();
    // Conditions of entries share the envelope's tree: one pass over a body finds the places of both.
    let envelope = place_envelope(spec.envelope(), allocator);
    let names: Vec<_> = entries.iter().map(Entry::name).zip(1..).collect();
    let mut catalog = Catalog::new(keep_text(arena, spec.api().name()), arena.alloc_slice_copy(&entries))
        .with_names(keep_hash(arena, &names))
        .with_codes(keep_hash(arena, &order.first))
        .with_first_without_code(order.first_without_code)
        .with_envelope(envelope)
        .with_retry(*spec.retry());
    if let Some(items) = spec.partial() {
        catalog = catalog.with_partial(place_items(arena, items));
    }
    plan_sending(arena, &catalog)
}

/// States how each entry is sent, where that isn't the usual way.
fn plan_sending<'a>(arena: &'a Arena, catalog: &Catalog<'a>) -> Catalog<'a> {
    let planned =
        catalog.entries().iter().zip(catalog.plan_sending()).map(|(entry, planned)| match planned {
            // The usual way isn't stated, so that most entries stay short in generated code.
            SendingPlan::Sendable(sending) if sending == Sending::usual(entry.statuses()) => *entry,
            SendingPlan::Unknown => *entry,
            SendingPlan::Sendable(sending) => entry.with_sending(sending),
            SendingPlan::Unsendable => entry.with_sending(Sending::usual(entry.statuses()).mark_unsendable()),
        });
    let planned: Vec<_> = planned.collect();
    catalog.with_entries(arena.alloc_slice_copy(&planned))
}

fn place_entry<'a>(
    entry: &Entry<'a>,
    kind: u16,
    order: &TryOrder<'a>,
    allocator: &mut PlaceAllocator<'a>,
) -> Entry<'a> {
    let mut placed = entry.with_next(order.find_next(kind, entry.code_text()));
    if !entry.other_codes().is_empty() {
        let chain = |other: &OtherCode<'a>| other.with_next(order.find_next(kind, Some(other.code().text)));
        placed = placed
            .with_other_codes(allocator.arena.alloc_slice_fill_iter(entry.other_codes().iter().map(chain)));
    }
    if !entry.conditions().is_empty() {
        placed = placed.with_conditions(allocator.place_conditions(entry.conditions()));
    }
    if !entry.fields().is_empty() {
        let (tree, fields) = place_fields(allocator.arena, entry.fields());
        placed = placed.with_fields(tree, fields);
    }
    placed
}

fn place_fields<'a>(arena: &'a Arena, fields: &[Field<'a>]) -> (Tree<'a>, &'a [Field<'a>]) {
    let mut allocator = PlaceAllocator::new(arena);
    let placed: Vec<_> =
        fields.iter().map(|field| field.with_locator(allocator.place_locator(&field.at()))).collect();
    (allocator.finish(), arena.alloc_slice_copy(&placed))
}

fn place_envelope<'a>(envelope: &Envelope<'a>, mut allocator: PlaceAllocator<'a>) -> Envelope<'a> {
    let mut placed = *envelope;
    for part in EnvelopePart::ALL {
        placed = placed.with_locators(part, allocator.place_locators(envelope.locators(part)));
    }
    placed = placed.with_failed_2xx(allocator.place_alternatives(envelope.failed_2xx()));
    if let Some(details) = envelope.details() {
        placed = placed.with_details(place_items(allocator.arena, details));
    }
    placed.with_tree(allocator.finish())
}

fn place_items<'a>(arena: &'a Arena, items: &Items<'a>) -> Items<'a> {
    let mut allocator = PlaceAllocator::new(arena);
    let mut placed = *items;
    for part in ItemPart::ALL {
        placed = placed.with_locators(part, allocator.place_locators(items.locators(part)));
    }
    placed = placed.with_failed(allocator.place_alternatives(items.failed()));
    placed.with_tree(allocator.finish())
}

/// Gives places in a body their slots.
struct PlaceAllocator<'a> {
    arena: &'a Arena,
    tree: TreeBuilder,
}

impl<'a> PlaceAllocator<'a> {
    fn new(arena: &'a Arena) -> Self {
        Self { arena, tree: TreeBuilder::default() }
    }

    fn find_slot(&mut self, pointer: Pointer<'_>) -> u16 {
        self.tree.slot(pointer)
    }

    fn place(&mut self, place: Place<'a>) -> Place<'a> {
        match place {
            Place::Body { pointer, .. } => Place::Body { pointer, slot: self.find_slot(pointer) },
            Place::Header(_) | Place::Text | Place::Key => place,
        }
    }

    fn place_locator(&mut self, locator: &Locator<'a>) -> Locator<'a> {
        locator.with_place(self.place(locator.place())).with_when(self.place_conditions(locator.when()))
    }

    fn place_locators(&mut self, locators: &[Locator<'a>]) -> &'a [Locator<'a>] {
        let placed: Vec<_> = locators.iter().map(|locator| self.place_locator(locator)).collect();
        self.arena.alloc_slice_copy(&placed)
    }

    fn place_conditions(&mut self, conditions: &[Condition<'a>]) -> &'a [Condition<'a>] {
        let placed: Vec<_> =
            conditions.iter().map(|condition| condition.with_place(self.place(condition.place()))).collect();
        self.arena.alloc_slice_copy(&placed)
    }

    fn place_alternatives(&mut self, alternatives: Alternatives<'a>) -> Alternatives<'a> {
        let placed: Vec<_> =
            alternatives.iter().map(|conditions| self.place_conditions(conditions)).collect();
        self.arena.alloc_slice_copy(&placed)
    }

    fn finish(&self) -> Tree<'a> {
        let arena = self.arena;
        self.tree.build(&mut |text| keep_text(arena, text), &mut |members| arena.alloc_slice_copy(&members))
    }
}

fn keep_text<'a>(arena: &'a Arena, text: &str) -> &'a str {
    arena.alloc_str(text)
}

fn keep_hash<'a>(arena: &'a Arena, texts: &[(&str, u16)]) -> PerfectHash<'a> {
    let built = BuiltHash::build(texts);
    let hash = built.as_hash();
    PerfectHash::new(hash.seed(), arena.alloc_slice_copy(hash.pilots()), arena.alloc_slice_copy(hash.slots()))
}

/// In which order entries are tried: for every code, and for none, a chain through the kinds.
struct TryOrder<'s> {
    /// The first kind of each code.
    first: Vec<(&'s str, u16)>,
    first_without_code: u16,
    /// The kind after each entry in the chain of a code, or of none; there is none at the end.
    next: HashMap<(u16, Option<&'s str>), u16>,
}

impl<'s> TryOrder<'s> {
    fn find(spec: &Spec<'s>) -> Self {
        let entries: Vec<_> = spec.entries().iter().map(CatalogEntry::data).collect();
        let mut kinds_by_code = HashMap::<Option<&str>, Vec<u16>>::new();
        // A map has no order of its own, and the same catalog has to give the same bytes.
        let mut codes = Vec::new();
        for (entry, kind) in entries.iter().zip(1..) {
            let without_code = entry.code().is_none().then_some(None);
            for code in without_code.into_iter().chain(entry.codes().map(|code| Some(code.text))) {
                let kinds = kinds_by_code.entry(code).or_default();
                if kinds.is_empty() {
                    codes.push(code);
                }
                kinds.push(kind);
            }
        }
        let mut order = Self { first: Vec::new(), first_without_code: 0, next: HashMap::new() };
        for code in codes {
            let mut kinds = kinds_by_code.remove(&code).unwrap_or_default();
            kinds.sort_by_key(|kind| find_precedence(entries[usize::from(*kind) - 1]));
            order.next.extend(kinds.windows(2).map(|pair| ((pair[0], code), pair[1])));
            match code {
                Some(code) => order.first.push((code, kinds[0])),
                None => order.first_without_code = kinds[0],
            }
        }
        order
    }

    /// Returns the kind to try after another one; 0 at the end.
    fn find_next(&self, kind: u16, code: Option<&'s str>) -> u16 {
        self.next.get(&(kind, code)).copied().unwrap_or_default()
    }
}

/// Returns the order in which entries of a code are tried: most conditions first, then listed statuses before a class
/// or none.
fn find_precedence(entry: &Entry<'_>) -> (Reverse<usize>, bool) {
    (Reverse(entry.conditions().len()), !entry.statuses().is_listed())
}

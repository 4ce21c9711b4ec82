//! A catalog read at run time → the static data that the runtime decodes with.
//!
//! Generated code states this data in literals; here it is made of the same tables and never freed, for a command that
//! ends.

use errspec::__v0_1 as runtime;
use errspec_codegen::tables::{self, Member, PerfectHash, Tables, Tree};
use errspec_spec::{
    Condition, Envelope, Expected, Field, Hint, Locator, Partial, Place, Processed, RetryTable, Spec,
    Strategy, Unit,
};

/// The runtime's catalog.
pub(crate) fn catalog(spec: &Spec) -> &'static runtime::Catalog {
    let Tables { lines, cuts, rows, hints, names, codes, uncoded } = Tables::of(spec);
    let statuses = tables::statuses(spec).map(|(number, list)| (number, list_of(list.iter().copied())));
    let statuses = list_of(statuses);
    let mut layout = Layout::default();
    let conditions = tables::conditional(spec);
    let conditions = conditions.map(|(number, entry)| (number, layout.conditions(entry.conditions())));
    let conditions = list_of(conditions.collect::<Vec<_>>());
    Box::leak(Box::new(runtime::Catalog {
        api: text(spec.api().name()),
        text: text(&lines.concat()),
        cuts: cuts.leak(),
        rows: rows.leak(),
        statuses,
        conditions,
        names: perfect_hash(names),
        codes: perfect_hash(codes),
        uncoded,
        hints: list_of(hints.into_iter().map(hint)),
        retry: retry_table(spec.retry()),
        envelope: envelope(spec.envelope(), layout),
        partial: spec.partial().map(partial),
    }))
}

/// Where the runtime finds the fields of an entry.
pub(crate) fn fields(fields: &[Field]) -> &'static runtime::Fields {
    let mut layout = Layout::default();
    let at = list_of(fields.iter().map(|field| (text(field.name()), layout.locator(field.at()))));
    let (body, slots) = layout.finish();
    Box::leak(Box::new(runtime::Fields { body, slots, at }))
}

fn perfect_hash(PerfectHash { seed, pilots, slots }: PerfectHash) -> runtime::PerfectHash {
    let slots = list_of(slots.into_iter().flat_map(u16::to_le_bytes));
    runtime::PerfectHash { seed, pilots: pilots.leak(), slots }
}

fn retry_table(table: &RetryTable) -> runtime::RetryTable {
    runtime::RetryTable {
        statuses: list_of(table.statuses().iter().map(|(status, of)| (*status, hint(of)))),
        classes: list_of(table.classes().iter().map(|(class, of)| (u16::from(*class), hint(of)))),
        default: table.default_hint().map(hint),
        timeout: table.timeout().map(hint),
        connect: table.connect().map(hint),
    }
}

fn hint(hint: &Hint) -> runtime::Hint {
    runtime::Hint {
        strategy: match hint.strategy() {
            Strategy::Never => runtime::Strategy::Never,
            Strategy::Once => runtime::Strategy::Once,
            Strategy::After { delay, attempts } => {
                runtime::Strategy::After { delay: *delay, attempts: *attempts }
            }
            Strategy::Backoff { initial, max, attempts } => {
                runtime::Strategy::Backoff { initial: *initial, max: *max, attempts: *attempts }
            }
            Strategy::Action { text: action, id } => {
                runtime::Strategy::Action { text: text(action), id: id.as_deref().map(text) }
            }
        },
        processed: hint.processed().map(|processed| match processed {
            Processed::No => runtime::Processed::No,
            Processed::Maybe => runtime::Processed::Maybe,
        }),
        throttled: hint.throttled(),
    }
}

fn envelope(envelope: &Envelope, mut layout: Layout) -> runtime::Envelope {
    let code = layout.locators(envelope.code());
    let message = layout.locators(envelope.message());
    let request_id = layout.locators(envelope.request_id());
    let retry_after = envelope.retry_after().iter().map(|locator| {
        let unit = match locator.unit() {
            Unit::Seconds => runtime::Unit::Seconds,
            Unit::Milliseconds => runtime::Unit::Milliseconds,
            Unit::Epoch => runtime::Unit::Epoch,
        };
        (layout.locator(locator), unit)
    });
    let retry_after = list_of(retry_after.collect::<Vec<_>>());
    let failed_2xx = layout.conditions(envelope.failed_2xx());
    let (body, slots) = layout.finish();
    let content_type = tables::content_type(envelope);
    runtime::Envelope { content_type, body, slots, code, message, request_id, retry_after, failed_2xx }
}

fn partial(partial: &Partial) -> runtime::Partial {
    let mut items = Layout::default();
    items.place(&Place::Body(partial.items().clone()));
    let mut layout = Layout::default();
    let failed = layout.conditions(partial.failed());
    let subject = partial.subject().map(|at| layout.locator(at));
    let code = layout.locators(partial.code());
    let message = layout.locators(partial.message());
    let (item, slots) = layout.finish();
    runtime::Partial { items: items.finish().0, item, slots, failed, subject, code, message }
}

/// Locators and conditions, and the tree of the members that they look at.
#[derive(Default)]
struct Layout(Tree);

impl Layout {
    fn locators(&mut self, locators: &[Locator]) -> &'static [runtime::Locator] {
        list_of(locators.iter().map(|locator| self.locator(locator)))
    }

    fn locator(&mut self, locator: &Locator) -> runtime::Locator {
        let place = self.place(locator.place());
        let [after, before, ignore] =
            [locator.after(), locator.before(), locator.ignore()].map(|mark| mark.map(text));
        runtime::Locator { place, after, before, ignore }
    }

    fn conditions(&mut self, conditions: &[Condition]) -> &'static [runtime::Condition] {
        list_of(conditions.iter().map(|condition| runtime::Condition {
            place: self.place(condition.place()),
            expected: match condition.expected() {
                Expected::Text(expected) => runtime::Expected::Text(text(expected)),
                Expected::Null => runtime::Expected::Null,
                Expected::Present => runtime::Expected::Present,
            },
        }))
    }

    fn place(&mut self, place: &Place) -> runtime::Place {
        match place {
            Place::Header(name) => runtime::Place::Header(text(name)),
            Place::Body(pointer) => runtime::Place::Body(self.0.slot(pointer), text(&pointer.to_string())),
        }
    }

    /// The tree's root, and the number of its slots.
    fn finish(self) -> (runtime::Member, u16) {
        (member("", &self.0.root), self.0.slots)
    }
}

fn member(key: &str, Member { slot, members }: &Member) -> runtime::Member {
    let members = list_of(members.iter().map(|(key, inner)| member(key, inner)));
    runtime::Member { key: text(key), slot: *slot, members }
}

fn text(text: &str) -> &'static str {
    String::leak(text.to_owned())
}

fn list_of<T>(items: impl IntoIterator<Item = T>) -> &'static [T] {
    Vec::leak(items.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use errspec::ErrorKind;

    use super::*;

    macro_rules! generated {
        ($($name:ident: $path:literal => $kind:ident;)*) => {$(
            #[test]
            fn $name() {
                mod generated {
                    errspec::errors!($path);
                }
                let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join($path);
                let spec = Spec::parse($path, &std::fs::read(path).unwrap()).unwrap();
                let generated = generated::$kind::CATALOG;
                assert_eq!(format!("{:#?}", catalog(&spec)), format!("{generated:#?}"));
            }
        )*};
    }

    // What is made here is what generated code states.
    generated! {
        social_api_is_what_is_generated: "../../spec/errors.yaml" => SocialApiErrorKind;
        social_syncer_is_what_is_generated: "../../spec/social-syncer.yaml" => SocialSyncerErrorKind;
        everything_is_what_is_generated: "../../tests/catalogs/everything.yaml" => EveryErrorKind;
        fields_are_what_is_generated: "../../tests/catalogs/fields.yaml" => FieldedErrorKind;
        hostile_texts_are_what_is_generated: "../../tests/catalogs/hostile.yaml" => HostileErrorKind;
        problem_details_are_what_is_generated: "../../tests/catalogs/problem.yaml" => ProblemErrorKind;
        the_example_is_what_is_generated: "../../tests/catalogs/quota.yaml" => SocialApiErrorKind;
    }
}

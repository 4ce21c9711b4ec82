//! Encodes a catalog, with everything resolved, as the neutral JSON that programs in other languages read.

use std::iter;
use std::time::Duration;

use errspec_codegen::retry_advice;
use errspec_data::{
    Alternatives, Condition, DraftValue, Envelope, EnvelopePart, Expected, Field, Format, ItemPart, Items,
    Locator, Preset, Processed, RetryHint, RetryTable, Statuses, TransportFailure,
};
use errspec_spec::notation::format_class;
use errspec_spec::{CatalogEntry, Group, Life, Notice, Spec, UrlTemplate};

use crate::json_value::Json;

/// The version of the format. An added key doesn't change it; any other change does.
const FORMAT: u128 = 1;
/// The program and version that wrote a document, so that readers can tell the output of versions apart.
const GENERATOR: &str = concat!("errspec ", env!("CARGO_PKG_VERSION"));

/// Returns a catalog as the neutral JSON.
#[must_use]
pub fn render_json(spec: &Spec) -> String {
    encode_catalog(spec).to_pretty() + "\n"
}

/// Encodes a catalog, whatever the document is written in.
pub(crate) fn encode_catalog(spec: &Spec) -> Json {
    let errors = ("errors", encode_entries(spec, spec.entries()));
    let members = encode_all_but_live_entries(spec).into_iter().chain([errors]);
    Json::map(members.map(|(name, value)| (name.to_owned(), value)))
}

/// Encodes everything but the live entries, which OpenAPI puts elsewhere.
pub(crate) fn encode_all_but_live_entries(spec: &Spec) -> [(&'static str, Json); 9] {
    [
        ("format", FORMAT.into()),
        ("generator", GENERATOR.into()),
        ("api", encode_api(spec)),
        ("envelope", encode_envelope(spec.envelope())),
        ("retry", encode_retry_table(spec.retry())),
        ("partial", spec.partial().map(encode_items).into()),
        ("groups", spec.groups().iter().map(encode_group).collect()),
        ("lints", encode_lints(spec)),
        ("retired", encode_entries(spec, spec.retired())),
    ]
}

fn encode_entries(spec: &Spec, entries: &[CatalogEntry]) -> Json {
    entries.iter().map(|listed| encode_entry(spec, listed)).collect()
}

fn encode_api(spec: &Spec) -> Json {
    let api = spec.api();
    Json::object([
        ("name", api.name().into()),
        ("title", api.title().into()),
        ("description", api.description().into()),
        ("version", api.version().into()),
        ("docs", api.docs().map(UrlTemplate::as_str).into()),
    ])
}

fn encode_envelope(envelope: &Envelope) -> Json {
    let preset = ("preset", envelope.preset().map(Preset::name).into());
    let parts = EnvelopePart::ALL.map(|part| (part.key(), encode_locators(envelope.locators(part))));
    let further = [
        ("failed_2xx", encode_alternatives(envelope.failed_2xx())),
        ("details", envelope.details().map(encode_items).into()),
        ("format", envelope.formats().iter().copied().map(Format::name).collect()),
    ];
    let members = iter::once(preset).chain(parts).chain(further);
    Json::map(members.map(|(key, value)| (key.to_owned(), value)))
}

fn encode_locators(locators: &[Locator]) -> Json {
    locators.iter().map(encode_locator).collect()
}

fn encode_locator(locator: &Locator<'_>) -> Json {
    Json::object([
        ("at", locator.place().to_string().into()),
        ("after", locator.after().into()),
        ("before", locator.before().into()),
        ("between", locator.between().map(encode_marks).into()),
        ("unit", locator.unit().name().into()),
        ("ignore", locator.ignored().into()),
        ("when", encode_conditions(locator.when())),
    ])
}

/// Encodes the marks between which a value is; without a second one it goes to the end.
fn encode_marks((start, end): (&str, Option<&str>)) -> Json {
    [start.into(), Json::from(end)].into_iter().collect()
}

fn encode_alternatives(alternatives: Alternatives) -> Json {
    alternatives.iter().copied().map(encode_conditions).collect()
}

fn encode_conditions(conditions: &[Condition]) -> Json {
    conditions.iter().map(encode_condition).collect()
}

/// Encodes a condition; `text` and `any_of` are what its value is compared with.
fn encode_condition(condition: &Condition) -> Json {
    let (is, text, any_of) = match condition.expected() {
        Expected::Text(text) => ("text", Some(text), &[][..]),
        Expected::Null => ("null", None, &[][..]),
        Expected::Present => ("present", None, &[][..]),
        Expected::OneOf(several) => ("any_of", None, several),
        Expected::Prefix(text) => ("prefix", Some(text), &[][..]),
        Expected::Contains(text) => ("contains", Some(text), &[][..]),
    };
    Json::object([
        ("at", condition.place().to_string().into()),
        ("not", condition.is_negated().into()),
        ("is", is.into()),
        ("text", text.into()),
        ("any_of", any_of.iter().map(encode_choice).collect()),
    ])
}

/// Encodes one of several values; whatever isn't a text is null.
fn encode_choice(choice: &Expected<'_>) -> Json {
    match choice {
        Expected::Text(text) => (*text).into(),
        _ => Json::null(),
    }
}

fn encode_retry_table(table: &RetryTable) -> Json {
    let statuses = table.statuses().iter().map(|(status, hint)| (status.to_string(), encode_hint(*hint)));
    let classes = table.classes().iter().map(|(class, hint)| (format_class(*class), encode_hint(*hint)));
    let responses = [
        ("statuses", Json::map(statuses)),
        ("classes", Json::map(classes)),
        ("default", table.default_hint().map(encode_hint).into()),
    ];
    let failures = TransportFailure::ALL
        .map(|failure| (failure.name(), table.failure_hint(failure).map(encode_hint).into()));
    Json::map(responses.into_iter().chain(failures).map(|(key, value)| (key.to_owned(), value)))
}

/// Encodes a hint; the keys that its strategy doesn't have are null.
fn encode_hint(hint: RetryHint<'_>) -> Json {
    let strategy = hint.strategy();
    let milliseconds = |duration: Duration| duration.as_millis();
    Json::object([
        ("strategy", strategy.name().into()),
        ("delay_ms", strategy.wait().map(milliseconds).into()),
        ("max_ms", strategy.max().map(milliseconds).into()),
        ("retries", strategy.retries().map(u128::from).into()),
        ("action", hint.action().into()),
        ("id", hint.action_id().into()),
        ("processed", hint.stated_processed().map(Processed::name).into()),
        ("throttled", hint.stated_throttled().into()),
    ])
}

/// Encodes where several things are that can be errors: the items of a success, or the details of an error.
fn encode_items(items: &Items) -> Json {
    let places =
        [("items", items.pointer().to_string().into()), ("failed", encode_alternatives(items.failed()))];
    let parts = ItemPart::ALL.map(|part| (part.key(), encode_locators(items.locators(part))));
    Json::map(places.into_iter().chain(parts).map(|(key, value)| (key.to_owned(), value)))
}

fn encode_group(group: &Group) -> Json {
    Json::object([
        ("id", group.id().into()),
        ("title", group.title().into()),
        ("description", group.description().into()),
    ])
}

fn encode_lints(spec: &Spec) -> Json {
    Json::map(spec.lints().iter().map(|(name, level)| ((*name).to_owned(), level.name().into())))
}

pub(crate) fn encode_entry(spec: &Spec, entry: &CatalogEntry) -> Json {
    let class = match entry.data().statuses() {
        Statuses::Class(class) => Some(format_class(class)),
        _ => None,
    };
    let (retry, from) = find_retry_hint(spec, entry);
    let group = entry.group().and_then(|index| spec.groups().get(index));
    Json::object([
        ("code", entry.data().code().map(DraftValue::from_code).into()),
        ("other_codes", entry.data().codes().skip(1).map(DraftValue::from_code).collect()),
        ("statuses", entry.data().statuses().listed().map(u128::from).collect()),
        ("class", class.into()),
        ("name", entry.data().name().into()),
        ("anchor", entry.anchor().into()),
        ("meaning", entry.data().meaning().into()),
        ("retry", retry.map(encode_hint).into()),
        ("retry_from", from.into()),
        ("advice", retry.map(|_| retry_advice::write_advice(spec, entry)).into()),
        ("causes", entry.data().causes().iter().copied().collect()),
        ("guidance", entry.data().guidance().into()),
        ("user_message", entry.data().user_message().into()),
        ("message", entry.data().message().into()),
        ("fields", entry.data().fields().iter().map(encode_field).collect()),
        ("match", encode_conditions(entry.data().conditions())),
        ("group", group.map(Group::id).into()),
        ("docs", entry.own_docs().into()),
        ("docs_url", entry.data().docs_url().into()),
        ("since", entry.since().into()),
        ("deprecated", entry.deprecated().map(encode_notice).into()),
        ("retired", find_retirement(entry).map(encode_notice).into()),
    ])
}

/// Returns an entry's own hint as it is written, else the table's at the first status, and where it is stated.
///
/// A retired entry may have none.
fn find_retry_hint<'a>(
    spec: &Spec<'a>,
    entry: &CatalogEntry<'a>,
) -> (Option<RetryHint<'a>>, Option<&'static str>) {
    let data = entry.data();
    if let Some(own) = data.own_retry() {
        return (Some(own), Some("entry"));
    }
    let covered = spec.retry().hint_in_force(None, data.statuses(), None);
    (covered, covered.map(|_| "table"))
}

fn find_retirement<'e>(entry: &'e CatalogEntry<'_>) -> Option<&'e Notice<'e>> {
    match entry.life() {
        Life::Retired(notice) => Some(notice),
        Life::Live | Life::Deprecated(_) => None,
    }
}

fn encode_notice(notice: &Notice) -> Json {
    Json::object([
        ("since", notice.since().into()),
        ("note", notice.note().into()),
        ("use", notice.replacement().into()),
    ])
}

fn encode_field(field: &Field) -> Json {
    Json::object([
        ("name", field.name().into()),
        ("type", field.value_type().name().into()),
        ("at", encode_locator(&field.at())),
        ("meaning", field.meaning().into()),
        ("sensitive", field.is_sensitive().into()),
    ])
}

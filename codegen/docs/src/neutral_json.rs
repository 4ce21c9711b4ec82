//! Generates the neutral JSON of a catalog: all that it says, resolved, for programs in any language.

use std::time::Duration;

use errspec_codegen::notation::format_class;
use errspec_codegen::retry_advice;
use errspec_data::{
    Condition, Envelope, Expected, Field, Items, Locator, Preset, Processed, RetryHint, RetryTable, Statuses,
    Strategy, TransportFailure,
};
use errspec_spec::{CatalogEntry, Group, Life, Notice, Spec, UrlTemplate};

use crate::json::Json;
use crate::sample::code_value;

/// The version of what is written here. Keys can be added to it; anything else makes it another.
const FORMAT: u128 = 1;
/// Who wrote it, so that output of another version is known to be so.
const GENERATOR: &str = concat!("errspec ", env!("CARGO_PKG_VERSION"));

/// Writes a catalog as the neutral JSON.
#[must_use]
pub fn json(spec: &Spec) -> String {
    let errors = ("errors", entries(spec, spec.entries()));
    let document = surroundings(spec).into_iter().chain([errors]);
    Json::map(document.map(|(name, value)| (name.to_owned(), value))).pretty() + "\n"
}

/// All but the live entries.
pub(crate) fn surroundings(spec: &Spec) -> [(&'static str, Json); 9] {
    [
        ("format", FORMAT.into()),
        ("generator", GENERATOR.into()),
        ("api", api(spec)),
        ("envelope", envelope(spec.envelope())),
        ("retry", table(spec.retry())),
        ("partial", spec.partial().map(partial).into()),
        ("groups", spec.groups().iter().map(group).collect()),
        ("lints", lints(spec)),
        ("retired", entries(spec, spec.retired())),
    ]
}

fn entries(spec: &Spec, entries: &[CatalogEntry]) -> Json {
    entries.iter().map(|listed| entry(spec, listed)).collect()
}

fn api(spec: &Spec) -> Json {
    let api = spec.api();
    Json::object([
        ("name", api.name().into()),
        ("title", api.title().into()),
        ("description", api.description().into()),
        ("version", api.version().into()),
        ("docs", api.docs().map(UrlTemplate::as_str).into()),
    ])
}

fn envelope(envelope: &Envelope) -> Json {
    Json::object([
        ("preset", envelope.preset().map(Preset::name).into()),
        ("code", locators(envelope.code())),
        ("message", locators(envelope.message())),
        ("request_id", locators(envelope.request_id())),
        ("retry_after", locators(envelope.retry_after())),
        ("failed_2xx", conditions(envelope.failed_2xx())),
    ])
}

fn locators(locators: &[Locator]) -> Json {
    locators.iter().map(locator).collect()
}

fn locator(locator: &Locator<'_>) -> Json {
    Json::object([
        ("at", locator.place().to_string().into()),
        ("after", locator.after().into()),
        ("before", locator.before().into()),
        ("unit", locator.unit().name().into()),
        ("ignore", locator.ignored().into()),
    ])
}

fn conditions(conditions: &[Condition]) -> Json {
    conditions.iter().map(condition).collect()
}

fn condition(condition: &Condition) -> Json {
    let (is, text) = match condition.expected() {
        Expected::Text(text) => ("text", Some(text)),
        Expected::Null => ("null", None),
        Expected::Present => ("present", None),
    };
    Json::object([("at", condition.place().to_string().into()), ("is", is.into()), ("text", text.into())])
}

fn table(table: &RetryTable) -> Json {
    let statuses = table.statuses().iter().map(|(status, of)| (status.to_string(), hint(*of)));
    let classes = table.classes().iter().map(|(class, of)| (format_class(*class), hint(*of)));
    Json::object([
        ("statuses", Json::map(statuses)),
        ("classes", Json::map(classes)),
        ("default", table.default_hint().map(hint).into()),
        ("timeout", table.failure_hint(TransportFailure::Timeout).map(hint).into()),
        ("connect", table.failure_hint(TransportFailure::Connect).map(hint).into()),
    ])
}

/// The keys of a hint that its strategy doesn't have are null.
fn hint(hint: RetryHint<'_>) -> Json {
    let (strategy, delay, max, retries) = match hint.strategy() {
        Strategy::Never => ("never", None, None, None),
        Strategy::Once => ("once", None, None, None),
        Strategy::After { delay, retries } => ("after", Some(delay), None, Some(retries)),
        Strategy::Backoff { initial, max, retries } => ("backoff", Some(initial), Some(max), Some(retries)),
        // The only other one.
        _ => ("action", None, None, None),
    };
    let processed = hint.stated_processed().map(|processed| match processed {
        Processed::Maybe => "maybe",
        _ => "no",
    });
    let milliseconds = |duration: Duration| duration.as_millis();
    Json::object([
        ("strategy", strategy.into()),
        ("delay_ms", delay.map(milliseconds).into()),
        ("max_ms", max.map(milliseconds).into()),
        ("retries", retries.map(u128::from).into()),
        ("action", hint.action().into()),
        ("id", hint.action_id().into()),
        ("processed", processed.into()),
        ("throttled", hint.stated_throttled().into()),
    ])
}

fn partial(partial: &Items) -> Json {
    Json::object([
        ("items", partial.pointer().to_string().into()),
        ("failed", conditions(partial.failed())),
        ("target", partial.target().as_ref().map(locator).into()),
        ("code", locators(partial.code())),
        ("message", locators(partial.message())),
    ])
}

fn group(group: &Group) -> Json {
    Json::object([
        ("id", group.id().into()),
        ("title", group.title().into()),
        ("description", group.description().into()),
    ])
}

fn lints(spec: &Spec) -> Json {
    Json::map(spec.lints().iter().map(|(name, level)| ((*name).to_owned(), level.name().into())))
}

pub(crate) fn entry(spec: &Spec, entry: &CatalogEntry) -> Json {
    let class = match entry.data().statuses() {
        Statuses::Class(class) => Some(format_class(class)),
        _ => None,
    };
    let (retry, from) = retry(spec, entry);
    let group = entry.group().and_then(|index| spec.groups().get(index));
    Json::object([
        ("code", entry.data().code().map(code_value).into()),
        ("statuses", entry.data().statuses().listed().map(u128::from).collect()),
        ("class", class.into()),
        ("name", entry.data().name().into()),
        ("anchor", entry.anchor().into()),
        ("meaning", entry.data().meaning().into()),
        ("retry", retry.map(hint).into()),
        ("retry_from", from.into()),
        ("advice", retry.map(|_| retry_advice::advice(spec, entry)).into()),
        ("guidance", entry.data().guidance().into()),
        ("message", entry.data().message().into()),
        ("fields", entry.data().fields().iter().map(field).collect()),
        ("match", conditions(entry.data().conditions())),
        ("group", group.map(Group::id).into()),
        ("docs", entry.own_docs().into()),
        ("docs_url", entry.data().docs_url().into()),
        ("since", entry.since().into()),
        ("deprecated", entry.deprecated().map(notice).into()),
        ("retired", retired(entry).map(notice).into()),
    ])
}

/// The hint in force at the first status, and whose it is. A retired entry can have none.
fn retry<'a>(spec: &Spec<'a>, entry: &CatalogEntry<'a>) -> (Option<RetryHint<'a>>, Option<&'static str>) {
    let data = entry.data();
    if let Some(own) = data.own_retry() {
        return (Some(own), Some("entry"));
    }
    let covered = spec.retry().hint_in_force(None, data.statuses(), None);
    (covered, covered.map(|_| "table"))
}

fn retired<'e>(entry: &'e CatalogEntry<'_>) -> Option<&'e Notice<'e>> {
    match entry.life() {
        Life::Retired(notice) => Some(notice),
        Life::Live | Life::Deprecated(_) => None,
    }
}

fn notice(notice: &Notice) -> Json {
    Json::object([
        ("since", notice.since().into()),
        ("note", notice.note().into()),
        ("use", notice.replacement().into()),
    ])
}

fn field(field: &Field) -> Json {
    Json::object([
        ("name", field.name().into()),
        ("type", field.value_type().name().into()),
        ("at", locator(&field.at())),
        ("meaning", field.meaning().into()),
        ("sensitive", field.is_sensitive().into()),
    ])
}

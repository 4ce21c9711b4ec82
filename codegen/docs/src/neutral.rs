//! A catalog → the neutral JSON: all that it says, resolved, for programs in any language. `FORMAT.md` describes it.

use std::time::Duration;

use errspec_codegen::retry_advice;
use errspec_spec::{
    Condition, Entry, Envelope, Expected, Field, Group, Hint, Life, LintLevel, Locator, Notice, Partial,
    Piece, Preset, Processed, RetryTable, Spec, Statuses, Strategy, Template, Unit, UrlTemplate,
};

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

fn entries(spec: &Spec, entries: &[Entry]) -> Json {
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
    let preset = envelope.preset().and_then(|preset| match preset {
        Preset::ProblemJson => Some("problem+json"),
        _ => None,
    });
    Json::object([
        ("preset", preset.into()),
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

fn locator(locator: &Locator) -> Json {
    let unit = match locator.unit() {
        Unit::Seconds => "s",
        Unit::Milliseconds => "ms",
        Unit::Epoch => "epoch",
    };
    Json::object([
        ("at", locator.place().to_string().into()),
        ("after", locator.after().into()),
        ("before", locator.before().into()),
        ("unit", unit.into()),
        ("ignore", locator.ignore().into()),
    ])
}

fn conditions(conditions: &[Condition]) -> Json {
    conditions.iter().map(condition).collect()
}

fn condition(condition: &Condition) -> Json {
    let (is, text) = match condition.expected() {
        Expected::Text(text) => ("text", Some(text.as_str())),
        Expected::Null => ("null", None),
        Expected::Present => ("present", None),
    };
    Json::object([("at", condition.place().to_string().into()), ("is", is.into()), ("text", text.into())])
}

fn table(table: &RetryTable) -> Json {
    let statuses = table.statuses().iter().map(|(status, of)| (status.to_string(), hint(of)));
    let classes = table.classes().iter().map(|(class, of)| (format!("{class}xx"), hint(of)));
    Json::object([
        ("statuses", Json::map(statuses)),
        ("classes", Json::map(classes)),
        ("default", table.default_hint().map(hint).into()),
        ("timeout", table.timeout().map(hint).into()),
        ("connect", table.connect().map(hint).into()),
    ])
}

/// The keys of a hint that its strategy doesn't have are null.
fn hint(hint: &Hint) -> Json {
    let (mut delay, mut max, mut attempts, mut action, mut id) = (None, None, None, None, None);
    let strategy = match hint.strategy() {
        Strategy::Never => "never",
        Strategy::Once => "once",
        Strategy::After { delay: wait, attempts: bound } => {
            (delay, attempts) = (Some(*wait), *bound);
            "after"
        }
        Strategy::Backoff { initial, max: longest, attempts: bound } => {
            (delay, max, attempts) = (Some(*initial), Some(*longest), Some(*bound));
            "backoff"
        }
        Strategy::Action { text, id: name } => {
            (action, id) = (Some(text.as_str()), name.as_deref());
            "action"
        }
    };
    let processed = hint.processed().map(|processed| match processed {
        Processed::No => "no",
        Processed::Maybe => "maybe",
    });
    let milliseconds = |duration: Duration| duration.as_millis();
    Json::object([
        ("strategy", strategy.into()),
        ("delay_ms", delay.map(milliseconds).into()),
        ("max_ms", max.map(milliseconds).into()),
        ("attempts", attempts.map(u128::from).into()),
        ("action", action.into()),
        ("id", id.into()),
        ("processed", processed.into()),
        ("throttled", hint.throttled().into()),
    ])
}

fn partial(partial: &Partial) -> Json {
    Json::object([
        ("items", partial.items().to_string().into()),
        ("failed", conditions(partial.failed())),
        ("subject", partial.subject().map(locator).into()),
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
    let level = |level: &LintLevel| match level {
        LintLevel::Off => "off",
        LintLevel::Warn => "warn",
        LintLevel::Deny => "deny",
    };
    Json::map(spec.lints().iter().map(|(rule, of)| (rule.clone(), level(of).into())))
}

pub(crate) fn entry(spec: &Spec, entry: &Entry) -> Json {
    let (statuses, class) = match entry.statuses() {
        Statuses::Any => (&[][..], None),
        Statuses::Listed(list) => (&list[..], None),
        Statuses::Class(class) => (&[][..], Some(format!("{class}xx"))),
    };
    let (retry, from) = retry(spec, entry);
    let group = entry.group().and_then(|index| spec.groups().get(index));
    Json::object([
        ("code", entry.code().map(|code| code_value(entry, code)).into()),
        ("statuses", statuses.iter().map(|status| u128::from(*status)).collect()),
        ("class", class.into()),
        ("name", entry.name().into()),
        ("anchor", entry.anchor().into()),
        ("meaning", entry.meaning().into()),
        ("retry", retry.map(hint).into()),
        ("retry_from", from.into()),
        ("advice", retry.map(|_| retry_advice::advice(spec, entry)).into()),
        ("guidance", entry.guidance().into()),
        ("message", entry.message().map(template).into()),
        ("fields", entry.fields().iter().map(field).collect()),
        ("match", conditions(entry.conditions())),
        ("group", group.map(Group::id).into()),
        ("docs", entry.own_docs().into()),
        ("docs_url", spec.docs_url(entry).into()),
        ("since", entry.since().into()),
        ("deprecated", entry.deprecated().map(notice).into()),
        ("retired", retired(entry).map(notice).into()),
    ])
}

/// The hint in force, and whose it is. A retired entry can have none.
fn retry<'a>(spec: &'a Spec, entry: &'a Entry) -> (Option<&'a Hint>, Option<&'static str>) {
    if let Some(own) = entry.own_hint() {
        return (Some(own), Some("entry"));
    }
    let table = spec.retry();
    let covered = match entry.statuses() {
        Statuses::Any => table.default_hint(),
        Statuses::Class(class) => table.classes().get(class).or(table.default_hint()),
        Statuses::Listed(list) => list.first().and_then(|status| table.for_status(*status)),
    };
    (covered, covered.map(|_| "table"))
}

fn retired(entry: &Entry) -> Option<&Notice> {
    match entry.life() {
        Life::Retired(notice) => Some(notice),
        Life::Live | Life::Deprecated(_) => None,
    }
}

fn notice(notice: &Notice) -> Json {
    Json::object([
        ("since", notice.since().into()),
        ("note", notice.note().into()),
        ("use", notice.instead().into()),
    ])
}

/// The template as a catalog has it.
fn template(template: &Template) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.replace('{', "{{").replace('}', "}}"),
        Piece::Field(name) => format!("{{{name}}}"),
    };
    template.pieces().iter().map(piece).collect()
}

fn field(field: &Field) -> Json {
    Json::object([
        ("name", field.name().into()),
        ("type", field.kind().name().into()),
        ("at", locator(field.at())),
        ("meaning", field.meaning().into()),
        ("sensitive", field.is_sensitive().into()),
    ])
}

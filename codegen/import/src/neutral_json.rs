//! Reads the neutral JSON that `generate json` writes, or parts of it, as the catalog that it was made from.

use std::time::Duration;

use errspec_data::{EnvelopePart, Format, ItemPart, RetryHint};
use errspec_spec::notation::format_duration;
use errspec_spec::notation::parse_class;

use crate::draft::CatalogDraft;
use crate::envelope::DraftEnvelope;
use crate::row::{Row, RowCode, one_or_many};
use crate::statuses::DraftStatuses;
use crate::tree::{DataTree, Members, escape_token};

/// The version of the neutral JSON that is known.
const FORMAT: &str = "1";

/// The members of a document.
const MEMBERS: [&str; 10] =
    ["format", "generator", "api", "envelope", "retry", "partial", "groups", "lints", "errors", "retired"];

/// The members of an entry; some follow from others and aren't read.
const OF_ENTRY: [&str; 22] = [
    "code",
    "other_codes",
    "statuses",
    "class",
    "name",
    "meaning",
    "causes",
    "guidance",
    "user_message",
    "retry",
    "retry_from",
    "message",
    "fields",
    "match",
    "group",
    "docs",
    "docs_url",
    "since",
    "deprecated",
    "retired",
    "advice",
    "anchor",
];

/// Returns whether a document is one of these, and of a version that is known.
pub(crate) fn is_neutral(document: &DataTree) -> Result<bool, String> {
    let is_neutral = ["api", "envelope"].iter().all(|key| document.get(key).is_some());
    match document.get("format") {
        Some(DataTree::Integer(format)) if is_neutral && format != FORMAT => Err(format!(
            "it has format {format} of what `cargo errspec generate json` writes, and this version reads {FORMAT}"
        )),
        format => Ok(is_neutral && format.is_some()),
    }
}

/// Reads the catalog; comments and the order between live and retired entries are not in the JSON.
pub(crate) fn read_draft(document: &DataTree) -> CatalogDraft {
    let lists = ["errors", "retired"].into_iter().filter_map(|key| document.get(key));
    let rows = lists.flat_map(DataTree::items).map(read_neutral_row).collect();
    let todos = list_unknown_members(document).iter().map(|place| format!("`{place}` isn't read")).collect();
    CatalogDraft { rows, todos, ..read_surroundings(document) }
}

/// Lists the pointers to members that somebody added to what was generated.
fn list_unknown_members(document: &DataTree) -> Vec<String> {
    let list = |tree: &DataTree, place: &str, known: &[&str]| {
        let members = tree.members().iter().filter(|(key, _)| !known.contains(&key.as_str()));
        members.map(|(key, _)| format!("{place}/{}", escape_token(key))).collect::<Vec<_>>()
    };
    let mut unknown = list(document, "", &MEMBERS);
    for key in ["errors", "retired"] {
        let entries = document.get(key).map(DataTree::items).unwrap_or_default().iter().enumerate();
        unknown.extend(entries.flat_map(|(index, entry)| list(entry, &format!("/{key}/{index}"), &OF_ENTRY)));
    }
    unknown
}

/// Reads what concerns all errors.
pub(crate) fn read_surroundings(document: &DataTree) -> CatalogDraft {
    let groups = document.get("groups").map(DataTree::items).unwrap_or_default();
    let more = [
        ("partial", find_member(document, "partial").as_ref().map(read_items)),
        ("groups", Some(DataTree::List(groups.iter().map(drop_nulls).collect()))),
        ("lints", find_member(document, "lints")),
    ];
    CatalogDraft {
        api: read_api(document),
        envelope: DraftEnvelope::Known(read_envelope(document)),
        retry: Some(DataTree::Map(read_retry_table(document))),
        more: keep_present(more),
        rows: Vec::new(),
        todos: Vec::new(),
    }
}

/// Reads the keys of `api`. Where a catalog has no title, the JSON has the name for it.
fn read_api(document: &DataTree) -> Members {
    let api = document.get("api").map(DataTree::members).unwrap_or_default();
    let name = document.pointer("/api/name");
    let is_said = |(key, value): &&(String, DataTree)| {
        *value != DataTree::Null && (key != "title" || Some(value) != name)
    };
    api.iter().filter(is_said).cloned().collect()
}

/// Reads an entry. The hint is its own if the table doesn't say it.
pub(crate) fn read_neutral_row(entry: &DataTree) -> Row {
    let text = |key: &str| entry.get(key).and_then(DataTree::text).map(str::to_owned);
    let own = entry.text_of("retry_from") == Some("entry");
    let causes = entry.get("causes").filter(|causes| is_filled(causes));
    let more = [
        ("causes", causes.cloned()),
        ("user_message", find_member(entry, "user_message")),
        ("fields", entry.get("fields").map(read_fields).filter(is_filled)),
        ("match", entry.get("match").map(read_conditions).filter(is_filled)),
        ("group", find_member(entry, "group")),
        ("docs", find_member(entry, "docs")),
        ("since", find_member(entry, "since")),
        // An empty notice is one.
        ("deprecated", find_member(entry, "deprecated").as_ref().map(drop_nulls)),
        ("retired", find_member(entry, "retired").as_ref().map(drop_nulls)),
    ];
    Row {
        code: entry.get("code").and_then(RowCode::from_tree),
        other_codes: read_other_codes(entry),
        statuses: read_status_list(entry),
        name: entry.text_of("name").map(str::to_owned),
        meaning: text("meaning").or_else(|| Some(String::new())),
        message: text("message"),
        retry: entry.get("retry").filter(|hint| own && is_filled(hint)).map(read_hint),
        guidance: text("guidance").into_iter().collect(),
        more: keep_present(more),
        ..Row::default()
    }
}

fn read_other_codes(entry: &DataTree) -> Vec<RowCode> {
    let codes = entry.get("other_codes").map(DataTree::items).unwrap_or_default();
    codes.iter().filter_map(RowCode::from_tree).collect()
}

fn read_status_list(entry: &DataTree) -> DraftStatuses {
    let listed = entry.get("statuses").map(DataTree::items).unwrap_or_default();
    let listed: Vec<_> = listed.iter().filter_map(|status| status.scalar()?.parse().ok()).collect();
    let class = entry.text_of("class").and_then(parse_class);
    match (listed.is_empty(), class) {
        (false, _) => DraftStatuses::Listed(listed),
        (true, Some(class)) => DraftStatuses::Class(class),
        (true, None) => DraftStatuses::Any,
    }
}

fn read_envelope(document: &DataTree) -> DataTree {
    let Some(envelope) = document.get("envelope") else { return DataTree::Null };
    let preset = find_member(envelope, "preset");
    let mut keys: Members = preset.iter().map(|preset| ("preset".to_owned(), preset.clone())).collect();
    for key in EnvelopePart::ALL.map(EnvelopePart::key) {
        let found = envelope.get(key).map(DataTree::items).unwrap_or_default();
        let is_preset = preset.is_some() && is_of_preset(found);
        if !found.is_empty() && !is_preset {
            keys.push((key.to_owned(), read_locators(found)));
        }
    }
    let failed = envelope.get("failed_2xx").map(read_alternatives).filter(is_filled);
    let format = envelope.get("format").map(DataTree::items).unwrap_or_default();
    let format = one_or_many(format.to_vec());
    keys.extend(keep_present([
        ("failed_2xx", failed),
        ("details", find_member(envelope, "details").as_ref().map(read_items)),
        ("format", Some(format).filter(|of| is_filled(of) && of.text() != Some(Format::Json.name()))),
    ]));
    match (preset, keys.len()) {
        (Some(preset), 1) => preset,
        _ => DataTree::Map(keys),
    }
}

/// Returns whether locators are those that RFC 9457 gives to the preset. `ignore` is the preset's alone: it can't be
/// written.
fn is_of_preset(locators: &[DataTree]) -> bool {
    let places: Vec<_> = locators.iter().map(|at| (read_locator(at), at.text_of("ignore"))).collect();
    let places: Vec<_> = places.iter().map(|(at, ignored)| (at.text(), *ignored)).collect();
    places == [(Some("/type"), Some("about:blank"))]
        || places == [(Some("/detail"), None), (Some("/title"), None)]
}

fn read_retry_table(document: &DataTree) -> Members {
    let Some(table) = document.get("retry") else { return Vec::new() };
    let listed =
        ["statuses", "classes"].into_iter().filter_map(|key| table.get(key)).flat_map(DataTree::members);
    let listed = listed.map(|(key, of)| (key.clone(), read_hint(of)));
    let named = ["default", "timeout", "connect"].into_iter();
    let named =
        named.filter_map(|key| Some((key.to_owned(), read_hint(table.get(key).filter(|of| is_filled(of))?))));
    listed.chain(named).collect()
}

/// Reads a hint, in its short form where that says all.
pub(crate) fn read_hint(hint: &DataTree) -> DataTree {
    let strategy = hint.text_of("strategy").unwrap_or("never");
    let delay = read_milliseconds(hint, "delay_ms");
    let (max, retries) = (read_milliseconds(hint, "max_ms"), find_member(hint, "retries"));
    // What holds unless a hint says otherwise.
    let usual = RetryHint::DEFAULT_MAX.max(delay.unwrap_or_default());
    let max = max.filter(|max| *max != usual).map(write_duration);
    let retries = retries.filter(|count| *count != DataTree::Integer(RetryHint::DEFAULT_RETRIES.to_string()));
    let rest = [
        ("max", max),
        ("retries", retries),
        ("id", find_member(hint, "id")),
        ("processed", find_member(hint, "processed")),
        ("throttled", find_member(hint, "throttled")),
    ];
    let main = match delay {
        Some(delay) => Some(write_duration(delay)),
        None if strategy == "action" => find_member(hint, "action"),
        None => Some(DataTree::Bool(true)),
    };
    match (keep_present(rest), main) {
        (rest, Some(DataTree::Bool(_))) if rest.is_empty() => DataTree::Text(strategy.to_owned()),
        (rest, Some(DataTree::Text(delay))) if rest.is_empty() && strategy != "action" => {
            DataTree::Text(format!("{strategy} {delay}"))
        }
        (rest, main) => {
            DataTree::Map(main.map(|main| (strategy.to_owned(), main)).into_iter().chain(rest).collect())
        }
    }
}

fn read_milliseconds(hint: &DataTree, key: &str) -> Option<Duration> {
    let milliseconds = hint.get(key)?.scalar()?.parse().ok()?;
    Some(Duration::from_millis(milliseconds))
}

fn write_duration(duration: Duration) -> DataTree {
    DataTree::Text(format_duration(duration))
}

/// Reads where several things are that can be errors: `partial` or `details`.
fn read_items(items: &DataTree) -> DataTree {
    let failed = items.get("failed").map(read_alternatives).filter(is_filled);
    let mut keys = keep_present([("items", find_member(items, "items")), ("failed", failed)]);
    for key in ItemPart::ALL.map(ItemPart::key) {
        let locators = items.get(key).map(DataTree::items).unwrap_or_default();
        if !locators.is_empty() {
            keys.push((key.to_owned(), read_locators(locators)));
        }
    }
    DataTree::Map(keys)
}

fn read_locators(list: &[DataTree]) -> DataTree {
    one_or_many(list.iter().map(read_locator).collect())
}

/// Reads a locator, in its short form where that says all.
fn read_locator(locator: &DataTree) -> DataTree {
    let unit = find_member(locator, "unit").filter(|unit| unit.text() != Some("s"));
    let mut keys = keep_present([
        ("at", find_member(locator, "at")),
        ("after", find_member(locator, "after")),
        ("before", find_member(locator, "before")),
        ("between", find_member(locator, "between")),
        ("unit", unit),
        ("when", locator.get("when").map(read_conditions).filter(is_filled)),
    ]);
    if keys.len() == 1 { keys.remove(0).1 } else { DataTree::Map(keys) }
}

/// Reads alternatives, of which one has to hold.
fn read_alternatives(alternatives: &DataTree) -> DataTree {
    one_or_many(alternatives.items().iter().map(read_alternative).collect())
}

/// Reads conditions, or the place of which it is asked that it has a value.
fn read_alternative(conditions: &DataTree) -> DataTree {
    match conditions.items() {
        [only] if only.text_of("is") == Some("present") => find_member(only, "at").unwrap_or(DataTree::Null),
        _ => read_conditions(conditions),
    }
}

fn read_conditions(conditions: &DataTree) -> DataTree {
    // The place may be empty, which is the whole body.
    let condition =
        |condition: &DataTree| Some((condition.get("at")?.text()?.to_owned(), read_expected(condition)));
    DataTree::Map(conditions.items().iter().filter_map(condition).collect())
}

fn read_expected(condition: &DataTree) -> DataTree {
    let text = || condition.get("text").cloned().unwrap_or(DataTree::Null);
    let expected = match condition.text_of("is") {
        Some("any_of") => condition.get("any_of").cloned().unwrap_or(DataTree::Null),
        Some(key @ ("prefix" | "contains")) => DataTree::Map(vec![(key.to_owned(), text())]),
        _ => text(),
    };
    if condition.get("not") == Some(&DataTree::Bool(true)) {
        return DataTree::Map(vec![("not".to_owned(), expected)]);
    }
    expected
}

fn read_fields(fields: &DataTree) -> DataTree {
    let field = |field: &DataTree| {
        let name = field.text_of("name")?;
        let kind = find_member(field, "type");
        let is_told = |at: &DataTree| at.text() != Some(&format!("/{name}"));
        let rest = keep_present([
            ("at", field.get("at").map(read_locator).filter(is_told)),
            ("meaning", find_member(field, "meaning")),
            ("sensitive", find_member(field, "sensitive").filter(|value| *value != DataTree::Bool(false))),
        ]);
        let field = match kind {
            Some(kind) if rest.is_empty() => kind,
            kind => DataTree::Map(keep_present([("type", kind)]).into_iter().chain(rest).collect()),
        };
        Some((name.to_owned(), field))
    };
    DataTree::Map(fields.items().iter().filter_map(field).collect())
}

fn find_member(tree: &DataTree, key: &str) -> Option<DataTree> {
    tree.get(key).filter(|value| **value != DataTree::Null).cloned()
}

/// Returns the keys that have a value.
fn keep_present<const N: usize>(keys: [(&str, Option<DataTree>); N]) -> Members {
    keys.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

/// Returns a map without the members that are null.
fn drop_nulls(tree: &DataTree) -> DataTree {
    DataTree::Map(tree.members().iter().filter(|(_, value)| *value != DataTree::Null).cloned().collect())
}

fn is_filled(tree: &DataTree) -> bool {
    !matches!(tree, DataTree::Null)
        && *tree != DataTree::Map(Vec::new())
        && *tree != DataTree::List(Vec::new())
}

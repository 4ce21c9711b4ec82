//! The neutral JSON that `generate json` writes, or parts of it → what the catalog said that it was made from.

use std::time::Duration;

use errspec_spec::format_duration;

use crate::draft::Draft;
use crate::envelope::Envelope;
use crate::row::{Code, Row, one_or_many};
use crate::statuses::DraftStatuses;
use crate::tree::{Members, Tree};

/// The version of the neutral JSON that is known.
const FORMAT: &str = "1";

/// Whether a document is one of these, and of a version that is known.
pub(crate) fn is_neutral(document: &Tree) -> Result<bool, String> {
    let is_neutral = ["api", "envelope"].iter().all(|key| document.get(key).is_some());
    match document.get("format") {
        Some(Tree::Integer(format)) if is_neutral && format != FORMAT => Err(format!(
            "it has format {format} of what `cargo errspec generate json` writes, and this version reads {FORMAT}"
        )),
        format => Ok(is_neutral && format.is_some()),
    }
}

/// The catalog; comments and the order between live and retired entries are not in the JSON.
pub(crate) fn draft(document: &Tree) -> Draft {
    let lists = ["errors", "retired"].into_iter().filter_map(|key| document.get(key));
    let rows = lists.flat_map(Tree::items).map(row).collect();
    Draft { rows, ..surroundings(document) }
}

/// What concerns all errors.
pub(crate) fn surroundings(document: &Tree) -> Draft {
    let groups = document.get("groups").map(Tree::items).unwrap_or_default();
    let more = [
        ("partial", member(document, "partial").as_ref().map(partial)),
        ("groups", Some(Tree::List(groups.iter().map(sparse).collect()))),
        ("lints", member(document, "lints")),
    ];
    Draft {
        api: api(document),
        envelope: Envelope::Known(envelope(document)),
        retry: Some(Tree::Map(retry(document))),
        more: present(more),
        rows: Vec::new(),
        todos: Vec::new(),
    }
}

/// Where there is no title, the name stands for it.
fn api(document: &Tree) -> Members {
    let api = document.get("api").map(Tree::members).unwrap_or_default();
    let name = document.pointer("/api/name");
    let is_said =
        |(key, value): &&(String, Tree)| *value != Tree::Null && (key != "title" || Some(value) != name);
    api.iter().filter(is_said).cloned().collect()
}

/// An entry. The hint is its own if the table doesn't say it.
pub(crate) fn row(entry: &Tree) -> Row {
    let text = |key: &str| entry.get(key).and_then(Tree::text).map(str::to_owned);
    let own = entry.text_of("retry_from") == Some("entry");
    let more = [
        ("fields", entry.get("fields").map(fields).filter(is_filled)),
        ("match", entry.get("match").map(conditions).filter(is_filled)),
        ("group", member(entry, "group")),
        ("docs", member(entry, "docs")),
        ("since", member(entry, "since")),
        // An empty notice is one.
        ("deprecated", member(entry, "deprecated").as_ref().map(sparse)),
        ("retired", member(entry, "retired").as_ref().map(sparse)),
    ];
    Row {
        code: entry.get("code").and_then(Code::of),
        statuses: statuses(entry),
        name: entry.text_of("name").map(str::to_owned),
        meaning: text("meaning").or_else(|| Some(String::new())),
        message: text("message"),
        retry: entry.get("retry").filter(|hint| own && is_filled(hint)).map(hint),
        guidance: text("guidance").into_iter().collect(),
        more: present(more),
        todos: Vec::new(),
    }
}

fn statuses(entry: &Tree) -> DraftStatuses {
    let listed = entry.get("statuses").map(Tree::items).unwrap_or_default();
    let listed: Vec<_> = listed.iter().filter_map(|status| status.scalar()?.parse().ok()).collect();
    let class = entry.text_of("class").and_then(|class| class.strip_suffix("xx")?.parse().ok());
    match (listed.is_empty(), class) {
        (false, _) => DraftStatuses::Listed(listed),
        (true, Some(class)) => DraftStatuses::Class(class),
        (true, None) => DraftStatuses::Any,
    }
}

fn envelope(document: &Tree) -> Tree {
    let Some(envelope) = document.get("envelope") else { return Tree::Null };
    let preset = member(envelope, "preset");
    let mut keys: Members = preset.iter().map(|preset| ("preset".to_owned(), preset.clone())).collect();
    for key in ["code", "message", "request_id", "retry_after"] {
        let found = envelope.get(key).map(Tree::items).unwrap_or_default();
        // What RFC 9457 says is the preset's; `ignore` can't be written.
        let pointers: Vec<_> = found.iter().filter_map(|locator| locator.text_of("at")).collect();
        let is_preset = preset.is_some() && matches!(pointers.as_slice(), ["/type"] | ["/detail", "/title"]);
        if !found.is_empty() && !is_preset {
            keys.push((key.to_owned(), locators(found)));
        }
    }
    let failed = envelope.get("failed_2xx").map(Tree::items).unwrap_or_default();
    match failed {
        [] => {}
        [one] if one.text_of("is") == Some("present") => {
            keys.extend(one.get("at").map(|at| ("failed_2xx".to_owned(), at.clone())));
        }
        list => keys.push(("failed_2xx".to_owned(), conditions(&Tree::List(list.to_vec())))),
    }
    match (preset, keys.len()) {
        (Some(preset), 1) => preset,
        _ => Tree::Map(keys),
    }
}

fn retry(document: &Tree) -> Members {
    let Some(table) = document.get("retry") else { return Vec::new() };
    let listed = ["statuses", "classes"].into_iter().filter_map(|key| table.get(key)).flat_map(Tree::members);
    let listed = listed.map(|(key, of)| (key.clone(), hint(of)));
    let named = ["default", "timeout", "connect"].into_iter();
    let named =
        named.filter_map(|key| Some((key.to_owned(), hint(table.get(key).filter(|of| is_filled(of))?))));
    listed.chain(named).collect()
}

/// A hint, in its short form where that says all.
pub(crate) fn hint(hint: &Tree) -> Tree {
    let strategy = hint.text_of("strategy").unwrap_or("never");
    let delay = duration(hint, "delay_ms");
    let (max, retries) = (duration(hint, "max_ms"), member(hint, "retries"));
    // What holds unless a hint says otherwise.
    let usual = Duration::from_secs(60).max(delay.unwrap_or_default());
    let is_backoff = strategy == "backoff";
    let max = max.filter(|max| !is_backoff || *max != usual).map(written);
    let retries = retries.filter(|count| *count != Tree::Integer("5".to_owned()));
    let rest = [
        ("max", max),
        ("retries", retries),
        ("id", member(hint, "id")),
        ("processed", member(hint, "processed")),
        ("throttled", member(hint, "throttled")),
    ];
    let main = match strategy {
        "action" => member(hint, "action"),
        "after" | "backoff" => delay.map(written),
        _ => Some(Tree::Bool(true)),
    };
    match (present(rest), main) {
        (rest, Some(Tree::Bool(_))) if rest.is_empty() => Tree::Text(strategy.to_owned()),
        (rest, Some(Tree::Text(delay))) if rest.is_empty() && strategy != "action" => {
            Tree::Text(format!("{strategy} {delay}"))
        }
        (rest, main) => {
            Tree::Map(main.map(|main| (strategy.to_owned(), main)).into_iter().chain(rest).collect())
        }
    }
}

fn duration(hint: &Tree, key: &str) -> Option<Duration> {
    let milliseconds = hint.get(key)?.scalar()?.parse().ok()?;
    Some(Duration::from_millis(milliseconds))
}

fn written(duration: Duration) -> Tree {
    Tree::Text(format_duration(duration))
}

fn partial(partial: &Tree) -> Tree {
    let list = |key: &str| Some(locators(partial.get(key)?.items())).filter(is_filled);
    Tree::Map(present([
        ("items", member(partial, "items")),
        ("failed", partial.get("failed").map(conditions)),
        ("target", partial.get("target").filter(|target| is_filled(target)).map(locator)),
        ("code", list("code")),
        ("message", list("message")),
    ]))
}

fn locators(list: &[Tree]) -> Tree {
    one_or_many(list.iter().map(locator).collect())
}

/// A locator in its short form, where that says all.
fn locator(locator: &Tree) -> Tree {
    let unit = member(locator, "unit").filter(|unit| unit.text() != Some("s"));
    let mut keys = present([
        ("at", member(locator, "at")),
        ("after", member(locator, "after")),
        ("before", member(locator, "before")),
        ("unit", unit),
    ]);
    if keys.len() == 1 { keys.remove(0).1 } else { Tree::Map(keys) }
}

fn conditions(conditions: &Tree) -> Tree {
    let condition = |condition: &Tree| {
        let text = condition.get("text").cloned().unwrap_or(Tree::Null);
        Some((condition.text_of("at")?.to_owned(), text))
    };
    Tree::Map(conditions.items().iter().filter_map(condition).collect())
}

fn fields(fields: &Tree) -> Tree {
    let field = |field: &Tree| {
        let name = field.text_of("name")?;
        let kind = member(field, "type");
        let is_told = |at: &Tree| at.text() != Some(&format!("/{name}"));
        let rest = present([
            ("at", field.get("at").map(locator).filter(is_told)),
            ("meaning", member(field, "meaning")),
            ("sensitive", member(field, "sensitive").filter(|value| *value != Tree::Bool(false))),
        ]);
        let field = match kind {
            Some(kind) if rest.is_empty() => kind,
            kind => Tree::Map(present([("type", kind)]).into_iter().chain(rest).collect()),
        };
        Some((name.to_owned(), field))
    };
    Tree::Map(fields.items().iter().filter_map(field).collect())
}

fn member(tree: &Tree, key: &str) -> Option<Tree> {
    tree.get(key).filter(|value| **value != Tree::Null).cloned()
}

/// The keys that have a value.
fn present<const N: usize>(keys: [(&str, Option<Tree>); N]) -> Members {
    keys.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

/// A map without the members that are null.
fn sparse(tree: &Tree) -> Tree {
    Tree::Map(tree.members().iter().filter(|(_, value)| *value != Tree::Null).cloned().collect())
}

fn is_filled(tree: &Tree) -> bool {
    !matches!(tree, Tree::Null) && *tree != Tree::Map(Vec::new()) && *tree != Tree::List(Vec::new())
}
